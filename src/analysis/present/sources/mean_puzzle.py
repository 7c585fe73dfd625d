"""How the puzzle of the published national index is shown: weightings, types, and what unlisted bodies would need."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import phrase
from analysis.studies.shared.lists import COMPLETE
from analysis.studies.sources import mean_puzzle as study

Outcomes = list[tuple[pd.DataFrame, list[int]]]


def weightings(frame: pd.DataFrame, published: dict[int, float]) -> None:
    """The finding that no natural weighting fits both years, and the table of all that were tried."""
    facts = study.facts(frame, published)
    publish.sentence("national.answer", study.plain_mean(frame), facts)
    publish.values("national", {f"published.{year}": published[year] for year in COMPLETE})
    listed = zip(COMPLETE, ("listed_first", "listed_second"), strict=True)
    publish.values("national.listed_mean", {str(year): facts[name] for year, name in listed})
    columns = {f"{name}_{year}": form for year in COMPLETE for name, form in (("mean", ".4f"), ("gap", "+.4f"))}
    heads = {f"mean_{year}": phrase("national.weightings.mean", year=year) for year in COMPLETE}
    heads |= {f"gap_{year}": phrase("national.weightings.gap", year=year) for year in COMPLETE}
    publish.table(
        "national.weightings",
        frame.assign(
            weighted=[phrase(f"national.weighting.{name}") for name in frame["weighting"]],
            fits=frame["fits"].replace("", phrase("national.neither")),
        ),
        {"weighted": "text", **columns, "fits": "text"},
        heads=heads,
    )


def groups(frames: list[pd.DataFrame], weighted: dict[int, float], published: dict[int, float]) -> None:
    """Published type means beside the means of the listed institutions."""
    years = []
    for frame in frames:
        year = int(frame["year"].iloc[0])
        facts = study.lowest_groups(frame) | {"year": year, "weighted": weighted[year], "published": published[year]}
        names = {f"{name}_name": _type(facts[f"{name}_unit"]) for name in ("low", "next")}
        years.append(phrase("national.groups.year", facts, **names))
    publish.sentence("national.groups", study.COMPARED, years=" ".join(years))
    frame = pd.concat(frames, ignore_index=True)
    publish.table(
        "national.groups",
        frame.assign(group=[_type(unit) for unit in frame["unit"]]),
        {"group": "text", "n": "int", "published": ".2f", "listed": ".3f", "gap": "+.3f"},
        group="year",
    )


def unlisted(frames: list[pd.DataFrame]) -> None:
    """What stated numbers of unlisted bodies would have to average."""
    frame = pd.concat(frames, ignore_index=True)
    words = {True: phrase("national.possible"), False: phrase("national.impossible")}
    publish.table(
        "national.unlisted",
        frame.assign(verdict=frame["possible"].map(words)).drop(columns="possible"),
        {"unlisted": "int", ("low", "high"): ".2f", "verdict": "text"},
        group="year",
    )


def floor_bodies(outcomes: Outcomes, widest: Outcomes) -> None:
    """Whether bodies at level 1 everywhere would explain the index and all four domain means, by two rounding rules."""
    names = ("one", "two", "wide_one", "wide_two")
    facts = {name: _numbers(n) for name, (_, n) in zip(names, [*outcomes, *widest], strict=True)}
    facts |= dict(zip(("first", "second"), COMPLETE, strict=True))
    fit = "some" if any(n for _, n in outcomes) else "none"
    fit = phrase(f"national.floor_bodies.{fit}", facts)
    publish.sentence("national.floor_bodies", study.explained(outcomes), facts, fit=fit)
    frame = pd.concat([table for table, _ in outcomes], ignore_index=True)
    publish.table(
        "national.floor",
        frame.assign(of=[phrase(f"national.mean_of.{name}") for name in frame["mean"]]),
        {"of": "text", "listed": ".3f", "published": ".2f", ("low", "high"): ".2f"},
        group="year",
    )


def use(frame: pd.DataFrame) -> None:
    """What the puzzle means for every later use of the national figure."""
    largest = study.largest_gap(frame)
    publish.sentence("national.use", largest=largest)
    publish.value("national.largest_gap", largest)


def _numbers(n: list[int]) -> str:
    """Whole numbers that follow each other, by the first and the last."""
    return style.between(n[0], n[-1], "d") if n else phrase("national.no_number")


def _type(unit: str) -> str:
    """A published mean of a type, such as mean-kementerian, by the name of the type."""
    return phrase(f"national.type.{unit.removeprefix('mean-').replace('-', '_')}")
