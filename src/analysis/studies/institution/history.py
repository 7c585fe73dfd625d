"""Which indices were published of one institution, on which instrument, and by whom?

Two instruments never stand on one line. What bridges them is named: the same four domain values at the weights of the
old instrument, where four domain values are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import ordered
from analysis.studies.institution import two_lists
from analysis.studies.institution.subject import Subject
from analysis.studies.shared import institutions
from analysis.studies.shared.institutions import LOW
from analysis.studies.shared.lists import LOWEST


@dataclass(frozen=True)
class Result:
    """years: a row a year with the preferred figure, index_35 and effect (missing where no four domain values are
    known); figures: a row a published figure, those that were not preferred too, with its source; facts.
    """

    years: pd.DataFrame
    figures: pd.DataFrame
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """The institution's published indices."""
    again = _rescored().get(subject.id)
    years = subject.indices.assign(index_35=float("nan"), effect=float("nan"))
    if again is not None:
        years = years.drop(columns=["index_35", "effect"]).merge(again, on="year", how="left")
    figures = _figures().get(subject.id, pd.DataFrame())
    last = years.iloc[-1] if len(years) else None
    facts = {
        **subject.facts,
        "figures": len(figures),
        "known": len(years),
        "first": int(years["year"].min()) if len(years) else None,
        "last": int(last["year"]) if last is not None else None,
        "index": float(last["index"]) if last is not None else None,
        "predicate": str(last["predicate"]) if last is not None else "",
        "instrument": str(last["instrument"]) if last is not None else "",
        "low": bool((years["confidence"] == LOW).any()),
        "differ": int((figures.groupby("year")["index"].nunique() > 1).sum()) if len(figures) else 0,
        "floor": bool((years["index"] == LOWEST).any()),
        "below_floor": [int(year) for year in years.loc[years["below_floor"].eq(True), "year"]],
        "renamed": _renamed(subject),
        "other_unit": subject.id in two_lists.other_unit(),
    }
    return Result(years, figures, facts)


def _renamed(subject: Subject) -> str:
    """Other names that it is listed under, in the lists' own words; empty where there is none."""
    other = [name for name in dict.fromkeys(subject.indices["spelling"]) if name and name != subject.name]
    return "; ".join(other)


@lru_cache(maxsize=1)
def _rescored() -> dict[str, pd.DataFrame]:
    frame = institutions.rescored()
    return {name: rows[["year", "index_35", "effect"]] for name, rows in frame.groupby("institution_id")}


@lru_cache(maxsize=1)
def _figures() -> dict[str, pd.DataFrame]:
    index = tables.load("spbe_index").merge(
        tables.load("sources")[["source_id", "kind", "title", "publisher", "date", "url"]], on="source_id"
    )
    rows = ordered(index, "institution_id", "year", "source_id")
    columns = [
        "year", "index", "instrument", "confidence", "preferred", "why", "source_id", "kind", "title", "publisher",
        "date", "url",
    ]  # fmt: skip
    return {name: frame[columns].reset_index(drop=True) for name, frame in rows.groupby("institution_id")}
