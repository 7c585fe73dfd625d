"""Raw UN editions to the tables `egdi` and `editions`."""

from __future__ import annotations

import pandas as pd

from analysis.data.corrections import read

FOLDER = "undesa_egdi_"


def egdi(sources: dict[str, dict]) -> pd.DataFrame:
    """One row a state and edition: rank, EGDI, components and the E-Participation Index as the UN prints them."""
    frames = []
    for folder, meta in sources.items():
        if folder.startswith(FOLDER):
            table = read(f"{folder}/egdi.csv")
            frames.append(table.assign(edition=str(meta["edition"]), source_id=meta["source_id"]))
    return pd.concat(frames, ignore_index=True)


def editions(sources: dict[str, dict]) -> pd.DataFrame:
    """One row an edition: the weights of its components and the states whose index was not computed."""
    rows = [
        {
            "edition": str(meta["edition"]),
            "source_id": meta["source_id"],
            **{f"weight_{name}": meta["weights"][name] for name in ("osi", "tii", "hci")},
            "not_computed": meta.get("not_computed") or "",
        }
        for folder, meta in sources.items()
        if folder.startswith(FOLDER)
    ]
    return pd.DataFrame(rows)
