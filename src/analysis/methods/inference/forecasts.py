"""What will a unit's next value be, how far may it be off, and how good was a forecast once the value is known?

Two rules, both without a model of causes. By analogues: the unit changes as those did that stood nearest to it at an
earlier start. By persistence: the line of the later on the earlier value of all units, moved on by one step, with the
spread of the residuals in the part of the scale where the unit stands. A forecast is five limits: the median and the
ends of the intervals that should hold half and nine tenths of what comes.

References: analogues: Lorenz 1969, J. Atmospheric Sciences 26:636-646; interval score: Gneiting & Raftery 2007, JASA
102:359-378, equation 43; quantiles at k / (n + 1), so that the next of n + 1 like draws lies inside as often as said:
Hyndman & Fan 1996, American Statistician 50:361-365, type 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant

from analysis.methods.errors import InputError
from analysis.methods.inference import prediction
from analysis.methods.ordering import settled

NAMES = ("low90", "low50", "median", "high50", "high90")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SHARES = (0.5, 0.9)  # of what comes, that should lie inside the intervals


class Persistence(NamedTuple):
    """A fitted line and the spread of its residuals: `edges` are the upper ends of the parts but the last, `spreads`
    the standard deviation in each part; all in points. `inverse` is that of X'X, `n` the pairs. The mean
    square of a part has n / (n - 2) on it, which `prediction.by_level` does not."""

    n: int
    constant: float
    slope: float
    edges: np.ndarray
    spreads: np.ndarray
    inverse: np.ndarray
    left_out: np.ndarray  # residual of each pair from the line of all the others


def analogues(start: np.ndarray, later: np.ndarray, at: np.ndarray, nearest: int) -> list[np.ndarray]:
    """Of each place `at` (m,): the changes of the units that started nearest to it.

    start and later (n,); a missing value leaves the unit out. Those that are as far as the last of them come too, so
    that no order of the units decides. Raises InputError for fewer than `nearest` units.
    """
    start, later = np.asarray(start, dtype=float), np.asarray(later, dtype=float)
    known = ~(np.isnan(start) | np.isnan(later))
    if nearest < 1 or known.sum() < nearest:
        raise InputError(f"{int(known.sum())} units with both values: choose between 1 and as many as the nearest")
    distance = settled(np.abs(start[known] - np.asarray(at, dtype=float)[:, None]))
    edge = np.partition(distance, nearest - 1, axis=1)[:, [nearest - 1]]
    return [(later - start)[known][near] for near in distance <= edge]


def limits(values: np.ndarray) -> np.ndarray:
    """The five limits (in the order of NAMES) of values (n,). Raises InputError for none."""
    if not len(values):
        raise InputError("limits of no value: a forecast needs at least one earlier change")
    return np.quantile(values, QUANTILES, method="weibull")


def persistence(before: np.ndarray, after: np.ndarray, parts: int) -> Persistence:
    """The line of `after` on `before` (n,), and the spread of its residuals in `parts` equally large parts by `before`.

    The spread of a part is the root of the mean squared residual, with the n - 2 of the whole line shared out. Raises
    InputError for fewer than three pairs a part, or a missing value.
    """
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if len(before) != len(after) or np.isnan(before).any() or np.isnan(after).any():
        raise InputError(f"{len(before)} and {len(after)} values: give pairs without a missing one")
    if parts < 1 or len(before) < 3 * parts:
        raise InputError(f"{len(before)} pairs in {parts} parts: at least three a part are needed")
    fitted = OLS(after, add_constant(before)).fit()
    edges = np.quantile(before, np.arange(1, parts) / parts)
    parted = prediction.group_of(before, edges)
    squares = fitted.resid**2 * len(before) / (len(before) - 2)
    spreads = np.array([np.sqrt(squares[parted == k].mean()) for k in range(parts)])
    left_out = fitted.resid / (1 - fitted.get_influence().hat_matrix_diag)
    constant, slope = map(float, fitted.params)
    return Persistence(len(before), constant, slope, edges, spreads, fitted.normalized_cov_params, left_out)


def spread_at(line: Persistence, at: np.ndarray) -> np.ndarray:
    """Standard deviation of what will come for units at `at` (m,): residual spread of their part, and the line's own.

    The line's own uncertainty is that of least squares with the spread of the part, a little too large at the ends.
    """
    at = np.asarray(at, dtype=float)
    X = np.column_stack([np.ones_like(at), at])
    return line.spreads[prediction.group_of(at, line.edges)] * np.sqrt(1 + np.einsum("ij,jk,ik->i", X, line.inverse, X))


def carried_on(line: Persistence, at: np.ndarray, low: float, high: float) -> np.ndarray:
    """The five limits (m, 5) of units at `at` (m,) after one more step, cut to the scale from `low` to `high`.

    Residuals are taken as normal, the limits from t with n - 2 degrees of freedom.
    """
    at = np.asarray(at, dtype=float)
    off = stats.t.ppf(QUANTILES, line.n - 2)
    return np.clip((line.constant + line.slope * at)[:, None] + spread_at(line, at)[:, None] * off, low, high)


def interval_score(low: np.ndarray, high: np.ndarray, came: np.ndarray, share: float) -> np.ndarray:
    """Gneiting & Raftery's score of intervals that should hold `share`: width, and 2 / (1 - share) times the miss.

    In the unit of the values; the smaller the better, and smallest on average for the true quantiles. Arrays
    broadcast. Raises InputError for a low end above the high one, or a share that is not between 0 and 1.
    """
    low, high, came = (np.asarray(x, dtype=float) for x in (low, high, came))
    if (low > high).any() or not 0 < share < 1:
        raise InputError(f"share {share:g}: an interval needs its ends in order and a share between 0 and 1")
    return high - low + 2 / (1 - share) * (np.maximum(low - came, 0) + np.maximum(came - high, 0))


def inside(low: np.ndarray, high: np.ndarray, came: np.ndarray) -> np.ndarray:
    """Whether what came lies in the interval; an end counts as inside. Numbers are compared as they are published."""
    low, high, came = (settled(np.asarray(x, dtype=float)) for x in (low, high, came))
    return (low <= came) & (came <= high)


def place(five: Sequence[float], came: float) -> str:
    """Where it came: below90, below50, inside50, above50, above90 (below50: inside the wide interval alone)."""
    low90, low50, _, high50, high90 = five
    if inside(low50, high50, came):
        return "inside50"
    side = "below" if came < low50 else "above"
    return f"{side}50" if inside(low90, high90, came) else f"{side}90"
