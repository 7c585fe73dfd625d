"""Whose page is it? One institution, its published indices, and the complete list that it is looked up in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import ordered
from analysis.studies.shared.lists import LIST_SOURCES


@dataclass(frozen=True)
class Subject:
    """One institution. province is empty for bodies of the nation.

    indices: a row a year from the first to the last, of the preferred figure: year, instrument, index, decimals,
    predicate (empty where none is printed), confidence, status, source_id, below_floor, listed_under, spelling.
    evaluation: path of a file with levels of its own, empty for none.
    """

    id: str
    name: str
    type: str
    province: str
    year: int
    indices: pd.DataFrame
    evaluation: str = ""

    @property
    def listed(self) -> bool:
        """Whether it stands in the complete list of the year."""
        return bool((self.indices["source_id"] == LIST_SOURCES[self.year]).any())

    @property
    def facts(self) -> dict[str, object]:
        """What sentences name it by."""
        return {"name": self.name, "type": self.type, "province": self.province, "year": self.year}


def subject(institution_id: str, year: int, evaluation: str = "") -> Subject:
    """The institution with this id of table institutions, told of in the list of `year` (2023 or 2024)."""
    about = _institutions().loc[institution_id]
    rows = _indices().get(institution_id, _none())
    return Subject(institution_id, about["name"], about["type"], about["province"], year, rows, evaluation)


COLUMNS = [
    "year", "instrument", "index", "decimals", "predicate", "confidence", "status", "source_id", "below_floor",
    "listed_under", "spelling",
]  # fmt: skip


@lru_cache(maxsize=1)
def _institutions() -> pd.DataFrame:
    return tables.load("institutions").set_index("institution_id")


@lru_cache(maxsize=1)
def _indices() -> dict[str, pd.DataFrame]:
    index = tables.load("spbe_index")
    rows = ordered(index[index["preferred"]], "institution_id", "year")
    return {name: frame[COLUMNS].reset_index(drop=True) for name, frame in rows.groupby("institution_id")}


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=COLUMNS)
