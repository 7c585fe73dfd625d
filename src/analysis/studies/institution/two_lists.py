"""What do the two complete lists hold of every institution? Tables that the sections of all pages share.

They are made once a process. A body that is listed in one year and its secretariat in the other may not be the same
assessed unit: no change is given for it.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import ordered
from analysis.studies.growth.panel import Panel, panel
from analysis.studies.shared import institutions
from analysis.studies.shared.instruments import DOMAINS as PARTS, NEW, weights
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, TYPES

FIRST, SECOND = COMPLETE
DOMAINS = list(PARTS.values())
INDEX = "index"
SECRETARIAT = "sekretariat"


@lru_cache(maxsize=1)
def listed() -> pd.DataFrame:
    """A row an institution and complete list, indexed by both (institution_id, year).

    Columns: name, type, province, index, predicate, below_floor, spelling, and the four domain values (missing where
    the list has none).
    """
    index = tables.load("spbe_index")
    rows = index[index["preferred"] & index["source_id"].isin(LIST_SOURCES.values())]
    rows = rows[["institution_id", "year", "index", "predicate", "below_floor", "spelling"]]
    about = tables.load("institutions")[["institution_id", "name", "type", "province"]]
    frame = rows.merge(about, on="institution_id").merge(_domains(), on=["institution_id", "year"], how="left")
    frame["below_floor"] = frame["below_floor"].eq(True)
    return ordered(frame, "institution_id", "year").set_index(["institution_id", "year"])


def row(institution_id: str, year: int) -> pd.Series | None:
    """What the list of a year holds of an institution; None where it does not have it."""
    at = (institution_id, year)
    return listed().loc[at] if at in listed().index else None


@lru_cache(maxsize=16)
def of_type(institution_type: str, year: int) -> pd.DataFrame:
    """The institutions of a type in a list, by institution_id; without those that have a value below the scale."""
    frame = listed().xs(year, level="year")
    return frame[(frame["type"] == institution_type) & ~frame["below_floor"]]


def one_a_type() -> list[tuple[str, int]]:
    """An institution of every type in each list: id and year."""
    return [(of_type(name, year).index[0], year) for year in COMPLETE for name in TYPES]


@lru_cache(maxsize=1)
def other_unit() -> dict[str, tuple[str, str]]:
    """Institutions of which the lists may not hold the same unit: id -> how each list names it.

    The join of the names is doubtful, or one list names a secretariat and the other does not.
    """
    doubtful = tables.load("names").set_index("spelling")["join"].eq("doubtful")
    wide = listed()["spelling"].unstack("year").dropna()
    found = {}
    for institution, *both in wide[[FIRST, SECOND]].itertuples(name=None):
        secretariats = {spelling.casefold().startswith(SECRETARIAT) for spelling in both}
        if len(secretariats) > 1 or any(doubtful.get(spelling, False) for spelling in both):
            found[institution] = tuple(both)
    return found


@lru_cache(maxsize=1)
def both() -> Panel:
    """All institutions in both lists, as the page about growth has them."""
    return panel(institutions.ALL)


@lru_cache(maxsize=16)
def changed(institution_type: str) -> pd.DataFrame:
    """Those of a type in both lists, by institution_id: before, after; without those that may be another unit."""
    frame = institutions.of_type(both().indices, institution_type).set_index("institution_id")
    return frame[~frame.index.isin(list(other_unit()))]


@lru_cache(maxsize=1)
def weight() -> pd.Series:
    """Weight of each domain in the index on 47 indicators."""
    new, _, _ = weights()
    return pd.Series({name: float(new[part]) for part, name in PARTS.items()})


@lru_cache(maxsize=1)
def bands() -> pd.DataFrame:
    """Predicates from the lowest: predicate, and the index from which it begins."""
    frame = tables.load("bands")
    frame = ordered(frame[frame["instrument"] == NEW], "from_inclusive")
    return frame[["predicate", "from_inclusive"]].astype({"from_inclusive": float}).reset_index(drop=True)


def _domains() -> pd.DataFrame:
    parts = tables.load("spbe_parts")
    kept = (parts["level"] == "domain") & (parts["instrument"] == NEW) & parts["source_id"].isin(LIST_SOURCES.values())
    wide = parts[kept & parts["preferred"]].pivot(index=["unit", "year"], columns="part_id", values="value")
    return wide.rename(columns=PARTS)[DOMAINS].reset_index(names=["institution_id", "year"])
