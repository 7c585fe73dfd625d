"""How is it told what follows where only the totals before and after are known: sentences, figures and tables?"""

from __future__ import annotations

import numpy as np

from analysis.methods.ordering import ordered
from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.instrument_change.one_institution import total
from analysis.present.phrases import phrase, type_word
from analysis.studies.instrument_change.claims import FIRST_YEAR, MANAGEMENT
from analysis.studies.instrument_change.totals_before_after import Result
from analysis.studies.shared.institutions import ALL

CLAIMS = {
    "which": "text",
    "n": "int",
    "refuted_n": "int",
    "feasible_n": "int",
    "not_needed_n": "int",
    "refuted_of_falls": ".0%",
}
FELL = {
    "name": "text",
    "shown_before": "text",
    "shown_after": "text",
    "fall": ".2f",
    "largest_fall": ".2f",
    "claim_i": "text",
    "claim_ii": "text",
}
KNOWN = {
    "name": "text",
    "before_year": "year",
    "after_year": "year",
    "change": "+.2f",
    "effect": "+.2f",
    "real_change": "+.2f",
}
POPULATION = {
    "what": "text",
    ("low", "high"): "+.2f",
    ("imbens_manski_low", "imbens_manski_high"): "+.2f",
    ("stoye_low", "stoye_high"): "+.2f",
}


def observed(result: Result) -> None:
    """How many fell and rose, and every value of the study under its key."""
    every = result.institution_type == ALL
    who = phrase("instrument.falls.all_types") if every else type_word(result.institution_type)
    publish.values("instrument", result.values)
    if result.pairs.empty:
        publish.sentence("instrument.falls.none", who=who)
        return
    facts, word = result.facts, result.decisions["observed"]
    publish.sentence("instrument.falls.observed", word, facts, who=who)
    if facts["later_n"]:
        publish.sentence("instrument.falls.observed_later", word, facts)


def claims(result: Result) -> None:
    """Both claims over all pairs: a sentence with its decision each, and the shares by claim and variant."""
    if result.pairs.empty:
        return
    facts, decisions = result.facts, result.decisions
    if not facts["fell"]:
        publish.sentence("instrument.falls.claims.no_fall", decisions["no_fall"], facts)
    if facts["first_fell"]:
        publish.sentence("instrument.falls.claims.management", decisions["management"], facts)
    if facts["later_fell"]:
        publish.sentence("instrument.falls.claims.management_later", decisions["management_later"], facts)
    if facts["first_fell"] and result.new_definition != MANAGEMENT:  # under management it is one claim, not two
        possible = "instrument.falls.claims.all_new_possible"  # for all of them
        all_new = "instrument.falls.claims.all_new" if facts["first_refuted_new"] else possible
        publish.sentence(all_new, decisions["all_new"], facts)
        publish.sentence("instrument.falls.claims.all_levels", decisions["all_levels"], facts)
    rows = result.shares
    shown = rows.assign(
        what=[phrase(f"instrument.falls.claim.{row['claim']}", {**facts, **row}) for row in rows.to_dict("records")],
        which=[phrase(f"instrument.falls.variant.{name}", facts) for name in rows["variant"]],
        refuted_of_falls=rows["refuted_n"] / (rows["n"] - rows["not_needed_n"]),
    )
    publish.table("instrument.falls.claims", shown, CLAIMS, facts, group="what")


def pairs(result: Result) -> None:
    """All pairs and all verdicts as CSV; every institution that fell, with both; and those whose effect is a point."""
    if result.pairs.empty:
        return
    frame = ordered(result.pairs, "fall", "institution_id", falling=["fall"]).reset_index(drop=True)
    publish.table("instrument.falls.pairs", frame)
    publish.table("instrument.falls.verdicts", result.claims)
    if len(result.fell):
        late = result.fell.assign(late=result.fell["after_year"] > FIRST_YEAR)
        fell = ordered(late, "late", "fall", "institution_id", falling=["fall"]).reset_index(drop=True)
        rows = fell.to_dict("records")
        shown = fell.assign(
            when=[phrase(f"instrument.falls.read.{'later' if x else 'first'}", result.facts) for x in fell.pop("late")],
            shown_before=[total(row, "before") for row in rows],
            shown_after=[total(row, "after") for row in rows],
            claim_i=[_verdict(row["verdict"], row["rounding_decides"]) for row in rows],
            claim_ii=[_verdict(row["verdict_new"], False) for row in rows],
        )
        publish.table("instrument.falls.fell", shown, FELL, result.facts, group="when")
    if len(result.known):
        known = ordered(result.known.assign(change=-result.known["fall"]), "change", "institution_id")
        _known(result)
        publish.table("instrument.falls.known", known.reset_index(drop=True), KNOWN)


def _known(result: Result) -> None:
    """The effect where it is a point, and who of those that fell rose at the old weights: first year, then later."""
    facts, word = result.facts, result.decisions["known"]
    effects = style.between(facts["known_low"], facts["known_high"], "+.2f")
    publish.sentence("instrument.falls.known", word, facts, effects=effects)
    if facts["first_known_fell"]:
        publish.sentence("instrument.falls.known_first", word, facts)
    if facts["later_known_fell"]:
        publish.sentence("instrument.falls.known_later", word, facts)


def population(result: Result) -> None:
    """The identified set of the mean effect, and the intervals if the institutions had been drawn at random."""
    if result.pairs.empty:
        return
    facts = result.facts
    key = "instrument.falls.population.open" if facts["sign_is_open"] else "instrument.falls.population.signed"
    publish.sentence(key, result.decisions["population"], facts)
    frame = result.population.assign(
        what=[phrase(f"instrument.falls.profile.{name}", facts) for name in result.population["profile"]]
    )
    publish.figure(
        "instrument.falls.population_sets",
        compare.intervals,
        frame.assign(point=np.nan),
        facts,
        csv=frame,
        texts={"source": "instrument.falls.source"},
        label="what",
        value="point",
        low="low",
        high="high",
        reference=(0, phrase("instrument.falls.no_effect")),
    )
    title = {"title": "instrument.falls.population_sets.caption"}
    publish.table("instrument.falls.population", frame, POPULATION, facts, texts=title)


def _verdict(verdict: str, by_rounding: bool) -> str:
    word = phrase(f"instrument.falls.verdict.{verdict}")
    return phrase("instrument.falls.by_rounding", verdict=word) if by_rounding else word
