"""Which pairs of totals are read in the first year on the new instrument, and which only later? Counts, kept apart.

A pair that is read later holds years of growth beside the change of instrument: what it says about the change is less.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.studies.instrument_change.claims import (
    ALL_NEW,
    FEASIBLE,
    FIRST_YEAR,
    MANAGEMENT,
    OFFICIAL,
    REFUTED,
    WHOLE,
)

GROUPS = FIRST, LATER = "first", "later"
# What is counted by a verdict: name of the fact -> claim and verdict.
BY_VERDICT = {
    "refuted_management": (MANAGEMENT, REFUTED),
    "feasible_management": (MANAGEMENT, FEASIBLE),
    "refuted_new": (ALL_NEW, REFUTED),
    "feasible_new": (ALL_NEW, FEASIBLE),
    "refuted_all_levels": (OFFICIAL, REFUTED),
    "refuted_whole": (WHOLE, REFUTED),
}


def split(pairs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The pairs (columns of `institutions.pairs`) whose later total is of the first year, and the others."""
    first = pairs["after_year"] == FIRST_YEAR
    return {FIRST: pairs[first], LATER: pairs[~first]}


def counts(pairs: pd.DataFrame, at: Mapping[str, pd.DataFrame], elsewhere: pd.DataFrame) -> dict[str, int]:
    """For either group, by the beginning of the name (first_, later_): how many, how they moved, what is excluded.

    n, fell, rose; longest, the most years between the two totals (0 without pairs); what BY_VERDICT names, of `at`
    (claim -> rows by institution_id); refuted_other_floor, of `elsewhere`, management at the other old floor;
    by_rounding, falls whose verdict on management hangs on rounding; known_fell, falls whose effect is a point, and
    turned, those of them that rose under the old weights (columns effect and real_change of the pairs).
    """
    found: dict[str, int] = {}
    for group, part in split(pairs).items():
        fell = part[part["fall"] > 0]
        known = fell[fell["effect"].notna()]
        verdicts = {claim: rows["verdict"].reindex(part["institution_id"]) for claim, rows in at.items()}
        rounded = at[MANAGEMENT]["rounding_decides"].reindex(fell["institution_id"])
        row = {
            "n": len(part),
            "fell": len(fell),
            "rose": (part["fall"] < 0).sum(),
            "longest": (part["after_year"] - part["before_year"]).max() if len(part) else 0,
            **{name: (verdicts[claim] == verdict).sum() for name, (claim, verdict) in BY_VERDICT.items()},
            "refuted_other_floor": (elsewhere["verdict"].reindex(part["institution_id"]) == REFUTED).sum(),
            "by_rounding": rounded.eq(True).sum(),
            "known_fell": len(known),
            "turned": (known["real_change"] > 0).sum(),
        }
        found |= {f"{group}_{name}": int(x) for name, x in row.items()}
    return found
