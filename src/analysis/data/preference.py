"""Which of several published figures for the same thing is used.

Official report of that year > later restatement by the ministry > local government > paper > press; within a kind
the higher confidence; then the earliest publication. A figure that somebody computed and nobody printed comes last.
All figures are kept; `preferred` and `why` say which one is used.
"""

from __future__ import annotations

import pandas as pd

KINDS = ("official report of that year", "ministry, later or elsewhere", "local government", "paper", "press")
CONFIDENCES = ("high", "medium", "low")


def kind_rank(source_kind: str, of_that_year: bool) -> int:
    """Position in KINDS of a figure whose source is of `source_kind` and reports (or not) on that very year."""
    if source_kind == "official_report":
        return 0 if of_that_year else 1
    return {"ministry": 1, "local_government": 2, "paper": 3, "news": 4}[source_kind]


def prefer(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Mark one row in each group of `keys` as preferred and say why.

    `table` has `kind` (position in KINDS), `confidence`, `date` (of publication, text), `status` and `source_id`;
    returned with `preferred` ("yes" or "") and `why`, in its own order.
    """
    order = table.assign(
        _derived=(table["status"] == "derived").astype(int),
        _confidence=table["confidence"].map(CONFIDENCES.index),
    ).sort_values(["_derived", "kind", "_confidence", "date", "source_id"], kind="stable")
    first = order.groupby(keys, sort=False).head(1).index
    size = table.groupby(keys)["source_id"].transform("size")
    chosen = table.index.isin(first)
    why = [
        "only figure" if n == 1 else (f"{KINDS[kind]}, of {n} figures" if is_chosen else "another figure is preferred")
        for n, kind, is_chosen in zip(size, table["kind"], chosen, strict=True)
    ]
    return table.assign(preferred=["yes" if c else "" for c in chosen], why=why)
