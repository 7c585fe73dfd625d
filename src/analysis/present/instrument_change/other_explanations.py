"""How the rival explanations are told: ordinary movement, growth of all, ways of assessment, and whom we know."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import highest, lowest
from analysis.present import lists, publish
from analysis.present.charts import scatter, style
from analysis.present.phrases import bodies, in_a_row, phrase, type_word
from analysis.studies.instrument_change import ways_of_assessment
from analysis.studies.instrument_change.other_explanations import DECISIONS, Result

PERSISTENCE = {
    "group": "text",
    "n": "int",
    "mean_before": ".2f",
    "mean_after": ".2f",
    "slope": ".2f",
    ("low", "high"): ".2f",
    "spread": ".2f",
}
LEVELS = {
    ("first", "last"): ".2f",
    "n": "int",
    "slope": ".2f",
    ("low", "high"): ".2f",
    "around": ".2f",
    "within": ".0%",
}
NAMED = {
    "name": "text",
    "before": ".2f",
    "after": ".2f",
    "expected": ".2f",
    "excess": "+.2f",
    "place": "int",
    "below": ".0%",
}
GROWTH = {
    "name_years": "text",
    "change": "+.2f",
    ("fading_low", "fading_high"): "+.2f",
    "growth": "+.2f",
    ("effect_low", "effect_high"): "+.2f",
    ("left_low", "left_high"): "+.2f",
}
ASSESSMENT = {"year": "year", "assessed": "int", "how": "text"}
SELECTION = {
    "year": "year",
    "n": "int",
    "assessed": "int",
    "mean": ".2f",
    "difference": "+.2f",
    "raked": "+.2f",
    ("low", "high"): ".2f",
}


def persistence(result: Result) -> None:
    """How much of a distance from the mean persists, and how far scores spread: by type, and by level."""
    facts = _facts(result)
    publish.sentence("instrument.rivals.persistence", DECISIONS["persistence"], facts)
    publish.sentence("instrument.rivals.levels", DECISIONS["persistence"], facts)
    publish.sentence("instrument.rivals.largest", facts["largest_decision"], facts)
    publish.values("instrument.rivals", result.values)
    _change_by_baseline(result)
    frame = result.by_type.assign(group=result.by_type["type"].map(type_word))
    publish.table("instrument.rivals.types", frame, PERSISTENCE, facts)
    publish.table("instrument.rivals.by_level", result.by_level, LEVELS, facts)
    lists.left_out()


def _change_by_baseline(result: Result) -> None:
    """Change against baseline: the crowd, the line of what is expected with its limits, and those under discussion."""
    facts, lists = _facts(result), result.lists
    ends = lists.iloc[[lowest(lists["before"]), highest(lists["before"])]]
    start, end = zip(ends["before"], ends["expected"] - ends["before"], strict=True)
    columns = ["institution_id", "name", "before", "after", "change", "expected", "limit_low", "limit_high", "excess"]
    crowd = lists[columns].assign(
        band_low=lists["limit_low"] - lists["before"], band_high=lists["limit_high"] - lists["before"]
    )
    is_named = lists["institution_id"].isin(result.named["institution_id"])
    listed = in_a_row("instrument.rivals.change_by_baseline.item", crowd[is_named].to_dict("records"))
    publish.figure(
        "instrument.rivals.change_by_baseline",
        scatter.crowd,
        crowd.assign(named=lists["name"].where(is_named, "")),
        {**facts, "listed": listed or phrase("instrument.rivals.nobody")},
        x="before",
        y="change",
        label="named",
        axes=(phrase("instrument.rivals.index_of", facts), phrase("instrument.rivals.change_from", facts)),
        line=(start, end, phrase("instrument.rivals.expected_change")),
        band=("band_low", "band_high"),
        reference=(0, phrase("instrument.rivals.no_change")),
        limits=(0.9, 5),
    )


def named(result: Result) -> None:
    """The institutions under discussion on the measured distribution, and the rise on one instrument as a scenario."""
    if result.named.empty:
        publish.sentence("instrument.rivals.none_named")
        return
    facts = _facts(result)
    one = len(result.named) == 1
    publish.sentence("instrument.rivals.named_one" if one else "instrument.rivals.named", None, facts)
    if "rise" in result.values:
        rise = {**facts, **facts["rise"]}
        publish.sentence("instrument.rivals.rise", None, rise)
        publish.sentence("instrument.rivals.rise_place", None, rise)
    years = {"before": str(facts["first"]), "after": str(facts["second"])}
    publish.table("instrument.rivals.named", result.named, NAMED, facts, heads=years)


def growth(result: Result) -> None:
    """The parts of the change of the institutions under discussion, and of those whose own effect is known."""
    frame = result.growth[result.growth["told"]]
    if frame.empty:
        publish.sentence("instrument.rivals.no_growth")
        return
    first = frame.to_dict("records")[0]
    effect = style.between(first["effect_low"], first["effect_high"], "+.2f")
    publish.sentence("instrument.rivals.growth", None, {**result.facts, **first}, effect=effect)
    publish.table("instrument.rivals.growth", with_years(frame), GROWTH, result.facts)


def selection(result: Result) -> None:
    """Whom we know: the mean of the known institutions against the published mean, by year and by type."""
    publish.sentence("instrument.rivals.selection", DECISIONS["selection"], result.facts)
    publish.table("instrument.rivals.selection", result.selection, SELECTION, result.facts)
    publish.table("instrument.rivals.selection_by_type", result.selection_by_type)


def assessment(result: Result) -> None:
    """How institutions were assessed, year by year: a rival cause that no figure can tell from the instrument."""
    facts = _facts(result)
    publish.sentence("instrument.rivals.assessment", ways_of_assessment.DECISION, facts)
    publish.sentence("instrument.rivals.assessment_known", None, facts)
    ways = result.assessment
    how = [phrase(f"instrument.rivals.assessment.{year}", facts) for year in ways["year"]]
    publish.table("instrument.rivals.assessment", ways.assign(how=how), ASSESSMENT, facts)


def referee(result: Result) -> None:
    """What somebody who doubts the limits would ask."""
    facts = _facts(result)
    publish.sentence("instrument.rivals.referee.met", DECISIONS["persistence"], facts)
    publish.sentence("instrument.rivals.referee.wide", DECISIONS["ordinary"], facts)
    publish.sentence("instrument.rivals.referee.before", DECISIONS["movement_before"], facts)
    publish.sentence("instrument.rivals.referee.nation", None, facts)


def _facts(result: Result) -> dict[str, object]:
    return {**result.facts, "kind": bodies(result.institution_type)}


def with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """The name of an institution with the years of its pair."""
    return frame.assign(name_years=[phrase("instrument.rivals.name_years", row) for row in frame.to_dict("records")])
