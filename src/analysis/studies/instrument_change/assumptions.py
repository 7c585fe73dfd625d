"""What does each further assumption add to the bounds of an effect, where only two totals are known?

Every row is an assumption with a name: totals known as printed, management not ahead of the old domains, whole
levels of the indicators, no domain that loses more than so many levels. Bounds at the old profile (index BEFORE) and
at the new one (index AFTER) by `analysis.methods.effects.bounds.profile_bounds`. An assumption that no profile keeps
has no bounds: the totals contradict it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.methods.effects.bounds import (
    InfeasibleError,
    Row,
    decline_rows,
    not_ahead_rows,
    profile_bounds,
    total_row,
)
from analysis.methods.rounding import Number
from analysis.studies.shared import scorecard
from analysis.studies.shared.explanation import HALF, Change
from analysis.studies.shared.instruments import NEW, OLD, weights

Bound = tuple[float, float]
NONE = (np.nan, np.nan)


def table(of: Change, before: Number, after: Number, floor: int) -> pd.DataFrame:
    """Ends of the effect under each assumption: assumption, old_low, old_high, new_low, new_high (index points).

    `none`: totals as typed and nothing else. `rounded`: totals within +-.005. `not_ahead`: management is not above
    any other domain. `whole_levels`: domains whose indicators weigh the same are means of whole levels. `no_decline`:
    no domain is lower after than before, so that the two profiles are bounded together.
    """
    old_rows, new_rows = [total_row(of.old, before)], [total_row(of.new, after)]
    common = [part for part, weight in of.old.items() if weight]
    ahead = [row for part in of.new if part not in common for row in not_ahead_rows(part, common)]
    old_steps, new_steps = _steps()
    rows = {
        "none": (_at_old(of, old_rows, floor), _at_new(of, new_rows)),
        "rounded": (
            _at_old(of, [total_row(of.old, before, HALF)], floor),
            _at_new(of, [total_row(of.new, after, HALF)]),
        ),
        "not_ahead": (_at_old(of, [*old_rows, *ahead], floor), _at_new(of, [*new_rows, *ahead])),
        "whole_levels": (_at_old(of, old_rows, floor, old_steps), _at_new(of, new_rows, new_steps)),
        "no_decline": tuple(_together(of, before, after, floor)),
    }
    return pd.DataFrame(
        [
            {"assumption": name, "old_low": old[0], "old_high": old[1], "new_low": new[0], "new_high": new[1]}
            for name, (old, new) in rows.items()
        ]
    )


def least_decline(of: Change, before: Number, after: Number, floor: int) -> float:
    """The least number of levels that the common domain with the greatest loss must have lost from BEFORE to AFTER.

    0 where no domain need be lower after than before.
    """
    rows, low, high, common = _both_profiles(of, before, after, floor)
    rows += [Row(f"loss {part}", {f"new {part}": 1, f"old {part}": -1, "loss": 1}, low=0) for part in common]
    least, _ = profile_bounds({"loss": 1}, rows, low | {"loss": 0}, high | {"loss": of.top})
    return max(least, 0.0)


def _together(of: Change, before: Number, after: Number, floor: int) -> list[Bound]:
    rows, low, high, common = _both_profiles(of, before, after, floor)
    rows += decline_rows({f"old {part}": f"new {part}" for part in common}, 0)
    return [_tried(_named(of.effect, when), rows, low, high) for when in ("old", "new")]


def _both_profiles(of: Change, before: Number, after: Number, floor: int) -> tuple[list[Row], dict, dict, list[str]]:
    """Rows and box of both profiles at once, and the domains that they have in common."""
    rows = [total_row(_named(of.old, "old"), before), total_row(_named(of.new, "new"), after)]
    low = _named(of.floors(floor), "old") | _named(of.same(of.lowest), "new")
    high = _named(of.same(of.top), "old") | _named(of.same(of.top), "new")
    return rows, low, high, [part for part, weight in of.old.items() if weight]


def _named(values: Mapping[str, Fraction], when: str) -> dict[str, Fraction]:
    return {f"{when} {part}": x for part, x in values.items()}


def _at_old(of: Change, rows: list[Row], floor: int, steps: dict[str, int] | None = None) -> Bound:
    return _tried(of.effect, rows, of.floors(floor), of.same(of.top), steps)


def _at_new(of: Change, rows: list[Row], steps: dict[str, int] | None = None) -> Bound:
    return _tried(of.effect, rows, of.same(of.lowest), of.same(of.top), steps)


def _tried(objective: Mapping, rows: list[Row], low: Mapping, high: Mapping, steps: dict | None = None) -> Bound:
    """The bounds, or none where the rows contradict each other."""
    try:
        return profile_bounds(objective, rows, low, high, steps)
    except InfeasibleError:
        return NONE


def _steps() -> tuple[dict[str, int], dict[str, int]]:
    """Domain of 47 -> number of equal indicators, under 35 and under 47; domains of unequal ones are left out."""
    links = weights()[2]
    old = {new: n for new, part in links.items() for name, n in equal_indicators(OLD).items() if name == part}
    return old, equal_indicators(NEW)


def equal_indicators(instrument: str) -> dict[str, int]:
    """Domain -> number of its indicators, for domains whose indicators all weigh the same and are scored once."""
    chosen = scorecard.instrument(instrument)
    domain_of = {aspect.id: aspect.parent for aspect in chosen.aspects}
    found: dict[str, list] = {}
    for part in chosen.indicators:
        found.setdefault(domain_of[part.parent], []).append((part.weight, part.repeats))
    return {name: len(parts) for name, parts in found.items() if set(parts) == {(parts[0][0], 1)}}
