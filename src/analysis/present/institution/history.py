"""How the published indices of one institution are told."""

from __future__ import annotations

from collections import Counter

from analysis.present import lists, publish
from analysis.present.charts.narrow.history import history as chart
from analysis.present.phrases import in_a_row, phrase
from analysis.studies.institution.history import Result

FIRST, LAST, CHANGED = 2018, 2025, 2020.5
COLUMNS = {"year": "year", "index": ".2f", "index_35": ".2f", "effect": "+.2f", "whose": "text"}


def figure(result: Result) -> None:
    """Indices over the years, with the change of instrument as a gap."""
    years = result.years.assign(doubtful=result.years["confidence"] == "low", unit=_units(result))
    labels = {"y": phrase("institution.history.published"), "other": phrase("institution.history.old_weights")}
    words = (phrase("institution.history.before"), phrase("institution.history.after"))
    points = in_a_row("institution.history.point", years.to_dict("records"))
    publish.drawing(
        "institution.history", chart, years, {**result.facts, "points": points}, csv=result.years, x="year", y="index",
        segment="unit", doubtful="doubtful", other="index_35", labels=labels, span=(FIRST, LAST),
        breaks={CHANGED: words},
    )  # fmt: skip


def _units(result: Result) -> list[str]:
    """What one line may join, year by year: an instrument, and of a doubtful unit one name."""
    names = result.years["spelling"] if result.facts["other_unit"] else [""] * len(result.years)
    return [f"{number} {name}" for number, name in zip(result.years["instrument"], names, strict=True)]


def sentences(result: Result) -> None:
    """What a reader must know of these figures."""
    facts = result.facts
    for name in ("low", "differ", "floor", "renamed"):
        if facts[name] and not (name == "renamed" and facts["other_unit"]):
            publish.sentence(f"institution.history.{name}", None, facts)
    for year in facts["below_floor"]:
        publish.sentence("institution.history.below_floor", None, facts, listed=year)
    lists.left_out()


def table(result: Result) -> None:
    """Every published figure with its publisher."""
    known = result.years.set_index("year")
    frame = result.figures.join(known[["index_35", "effect"]], on="year")
    twice = Counter(frame["year"])
    used = frame["preferred"] | frame["year"].map(lambda year: twice[year] == 1)
    frame.loc[~used, ["index_35", "effect"]] = float("nan")
    frame["whose"] = [phrase(f"institution.source.{kind}") for kind in frame["kind"]]
    frame["on"] = [phrase("institution.history.on", instrument=number) for number in frame["instrument"]]
    publish.table("institution.history.figures", frame, COLUMNS, result.facts, group="on")
