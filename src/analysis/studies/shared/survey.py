"""The UN E-Government Survey as every study of it takes it: editions, components, and which states were ranked.

Takes the table `egdi`. A state whose index was not computed in an edition is no competitor there: its components do
not count, and a question about its rank is refused. Thirds are the UN's weights in all editions but 2008 and 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from numbers import Integral

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered

COMPONENTS = ["osi", "tii", "hci"]
SHORT = {"osi": "OSI", "tii": "TII", "hci": "HCI", "egdi": "EGDI"}
THIRDS = np.full(3, 1 / 3)
OTHER_WEIGHTS = (2008, 2010)  # .34/.33/.33 there
COUNTRY = "IDN"  # of the national SPBE index
LITERACY = 2024  # first edition whose human capital contains e-government literacy, assessed on portals
MINIMUMS = (0.0, 0.1, 0.2, 0.25, 0.3)  # least weights of a component over which ranks are told


def table() -> pd.DataFrame:
    """All states and editions as printed: iso3, edition, country, rank, egdi, osi, tii, hci, epi."""
    return tables.load("egdi")


def editions() -> list[int]:
    """The editions, earliest first."""
    return sorted(int(edition) for edition in table()["edition"].unique())


def spbe_editions() -> list[int]:
    """The editions with a national SPBE index of the same year, earliest first."""
    means = tables.load("spbe_means")
    years = set(means.loc[(means["unit"] == "nasional") & means["preferred"], "year"])
    return [edition for edition in editions() if edition in years]


def steps() -> list[tuple[int, int]]:
    """The consecutive pairs of editions that the national SPBE index spans."""
    return list(pairwise(spbe_editions()))


def spbe_span() -> tuple[int, int]:
    """The first and the last edition with a national SPBE index of the same year."""
    editions = spbe_editions()
    return editions[0], editions[-1]


def edition(year: int) -> pd.DataFrame:
    """One edition: 193 rows by iso3 in alphabetical order, in the same order for every edition."""
    rows = table()
    return ordered(rows[rows["edition"] == year], "iso3").set_index("iso3")


def components(year: int) -> pd.DataFrame:
    """Printed components of one edition: 193 x 3 (osi, tii, hci) by iso3, missing for states that were not ranked."""
    rows = edition(year)
    return rows[COMPONENTS].where(rows["rank"].notna()).astype(float)


def check(country: str, edition_from: int, edition_to: int) -> None:
    """Raises InputError for an unknown country or edition, the wrong order, and a state that was not ranked.

    An edition is a whole number: "2020" and 2020.0 are refused too.
    """
    known, rows = editions(), table()
    problems = []
    if country not in set(rows["iso3"]):
        problems.append(f"country {country!r}: no such state in the UN tables; give its ISO3 code, for instance IDN")
    for e in (edition_from, edition_to):
        if isinstance(e, bool) or not isinstance(e, Integral):
            problems.append(
                f"edition {e!r}: must be a whole number, for instance 2020, and is of type {type(e).__name__}"
            )
        elif e not in known:
            problems.append(f"edition {e}: not an edition of the survey; choose among {', '.join(map(str, known))}")
    if not problems and edition_from >= edition_to:
        problems.append(f"editions {edition_from} and {edition_to}: the first must be the earlier one")
    if problems:
        raise InputError(problems)
    for year in (edition_from, edition_to):
        row = edition(year).loc[country]
        if pd.isna(row["rank"]):
            raise InputError(
                f"{row['country']} ({country}) was not ranked in {year}: the UN did not compute its index; "
                "choose editions in which it has a rank"
            )


def other_weights(edition_from: int, edition_to: int) -> list[int]:
    """The editions with other weights that a pair of editions touches or spans; all is computed with thirds."""
    return [year for year in OTHER_WEIGHTS if edition_from <= year <= edition_to]


def redefined(edition_from: int, edition_to: int) -> list[str]:
    """The components that the UN is known to have measured in another way in between."""
    told = _recorded()
    changed = {part for year, parts in told.items() if edition_from < year <= edition_to for part in parts.split()}
    return [component for component in COMPONENTS if component in changed]


def recorded() -> tuple[int, int]:
    """The first and the last edition between which changes of the UN's measures are recorded here."""
    told = _recorded()
    return max(edition for edition in editions() if edition < min(told)), max(told)


def _recorded() -> dict[int, str]:
    """What the UN measures in another way from an edition on, of the editions for which that is recorded."""
    told = tables.load("editions").set_index("edition")["redefined"]
    return {int(edition): parts for edition, parts in told.items() if parts}


@dataclass(frozen=True, eq=False)
class Move:
    """A country (ISO3 code) between two editions, as every study of a move takes it.

    Raises InputError for what `check` refuses. Its frames are shared: copy before you change one.
    """

    country: str
    edition_from: int
    edition_to: int

    def __post_init__(self) -> None:
        check(self.country, self.edition_from, self.edition_to)

    @property
    def editions(self) -> tuple[int, int]:
        return int(self.edition_from), int(self.edition_to)

    @property
    def step(self) -> str:
        """The two editions in keys of values: 2020_2022."""
        return "{}_{}".format(*self.editions)

    @property
    def facts(self) -> dict[str, object]:
        """What nearly every sentence of a move names; the country by its code."""
        return {"country": self.country, "edition_from": self.editions[0], "edition_to": self.editions[1]}

    @cached_property
    def rows(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """All that the UN prints of the two editions, as of `edition`."""
        first, last = map(edition, self.editions)
        return first, last

    @cached_property
    def scores(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The components of the two editions, as of `components`."""
        first, last = map(components, self.editions)
        return first, last

    @property
    def focal(self) -> int:
        """The row of the country in these frames."""
        return self.rows[0].index.get_loc(self.country)

    @property
    def ranks(self) -> tuple[int, int]:
        """The published ranks."""
        first, last = (int(rows.loc[self.country, "rank"]) for rows in self.rows)
        return first, last

    @property
    def names(self) -> pd.Series:
        """The states' names as the later edition prints them, by iso3."""
        return self.rows[1]["country"]

    @property
    def other_weights(self) -> list[int]:
        return other_weights(*self.editions)


@lru_cache(maxsize=16, typed=True)
def move(country: str, edition_from: int, edition_to: int) -> Move:
    """One move, made once for all studies of it. Raises InputError for what `check` refuses."""
    return Move(country, edition_from, edition_to)
