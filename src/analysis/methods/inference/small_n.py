"""What can a correlation of three or four points say?

The exact distribution of Pearson's and Spearman's coefficients over all n! orders of one series, the smallest p that
so few points allow, the |r| that a t test needs, the agreement of changes, and the placebo share: the share of units
whose series goes with the same predictor at least as closely. A coefficient ignores size, so that slopes stand beside
it. The placebo share is a share of units, not a p-value, unless the unit was drawn at random. Orders are equally likely
only if the points are exchangeable; years of series with a trend are not, so that the p is shown for its smallest value
and not as evidence.

References: Fisher 1935, The Design of Experiments, ch. 3 (permutation); Student's t for r: Kendall & Stuart, The
Advanced Theory of Statistics, vol. 2, ch. 26; placebo units: Abadie, Diamond & Hainmueller 2010, JASA 105:493-505.
"""

from __future__ import annotations

from itertools import permutations
from math import factorial
from typing import NamedTuple

import numpy as np
from scipy import stats

from analysis.methods.errors import InputError

TOLERANCE = 1e-12  # coefficients closer than this are equal; a series whose range is within it is constant
DECIMALS = 12  # of values that are ranked
FEWEST_POINTS, MOST_POINTS = 3, 8  # points: two always give 1 or -1, and nine have 362 880 orders


class Exact(NamedTuple):
    """A coefficient and the shares of all n! orders with one as high, and as far from nought, as the one found."""

    r: float
    one_sided: float
    two_sided: float


def correlations(x: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Pearson's r of x (..., n) with every row of Y (units, n): (..., units).

    Missing (NaN) for a unit whose series is constant or has a missing value. Raises InputError for fewer than three
    points, series of unlike length, and a constant or incomplete x.
    """
    x, Y = np.asarray(x, float), np.atleast_2d(np.asarray(Y, float))
    _check(x, Y.shape[-1])
    constant = np.ptp(Y, axis=-1) <= TOLERANCE
    r = _standard(x) @ _standard(Y).T
    r = np.where(np.abs(r) < TOLERANCE, 0.0, np.clip(r, -1, 1))  # the last bits are not the data's
    return np.where(constant, np.nan, r)


def rank_correlations(x: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Spearman's coefficient of x (..., n) with every row of Y (units, n): r of the ranks, ties at their mean rank.

    Values closer than the tolerance are ties. Missing, and raises InputError, as `correlations`.
    """
    x, Y = (stats.rankdata(np.round(values, DECIMALS), axis=-1, nan_policy="propagate") for values in (x, Y))
    return correlations(x, Y)


def slopes(x: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Least-squares slope of every row of Y (units, n) on x (n,): (units,), in units of Y for one unit of x.

    Unlike r it has a size: of two series on a line the steeper one has the larger slope. Missing for a unit with a
    missing value. Raises InputError as `correlations`.
    """
    x, Y = np.asarray(x, float), np.atleast_2d(np.asarray(Y, float))
    _check(x, Y.shape[-1])
    apart = x - x.mean()
    return Y @ apart / (apart @ apart)


def exact(x: np.ndarray, y: np.ndarray, ranked: bool = False) -> Exact:
    """r of two series (n,), or Spearman's coefficient if `ranked`, with its exact one- and two-sided p over all orders.

    Two-sided: share of orders with |r| at least that found. Raises InputError as `correlations`, for a constant y and
    for more than eight points.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    if len(y) > MOST_POINTS:
        raise InputError(f"{len(y)} points: all orders are counted up to {MOST_POINTS}; draw orders at random instead")
    if np.isnan(y).any() or np.ptp(y) <= TOLERANCE:
        raise InputError("a series that is constant or has a missing value has no correlation")
    orders = np.array(list(permutations(y)))
    found = (rank_correlations if ranked else correlations)(x, orders)  # the first order is the one observed
    r = float(found[0])
    one_sided, two_sided = np.mean(found >= r - TOLERANCE), np.mean(np.abs(found) >= abs(r) - TOLERANCE)
    return Exact(r, float(one_sided), float(two_sided))


def smallest_p(n: int) -> float:
    """The smallest one-sided p that the orders of n different points allow: 1/n!."""
    return 1 / factorial(n)


def critical_r(n: int, level: float = 0.05) -> float:
    """The |r| of n points from which a two-sided t test with n - 2 degrees of freedom rejects r = 0.

    Raises InputError for fewer than three points.
    """
    if n < FEWEST_POINTS:
        raise InputError(f"{n} points: a correlation needs at least {FEWEST_POINTS}")
    t = stats.t.isf(level / 2, n - 2)
    return float(t / np.sqrt(n - 2 + t**2))


def agreeing_changes(x: np.ndarray, y: np.ndarray) -> tuple[int, int]:
    """In how many steps two series (n,) move to the same side, and the number of steps; no change agrees with none.

    A step within the tolerance is none.
    """
    dx, dy = (np.diff(np.asarray(series, float)) for series in (x, y))
    same = (dx * dy > 0) & (np.minimum(np.abs(dx), np.abs(dy)) > TOLERANCE)
    return int(same.sum()), len(same)


def rises_throughout(Y: np.ndarray) -> np.ndarray:
    """Which rows of Y (units, n) rise at every step (units,): Kendall's tau of any two of them is 1."""
    return (np.diff(Y, axis=-1) > TOLERANCE).all(axis=-1)


def placebo_share(r: np.ndarray, focal: int) -> np.ndarray | float:
    """(1 + number of other units whose coefficient is at least the focal unit's) / number of units.

    `r`: coefficients (..., units). One that is equal within the tolerance counts as at least as high; a missing one
    does not count as such, but its unit counts in the number. Raises InputError if the focal unit has none.
    """
    r = np.asarray(r, float)
    own = r[..., [focal]]
    if np.isnan(own).any():
        raise InputError("the series of the focal unit is constant or incomplete: it has no correlation to place")
    share = (r >= own - TOLERANCE).sum(axis=-1) / r.shape[-1]  # the focal unit itself is the 1
    return float(share) if share.ndim == 0 else share


def _standard(values: np.ndarray) -> np.ndarray:
    """Each series centred and scaled to length one; a constant one is left at nought."""
    centred = values - values.mean(axis=-1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=-1, keepdims=True))
    return centred / np.where(length > 0, length, 1.0)


def _check(x: np.ndarray, n: int) -> None:
    problems = []
    if x.shape[-1] != n:
        problems.append(f"series of {x.shape[-1]} and {n} points: pair them one by one")
    if n < FEWEST_POINTS:
        problems.append(f"{n} points: a correlation needs at least {FEWEST_POINTS}")
    if np.isnan(x).any() or (np.ptp(x, axis=-1) <= TOLERANCE).any():
        problems.append("the series to compare with is constant or has a missing value: it has no correlation")
    if problems:
        raise InputError(problems)
