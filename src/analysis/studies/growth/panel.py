"""Who is in both complete lists? The institutions that every question about 2023 to 2024 is put to.

Of all institutions in both lists, one with a value below the scale is left out (an index for everyone else), and for
questions about domains those without four domain values in both years.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.ordering import ordered
from analysis.studies.shared import institutions, instruments
from analysis.studies.shared.lists import COMPLETE, index_table

FIRST, SECOND = COMPLETE
DOMAINS = list(instruments.DOMAINS.values())


@dataclass(frozen=True)
class Panel:
    """indices: a row an institution with both indices (before, after, change, cluster); domains: those of them with
    four domain values in both years (`<domain>` in the first, `<domain>_after`, `<domain>_change`; effect); facts.
    """

    institution_type: str
    indices: pd.DataFrame
    domains: pd.DataFrame
    facts: dict[str, object]


def fewest() -> int:
    """Institutions below which the page gives no share and no spread of a type."""
    return int(plan()["rules"]["growth_fewest"])


def panel(institution_type: str) -> Panel:
    """Both frames of one type, or of all institutions. Raises InputError for an unknown type."""
    index = institutions.of_type(index_table(), institution_type)
    index = index[index["preferred"] & index["year"].isin(COMPLETE)]
    wide = index.pivot(index="institution_id", columns="year", values="index").dropna()
    low = set(index.loc[index["below_floor"].eq(True), "institution_id"]) & set(wide.index)
    about = tables.load("institutions").set_index("institution_id")[["name", "type", "province"]]
    wide = wide.set_axis(["before", "after"], axis=1).join(about)
    wide["change"] = wide["after"] - wide["before"]
    # A central body is a cluster of its own; local governments share their province.
    wide["cluster"] = wide["province"].where(wide["province"] != "", wide.index)
    used = ordered(wide[~wide.index.isin(low)].reset_index(), "institution_id").reset_index(drop=True)
    domains = _domains(used)
    facts = {
        "first": FIRST,
        "second": SECOND,
        "both": len(wide),
        "n": len(used),
        "with_domains": len(domains),
        "below_scale": ", ".join(wide.loc[sorted(low), "name"]),
        "below_scale_n": len(low),
        "without": ", ".join(used.loc[~used["institution_id"].isin(domains["institution_id"]), "name"]),
        "without_n": len(used) - len(domains),
    }
    return Panel(institution_type, used, domains, facts)


def _domains(used: pd.DataFrame) -> pd.DataFrame:
    frame = institutions.rescored().set_index(["institution_id", "year"])[[*DOMAINS, "index_47", "effect"]]
    years = [frame.xs(year, level="year") for year in COMPLETE]
    frame = years[0].join(years[1][DOMAINS].add_suffix("_after"), how="inner")
    for name in DOMAINS:  # printed with two decimals: no float dust that would be a fall
        frame[f"{name}_change"] = (frame[f"{name}_after"] - frame[name]).round(9)
    return used.merge(frame.reset_index(), on="institution_id")
