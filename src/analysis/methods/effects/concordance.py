"""Which part of an index comes from new items, which from re-weighting, and which from items that were dropped?

One institution, one year, two instruments A (old) and B (new); a link leads from an item of B to the item of A that it
continues. With W the weight of new items in B, w the weight of dropped ones in A, r_B and n the B-weighted averages on
continuing and new items, r_A and d the A-weighted averages on continuing and dropped ones:

    I_B - I_A = W (n - r_B) [new] + (r_B - r_A) [re-weighting of what continues] + w (r_A - d) [dropped]

Known levels under B give the first term. Assumptions for the rest: an old item stands at the level of the item that
continues it, or, where it was split, anywhere from the lowest to the highest of its successors; dropped items stand
anywhere on the old scale. A rewording is a named shift: old level = new level + shift on every continuing item, cut to
the old scale; it is a fourth term. All arithmetic is exact.

References: the terms are those of a Laspeyres or Paasche index with new and disappearing goods; sets instead of points
where levels are unknown: Horowitz and Manski (1995). Weights and list: PermenPANRB 5/2018 and 59/2020.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact

Weights = Mapping[str, Fraction]
Ends = tuple[Number, Number]  # lowest and highest level of a scale


class Interval(NamedTuple):
    low: Fraction
    high: Fraction


class Pieces(NamedTuple):
    """The terms of one difference I_B - I_A, in index points; `total` is their sum."""

    new: Fraction
    reweighted: Fraction
    dropped: Fraction
    wording: Fraction

    @property
    def total(self) -> Fraction:
        """I_B - I_A."""
        return sum(self, Fraction(0))


class Bounds(NamedTuple):
    """What each term, and their sum, can be. The ends of the sum are not the sums of the ends."""

    new: Interval
    reweighted: Interval
    dropped: Interval
    wording: Interval
    total: Interval


@dataclass(frozen=True, eq=False)
class Concordance:
    """Weights of the scored items of two instruments (each sums to 1), and links: new item -> old item.

    Raises InputError when weights do not sum to 1, a link leads from or to an unknown item, or nothing continues.
    """

    new: Weights
    old: Weights
    links: Mapping[str, str]

    def __post_init__(self) -> None:
        problems = [
            f"the {name} weights sum to {float(sum(weights.values())):.15g}, not to 1"
            for name, weights in (("new", self.new), ("old", self.old))
            if sum(weights.values()) != 1
        ]
        problems += [f"link from {item}: not an item of the new instrument" for item in self.links.keys() - self.new]
        problems += [f"link to {item}: not an item of the old one" for item in set(self.links.values()) - set(self.old)]
        if not self.links:
            problems.append("no links: nothing continues, so there is nothing to split")
        if problems:
            raise InputError(sorted(problems))

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """Old continuing item -> the new items that continue it."""
        found: dict[str, tuple[str, ...]] = {}
        for item, old in self.links.items():
            found[old] = (*found.get(old, ()), item)
        return found

    @property
    def added(self) -> frozenset[str]:
        """New items that continue nothing."""
        return frozenset(self.new) - frozenset(self.links)

    @property
    def dropped(self) -> frozenset[str]:
        """Old items that nothing continues."""
        return frozenset(self.old) - frozenset(self.successors)

    @property
    def dropped_weight(self) -> Fraction:
        """w: the old weight of dropped items."""
        return weight_of(self.dropped, self.old)


def weight_of(items: Iterable[str], weights: Weights) -> Fraction:
    """The weight of some items together."""
    return sum((weights[item] for item in items), Fraction(0))


def pieces(
    concordance: Concordance,
    levels: Mapping[str, Number],
    carried: Mapping[str, Number],
    dropped: Number,
    old_scale: Ends,
    shift: Number = 0,
    added: Collection[str] | None = None,
) -> Pieces:
    """The terms for one choice of what is unknown.

    `levels`: every new item's level; `carried`: every continuing old item's level before the shift; `dropped`: the
    average d. `added` names the items that count as new (default: those without a link); with another set the second
    term is that of all other new items, and the sum is the same. Raises InputError for missing or unknown items, a
    carried level outside its successors, `dropped` off the old scale, and `added` that is unknown or everything.
    """
    chosen = concordance.added if added is None else frozenset(added)
    x = _levels(levels, concordance.new, "new item")
    y = _levels(carried, concordance.successors, "old item")
    low, high = (exact(end) for end in old_scale)
    problems = [
        f"old item {item}: {float(y[item]):g} is outside its successors' levels"
        for item, after in concordance.successors.items()
        if not min(x[i] for i in after) <= y[item] <= max(x[i] for i in after)
    ]
    if not low <= exact(dropped) <= high:
        problems.append(
            f"dropped items: {float(exact(dropped)):g} is off the old scale {float(low):g} to {float(high):g}"
        )
    if chosen - set(concordance.new) or len(chosen) == len(concordance.new):
        problems.append("added: name items of the new instrument, and not all of them")
    if problems:
        raise InputError(problems)
    total = _average(concordance.new, concordance.new, x)
    staying = _average([item for item in concordance.new if item not in chosen], concordance.new, x)
    before = _average(y, concordance.old, y)
    moved = {item: min(max(level + exact(shift), low), high) - level for item, level in y.items()}
    w = concordance.dropped_weight
    return Pieces(
        new=total - staying,
        reweighted=staying - before,
        dropped=w * (before - exact(dropped)),
        wording=-(1 - w) * _average(y, concordance.old, moved),
    )


def bounds(
    concordance: Concordance,
    levels: Mapping[str, Number],
    old_scale: Ends,
    shift: Number = 0,
    added: Collection[str] | None = None,
) -> Bounds:
    """What the terms can be when every level under the new instrument is known. Raises InputError like `pieces`."""
    x = _levels(levels, concordance.new, "new item")
    ends = [{item: pick(x[i] for i in after) for item, after in concordance.successors.items()} for pick in (min, max)]
    # Every term is monotone in the carried levels and in d, so its ends are among the four corners.
    corners = [pieces(concordance, x, y, d, old_scale, shift, added) for y in ends for d in old_scale]
    return _hull(corners)


def forwards(concordance: Concordance, old_levels: Mapping[str, Number], new_scale: Ends) -> Bounds:
    """The same terms when every level under the OLD instrument is known, and the new index is not.

    New items stand anywhere on the new scale; a continuing item at its predecessor's level (raised to the new floor
    where it lies below); of the successors of a split item one stands at or below its level and one at or above.
    Raises InputError for missing or unknown items.
    """
    y = _levels(old_levels, concordance.old, "old item")
    low, high = (exact(end) for end in new_scale)
    before = _average(concordance.successors, concordance.old, y)
    gone = concordance.dropped_weight * before - sum(concordance.old[i] * y[i] for i in concordance.dropped)
    new_weight = weight_of(concordance.added, concordance.new)
    corners = []
    for end in (low, high):
        x = {}
        for item, after in concordance.successors.items():
            lightest = min(after, key=lambda i: concordance.new[i])
            x |= dict.fromkeys(after, end) | {lightest: min(max(y[item], low), high)}
        staying = _average(concordance.links, concordance.new, x)
        corners += [Pieces(new_weight * (n - staying), staying - before, gone, Fraction(0)) for n in (low, high)]
    return _hull(corners)


def turning_shift(concordance: Concordance, levels: Mapping[str, Number], old_scale: Ends) -> Fraction | None:
    """The shift nearest to nought with which I_B - I_A can be nought; None where it can be without a shift, or never.

    A negative one says: had the old wording been harder by so much, the sign would be open. Raises InputError like
    `pieces`.
    """
    without = bounds(concordance, levels, old_scale).total
    if without.low <= 0 <= without.high:
        return None
    end = 1 if without.high < 0 else 0  # which end of the interval comes nearer to nought
    low, high = (exact(x) for x in old_scale)
    # Piecewise linear in the shift, with corners where an item reaches an end of the old scale.
    reach = {x - exact(levels[item]) for x in (low, high) for item in concordance.links}
    shifts = sorted({Fraction(0), *(s for s in reach if (s < 0) == (end == 1))}, key=abs)
    totals = [bounds(concordance, levels, old_scale, shift).total[end] for shift in shifts]
    for (s, a), (t, b) in pairwise(zip(shifts, totals, strict=True)):
        if a * b <= 0:
            return s + (t - s) * a / (a - b)
    return None


def joined(several: Iterable[Bounds]) -> Bounds:
    """What holds when one of several bounds does: each term from its lowest to its highest end."""
    columns = zip(*several, strict=True)
    return Bounds(*(Interval(min(i.low for i in column), max(i.high for i in column)) for column in columns))


def _hull(corners: list[Pieces]) -> Bounds:
    columns = [*zip(*corners, strict=True), [corner.total for corner in corners]]
    return Bounds(*(Interval(min(column), max(column)) for column in columns))


def _average(items: Collection[str], weights: Weights, levels: Mapping[str, Fraction]) -> Fraction:
    return sum((weights[i] * levels[i] for i in items), Fraction(0)) / weight_of(items, weights)


def _levels(levels: Mapping[str, Number], wanted: Collection[str], what: str) -> dict[str, Fraction]:
    problems = [f"{what} {item}: no level" for item in wanted if item not in levels]
    problems += [f"{what} {item}: not in the concordance" for item in levels if item not in wanted]
    if problems:
        raise InputError(problems)
    return {item: exact(levels[item]) for item in wanted}
