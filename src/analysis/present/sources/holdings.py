"""How the figures that we hold are shown: coverage, agreement, missing domains, and scoring."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.present import lists, publish
from analysis.present.charts import over_time, style
from analysis.present.phrases import figures, listed, phrase, type_word
from analysis.present.sources.checks import checks
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.shared.lists import COMPLETE, TYPES
from analysis.studies.sources.holdings import COUNTED, Result

BREAK = {2020.5: f"{OLD} \u2192 {NEW}"}
__all__ = ["agreement", "checks", "coverage", "implied", "joined", "scoring"]


def coverage(frame: pd.DataFrame) -> None:
    """The finding, the figure of type by year, and the table with the numbers assessed."""
    total, early = int(frame["held"].sum()), int(frame.loc[frame["instrument"] == OLD, "held"].sum())
    facts = {"total": total, "early": early, "complete": listed([str(year) for year in COMPLETE])}
    publish.sentence("sources.answer", COUNTED, facts)
    publish.values("sources", {"institution_years": total, "institution_years_before_2021": early})
    data = frame.melt("year", TYPES, var_name="type", value_name="institutions")
    years = "; ".join(phrase("sources.coverage_grid.item", row) for row in frame.to_dict("records"))
    publish.figure(
        "sources.coverage_grid",
        over_time.coverage_grid,
        data.assign(type=data["type"].map({name: type_word(name) for name in TYPES})),
        {**facts, "listed": years},
        csv=data,
        row="type",
        column="year",
        value="institutions",
        breaks=BREAK,
    )
    publish.table(
        "sources.coverage",
        frame.assign(of_assessed=[phrase(f"sources.coverage.of_assessed.{name}") for name in frame["note"]]),
        {"year": "year", "instrument": "text", "held": "int", "assessed": "int", "of_assessed": "text"},
    )
    lists.left_out()


def agreement(differing: pd.DataFrame, counts: dict[str, object]) -> None:
    """How often press and local figures agree with the complete lists, and where they do not."""
    publish.sentence("sources.agreement", COUNTED, counts)
    publish.values("sources.agreement", counts)
    columns = {"name": "text", "year": "year", **dict.fromkeys(("index_quoted", "index_official", "gap"), ".2f")}
    publish.table("sources.differing", differing, columns)


def scoring(results: list[Result]) -> None:
    """How many published figures scoring reproduces: whole evaluations, and institution-years by their levels."""
    for key in ("sources.attainable_levels", "sources.published_evaluations"):
        result = next(r for r in results if r.check == key.removeprefix("sources."))
        facts = {"n": result.cases, "listed": len(result.listed), "equal": result.cases - len(result.listed)}
        publish.sentence(key, None, facts)
        publish.values(key, {name: facts[name] for name in ("n", "equal")})


def joined(names: pd.DataFrame) -> None:
    """Names joined between the lists, doubtful ones marked."""
    doubtful = int((names["join"] == "doubtful").sum())
    publish.sentence("sources.names", joined=len(names), doubtful=doubtful)
    names = ordered(names, "join", "name", "spelling", falling=["join"])
    publish.table(
        "sources.names",
        names.assign(joined=[phrase(f"sources.names.joined.{name}") for name in names["join"]]),
        dict.fromkeys(("spelling", "name", "joined"), "text"),
    )


def implied(frame: pd.DataFrame) -> None:
    """Domain values that the complete lists lack, with what the index and the other domains imply."""
    publish.sentence("sources.implied", n=len(frame))
    values = [figures([style.written(float(x), ".2f") for x in row.split(", ")]) for row in frame["possible"]]
    publish.table(
        "sources.implied_domains",
        frame.assign(missing=[phrase(f"sources.domain.{name}") for name in frame["domain"]], possible=values),
        {"name": "text", "year": "year", "missing": "text", ("low", "high"): ".2f", "possible": "text"},
    )
