"""How the figures that we hold are shown: coverage, agreement, checks, and the puzzle of the national index."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.present import publish
from analysis.present.charts import over_time
from analysis.present.phrases import phrase
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.shared.lists import COMPLETE, GLOSS, TYPES
from analysis.studies.sources.holdings import Result, check_table, listed_findings

BREAK = {2020.5: f"{OLD} \u2192 {NEW}"}


def coverage(frame: pd.DataFrame) -> None:
    """The finding, the figure of type by year, and the table with the numbers assessed."""
    before = frame[frame["instrument"] == OLD]
    total, early = int(frame["held"].sum()), int(before["held"].sum())
    complete = " and ".join(str(year) for year in COMPLETE)
    publish.sentence("sources.answer", "arithmetic fact", total=total, complete=complete, early=early)
    publish.values("sources", {"institution_years": total, "institution_years_before_2021": early})
    data = frame.melt("year", TYPES, var_name="type", value_name="institutions")
    data["type"] = data["type"].map(GLOSS)
    figure = over_time.coverage_grid(
        data,
        row="type",
        column="year",
        value="institutions",
        title=phrase("sources.coverage.title", complete=complete),
        subtitle=phrase("sources.coverage.subtitle"),
        source=phrase("sources.source"),
        breaks=BREAK,
    )
    publish.old_figure(
        "sources.coverage_grid",
        figure,
        data,
        title=phrase("sources.coverage.caption"),
        alt=phrase(
            "sources.coverage.alt",
            listed="; ".join(f"{y}: {h}" for y, h in zip(frame["year"], frame["held"], strict=True)),
        ),
    )
    publish.old_table(
        "sources.coverage",
        frame,
        title=phrase("sources.coverage.table"),
        columns={
            "year": ("Year", "year"),
            "instrument": ("Instrument", "text"),
            "held": ("Held", "int"),
            "assessed": ("Assessed", "int"),
            "note": ("Of the assessed", "text"),
        },
        note=phrase("sources.coverage.note"),
    )


def agreement(differing: pd.DataFrame, counts: dict[str, object]) -> None:
    """How often press and local figures agree with the complete lists, and where they do not."""
    publish.sentence("sources.agreement", "arithmetic fact", **counts)
    publish.values("sources.agreement", counts)
    publish.old_table(
        "sources.differing",
        differing,
        title=phrase("sources.differing.title"),
        columns={
            "name": ("Institution", "text"),
            "year": ("Year", "year"),
            "index_quoted": ("Quoted", ".2f"),
            "index_official": ("Ministry's list", ".2f"),
            "gap": ("Difference", ".2f"),
        },
        note=phrase("sources.differing.note"),
    )


def checks(results: list[Result]) -> None:
    """Every check with its outcome, and the findings that are listed by name."""
    frame, listed = check_table(results), listed_findings(results)
    totals = {"checks": len(frame), "listed": len(listed)}
    totals |= {column: int(frame[column].sum()) for column in ("cases", "failed")}
    publish.sentence("sources.checks", **totals)
    publish.values("sources.checks", totals)
    publish.old_table(
        "sources.check_list",
        frame,
        title=phrase("sources.check_list.title"),
        columns={
            "question": ("Question", "text"),
            "cases": ("Cases", "int"),
            "listed": ("Listed", "int"),
            "failed": ("Failed", "int"),
        },
        note=phrase("sources.check_list.note"),
    )
    publish.old_table(
        "sources.exceptions",
        listed,
        title=phrase("sources.exceptions.title"),
        columns={"where": ("Where", "text"), "found": ("Found", "text"), "reason": ("Reason", "text")},
        group="question",
    )


def scoring(results: list[Result]) -> None:
    """How many published figures scoring reproduces: whole evaluations, and institution-years by their levels."""
    for name in ("attainable_levels", "published_evaluations"):
        result = next(r for r in results if r.check == name)
        facts = {"n": result.cases, "listed": len(result.listed), "equal": result.cases - len(result.listed)}
        publish.sentence(f"sources.{name}", **facts)
        publish.values(f"sources.{name}", {"n": facts["n"], "equal": facts["equal"]})


def joined(names: pd.DataFrame) -> None:
    """Names joined between the lists, doubtful ones marked."""
    doubtful = int((names["join"] == "doubtful").sum())
    publish.sentence("sources.names", joined=len(names), doubtful=doubtful)
    publish.old_table(
        "sources.names",
        ordered(names, "join", "name", "spelling", falling=["join"]),
        title=phrase("sources.names.title"),
        columns={"spelling": ("Printed as", "text"), "name": ("Joined to", "text"), "join": ("Join", "text")},
    )


def implied(frame: pd.DataFrame) -> None:
    """Domain values that the complete lists lack, with what the index and the other domains imply."""
    publish.sentence("sources.implied", n=len(frame))
    publish.old_table(
        "sources.implied_domains",
        frame,
        title=phrase("sources.implied.title"),
        columns={
            "name": ("Institution", "text"),
            "year": ("Year", "year"),
            "domain": ("Missing", "text"),
            ("low", "high"): ("Implied", ".2f"),
            "possible": ("Levels allow", "text"),
        },
        note=phrase("sources.implied.note"),
    )
