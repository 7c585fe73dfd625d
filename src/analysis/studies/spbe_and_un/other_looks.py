"""What do other estimates of the gap say: without one of the donors, augmented by a ridge, and against the region?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.methods.inference import synthetic_control as sc
from analysis.studies.spbe_and_un.donors import Panel


def table(
    panel: Panel, runs: Mapping[str, sc.Placebos], one_out: Mapping[str, Mapping[int, np.ndarray]], treatment: int
) -> pd.DataFrame:
    """Mean gap after, of each outcome: synthetic control, without one donor, augmented, difference with the region."""
    regions = panel.states["region"].to_numpy()
    region = regions == regions[panel.own]
    region[panel.own] = False
    at, rows = int(np.flatnonzero(panel.editions == treatment)[0]), {}
    for name, run in runs.items():
        values = panel.values[name]
        without = [gaps[run.after].mean() for gaps in one_out[name].values()]
        augmented = sc.augmented(values, run.donors[panel.own], panel.own, run.before)
        changes = values[:, run.after].mean(axis=1) - values[:, at]
        rows[name] = {
            "control": float(run.mean[panel.own]),
            "lowest_without_one": float(min(without)),
            "highest_without_one": float(max(without)),
            "augmented": float(augmented[run.after].mean()),
            "difference": float(changes[panel.own] - changes[region].mean()),
        }
    return pd.DataFrame(rows).rename_axis("look").reset_index()
