"""At which place does an institution stand within its type and within its province, and how firm is that place?

Places are those of one complete list, from indices as printed. Competition ranking: one plus the number of higher
indices, so that equal indices share the better place. An index is printed rounded and hangs on single levels, so the
place is a range: where the institution would stand with an index of .05 more or less (never off the scale), all others
as they are. Within a province are its kabupaten and kota; the provincial government is none of them. No place is told
among fewer than five.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.methods.ranks.ranks import competition_rank, competition_ranks
from analysis.studies.institution import two_lists
from analysis.studies.shared.lists import COMPLETE, HIGHEST, LIST_SOURCES, LOWEST

MOVE = 0.05  # of the index, either way
FEWEST = 5  # institutions among which a place is told
LOCAL = ("kabupaten", "kota")  # what a province is made of
# Why there is no place: in no complete list, no local government, the provincial government itself, too few.
REASONS = UNLISTED, CENTRAL, PROVINCIAL, FEW = "unlisted", "central", "provincial", "few"


@dataclass(frozen=True, eq=False)
class Place:
    """A place among `n` institutions: `best` to `worst` for an index of MOVE more or less, `printed` for it as printed.

    `frame`: all of them, the first place first: institution_id, name, index, place. `facts`: what sentences name.
    """

    group: str  # the type or the province
    year: int
    n: int
    index: float
    printed: int
    best: int
    worst: int
    frame: pd.DataFrame

    @property
    def facts(self) -> dict[str, object]:
        names = ("year", "n", "index", "printed", "best", "worst")
        return {name: getattr(self, name) for name in names} | {"group": self.group, "move": MOVE}


@dataclass(frozen=True, eq=False)
class Places:
    """The places within type and province in the list of `year`; where there is none, the reason (one of REASONS)."""

    year: int | None
    in_type: Place | None
    in_province: Place | None
    why_no_type: str = ""
    why_no_province: str = ""


def latest_list(institution_id: str) -> int | None:
    """The latest complete list that has the institution; None where none has."""
    held = [year for year in COMPLETE if institution_id in listed(year).index]
    return max(held, default=None)


def places(institution_id: str, year: int | None = None) -> Places:
    """The places of an institution (id) in the complete list of a year, by default the latest list that has it.

    Raises InputError for a year without a complete list.
    """
    year = latest_list(institution_id) if year is None else year
    if year is None or institution_id not in listed(year).index:
        return Places(year, None, None, UNLISTED, UNLISTED)
    about = listed(year).loc[institution_id]
    in_type = _place(institution_id, about["type"], _ranked(year, (about["type"],)))
    if about["type"] not in LOCAL:
        why = PROVINCIAL if about["province"] else CENTRAL
        return Places(year, in_type, None, "" if in_type else FEW, why)
    in_province = _place(institution_id, about["province"], _ranked(year, LOCAL, about["province"]))
    return Places(year, in_type, in_province, "" if in_type else FEW, "" if in_province else FEW)


def _place(institution_id: str, group: str, frame: pd.DataFrame) -> Place | None:
    """The place among the rows of `_ranked`; None among fewer than FEWEST."""
    if len(frame) < FEWEST:
        return None
    is_own = frame["institution_id"] == institution_id
    own, others = frame[is_own].iloc[0], frame.loc[~is_own, "index"].to_numpy(dtype=float)
    index = float(own["index"])
    best, worst = (competition_rank(min(max(index + move, LOWEST), HIGHEST), others) for move in (MOVE, -MOVE))
    return Place(group, int(own["year"]), len(frame), index, int(own["place"]), best, worst, frame.drop(columns="year"))


@lru_cache(maxsize=128)
def _ranked(year: int, types: tuple[str, ...], province: str | None = None) -> pd.DataFrame:
    """The institutions of some types, of a province or of all, first place first: year, id, name, index, place."""
    rows = listed(year)
    rows = rows[rows["type"].isin(types) & (rows["province"].eq(province) if province else True)]
    places_of = competition_ranks(rows["index"].to_numpy(dtype=float))
    frame = rows[["name", "index"]].assign(place=places_of, year=year).reset_index()
    return ordered(frame, "place", "institution_id").reset_index(drop=True)


def bands() -> list[float]:
    """The indices from which each predicate under 47 indicators begins, the lowest first."""
    return list(two_lists.bands()["from_inclusive"])


@lru_cache(maxsize=len(COMPLETE))
def listed(year: int) -> pd.DataFrame:
    """The complete list of a year by institution_id: name, type, province, index as printed. Shared: copy to change.

    Raises InputError for a year without one.
    """
    if year not in COMPLETE:
        raise InputError(f"year {year}: no complete list; choose one of {', '.join(map(str, COMPLETE))}")
    index = tables.load("spbe_index")
    rows = index.loc[(index["source_id"] == LIST_SOURCES[year]) & (index["year"] == year), ["institution_id", "index"]]
    about = tables.load("institutions")[["institution_id", "name", "type", "province"]]
    return about.merge(rows, on="institution_id", validate="one_to_one").set_index("institution_id")
