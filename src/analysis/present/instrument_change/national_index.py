"""How the change from 35 to 47 indicators is told for the national index: sentences, figures and tables."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.present import publish
from analysis.present.charts import compare
from analysis.present.phrases import in_a_row, phrase
from analysis.studies.instrument_change.national_index import DECISIONS, Study

RESCORED = {
    "year": "year",
    "policy": ".2f",
    "governance": ".2f",
    "management": ".2f",
    "services": ".2f",
    "index_47": ".3f",
    "index_35": ".3f",
}
SEPARATION = {
    "year": "year",
    "published_change": "+.3f",
    "at_old_weights": "+.3f",
    "management_and_weights": "+.3f",
    "rounding": "+.3f",
}
BY_TYPE = {"name": "text", "management": ".2f", "index_47": ".3f", "index_35": ".3f", "effect": "+.3f"}


def answer(result: Study) -> None:
    """The finding of the page, and every national value under its key."""
    publish.finding("instrument.answer", DECISIONS["answer"], result.facts)
    publish.values("instrument", result.values)


def rescored(result: Study) -> None:
    """Every year from the change on: domain means and the index under both sets of weights."""
    publish.sentence("instrument.every_year", DECISIONS["every_year"], result.facts)
    publish.table("instrument.rescored", result.rescored, RESCORED, result.facts)


def separation(result: Study) -> None:
    """The change since the year before: at the old domain weights, and by the instrument."""
    publish.sentence("instrument.separation", DECISIONS["separation"], result.facts)


def separation_parts(result: Study) -> None:
    """The same two parts, drawn."""
    facts, parts = result.facts, result.parts
    words = [phrase(f"instrument.part.{name}") for name in parts["part"]]
    shown = parts.assign(part=words)
    publish.figure(
        "instrument.separation_parts",
        compare.contributions,
        shown,
        {**facts, "listed": in_a_row("instrument.part_with_change", shown.to_dict("records"))},
        csv=parts,
        label="part",
        value="change",
        total=words[-1],
    )


def by_year(result: Study) -> None:
    """The two parts in every year on the new instrument."""
    publish.table("instrument.separation", result.separation, SEPARATION, result.facts)


def by_type(result: Study) -> None:
    """The effect for each type of institution that has published domain means, or that none has."""
    if result.by_type.empty:
        publish.sentence("instrument.no_types", None, result.facts)
        return
    frame = ordered(result.by_type, "effect", "unit")
    frame = frame.assign(kind=[phrase(f"instrument.mean_of.{kind}") for kind in frame["kind"]])
    frame = frame.rename(columns={"kind": "name"})
    ends = {"low_name": frame["name"].iloc[0], "high_name": frame["name"].iloc[-1]}
    publish.sentence("instrument.types", DECISIONS["types"], result.facts, **ends)
    nation = result.rescored[result.rescored["year"] == result.year].assign(name=phrase("instrument.nation"))
    publish.table("instrument.by_type", pd.concat([frame, nation], ignore_index=True), BY_TYPE, result.facts)
