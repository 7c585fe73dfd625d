"""How much of a distance from the mean persists, and what is then expected the next time?

Who is measured far from the mean is expected nearer to it the next time: E[Y2 | Y1] = mean2 + slope (Y1 - mean1) with
slope = correlation x sd2 / sd1. The slope is persistence: noise of the measurement pulls it below 1, and so do catching
up and a ceiling of the scale; one slope cannot tell them apart. The excess is the later value minus this expectation.
The slope can be estimated where the same units are known twice and were not chosen by their values; elsewhere it is a
scenario, an "if".

References: Galton 1886, J. Anthropological Institute 15:246-263; Barnett, van der Pols & Dobson 2005, Int. J.
Epidemiology 34:215-220; law of the maximum of independent draws: David & Nagaraja 2003, Order Statistics, section 2.1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.regression.linear_model import OLS

from analysis.methods.errors import InputError

FEWEST = 4  # pairs below which a slope has no more than one degree of freedom to be wrong with


class Line(NamedTuple):
    """The expectation of the later value: means, standard deviations (n - 1), slope, R2, spread around it (n - 2)."""

    n: int
    mean_before: float
    mean_after: float
    sd_before: float
    sd_after: float
    slope: float
    r2: float
    spread: float


class Interval(NamedTuple):
    """An interval of the slope if the units were drawn in clusters from a larger process."""

    low: float
    high: float
    clusters: int


class Largest(NamedTuple):
    """The largest of n absolute excesses, its median under the law, and the chance of one at least as large."""

    size: float
    median: float
    chance: float


def line(before: np.ndarray, after: np.ndarray) -> Line:
    """The least-squares line of the later on the earlier value, units (n,) each measured twice, in points.

    Raises InputError for fewer than four pairs, a missing value, or earlier values that are all the same.
    """
    before, after = _pairs(before, after)
    fitted = OLS(after, _design(before)).fit()
    return Line(
        n=len(before),
        mean_before=float(before.mean()),
        mean_after=float(after.mean()),
        sd_before=float(before.std(ddof=1)),
        sd_after=float(after.std(ddof=1)),
        slope=float(fitted.params[1]),
        r2=float(fitted.rsquared) if np.ptp(after) else 0.0,
        spread=float(np.sqrt(fitted.mse_resid)),
    )


def expected(
    before: np.ndarray | float, mean_before: float, mean_after: float, slope: float | np.ndarray
) -> np.ndarray | float:
    """The later value that persistence alone leads to expect. All in points; arrays broadcast."""
    return mean_after + slope * (before - mean_before)


def regressed(before: np.ndarray | float, mean_before: float, slope: float | np.ndarray) -> np.ndarray | float:
    """The part of a change, in points, that does not persist: negative for who started above the mean."""
    return (slope - 1) * (before - mean_before)


def spread_around(sd_before: float, sd_after: float, slope: float) -> float:
    """Standard deviation of the later value around its expectation, for stated standard deviations and slope.

    Raises InputError where the slope would need a correlation beyond one.
    """
    left = sd_after**2 - slope**2 * sd_before**2
    if left < 0:
        raise InputError(
            f"slope {slope:g}: with standard deviations {sd_before:g} and {sd_after:g} the correlation would be "
            f"{slope * sd_before / sd_after:.3g}; choose a slope of at most {sd_after / sd_before:.3g}"
        )
    return float(np.sqrt(left))


def slope_interval(before: np.ndarray, after: np.ndarray, clusters: np.ndarray, level: float = 0.95) -> Interval:
    """Interval of the slope if units were drawn from a larger process in clusters: CRV1 variance, t with G - 1 df.

    `clusters` (n,) names the cluster of each unit; with every unit its own it is the heteroskedasticity-robust (HC1)
    interval. Over a complete list there is no sampling error: the "if" belongs beside the numbers. Raises InputError
    like `line`, and for fewer than four clusters. Source: Cameron & Miller 2015, J. Human Resources 50:317-372, II.B.
    """
    before, after = _pairs(before, after)
    codes, names = pd.factorize(np.asarray(clusters))
    groups = len(names)
    if len(codes) != len(before):
        raise InputError(f"{len(codes)} clusters for {len(before)} pairs: name the cluster of every unit")
    if groups < FEWEST:
        raise InputError(f"{groups} clusters: an interval needs at least {FEWEST}")
    fitted = OLS(after, _design(before)).fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
    low, high = fitted.conf_int(1 - level)[1]
    return Interval(float(low), float(high), groups)


def largest(excess: np.ndarray, spread: float) -> Largest:
    """Is the largest |excess| of n out of the ordinary, or what the largest of n draws looks like?

    Law: n independent normal draws with standard deviation `spread`, P(largest >= m) = 1 - (2 Phi(m / spread) - 1)^n.
    The n excesses of a fitted line are nearly independent. Raises InputError for no excess or a spread of nought.
    """
    excess = np.asarray(excess, dtype=float)
    if not len(excess) or not spread > 0:
        raise InputError(f"{len(excess)} excesses with spread {spread:g}: at least one and a positive spread, please")
    n, size = len(excess), float(np.abs(excess).max())
    chance = -np.expm1(n * np.log1p(-2 * stats.norm.sf(size / spread)))
    median = spread * stats.norm.isf((1 - 0.5 ** (1 / n)) / 2)
    return Largest(size, float(median), float(chance))


def _design(before: np.ndarray) -> np.ndarray:
    """Regressors (n, 2): the constant and the earlier value."""
    return np.column_stack([np.ones_like(before), before])


def _pairs(before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if before.shape != after.shape:
        raise InputError(f"{before.size} earlier and {after.size} later values: they must belong together")
    if len(before) < FEWEST:
        raise InputError(f"{len(before)} pairs: a slope needs at least {FEWEST}")
    if not (np.isfinite(before).all() and np.isfinite(after).all()):
        raise InputError("a value is missing: leave out the units that are not known twice")
    if not np.ptp(before):
        raise InputError("all earlier values are the same: there is no slope")
    return before, after
