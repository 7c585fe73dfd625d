"""Which points do the national SPBE index and the UN survey have in common?

Takes the tables `egdi` and `spbe_means`. A survey goes with the index of its own year, or with that of the year before.
"""

from __future__ import annotations

import pandas as pd

from analysis.studies.shared import published_means, survey
from analysis.studies.shared.survey import COUNTRY

LAGS = {"same_year": 0, "lag": 1}  # years by which the SPBE index is older than the survey
OUTCOMES = ["egdi", "rank", "osi", "tii", "hci"]
CONTROLS = ["tii", "hci"]
BASES = {"published": "published", "old_weights": "old_basis"}


def outcome(name: str, editions: list[int]) -> pd.DataFrame:
    """One outcome of all states: 193 rows by iso3, a column an edition; missing where the state was not ranked.

    The rank enters with its sign turned, so that up is better in every outcome.
    """
    columns = {}
    for edition in editions:
        rows = survey.edition(edition)
        columns[edition] = rows[name].where(rows["rank"].notna()).astype(float)
    frame = pd.DataFrame(columns)
    return -frame if name == "rank" else frame


def pairs() -> pd.DataFrame:
    """The points of both pairings: pairing, edition, spbe_year, the index on both bases, its instrument, outcomes."""
    series = published_means.series().set_index("year")
    rows = []
    for pairing, lag in LAGS.items():
        for edition in survey.spbe_editions():
            if edition - lag in series.index:
                point = series.loc[edition - lag, ["published", "old_basis", "instrument", "assessed"]]
                own = survey.edition(edition).loc[COUNTRY, OUTCOMES]
                rows.append({"pairing": pairing, "edition": edition, "spbe_year": edition - lag, **point, **own})
    numbers = dict.fromkeys(["published", "old_basis", *OUTCOMES], float)
    return pd.DataFrame(rows).astype(numbers | {"assessed": pd.Int64Dtype()})
