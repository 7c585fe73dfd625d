"""What did the change of instrument do, in a dozen plain sentences? One page for a reader with one minute.

Each sentence repeats a result of a study with its decision word. A finding whose study has nothing to say in a run (no
pairs of a type) is left out.
"""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import bodies
from analysis.studies.instrument_change import (
    comparable_series,
    effects,
    indicators,
    other_explanations,
    totals_before_after,
)
from analysis.studies.instrument_change.findings import DECISIONS, claim_decision, claim_facts, rewording_facts
from analysis.studies.instrument_checks import multiverse
from analysis.studies.shared.decisions import NOT_SUPPORTED


def claim(effect: effects.Result, fall: totals_before_after.Result, concordance: indicators.Result) -> None:
    """The sentence of the press as a rule for all: what speaks for it and what against."""
    if fall.facts["fell"]:
        word, facts = claim_decision(fall), claim_facts(effect, fall, concordance)
        opposed = word == NOT_SUPPORTED
        publish.finding("instrument.findings.claim" if opposed else "instrument.findings.claim_unopposed", word, facts)


def arithmetic(series: comparable_series.Result, effect: effects.Result, concordance: indicators.Result) -> None:
    """What is certain: the weights' effect on every institution and on the nation, and what the net count hides."""
    kind = bodies(effect.institution_type)
    publish.finding("instrument.findings.institutions", DECISIONS["institutions"], effect.facts, kind=kind)
    publish.finding("instrument.findings.nation", DECISIONS["nation"], series.facts)
    publish.finding("instrument.findings.counts", DECISIONS["counts"], concordance.facts["concordance"])


def unknown(effect: effects.Result, concordance: indicators.Result) -> None:
    """What new, dropped and reworded indicators inside the old domains leave open, on average over the list."""
    publish.finding("instrument.findings.rewording", DECISIONS["rewording"], rewording_facts(effect, concordance))


def bounds(fall: totals_before_after.Result) -> None:
    """What two totals allow, for all known falls and for one institution."""
    facts, one = fall.facts, fall.one
    if facts["fell"]:
        # Levels that may stand anywhere are bounded for the official list of new indicators.
        official = fall.new_definition == indicators.OFFICIAL
        key = "instrument.findings.falls" if official else "instrument.findings.falls_management"
        publish.finding(key, DECISIONS["falls"], facts)
    if one["fall"] > 0:
        refuted = one["verdict"] == totals_before_after.REFUTED
        key = "instrument.findings.one_refuted" if refuted else "instrument.findings.one_feasible"
        publish.finding(key, fall.decisions["institution"], one)
    if facts["known_fell"]:
        publish.finding("instrument.findings.known", DECISIONS["known"], facts)


def others(rival: other_explanations.Result) -> None:
    """What else could have made scores fall."""
    facts = rival.facts
    if facts["fallen"]:
        kind, ends = bodies(rival.institution_type), style.between(facts["lowest"], facts["highest"], "d")
        publish.finding("instrument.findings.ordinary", DECISIONS["ordinary"], facts, kind=kind, ends=ends)
    publish.finding("instrument.findings.selection", DECISIONS["selection"], facts)


def analysts(choices: multiverse.Result) -> None:
    """What other analysts would have found."""
    publish.finding("instrument.findings.choices", DECISIONS["choices"], choices.facts["effects"])
