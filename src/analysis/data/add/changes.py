"""What does an added table change in the results? The processed tables before and after, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import ordered

KEY = ["institution_id", "year"]


def changes(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame], source_id: str) -> dict[str, object]:
    """What is new, what is preferred now, where sources differ (both are kept), and which tables changed."""
    own = after["spbe_index"][after["spbe_index"]["source_id"] == source_id]
    held = before["spbe_index"]
    known = held.set_index(KEY).index
    years = pd.MultiIndex.from_frame(own[KEY])
    return {
        "rows": len(own) or int((after["egdi"]["source_id"] == source_id).sum()),
        "new_institutions": sorted(_ids(after) - _ids(before)),
        "institutions_first_held_for_the_year": int((~years.isin(known)).sum()),
        "preferred": int(own["preferred"].sum()),
        "now_preferred": _now_preferred(held, own),
        "conflicts": _conflicts(held, own),
        "tables": [name for name in tables.TABLES if not before[name].equals(after[name])],
    }


def load(folder: Path) -> dict[str, pd.DataFrame]:
    """Every processed table in a folder."""
    return {name: tables.load(name, folder) for name in tables.TABLES}


def _ids(held: Mapping[str, pd.DataFrame]) -> set[str]:
    return set(held["institutions"]["institution_id"])


def _now_preferred(held: pd.DataFrame, own: pd.DataFrame) -> list[dict[str, object]]:
    """Where another value was used so far: which, and which is now."""
    used = held[held["preferred"]][[*KEY, "index", "source_id"]]
    both = own[own["preferred"]].merge(used, on=KEY, suffixes=("", "_before"))
    both = both[both["index"] != both["index_before"]]
    return [
        {"institution": row.institution_id, "year": int(row.year), "before": row.index_before,
         "source_before": row.source_id_before, "now": row.figure}
        for row in ordered(both.rename(columns={"index": "figure"}), *KEY).itertuples()
    ]  # fmt: skip


def _conflicts(held: pd.DataFrame, own: pd.DataFrame) -> list[dict[str, object]]:
    """Figures that are held of the same institution and year and are not the same."""
    both = own.merge(held[[*KEY, "index", "source_id"]], on=KEY, suffixes=("", "_held"))
    both = both[both["index"] != both["index_held"]].rename(columns={"index": "figure"})
    return [
        {"institution": row.institution_id, "year": int(row.year), "added": row.figure, "held": row.index_held,
         "held_from": row.source_id_held, "preferred": "added" if row.preferred else "held or another"}
        for row in ordered(both, *KEY, "source_id_held").itertuples()
    ]  # fmt: skip
