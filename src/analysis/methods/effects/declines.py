"""How noisy is a score, at least, where falls can hardly be real?

Two readings of the same units: y1 = t1 + e1, y2 = t2 + e2, with true values that did not fall (t2 >= t1). Then a fall
is no larger than the error of the change, e = e2 - e1, so that E[min(e, 0)^2] >= E[min(y2 - y1, 0)^2]. If the errors
of the two readings are exchangeable, e is symmetric about nought and its variance is twice the left side; if they are
also independent it is twice the variance of one error. So the standard deviation of one error is at least the root of
the mean squared fall, over all units, those that rose counted with nought. It is attained where no true value rose.

A class is doubtful where another reading of the same true value may give another one. With nothing known about the true
value but the first reading (a flat prior), the second is normal around it with twice the variance of one error.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from analysis.methods.errors import InputError


def least_noise(changes: Sequence[float]) -> float:
    """Least standard deviation of the error of one reading, in the units of `changes` (n,), later minus earlier.

    Assumes that no true value fell and that the errors of the two readings are exchangeable and independent. Raises
    InputError for no change or a missing one.
    """
    read = np.asarray(changes, dtype=float)
    if not len(read) or not np.isfinite(read).all():
        raise InputError(f"{len(read)} changes, all of them known: at least one, please")
    return float(np.sqrt(np.mean(np.minimum(read, 0.0) ** 2)))


def other_class(values: Sequence[float], cuts: Sequence[float], noise: float) -> np.ndarray:
    """Chance (n,) that a second reading falls into another class than the first one, `values` (n,).

    `cuts` are the values from which each higher class begins; `noise` is the standard deviation of one error, which is
    normal. The second reading is normal around the first with noise times the root of two. Raises InputError for a
    noise that is not positive, and cuts that do not rise.
    """
    if not noise > 0:
        raise InputError(f"noise {noise:g}: it must be above 0")
    if not np.all(np.diff(cuts) > 0):
        raise InputError(f"cuts {', '.join(f'{cut:g}' for cut in cuts)}: each must be above the one before")
    values, edges = np.asarray(values, dtype=float), np.array([-np.inf, *cuts, np.inf])
    at = np.searchsorted(edges, values, side="right")
    spread = noise * np.sqrt(2)
    stays = stats.norm.cdf((edges[at] - values) / spread) - stats.norm.cdf((edges[at - 1] - values) / spread)
    return 1 - stays


def near(values: Sequence[float], cuts: Sequence[float], distance: float) -> np.ndarray:
    """Whether each of `values` (n,) lies less than `distance` from one of the `cuts`."""
    apart = np.abs(np.asarray(values, dtype=float)[:, None] - np.asarray(cuts, dtype=float)[None, :])
    return apart.min(axis=1) < distance
