"""The ministry's two complete lists of institutions, the types in them, and every published index with its type."""

from __future__ import annotations

import pandas as pd

from analysis.data import tables

TYPES = ["kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota"]
CENTRAL = TYPES[:3]  # bodies of the nation; the others are local governments
LOWEST, HIGHEST = 1.0, 5.0  # of an index
COMPLETE = (2023, 2024)
LIST_SOURCES = {year: f"panrb_lap{year}" for year in COMPLETE}  # year -> source_id of the complete list


def index_table() -> pd.DataFrame:
    """Published overall indices with the type of the institution: one row an institution, year and source."""
    index = tables.load("spbe_index")
    return index.merge(tables.load("institutions")[["institution_id", "type", "province"]], on="institution_id")
