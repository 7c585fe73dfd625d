"""Raw instruments, concordances, worked evaluations and claims to their tables."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analysis.data.corrections import read
from analysis.data.raw_folder import raw_folder

FOLDER = "panrb_instruments_2018_2026"


def instruments() -> pd.DataFrame:
    """The three instruments: regulation, years in force, scale of levels."""
    return read(f"{FOLDER}/instruments.csv")


def instrument_parts() -> pd.DataFrame:
    """Domains, aspects and indicators of every instrument with parent, names and weight (fraction of one, text)."""
    structure = read(f"{FOLDER}/structure.csv").rename(columns={"parent_domain": "parent"})
    frames = [structure.assign(repeats="1")]
    for instrument in instruments()["instrument"]:
        table = read(f"{FOLDER}/instrument_{instrument}.csv").rename(columns={"indicator": "id", "aspect": "parent"})
        frames.append(table.assign(instrument=instrument, level="indicator"))
    return pd.concat(frames, ignore_index=True)


def printed_weights(raw_sources: dict[str, dict]) -> pd.DataFrame:
    """Weights of domains and aspects as evaluation reports print them."""
    frames = []
    for folder, meta in raw_sources.items():
        if (raw_folder() / folder / "weights.csv").is_file():
            table = read(f"{folder}/weights.csv").rename(columns={"number": "id"})
            weight = [str(Decimal(text) / 100) for text in table["percent"]]
            frames.append(table.assign(weight=weight, instrument=meta["instrument"], source_id=meta["source_id"]))
    return pd.concat(frames, ignore_index=True)


def bands() -> pd.DataFrame:
    """Predicates of every instrument and the indices between which each holds."""
    return read(f"{FOLDER}/bands.csv")


def crosswalk() -> pd.DataFrame:
    """Links between instruments; an empty `from_id` is a new part, an empty `to_id` a dropped one."""
    frames = []
    for old, new in (("35", "47"), ("47", "20")):
        table = read(f"{FOLDER}/crosswalk_{old}_{new}.csv")
        table = table.rename(columns={f"from{old}": "from_id", f"to{new}": "to_id"})
        frames.append(table.assign(from_instrument=old, to_instrument=new))
    return pd.concat(frames, ignore_index=True)


def part_ids() -> pd.Series:
    """(instrument, level, published name) -> id of the part."""
    return read(f"{FOLDER}/part_names.csv").set_index(["instrument", "level", "published_name"])["id"]


def evaluations(unit_of: pd.Series) -> pd.DataFrame:
    """Published evaluations at every level; `unit_of` maps a spelling to an institution_id."""
    table = read("published_evaluations_2018_2025/evaluations.csv")
    return table.assign(institution_id=table["institution"].map(unit_of))


def claims() -> pd.DataFrame:
    """Statements of officials and articles with the quantities that they name."""
    return read("press_claims_2020_2025/claims.csv")
