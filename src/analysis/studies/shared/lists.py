"""The ministry's two complete lists of institutions, the types in them, and every published index with its type.

The comparisons of lists are between these two. A further list that is taken in enters the tables and whatever asks for
an index by its year, such as the check of the forecasts; `not_compared` names it for the pages.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import tables

TYPES = ["kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota"]
CENTRAL = TYPES[:3]  # bodies of the nation; the others are local governments
LOWEST, HIGHEST = 1.0, 5.0  # of an index
COMPLETE = (2023, 2024)
MOST = 0.9  # of the institutions that a year's list should have, from which on one source is a list of it
LIST_SOURCES = {year: f"panrb_lap{year}" for year in COMPLETE}  # year -> source_id of the complete list


def index_table() -> pd.DataFrame:
    """Published overall indices with the type of the institution: one row an institution, year and source."""
    index = tables.load("spbe_index")
    return index.merge(tables.load("institutions")[["institution_id", "type", "province"]], on="institution_id")


def not_compared() -> dict[int, int]:
    """Year -> institutions, of each list that is held and that the comparisons of lists leave out.

    A source is a list of a year where it has MOST of the institutions assessed in it; of those in the shorter compared
    list where nobody says how many were.
    """
    index = tables.load("spbe_index")
    printed = index[index["status"] == "published"].groupby(["year", "source_id"])["institution_id"].nunique()
    longest = printed.groupby("year").max()
    needed = tables.load("population").set_index("year")["institutions"].reindex(longest.index)
    lists = longest[longest >= MOST * needed.fillna(longest[list(COMPLETE)].min())]
    return {int(year): int(n) for year, n in lists.items() if year not in COMPLETE}
