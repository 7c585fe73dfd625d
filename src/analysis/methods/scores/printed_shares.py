"""Of how many bodies is a printed share a share?

A share that is printed with a few decimals is a whole number of bodies over another whole number. Few numbers below a
hundred give one share to four decimals, so that the smallest that does is often the only one that can be. It says how
many were counted only if no more were counted than that: several of it would give the same share.
"""

from __future__ import annotations

import math
from fractions import Fraction

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact, round_half_up


def counts(share: Number, largest: int, decimals: int = 4) -> list[tuple[int, int]]:
    """Every (reached, of) with `of` up to `largest` whose share, half up to `decimals`, is the printed one.

    `share` is between 0 and 1: 0.7353, for 73.53%. Smallest `of` first. Raises InputError for any other share.
    """
    printed = exact(share)
    if not 0 <= printed <= 1:
        raise InputError(f"share {float(printed):g}: it must be between 0 and 1")
    found = []
    for of in range(1, largest + 1):
        near = {math.floor(printed * of), math.ceil(printed * of)}
        found += [(n, of) for n in sorted(near) if exact(round_half_up(Fraction(n, of), decimals)) == printed]
    return found


def fewest(share: Number, largest: int, decimals: int = 4) -> tuple[int, int]:
    """The first of `counts`: the share of as few bodies as it can be. Raises InputError where none is."""
    found = counts(share, largest, decimals)
    if not found:
        raise InputError(f"share {float(exact(share)):g}: no share of up to {largest} is printed so")
    return found[0]
