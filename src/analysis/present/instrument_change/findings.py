"""What did the change of instrument do, in a dozen plain sentences? One page for a reader with one minute.

Each sentence repeats a result of a study with its decision word. A finding whose study has nothing to say in a run (no
pairs of a type) is left out.
"""

from __future__ import annotations

from analysis.present import cards, publish
from analysis.present.charts import style
from analysis.present.phrases import bodies, phrase
from analysis.studies.instrument_change import (
    comparable_series,
    effects,
    indicators,
    other_explanations,
    totals_before_after,
)
from analysis.studies.instrument_change.claims import MANAGEMENT, REFUTED
from analysis.studies.instrument_change.findings import DECISIONS, claim_decisions, rewording_facts
from analysis.studies.instrument_checks import multiverse


def claim(effect: effects.Result, fall: totals_before_after.Result) -> None:
    """The sentence of the press as three statements: scores are lowered, a given fall, and management alone."""
    facts, words = fall.facts, claim_decisions(fall)
    kind = bodies(effect.institution_type)
    publish.finding("instrument.findings.lower", words["lower"], effect.facts, kind=kind)
    publish.finding("instrument.findings.given_fall", words["given_fall"], facts)
    if facts["first_fell"]:
        refuted = "instrument.findings.management_alone.refuted"
        key = refuted if facts["first_refuted_management"] else "instrument.findings.management_alone.feasible"
        publish.finding(key, words["management_alone"], facts)
    _cards(effect, fall)


def _cards(effect: effects.Result, fall: totals_before_after.Result) -> None:
    """What the first page says of scores, and of a given fall."""
    words, facts = claim_decisions(fall), fall.facts
    lowered = effect.facts | {"kind": bodies(effect.institution_type)}
    few = {} if 2 * effect.facts["negative"] > effect.facts["n"] else {"verdict": "instrument.card_scores.verdict_few"}
    cards.publish("instrument.card_scores", words["lower"], lowered, **few)
    why = "instrument.card_fall.why" if facts["first_refuted_new"] else "instrument.card_fall.why_none"
    bounded = {"verdict": "instrument.card_fall.verdict_bounded"} if facts["on_both"] else {}
    cards.publish("instrument.card_fall", words["given_fall"], facts, why=why, **bounded)


def arithmetic(series: comparable_series.Result, concordance: indicators.Result) -> None:
    """What the weights did to the nation, and what the net count of indicators hides."""
    publish.finding("instrument.findings.nation", DECISIONS["nation"], series.facts)
    publish.finding("instrument.findings.counts", DECISIONS["counts"], concordance.facts["concordance"])


def unknown(effect: effects.Result, concordance: indicators.Result) -> None:
    """What new, dropped and reworded indicators leave open: of the nation, and on average over the list."""
    publish.finding("instrument.findings.whole", DECISIONS["whole"], concordance.facts["domain_means"])
    publish.finding("instrument.findings.rewording", DECISIONS["rewording"], rewording_facts(effect, concordance))


def bounds(fall: totals_before_after.Result) -> None:
    """What two totals allow, for the falls that are read in the first year and for one institution."""
    facts, one = fall.facts, fall.one
    if facts["first_fell"] and fall.new_definition != MANAGEMENT:
        # Levels that may stand anywhere are bounded for the official list of new indicators.
        official = fall.new_definition == indicators.OFFICIAL
        key = "instrument.findings.all_new" if official else "instrument.findings.all_new_other"
        publish.finding(key, DECISIONS["all_new"], facts)
    if one["fall"] > 0:
        refuted = one["verdict"] == REFUTED
        key = "instrument.findings.one_refuted" if refuted else "instrument.findings.one_feasible"
        whose = phrase(f"instrument.falls.whose.{one['whose']}")
        publish.finding(key, fall.decisions["institution"], one, whose=whose)
    if facts["first_known_fell"]:
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
