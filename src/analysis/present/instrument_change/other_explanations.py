"""How the rival explanations are told: regression to the mean, growth of all, and whom we happen to know."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import highest, lowest
from analysis.present import publish
from analysis.present.charts import scatter, style
from analysis.present.phrases import bodies, in_a_row, phrase, type_word
from analysis.studies.instrument_change.other_explanations import DECISIONS, Result

SLOPES = {
    "group": "text",
    "n": "int",
    "mean_before": ".2f",
    "mean_after": ".2f",
    "slope": ".2f",
    ("low", "high"): ".2f",
    "r2": ".2f",
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
    ("regression_low", "regression_high"): "+.2f",
    "growth": "+.2f",
    ("effect_low", "effect_high"): "+.2f",
    ("left_low", "left_high"): "+.2f",
}
SELECTION = {
    "year": "year",
    "n": "int",
    "assessed": "int",
    "mean": ".2f",
    "difference": "+.2f",
    "raked": "+.2f",
    ("low", "high"): ".2f",
}


def regression(result: Result) -> None:
    """Regression to the mean where it is measured: sentences, figure, and the slope of every type."""
    facts = _facts(result)
    publish.sentence("instrument.rivals.regression", DECISIONS["regression"], facts)
    publish.sentence("instrument.rivals.largest", facts["largest_decision"], facts)
    publish.values("instrument.rivals", result.values)
    _change_by_baseline(result)
    frame = result.by_type.assign(group=result.by_type["type"].map(type_word))
    publish.table("instrument.rivals.slopes", frame, SLOPES, facts)


def _change_by_baseline(result: Result) -> None:
    """Change against baseline: the crowd, the line of what is expected, and the institutions under discussion."""
    facts, lists = _facts(result), result.lists
    ends = lists.iloc[[lowest(lists["before"]), highest(lists["before"])]]
    start, end = zip(ends["before"], ends["expected"] - ends["before"], strict=True)
    crowd = lists[["institution_id", "name", "before", "after", "change", "expected", "excess"]]
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


def scenario(result: Result) -> None:
    """What regression to the mean would lead to expect of the known falls across the change of instrument, if."""
    if result.falls.empty:
        publish.sentence("instrument.rivals.no_falls")
        return
    publish.sentence("instrument.rivals.scenario", None, result.facts)
    heads = {name: phrase("instrument.rivals.if_slope", slope=slope) for name, slope in result.slopes.items()}
    columns = {"name_years": "text", **dict.fromkeys(["before", "after", *heads], ".2f")}
    publish.table("instrument.rivals.scenario", _with_years(result.falls), columns, result.facts, heads=heads)
    publish.table("instrument.rivals.scenario_all", result.scenario)


def growth(result: Result) -> None:
    """The parts of the change of the institutions under discussion, and of those whose own effect is known."""
    frame = result.growth[result.growth["told"]]
    if frame.empty:
        publish.sentence("instrument.rivals.no_growth")
        return
    first = frame.to_dict("records")[0]
    effect = style.between(first["effect_low"], first["effect_high"], "+.2f")
    publish.sentence("instrument.rivals.growth", None, {**result.facts, **first}, effect=effect)
    publish.table("instrument.rivals.growth", _with_years(frame), GROWTH, result.facts)


def selection(result: Result) -> None:
    """Whom we know: the mean of the known institutions against the published mean, by year and by type."""
    publish.sentence("instrument.rivals.selection", DECISIONS["selection"], result.facts)
    publish.table("instrument.rivals.selection", result.selection, SELECTION, result.facts)
    publish.table("instrument.rivals.selection_by_type", result.selection_by_type)


def _facts(result: Result) -> dict[str, object]:
    return {**result.facts, "kind": bodies(result.institution_type)}


def _with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """The name of an institution with the years of its pair."""
    return frame.assign(name_years=[phrase("instrument.rivals.name_years", row) for row in frame.to_dict("records")])
