"""Do the figures of the GovTech Maturity Index agree with each other and with the list of states? One function a
question.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.data.checks.result import Finding, Tables, told

PARTS = ["cgsi", "psdi", "dcei", "gtei"]
ROUNDING = 1e-4  # four parts and an index, each with four decimals
LOWEST = {"A": 0.75, "B": 0.5, "C": 0.25, "D": 0.0}
OTHERS = {"HKG", "MAC", "PSE", "TWN", "XKX"}  # economies that are no UN member states


def gtmi_parts(tables: Tables) -> Iterator[Finding | int]:
    """Is every GTMI the mean of its four parts within rounding, and its group the one that the index lies in?"""
    table = tables["gtmi"]
    yield len(table)
    apart = table[(table["gtmi"] - table[PARTS].mean(axis=1)).abs() > ROUNDING]
    for row in apart.itertuples():
        yield Finding(f"{row.year} {row.iso3}", f"GTMI {row.gtmi:.4f} is not the mean of its parts")
    groups = pd.cut(table["gtmi"], [*sorted(LOWEST.values()), 1.01], right=False, labels=sorted(LOWEST, reverse=True))
    for row in table[groups.astype(str) != table["group"]].itertuples():
        yield Finding(f"{row.year} {row.iso3}", f"GTMI {row.gtmi:.4f} in group {row.group}")


def gtmi_economies(tables: Tables) -> Iterator[Finding | int]:
    """Has every wave of the GTMI, and the survey of 2022, all UN member states and five other economies?"""
    wanted = set(tables["states"]["iso3"]) | OTHERS
    waves = {f"gtmi {year}": rows for year, rows in tables["gtmi"].groupby("year")}
    for name, rows in (waves | {"gtmi_answers 2022": tables["gtmi_answers"]}).items():
        yield len(rows)
        if differing := sorted(wanted ^ set(rows["iso3"])):
            yield told("gtmi_economies", name, "missing or unknown: {ids}", ids=", ".join(differing))
