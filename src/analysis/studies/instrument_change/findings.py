"""What did the change of instrument do, in a dozen findings? Each repeats a result with its decision word.

Facts of a finding come from the studies that found them; nothing is computed but the size of a difference.
"""

from __future__ import annotations

from analysis.studies.instrument_change import effects, indicators, totals_before_after
from analysis.studies.shared.decisions import (
    ARITHMETIC_FACT,
    BOUNDED,
    CANNOT_BE_DECIDED,
    IDENTIFIED,
    INCONCLUSIVE,
    REFUTED,
)

# How far the evidence of a finding goes. That of the three statements on the claim of the press is `claim_decisions`,
# that of one institution's fall the verdict on it.
DECISIONS = {
    "whole": BOUNDED,
    "nation": IDENTIFIED,
    "counts": ARITHMETIC_FACT,
    "rewording": BOUNDED,
    "all_new": BOUNDED,
    "known": IDENTIFIED,
    "ordinary": INCONCLUSIVE,
    "selection": ARITHMETIC_FACT,
    "choices": BOUNDED,
}


def claim_decisions(fall: totals_before_after.Result) -> dict[str, str]:
    """The words on “scores fell because indicators were added”, read as three statements.

    lower: the new weights lower scores, same domain values. given_fall: they explain the fall of an institution; nobody
    scored on both instruments in one year, no figures that would tell. management_alone: the management domain explains
    the falls that are read in the first year; refuted for those that are larger than any that it can cause.
    """
    facts = fall.facts
    return {
        "lower": IDENTIFIED,
        "given_fall": BOUNDED if facts["on_both"] else CANNOT_BE_DECIDED,
        "management_alone": REFUTED if facts["first_refuted_management"] else BOUNDED,
    }


def rewording_facts(effect: effects.Result, concordance: indicators.Result) -> dict[str, object]:
    """What indicators inside the old domains leave open of the listed institutions' mean effect."""
    listed = concordance.domain_means.set_index(["unit", "year"]).loc[("listed", effect.shown_year)]
    return {
        "low": listed["low"],
        "high": listed["high"],
        "harder": abs(effect.facts["turns_at"]),
        "shown_year": effect.shown_year,
    }
