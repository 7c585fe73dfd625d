"""Which values can a domain have at all, and do integer levels exist that give the figures published?

Levels are integers, so a domain's value is one of finitely many fractions. They are found exactly, item by item (a
dynamic programme over the sums of integer weights, held as the bits of one number), not by trying all combinations.
A set of published figures is *reproduced* when some attainable value of every domain rounds to the published one
and, among those values, some combination has an index that rounds to the published index. Domains share no items,
so that their values combine freely.

The test tells a rounding rule, or a set of weights, from its rivals. Reference: our own; formulas of PermenPANRB
59/2020, Lampiran pp. 21-24.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact, round_by
from analysis.methods.scores.scoring import Instrument

PLACES = 2


@dataclass(frozen=True)
class Reproduction:
    """`impossible`: domains whose published value no integer levels give. `indices`: every unrounded index that
    agrees with all published figures, rising; several are possible, none means not reproduced."""

    impossible: tuple[str, ...]
    indices: tuple[Fraction, ...]

    @property
    def reproduced(self) -> bool:
        return bool(self.indices)


@cache
def attainable(instrument: Instrument, part: str, level: str = "domain") -> tuple[Fraction, ...]:
    """Every value that the domain (or, with `level="aspect"`, the aspect) `part` can have, rising.

    Where an indicator may be scored for one or more services, the values for each number of services are joined.
    Raises InputError for an instrument with decimal levels (nearly every value is attainable) and an unknown part.
    """
    if instrument.scale.decimals:
        raise InputError(f"instrument {instrument.id} has decimal levels; attainable values need whole levels")
    if level not in ("aspect", "domain"):
        raise InputError(f"level {level!r} has no attainable values; use aspect or domain")
    aspects = {p.id for p in instrument.aspects if part == (p.parent if level == "domain" else p.id)}
    if not aspects:
        raise InputError(f"{level} {part!r} is not in instrument {instrument.id}")
    low, high = int(instrument.scale.low), int(instrument.scale.high)
    values = {value for weights in _item_weights(instrument, aspects) for value in _means(weights, low, high)}
    return tuple(sorted(values))


def reproduce(
    instrument: Instrument,
    domains: Mapping[str, Number],
    index: Number,
    *,
    rule: str = "half_up",
    index_rule: str | None = None,
) -> Reproduction:
    """Do integer levels exist that give these published domain values and this published index (two decimals)?

    `rule` and `index_rule` (by default the same) are the rounding rules supposed, see `rounding.RULES`. Raises
    InputError when a domain is missing or unknown, or a figure is no number.
    """
    wanted = [part.id for part in instrument.domains]
    if not wanted or set(domains) != set(wanted):
        raise InputError(f"instrument {instrument.id} needs values of domains {wanted}, not {list(domains)}")
    fits = {part: _rounding_to(instrument, part, rule).get(exact(domains[part]), ()) for part in wanted}
    impossible = tuple(part for part in wanted if not fits[part])
    indices = {
        sum(part.weight * value for part, value in zip(instrument.domains, values, strict=True))
        for values in product(*fits.values())
    }
    published = exact(index)
    agreeing = (x for x in indices if exact(round_by(index_rule or rule, x, PLACES)) == published)
    return Reproduction(impossible, tuple(sorted(agreeing)))


def values_rounding_to(
    instrument: Instrument, part: str, published: Number, level: str = "domain"
) -> tuple[Fraction, ...]:
    """The attainable values of a domain or aspect that round half up to the published one; empty if none does.

    One value means that the published figure, though rounded, is known exactly. Raises InputError like `attainable`.
    """
    return _rounding_to(instrument, part, "half_up", level).get(exact(published), ())


@cache
def _rounding_to(
    instrument: Instrument, part: str, rule: str, level: str = "domain"
) -> dict[Fraction, tuple[Fraction, ...]]:
    """Rounded value -> the attainable values that round to it."""
    found = defaultdict(list)
    for value in attainable(instrument, part, level):
        found[exact(round_by(rule, value, PLACES))].append(value)
    return {rounded: tuple(values) for rounded, values in found.items()}


def _item_weights(instrument: Instrument, aspects: set[str]) -> Iterator[list[Fraction]]:
    """The weights of the scored items, once for every possible number of services of each repeated indicator."""
    parts = [part for part in instrument.indicators if part.parent in aspects]
    own = {aspect.id: aspect.weight for aspect in instrument.aspects}
    for services in product(*(range(1, part.repeats + 1) for part in parts)):
        total = dict.fromkeys(aspects, Fraction(0))
        for part, count in zip(parts, services, strict=True):
            total[part.parent] += part.weight * count
        # An aspect keeps its weight, however many items share it.
        yield [
            part.weight * own[part.parent] / total[part.parent]
            for part, count in zip(parts, services, strict=True)
            for _ in range(count)
        ]


def _means(weights: list[Fraction], low: int, high: int) -> Iterator[Fraction]:
    """Every weighted mean of integer levels from low to high (low 0 or more)."""
    unit = math.lcm(*(weight.denominator for weight in weights))
    steps = [int(weight * unit) for weight in weights]
    sums = 1  # bit n is set when the sum n is attainable
    for step in steps:
        reached = 0
        for level in range(low, high + 1):
            reached |= sums << (step * level)
        sums = reached
    return (Fraction(n, sum(steps)) for n in range(sums.bit_length()) if sums >> n & 1)
