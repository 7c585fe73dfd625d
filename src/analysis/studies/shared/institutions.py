"""What do the tables say about each institution: its domain values re-scored, and its index before and after 2021?

Two frames that several questions share. `rescored` has a row for every institution-year with all four domain values
under instrument 47; `pairs` has a row for every institution with an index on both sides of the change.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.methods.scores.rescoring import rescore_frame
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, weights
from analysis.studies.shared.lists import TYPES

LAST, FIRST = "last", "first"  # the year nearest to the change, on either side
BEFORE_YEARS, AFTER_YEARS = (2018, 2019, 2020), (2021, 2022, 2023, 2024)
LOW = "low"
ALL = "all"


def of_type(frame: pd.DataFrame, institution_type: str) -> pd.DataFrame:
    """The rows of one type of institution, or all. Raises InputError for an unknown type."""
    if institution_type == ALL:
        return frame
    if institution_type not in TYPES:
        raise InputError(f"institution_type {institution_type}: unknown; choose all or one of {', '.join(TYPES)}")
    return frame[frame["type"] == institution_type]


def rescored() -> pd.DataFrame:
    """Every institution-year with four domain values (preferred source), under both sets of domain weights.

    Columns: institution_id, name, type, province, year, policy, governance, management, services (levels 1-5),
    index (published, preferred; may be missing), below_floor (a value below the scale: shown, kept out of means),
    index_47, index_35 and effect (47 minus 35: the management domain and the domain weights; unrounded).
    """
    parts = tables.load("spbe_parts")
    rows = parts[(parts["level"] == "domain") & (parts["instrument"] == NEW) & parts["preferred"]]
    wide = rows.pivot(index=["unit", "year"], columns="part_id", values="value").dropna(subset=list(DOMAINS))
    again = rescore_frame(wide, *weights())
    frame = wide.rename(columns=DOMAINS)[list(DOMAINS.values())].assign(
        index_47=again["index_new"], index_35=again["index_old"], effect=again["effect"]
    )
    frame = frame.reset_index(names=["institution_id", "year"]).merge(_described(), on="institution_id")
    index = tables.load("spbe_index")
    index = index.loc[index["preferred"], ["institution_id", "year", "index", "below_floor"]]
    frame = frame.merge(index, on=["institution_id", "year"], how="left")
    frame["below_floor"] = frame["below_floor"].eq(True)
    first = ["institution_id", "name", "type", "province", "year", *DOMAINS.values(), "index", "below_floor"]
    frame = frame[[*first, "index_47", "index_35", "effect"]]
    return ordered(frame, "year", "institution_id").reset_index(drop=True)


def pairs(before_year: str | int = LAST, after_year: str | int = FIRST, with_low: bool = True) -> pd.DataFrame:
    """Every institution with an index under 35 and, later, one under 47 (preferred figures), the pair nearest to 2021.

    `before_year` is "last" or one of 2018-2020, `after_year` "first" or one of 2021-2024. A figure of low confidence
    is used where an institution has no better one, and not at all with `with_low=False`.

    Columns: institution_id, name, type, province, before_year, before, after_year, after,
    low_confidence (of either figure), fall (before minus after, index points across two instruments: a description,
    not an effect), before_source and after_source (ids in table sources).
    Raises InputError for another year. Rows in the order of institution_id; may be empty.
    """
    before = _chosen("before_year", before_year, LAST, BEFORE_YEARS, OLD, with_low)
    after = _chosen("after_year", after_year, FIRST, AFTER_YEARS, NEW, with_low)
    frame = before.merge(after, on="institution_id", suffixes=("_before", "_after"))
    frame["low_confidence"] = frame.pop("low_confidence_before") | frame.pop("low_confidence_after")
    frame = frame.rename(
        columns={
            "year_before": "before_year",
            "year_after": "after_year",
            "index_before": "before",
            "index_after": "after",
            "source_id_before": "before_source",
            "source_id_after": "after_source",
        }
    ).merge(_described(), on="institution_id")
    frame["fall"] = (frame["before"] - frame["after"]).round(9)  # figures have two decimals: no float dust
    columns = ["institution_id", "name", "type", "province", "before_year", "before", "after_year", "after"]
    frame = frame[[*columns, "low_confidence", "fall", "before_source", "after_source"]]
    return ordered(frame, "institution_id").reset_index(drop=True)


def _described() -> pd.DataFrame:
    return tables.load("institutions")[["institution_id", "name", "type", "province"]]


def _chosen(
    what: str, year: str | int, nearest: str, years: tuple[int, ...], instrument: str, with_low: bool
) -> pd.DataFrame:
    """One preferred index an institution on one side of the change."""
    if year != nearest and year not in years:
        raise InputError(f"{what} {year}: choose {nearest} or one of {', '.join(map(str, years))}")
    index = tables.load("spbe_index")
    chosen = index["preferred"] & (index["status"] == "published")  # no figure that was derived from others
    rows = index[chosen & (index["instrument"] == instrument) & index["year"].isin(years)]
    rows = rows[["institution_id", "year", "index", "confidence", "source_id"]].assign(
        low_confidence=rows["confidence"] == LOW
    )
    if year != nearest:
        rows = rows[rows["year"] == year]
    if not with_low:
        rows = rows[~rows["low_confidence"]]
    # Low confidence only where there is nothing better; then the year nearest to the change.
    rows = rows.assign(distance=rows["year"].sub(2021).abs())
    rows = ordered(rows, "low_confidence", "distance", "institution_id")
    return rows.drop_duplicates("institution_id")[["institution_id", "year", "index", "source_id", "low_confidence"]]
