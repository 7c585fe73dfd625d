"""How sure is a quantity that lies between two bounds, when the bounds themselves are estimated?

A confidence interval for the quantity, not for the whole set: the quantity can be near one end only, so each end
moves out by less than the usual two-sided value, the less the wider the set.

Assumption: units are independent draws from one population. Where they are not drawn at all the interval is an
"if". References: Imbens and Manski 2004, Econometrica 72:1845-1857; Stoye 2009, Econometrica 77:1299-1315,
whose interval stays valid when the set shrinks to a point.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import ndtr, ndtri, owens_t

from analysis.methods.errors import InputError

FAR = 8.0  # standard deviations beyond which the normal law has nothing left at double precision
SAME = 1e-7  # correlations nearer to +-1 than this are taken as +-1


class Interval(NamedTuple):
    """A confidence interval, same unit as the bounds."""

    low: float
    high: float


def critical_value(width: np.ndarray | float, level: float = 0.95) -> np.ndarray:
    """c with Phi(c + width) - Phi(-c) = level, elementwise; `width` of the set in standard errors of its worse end.

    1.9600 at width 0 and 1.6449 when wide, at 95 %. Bisection, to 1e-12. Raises InputError for a negative width.
    Source: Imbens and Manski 2004, their uniform interval.
    """
    width = np.asarray(width, dtype=float)
    if np.any(width < 0) or np.any(np.isnan(width)):
        raise InputError("the width of a set cannot be negative: the lower bounds lie above the upper ones")
    low, high = np.full(width.shape, ndtri(level)), np.full(width.shape, ndtri((1 + level) / 2))
    for _ in range(45):
        middle = (low + high) / 2
        enough = ndtr(middle + width) - ndtr(-middle) >= level
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return (low + high) / 2


def imbens_manski(lower: np.ndarray, upper: np.ndarray, level: float = 0.95) -> Interval:
    """Interval for a mean that lies between the means of `lower` and `upper` (n,), bounds of each unit.

    [L - c s_L/sqrt(n), U + c s_U/sqrt(n)], standard deviations with n - 1. Raises InputError for fewer than two
    units, bounds of different length, and bounds in the wrong order.
    """
    ends = _Ends.of(lower, upper)
    c = float(critical_value(ends.width(max(ends.se_low, ends.se_high)), level))
    return Interval(ends.low - c * ends.se_low, ends.high + c * ends.se_high)


def stoye(lower: np.ndarray, upper: np.ndarray, level: float = 0.95) -> Interval:
    """The interval that stays valid when the set is narrow: `imbens_manski` with a value of its own for each end.

    The two values give the shortest interval that covers either end with probability `level` under the bivariate
    normal law of the estimated ends. A set narrower than sqrt(log(n)/n) standard deviations counts as a point, a
    rate that meets the conditions of Stoye (2009). Raises InputError like `imbens_manski`.
    """
    ends = _Ends.of(lower, upper)
    largest = max(ends.se_low, ends.se_high)
    narrow = ends.width(largest) <= math.sqrt(math.log(len(lower)))
    if largest == 0:
        return Interval(ends.low, ends.high)
    width = 0.0 if narrow else ends.high - ends.low
    c_low, c_high = critical_pair(width, ends.se_low, ends.se_high, ends.correlation, level)
    return Interval(ends.low - c_low * ends.se_low, ends.high + c_high * ends.se_high)


def critical_pair(
    width: float, se_low: float, se_high: float, correlation: float, level: float = 0.95
) -> tuple[float, float]:
    """(c_low, c_high) of the shortest interval that covers both ends of a set of this width, one at a time.

    Standard errors are above 0 (one of them may be 0). Source: Stoye 2009, the programme of his intervals: minimise
    se_low c_low + se_high c_high under the two coverage conditions.
    """
    rho = min(max(correlation, -1.0), 1.0)
    # An end without error is covered by any value; its distance to the other end counts as far away.
    far_low, far_high = (min(width / se, FAR) if se else FAR if width else 0.0 for se in (se_low, se_high))

    def short(c_low: float, c_high: float) -> float:
        at_low = _both(c_low, c_high + far_high, rho)
        at_high = _both(c_high, c_low + far_low, rho)
        return min(at_low, at_high) - level

    least = float(ndtri(level)) + 1e-9  # less covers an end too rarely, however far the other one is

    def other(c_low: float) -> float:
        if short(c_low, least) >= 0:
            return least
        return FAR if short(c_low, FAR) < 0 else float(brentq(lambda c: short(c_low, c), least, FAR, xtol=1e-10))

    found = minimize_scalar(
        lambda c: se_low * c + se_high * other(c), bounds=(least, FAR / 2), method="bounded", options={"xatol": 1e-8}
    )
    return float(found.x), other(float(found.x))


def _both(near: float, far: float, rho: float) -> float:
    """P(z1 >= -near and z2 <= far) for standard normal z1 and z2 with correlation rho; near and far above 0."""
    if abs(rho) >= 1 - SAME:
        start, end = (-near, far) if rho > 0 else (max(-near, -far), FAR)
        return float(max(ndtr(end) - ndtr(start), 0.0))
    h, k, spread = -near, far, math.sqrt(1 - rho**2)
    # The probability below (h, k) by Owen's T function, for h < 0 < k (Owen 1956, Annals 27:1075-1090).
    below = (ndtr(h) + ndtr(k)) / 2 - 0.5
    below -= owens_t(h, (k - rho * h) / (h * spread)) + owens_t(k, (h - rho * k) / (k * spread))
    return float(ndtr(k) - below)


class _Ends(NamedTuple):
    """Means of the bounds, their standard errors and correlation."""

    low: float
    high: float
    se_low: float
    se_high: float
    correlation: float

    @classmethod
    def of(cls, lower: np.ndarray, upper: np.ndarray) -> _Ends:
        lower, upper = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
        if lower.shape != upper.shape or lower.ndim != 1:
            raise InputError(f"bounds of {lower.shape} and {upper.shape} units: give a lower and an upper bound each")
        if len(lower) < 2:
            raise InputError(f"{len(lower)} units: an interval needs two or more")
        if np.any(lower > upper):
            raise InputError(
                f"unit {int(np.flatnonzero(lower > upper)[0])}: its lower bound lies above its upper bound"
            )
        root = math.sqrt(len(lower))
        low_se, high_se = (float(np.std(side, ddof=1)) / root for side in (lower, upper))
        together = float(np.corrcoef(lower, upper)[0, 1]) if low_se > 0 and high_se > 0 else 1.0
        return cls(float(lower.mean()), float(upper.mean()), low_se, high_se, together)

    def width(self, se: float) -> float:
        """Width of the set in standard errors; a set without any error counts as wide, a point as nought."""
        if self.high == self.low:
            return 0.0
        return (self.high - self.low) / se if se else math.inf
