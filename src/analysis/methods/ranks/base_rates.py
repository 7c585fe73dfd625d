"""How many of the comparable units did at least as well, and how long is a run of moves in one direction?

Plain counts over units that were all observed: k of n others, equal values counted. Over all units taken in turn, and
without ties, k takes each of 0, ..., n exactly once. A description, no test: a test would suppose that the unit was
picked at random and count it too, (1 + k) / (1 + n).
Reference: Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9(1):39.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.methods.errors import InputError


class BaseRate(NamedTuple):
    """Of `n` others, `k` did at least as well; `share` is k / n, missing where there is nobody."""

    k: int
    n: int
    share: float


def base_rate(own: float, others: np.ndarray) -> BaseRate:
    """How many of the `others` (n,) have a value of at least `own`; missing ones do not count.

    Raises InputError where `own` is missing: a unit that was not observed has no base rate.
    """
    if np.isnan(own):
        raise InputError("the unit's own value is missing; choose one that was observed")
    seen = others[~np.isnan(others)]
    k = int(np.count_nonzero(seen >= own))
    return BaseRate(k, len(seen), k / len(seen) if len(seen) else float("nan"))


def run_length(changes: np.ndarray) -> int:
    """How many of the last changes (c,), oldest first, have the sign of the last one; 0 where the last is missing."""
    signs = np.sign(changes[::-1])
    same = signs == signs[:1]  # a missing change equals nothing, not even itself
    return len(same) if same.all() else int(np.flatnonzero(~same)[0])


def all_of_sign(changes: np.ndarray, sign: int) -> np.ndarray:
    """Which units moved in the direction `sign` (1, 0 or -1) every time: changes (n, c), flags (n,)."""
    return (np.sign(changes) == sign).all(axis=1)
