"""Could an interrupted time series of so few points find a step of a given size?

Model: y = b0 + b1 t + b2 post + b3 post (t - T0), where T0 is the first point after the break: level and trend before,
step b2 and change of trend b3 after. With independent normal errors the variance of the estimated step is
sigma^2 x a factor that depends on the number of points alone, and the power of its two-sided t test follows from the
noncentral t distribution. No series is needed; the simulation fits all its draws in one product of matrices.

References: Bernal, Cummins & Gasparrini 2017, Int. J. Epidemiology 46:348-355 (model); Hawley et al. 2019, Clinical
Epidemiology 11:197-205 (power); Johnson, Kotz & Balakrishnan 1995, vol. 2, ch. 31 (noncentral t).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import optimize, signal, stats

from analysis.methods.errors import InputError

PARAMETERS = 4
STEP = 2  # column of the design that holds the step


LARGEST = 200.0  # sigma; a step that is looked for


class Simulated(NamedTuple):
    """Shares of draws: in which the test finds the step, and in which the 95 % interval covers it."""

    power: float
    coverage: float


def design(before: int, after: int) -> np.ndarray:
    """Design matrix (before + after, 4) of equally spaced points: constant, time, step, time since the break.

    Raises InputError for fewer than two points on a side, or fewer than five in all.
    """
    if before < 2 or after < 2:
        raise InputError(f"{before} points before and {after} after: a trend needs two on each side")
    if before + after <= PARAMETERS:
        raise InputError(f"{before} + {after} points: {PARAMETERS} parameters leave no degree of freedom")
    time = np.arange(before + after, dtype=float)
    post = (time >= before).astype(float)
    return np.column_stack([np.ones_like(time), time, post, post * (time - before)])


def freedom(before: int, after: int) -> int:
    """Degrees of freedom that are left for the errors."""
    return len(design(before, after)) - PARAMETERS


def step_variance(before: int, after: int) -> float:
    """Variance of the estimated step in units of sigma^2. Three points before and four after give 3.0333."""
    X = design(before, after)
    return float(np.linalg.inv(X.T @ X)[STEP, STEP])


def power(step: float, sigma: float, before: int, after: int, level: float = 0.05) -> float:
    """Chance that the two-sided t test finds a true step, with errors of standard deviation sigma (same unit).

    Raises InputError for a sigma that is not positive.
    """
    if not sigma > 0:
        raise InputError(f"sigma {sigma:g}: the errors need a positive standard deviation")
    df = freedom(before, after)
    shift = abs(step) / (sigma * np.sqrt(step_variance(before, after)))
    edge = stats.t.isf(level / 2, df)
    return float(stats.nct.sf(edge, df, shift) + stats.nct.cdf(-edge, df, shift))


def detectable(wanted: float, sigma: float, before: int, after: int, level: float = 0.05) -> float:
    """The smallest step that is found with the wanted power.

    Raises InputError for a power not between level and 1, a sigma that is not positive, and a design that finds no
    step of up to LARGEST sigma as often.
    """
    if not level < wanted < 1:
        raise InputError(f"power {wanted:g}: choose one between the level of the test, {level:g}, and 1")
    if not sigma > 0:
        raise InputError(f"sigma {sigma:g}: must be above 0")
    high = 1.0  # the bracket grows from below: far above the answer the noncentral t is not computed
    while power(high, 1.0, before, after, level) < wanted:
        high *= 2
        if high > 2 * LARGEST:
            raise InputError(f"{before} + {after} points: no step of up to {LARGEST:g} sigma has power {wanted:g}")
    unit = optimize.brentq(lambda step: power(step, 1.0, before, after, level) - wanted, 0.0, high, xtol=1e-12)
    return float(sigma * unit)


def loudest(wanted: float, step: float, before: int, after: int, level: float = 0.05) -> float:
    """The largest sigma with which a step of this size is still found with the wanted power."""
    return abs(step) / detectable(wanted, 1.0, before, after, level)


def simulate(
    step: float,
    sigma: float,
    before: int,
    after: int,
    rng: np.random.Generator,
    draws: int,
    memory: float = 0.0,
    level: float = 0.05,
) -> Simulated:
    """Power and coverage by simulation: least squares as if errors were independent, errors AR(1) with `memory`.

    sigma is the standard deviation of the errors themselves, whatever their memory. Raises InputError for a memory
    outside (-1, 1).
    """
    if not -1 < memory < 1:
        raise InputError(f"memory {memory:g}: the correlation of neighbouring errors lies between -1 and 1")
    X = design(before, after)
    errors = rng.standard_normal((draws, len(X)))
    errors[:, 1:] *= np.sqrt(1 - memory**2)
    errors = sigma * signal.lfilter([1.0], [1.0, -memory], errors, axis=1)
    inverse = np.linalg.inv(X.T @ X)
    coefficients = errors @ X @ inverse
    rest = errors - coefficients @ X.T
    df = freedom(before, after)
    error = np.sqrt((rest**2).sum(axis=1) / df * inverse[STEP, STEP])
    off = coefficients[:, STEP]
    edge = stats.t.isf(level / 2, df)
    return Simulated(float((np.abs(off + step) > edge * error).mean()), float((np.abs(off) <= edge * error).mean()))
