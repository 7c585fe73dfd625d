"""Whom do we know? The institutions with a known index against the published national mean, year by year.

Complete lists exist for 2023 and 2024 only; before, an index is known where the press, a region or the institution
itself reported it. Their mean minus the published one shows how selected they are. Weights that give them the mix of
the complete list of 2023, a stand-in for the population of their year, take out selection by kind and none within a
kind. The ends of the scale bound what the unknown institutions could do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.inference import raking
from analysis.methods.ordering import ordered
from analysis.studies.shared.institutions import LOW
from analysis.studies.shared.lists import COMPLETE, HIGHEST, LOWEST, TYPES, index_table
from analysis.studies.shared.published_means import published_index

JAVA = ("Banten", "DI Yogyakarta", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur")
MARGINS = ("type", "place")
YEARS = range(2018, 2025)
RE_ASSESSED = "re-assessed"


def known() -> pd.DataFrame:
    """Published preferred indices by institution and year, with type and place (Java, elsewhere or central body).

    Figures of low confidence are left out.
    """
    index = index_table()
    index = index[index["preferred"] & (index["status"] == "published") & (index["confidence"] != LOW)]
    frame = index[index["year"].isin(YEARS)]
    island = np.where(frame["province"].isin(JAVA), "java", "elsewhere")
    return frame.assign(place=np.where(frame["province"] == "", "central", island))


def population() -> dict[int, int]:
    """Institutions behind the published national mean of each year, where that number is published.

    In 2020 some were assessed again and the others carried over, so that the number of the year before holds.
    """
    table = ordered(tables.load("population"), "year").set_index("year")
    counts: dict[int, int] = {}
    for year, row in table.iterrows():
        counts[int(year)] = counts[int(year) - 1] if row["what"] == RE_ASSESSED else int(row["institutions"])
    return counts


def by_year() -> pd.DataFrame:
    """One row a year: known institutions (n), those assessed, their mean, the published mean and the difference.

    `raked` is the difference after raking to type and place, with `effective`, the number of equally weighted
    institutions that carry as much, and `covered`, the share of the population whose type is known at all. `low` and
    `high` bound the mean of all assessed with the unknown ones at either end of the scale; empty for 2022, whose
    number is not published.
    """
    frame, published, counts = known(), published_index()["value"], population()
    everyone = frame[frame["year"] == COMPLETE[0]]
    rows = []
    for year, part in frame.groupby("year"):
        values, mean = part["index"].to_numpy(float), float(published[year])
        alike = everyone[everyone["type"].isin(part["type"])]
        weights = raking.rake(part, {margin: alike[margin].value_counts().to_dict() for margin in MARGINS})
        assessed = counts.get(int(year))
        low, high = raking.worst_case(values, assessed, LOWEST, HIGHEST) if assessed else (np.nan, np.nan)
        rows.append(
            {
                "year": int(year),
                "n": len(part),
                "assessed": assessed,
                "mean": values.mean(),
                "published": mean,
                "difference": values.mean() - mean,
                "raked": raking.weighted_mean(values, weights) - mean,
                "effective": raking.effective_number(weights),
                "covered": len(alike) / len(everyone),
                "low": low,
                "high": high,
            }
        )
    return pd.DataFrame(rows).astype({"assessed": pd.Int64Dtype()})


def by_type() -> pd.DataFrame:
    """Known institutions of a type against the published mean of their type: a row a year and type that has both."""
    frame, means = known(), tables.load("spbe_means")
    rows = []
    for row in means[means["preferred"]].itertuples():
        institution_type = row.unit.removeprefix("mean-")
        part = frame[(frame["year"] == row.year) & (frame["type"] == institution_type)]
        if institution_type in TYPES and len(part):
            mean = part["index"].mean()
            rows.append(
                {
                    "year": int(row.year),
                    "type": institution_type,
                    "n": len(part),
                    "mean": mean,
                    "published": row.value,
                    "difference": mean - row.value,
                }
            )
    return ordered(pd.DataFrame(rows), "year", "type", places={"type": TYPES}).reset_index(drop=True)


def known_to(table: pd.DataFrame) -> float:
    """How far the published mean is from the mean of the same institutions where all are listed (largest of the years).

    No difference below this says anything about selection.
    """
    return float(table.loc[table["year"].isin(COMPLETE), "difference"].abs().max())
