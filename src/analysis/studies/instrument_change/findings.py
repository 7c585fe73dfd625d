"""What did the change of instrument do, in a dozen findings? Each repeats a result with its decision word.

Facts of a finding come from the studies that found them; nothing is computed but the size of a difference.
"""

from __future__ import annotations

from analysis.studies.instrument_change import effects, indicators, totals_before_after
from analysis.studies.shared.decisions import (
    ARITHMETIC_FACT,
    ASSOCIATED_ONLY,
    BOUNDED,
    IDENTIFIED,
    INCONCLUSIVE,
    NOT_SUPPORTED,
)

# How far the evidence of a finding goes. That of the claim of the press is `claim_decision`, that of one
# institution's fall the verdict on it.
DECISIONS = {
    "institutions": IDENTIFIED,
    "nation": BOUNDED,
    "counts": ARITHMETIC_FACT,
    "rewording": BOUNDED,
    "falls": BOUNDED,
    "known": IDENTIFIED,
    "ordinary": INCONCLUSIVE,
    "selection": ARITHMETIC_FACT,
    "choices": BOUNDED,
}


def claim_decision(fall: totals_before_after.Result) -> str:
    """How the sentence of the press stands as a rule for all: it would have to hold for every known pair.

    Against it speak institutions that rose, and falls that are too large for the management domain alone.
    """
    against = fall.facts["rose"] + fall.facts["refuted_management"]
    return NOT_SUPPORTED if against else ASSOCIATED_ONLY


def claim_facts(
    effect: effects.Result, fall: totals_before_after.Result, concordance: indicators.Result
) -> dict[str, object]:
    """What speaks for the sentence of the press and what against: facts of the three studies."""
    counted, means = concordance.facts["concordance"], concordance.facts["domain_means"]
    return {
        **fall.facts,
        "listed": effect.facts["n"],
        "negative": effect.facts["negative"],
        "mean_loss": abs(effect.facts["mean_effect"]),
        "net": counted["net"],
        "year": means["year"],
        "low": means["low"],
        "high": means["high"],
    }


def rewording_facts(effect: effects.Result, concordance: indicators.Result) -> dict[str, object]:
    """What indicators inside the old domains leave open of the listed institutions' mean effect."""
    listed = concordance.domain_means.set_index(["unit", "year"]).loc[("listed", effect.shown_year)]
    return {"low": listed["low"], "high": listed["high"], "harder": abs(effect.facts["turns_at"])}
