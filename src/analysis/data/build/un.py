"""Raw UN editions to the tables `egdi` and `editions`, and classifications of states to `states`."""

from __future__ import annotations

import pandas as pd

from analysis.data.corrections import read
from analysis.methods.errors import InputError

FOLDER = "undesa_egdi_"
OF_AN_EDITION = ("not_computed", "counted", "component_decimals", "redefined")  # told in its source.yml, if at all
REGIONS, INCOME = "unsd_m49_regions/states.csv", "worldbank_income_2023/income.csv"
FRAGILE = "worldbank_fragile_2023/fragile.csv"
STATUS = {"Conflict": "conflict", "Institutional and Social Fragility": "fragility"}


def egdi(sources: dict[str, dict]) -> pd.DataFrame:
    """One row a state and edition: rank, EGDI, components and the E-Participation Index as the UN prints them."""
    frames = []
    for folder, meta in sources.items():
        if folder.startswith(FOLDER):
            table = read(f"{folder}/egdi.csv")
            frames.append(table.assign(edition=str(meta["edition"]), source_id=meta["source_id"]))
    return pd.concat(frames, ignore_index=True)


def editions(sources: dict[str, dict]) -> pd.DataFrame:
    """One row an edition: how its index was made, and the states whose index was not computed."""
    rows = [
        {
            "edition": str(meta["edition"]),
            "source_id": meta["source_id"],
            **{f"weight_{name}": meta["weights"][name] for name in ("osi", "tii", "hci")},
            **{name: str(meta.get(name) or "") for name in OF_AN_EDITION},
        }
        for folder, meta in sources.items()
        if folder.startswith(FOLDER)
    ]
    return pd.DataFrame(rows)


def states() -> pd.DataFrame:
    """One row a member state: UN region and sub-region, income group, and why it is on the list of fragile states.

    Income is empty for a state that the World Bank does not list, `fragile` for one that is not on its list.
    """
    regions, income, fragile = (read(file).set_index("iso3") for file in (REGIONS, INCOME, FRAGILE))
    strangers = (set(income.index) | set(fragile.index)) - set(regions.index)
    if strangers:
        raise InputError(
            f"{INCOME} or {FRAGILE}: {', '.join(sorted(strangers))} not in {REGIONS}; take the row out or add the state"
        )
    unknown = sorted(set(fragile["status"]) - set(STATUS))
    if unknown:
        raise InputError(f"{FRAGILE}: status {', '.join(unknown)} unknown; mend the row or add it to STATUS")
    status = fragile["status"].map(STATUS)
    return regions.assign(income=income["income"], fragile=status).fillna("").reset_index()
