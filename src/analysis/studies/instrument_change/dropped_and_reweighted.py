"""What could dropping indicators and re-weighting the others have done to a total, the third cause beside two claims?

Levels stand still; new indicators are left out. Then an index under 35 moves from the average of all old indicators
to the average of those that continue, under their new weights: r_B - I_A, in the terms of `methods.concordance` the
re-weighting r_B - r_A plus the dropped part w (r_A - d). Only the total I_A is known, so this is an interval: all that
levels with that total allow. What continues stands on the new scale, since it must be scored there; what was dropped
anywhere on the old one. No verdict follows: such levels are possible, not likely. Rewording is taken as neutral.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.methods.effects import bounds
from analysis.methods.effects.concordance import Interval
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared.explanation import FLOORS, Change


@dataclass(frozen=True)
class Items:
    """Scored items of 35: old weight, and share of the new weight of all that continues (0: dropped).

    Of an old item that was split, one successor stands at its level; the other ones, with the share `free`, may stand
    lower or higher: an old level lies between the lowest and the highest of its successors.
    """

    old: dict[str, Fraction]
    share: dict[str, Fraction]
    free: Fraction


def items() -> Items:
    """The scored items, from the ministry's list; the lightest successor of a split item is the one that is tied."""
    links = concordance()
    continuing = sum((links.new[item] for item in links.links), Fraction(0))
    tied = {old: min(links.new[item] for item in new) for old, new in links.successors.items()}
    share = {old: tied.get(old, Fraction(0)) / continuing for old in links.old}
    return Items(dict(links.old), share, 1 - sum(share.values()))


def interval(of: Items, change: Change, before: Number, floor: int) -> Interval:
    """(low, high) of r_B - I_A in index points, over all levels with the total `before`; exact.

    Raises InputError for a floor other than 0 or 1, and for a total that no such levels have.
    """
    if floor not in FLOORS:
        raise InputError(f"floor {floor}: choose 0 or 1, the lowest level of the old scale")
    low = {item: change.lowest if share else Fraction(floor) for item, share in of.share.items()}
    high = dict.fromkeys(of.old, change.top)
    ends = [
        bounds.extreme(of.share, of.old, before, low, high, largest=largest).value + of.free * level
        for largest, level in ((False, change.lowest), (True, change.top))
    ]
    return Interval(*(end - exact(before) for end in ends))
