"""The UN E-Government Survey as every study of it takes it: editions, components, and which states were ranked.

Takes the table `egdi`. A state whose index was not computed in an edition is no competitor there: its components do
not count, and a question about its rank is refused. Thirds are the UN's weights in all editions but 2008 and 2010.
"""

from __future__ import annotations

from itertools import pairwise
from numbers import Integral

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered

COMPONENTS = ["osi", "tii", "hci"]
SHORT = {"osi": "OSI", "tii": "TII", "hci": "HCI", "egdi": "EGDI"}
NAMES = {
    "osi": "Online Service Index (OSI)",
    "tii": "Telecommunication Infrastructure Index (TII)",
    "hci": "Human Capital Index (HCI)",
    "egdi": "E-Government Development Index (EGDI)",
}
THIRDS = np.full(3, 1 / 3)
OTHER_WEIGHTS = (2008, 2010)  # .34/.33/.33 there
COUNTRY = "IDN"  # of the national SPBE index
LITERACY = 2024  # first edition whose human capital contains e-government literacy, assessed on portals
# Components that the UN measured in another way from an edition on; earlier changes are not recorded here.
REDEFINED = {2020: ["tii"], 2022: ["osi"], LITERACY: ["tii", "hci"]}
MINIMUMS = (0.0, 0.1, 0.2, 0.25, 0.3)  # least weights of a component over which ranks are told
SPBE_EDITIONS = (2018, 2020, 2022, 2024)  # editions with a national SPBE index of the same year


def table() -> pd.DataFrame:
    """All states and editions as printed: iso3, edition, country, rank, egdi, osi, tii, hci, epi."""
    return tables.load("egdi")


def editions() -> list[int]:
    """The editions, earliest first."""
    return sorted(int(edition) for edition in table()["edition"].unique())


def steps() -> list[tuple[int, int]]:
    """The consecutive pairs of editions that the national SPBE index spans."""
    return list(pairwise(SPBE_EDITIONS))


def spbe_span() -> tuple[int, int]:
    """The first and the last edition with a national SPBE index of the same year."""
    return SPBE_EDITIONS[0], SPBE_EDITIONS[-1]


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


def warnings(edition_from: int, edition_to: int) -> list[str]:
    """What a reader must know of a pair of editions that touches or spans one with other weights."""
    return [
        f"the editions touch or span {year}, when the UN weighted the components .34/.33/.33: computed with thirds"
        for year in OTHER_WEIGHTS
        if edition_from <= year <= edition_to
    ]
