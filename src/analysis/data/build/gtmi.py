"""The World Bank's GovTech Maturity Index and the answers that economies gave to its survey, to their tables."""

from __future__ import annotations

import pandas as pd

from analysis.data.corrections import read

INDEX, ANSWERS = "worldbank_gtmi_2020_2025", "blavatnik_gtmi_2022"


def gtmi(sources: dict[str, dict]) -> pd.DataFrame:
    """One row an economy and wave: the index, its four parts and the group."""
    return read(f"{INDEX}/gtmi.csv").assign(source_id=sources[INDEX]["source_id"])


def gtmi_answers(sources: dict[str, dict]) -> pd.DataFrame:
    """One row an economy: seven counts of its answers of 2022."""
    table = read(f"{ANSWERS}/counts.csv").rename(columns=lambda name: name.removeprefix("gtmi_"))
    return table.assign(source_id=sources[ANSWERS]["source_id"])
