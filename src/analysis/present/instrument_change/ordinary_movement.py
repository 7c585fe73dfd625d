"""How it is told which of the known changes are ordinary: the falls, the ways to set limits, and several years."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import scatter, style
from analysis.present.instrument_change.other_explanations import with_years
from analysis.present.phrases import bodies, listed, phrase, yes_or_no
from analysis.studies.instrument_change.other_explanations import DECISIONS, Result

FALLS = {
    "name_years": "text",
    "before": ".2f",
    "after": ".2f",
    "expected": ".2f",
    ("low", "high"): ".2f",
    "inside": "text",
    "ways": "int",
}
WAYS = {
    "spread_word": "text",
    "distance_word": "text",
    "level_word": "text",
    "falls_within": "int",
    "pairs_within": "int",
    "mean_z": "+.2f",
}
YEARS = {
    "years_word": "text",
    "instrument": "text",
    "n": "int",
    "spread": ".2f",
    "supposed": ".2f",
    "within_growing": ".0%",
    "within_one": ".0%",
}


def falls(result: Result) -> None:
    """How many of the known falls, and of all pairs, lie within the limits; the falls, and the ways to set limits."""
    facts = {**result.facts, "kind": bodies(result.institution_type)}
    publish.values("rivals", result.ordinary)
    if result.falls.empty:
        publish.sentence("instrument.rivals.no_falls")
        return
    ends = style.between(facts["lowest"], facts["highest"], "d")
    publish.sentence("instrument.rivals.ordinary", DECISIONS["ordinary"], facts, ends=ends)
    if facts["beyond"]:
        names = listed(list(result.falls.loc[result.falls["ways"] == 0, "name"]))
        publish.sentence("instrument.rivals.beyond", None, facts, names=names)
    frame = with_years(result.falls)
    frame = frame.assign(inside=frame["within"].map(yes_or_no))
    publish.table("instrument.rivals.ordinary", frame, FALLS, facts)
    if facts["pairs"] > 1:
        _all_pairs(result, facts)
    publish.table("instrument.rivals.scenario_all", result.scenario)


def _all_pairs(result: Result, facts: dict[str, object]) -> None:
    """Falls and rises: how many lie inside the limits, in every way to set them, and by the years between."""
    ends = style.between(facts["pairs_lowest"], facts["pairs_highest"], "d")
    publish.sentence("instrument.rivals.all_pairs", None, facts, ends=ends)
    _distances(result, facts)
    ways = result.variants.assign(
        spread_word=[phrase(f"instrument.rivals.over_years.{word}") for word in result.variants["over_years"]],
        distance_word=[phrase(f"instrument.rivals.distance.{word}") for word in result.variants["distance"]],
        level_word=[phrase(f"instrument.rivals.spread_of.{word}") for word in result.variants["spread_of"]],
    )
    publish.table("instrument.rivals.ways", ways, WAYS, facts)


def _distances(result: Result, facts: dict[str, object]) -> None:
    """All pairs by the years between: the falls outside the limits are named."""
    frame = result.pairs
    outside = (frame["fall"] > 0) & ~frame["within"]
    names = [phrase("instrument.rivals.name_years", row) for row in frame[outside].to_dict("records")]
    publish.figure(
        "instrument.rivals.distances",
        scatter.crowd,
        frame.assign(named=frame["name"].where(outside, "")),
        {**facts, "listed": listed(names) if names else phrase("instrument.rivals.nobody")},
        x="years",
        y="distance",
        label="named",
        axes=(phrase("instrument.rivals.years_between"), phrase("instrument.rivals.from_expected")),
        band=("band_low", "band_high"),
        reference=(0, phrase("instrument.rivals.as_expected")),
        limits=(0.6, 5.4),
        texts={"source": "instrument.falls.source"},
    )


def several_years(result: Result) -> None:
    """Known institutions over one to three years on one instrument: which spread fits."""
    facts, frame = result.facts, result.several_years
    publish.sentence("instrument.rivals.several_years", DECISIONS["persistence"], facts)
    years = [phrase("instrument.rivals.two_years", row) for row in frame.to_dict("records")]
    publish.table("instrument.rivals.several_years", frame.assign(years_word=years), YEARS, facts)
