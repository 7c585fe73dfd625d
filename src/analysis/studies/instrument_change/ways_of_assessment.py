"""How were institutions assessed in each year, as far as the reports that are held say so?

An institution's index is what assessors made of it, so a change in how they worked could move scores as a change of
the instrument could, and in the same years. No institution is known to have been assessed in two ways in one year:
what a way of assessing did to scores cannot be told from these figures.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import tables
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED

DECISION = CANNOT_BE_DECIDED
# Year -> source whose text says how it was assessed; the words are texts of the catalogue, by the year.
REPORTS = {
    2020: "panrb_madiun2020",
    2021: "ekon_lhe2021",
    2022: "panrb_bdl2022",
    2023: "panrb_lap2023",
    2024: "panrb_lap2024",
}


def table() -> pd.DataFrame:
    """A row a year: source_id, its title and instrument, and assessed, the institutions assessed anew, if published."""
    sources = tables.load("sources").set_index("source_id")["title"]
    assessed = tables.load("population").set_index("year")["institutions"]
    means = tables.load("spbe_means").groupby("year")["instrument"].first()
    years = list(REPORTS)
    return pd.DataFrame(
        {
            "year": years,
            "instrument": [means[year] for year in years],
            "assessed": assessed.reindex(years).astype(pd.Int64Dtype()).to_numpy(),
            "source_id": list(REPORTS.values()),
            "title": [sources[source] for source in REPORTS.values()],
        }
    )


def facts(table: pd.DataFrame) -> dict[str, object]:
    """How many were assessed anew in the last year before the change and in the first after it."""
    assessed = table.set_index("year")["assessed"]
    return {"again": int(assessed[2020]), "anew": int(assessed[2021])}
