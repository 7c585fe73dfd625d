"""Which shifts and scales of an edition of the UN survey are as good as the printed ones? A declared family.

A component is a position between the lowest and the highest state of its edition, so that the figures do not say what
"unchanged" means between two editions. Each choice of what stood still is a shift of the later edition: here, a
quantile of the other states' component, from the lowest state (0) over the median to the highest (1), or their mean.
The family is every shift of each component between the least and the largest of these, so that the components need not
stand still at the same place; and this at three scales common to the components of the later edition: as printed, and
with the scores of the other states as far spread as in the earlier edition, by standard deviation and by middle half.

Nothing in the figures limits the shift: the family is a choice, wide enough to hold the printed figures (no shift) and
what is usually done (median, mean). It changes no rank in either edition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks import shift_sets
from analysis.studies.shared.survey import THIRDS

QUANTILES = np.linspace(0, 1, 101)
PRINTED, MEDIAN, MEAN = "printed", "median", "mean"
MIDDLE = 0.5  # the median among the quantiles


@dataclass(frozen=True)
class Scaled:
    """The shifts of the later edition at one scale: `named` ones, and the ends `low` and `high` by component (3,)."""

    name: str
    scale: float
    named: dict[str, np.ndarray]
    low: np.ndarray
    high: np.ndarray


def family(before: pd.DataFrame, after: pd.DataFrame, focal: int) -> list[Scaled]:
    """The declared family for row `focal`, the printed scale first. `before` and `after` as of `survey.components`."""
    earlier, later = (np.delete(frame.to_numpy(), focal, axis=0) for frame in (before, after))
    spread = {"sd": np.nanstd, "middle_half": _middle_half}
    scales = {PRINTED: 1.0} | {name: _ratio(of(earlier @ THIRDS), of(later @ THIRDS)) for name, of in spread.items()}
    return [_scaled(name, scale, earlier, later) for name, scale in scales.items()]


def _scaled(name: str, scale: float, earlier: np.ndarray, later: np.ndarray) -> Scaled:
    quantiles = shift_sets.aligned(earlier, later, QUANTILES, scale)
    median = shift_sets.aligned(earlier, later, np.array([MIDDLE]), scale)[0]
    mean = np.nanmean(earlier, axis=0) - scale * np.nanmean(later, axis=0)
    every = np.vstack([quantiles, mean] + ([np.zeros(3)] if name == PRINTED else []))
    named = {MEDIAN: median, MEAN: mean}
    return Scaled(name, scale, named, every.min(axis=0), every.max(axis=0))


def _middle_half(scores: np.ndarray) -> float:
    low, high = np.nanquantile(scores, [0.25, 0.75])
    return float(high - low)


def _ratio(earlier: float, later: float) -> float:
    """The factor that gives the later scores the earlier spread; none where one of them has no spread."""
    return float(earlier / later) if earlier > 0 and later > 0 else 1.0
