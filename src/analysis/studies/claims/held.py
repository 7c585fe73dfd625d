"""Which figures of an institution are held, of how many sources, and is a year's list complete?"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from analysis.data import tables
from analysis.methods.rounding import Number, exact
from analysis.studies.claims.verdicts import Claim, Figure, confirmed
from analysis.studies.shared.instruments import DOMAINS
from analysis.studies.shared.lists import LIST_SOURCES, TYPES, index_table

INDEX = "index"  # what a figure measures


class Found(NamedTuple):
    """What is held of one figure that a statement names: its verdict, and the figure of each source."""

    verdict: str
    figures: tuple[Figure, ...]
    independent: int  # publishers other than the article and the institution itself


def printed(institution: str, year: int) -> pd.DataFrame:
    """Every index that a source prints of an institution and year, none that was derived; `preferred` says which is
    used."""
    index = tables.load("spbe_index")
    rows = index[(index["institution_id"] == institution) & (index["year"] == year) & (index["status"] == "published")]
    return rows.merge(tables.load("sources")[["source_id", "publisher", "date"]], on="source_id")


def figure(institution: str, year: int) -> Figure | None:
    """The preferred index of an institution and year; None where none is held."""
    rows = printed(institution, year)
    rows = rows[rows["preferred"]]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Figure(institution, INDEX, year, float(row["index"]), row["source_id"])


def checked(claim: Claim, institution: str, year: int, stated: Fraction) -> Found:
    """Does anybody else print the stated index, or another one?

    Not independent: the article itself, by publisher and day, and whatever the institution publishes, by the name of
    its place in the publisher's.
    """
    rows = printed(institution, year)
    place = re.sub(r"^(kabupaten|kota|provinsi)-", "", institution).replace("-", " ")
    own = rows["publisher"].str.casefold().str.contains(place, regex=False)
    article = (rows["publisher"] == claim.publisher) & (rows["date"] == claim.date)
    others = rows[~own & ~article]
    same = pd.Series([exact(x) == stated for x in others["index"].astype(str)], index=others.index, dtype=bool)
    found = tuple(Figure(institution, INDEX, year, float(x), s) for x, s in zip(rows["index"], rows["source_id"],
                                                                               strict=True))  # fmt: skip
    told = confirmed(others.loc[same, "publisher"].nunique(), others.loc[~same, "publisher"].nunique())
    return Found(told, found, others["publisher"].nunique())


def known(year: int) -> int:
    """Of how many institutions a published index of the year is held."""
    index = tables.load("spbe_index")
    return index[(index["year"] == year) & (index["status"] == "published")]["institution_id"].nunique()


def complete(year: int) -> bool:
    """Is an index held of as many institutions as were assessed in the year?"""
    assessed = tables.load("population").set_index("year")["institutions"]
    return year in assessed.index and known(year) >= int(assessed[year])


def listed(year: int, types: Collection[str] = TYPES) -> pd.DataFrame:
    """The ministry's complete list of a year: institution_id, type, province, index, predicate and four domains."""
    index = index_table()
    rows = index[(index["source_id"] == LIST_SOURCES[year]) & index["type"].isin(types)]
    parts = tables.load("spbe_parts")
    parts = parts[(parts["source_id"] == LIST_SOURCES[year]) & (parts["year"] == year) & (parts["level"] == "domain")]
    wide = parts.pivot(index="unit", columns="part_id", values="value").rename(columns=DOMAINS)
    wide = wide.reindex(columns=list(DOMAINS.values()))
    names = ["institution_id", "type", "province", "index", "predicate", "source_id"]
    return rows[names].merge(wide, left_on="institution_id", right_index=True, how="left").reset_index(drop=True)


def same(one: Number, other: Number) -> bool:
    """Are two printed numbers the same?"""
    return exact(str(one)) == exact(str(other))


def names() -> dict[str, str]:
    """Id -> name of every institution, and of the bodies that a published mean is of."""
    spelled = tables.load("names").drop_duplicates("institution_id").set_index("institution_id")["spelling"]
    return spelled.to_dict() | tables.load("institutions").set_index("institution_id")["name"].to_dict()


def name(id: str) -> str:
    """The name of an institution or of a mean; the id where it has none."""
    return names().get(id, id)
