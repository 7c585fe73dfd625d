"""The ministry's lists by plain pandas from the raw files: the other route to every count."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analysis.paths import RAW


@cache
def complete_list(year: int) -> pd.DataFrame:
    """By printed name: index, predicate, four domains, type and province."""
    rows = pd.read_csv(RAW / f"panrb_evaluation_{year}" / "institutions.csv")
    names = pd.read_csv(RAW / "names.csv", keep_default_na=False)
    return rows.merge(names, left_on="institution", right_on="spelling", validate="1:1").set_index("institution")
