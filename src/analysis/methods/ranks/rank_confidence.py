"""How far is a rank known when the scores that are ranked carry errors of known size?

Scores x_j = theta_j + e_j with independent normal errors of known standard errors. For ordered pairs (j, k) the
hypothesis "theta_j is not above theta_k" is rejected where the studentised difference exceeds a critical value common
to all pairs: a quantile of the largest studentised difference of errors. What is rejected leaves the family, a new
critical value is drawn for the rest, until nothing more is rejected (step-down). Both directions of a pair are
hypotheses of their own, and one stays when the other is rejected: so no wrong sign is certified, at the price of some
width. Units certainly above and below then bound the rank. With tied true values the rank is any that the ties leave
open, and all of them are covered.

Reference: Mogstad, Romano, Shaikh and Wilhelm, Inference for Ranks with Applications to Mobility across Neighbourhoods
and Academic Achievement across Countries, Review of Economic Studies 91(1), 2024: marginal and simultaneous sets and
their stepwise improvement, and the projection set of the tau best. Romano and Wolf, Econometrica 73(4), 2005, for the
step-down.
"""

from __future__ import annotations

import numpy as np

from analysis.methods.errors import InputError

LEVEL = 0.95


def noise(units: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Independent standard normal errors (units, draws) for critical values: 8 bytes each.

    Draw once and use again: the sets scale them with their standard errors. Sets that share them are nested when the
    standard errors grow together. Raises InputError where either number is below one.
    """
    if min(units, draws) < 1:
        raise InputError(f"{draws} draws for {units} units: give at least one; some 20,000 draws settle two decimals")
    return rng.standard_normal((units, draws))


def marginal_set(
    estimates: np.ndarray, errors: np.ndarray, drawn: np.ndarray, unit: int, level: float = LEVEL
) -> tuple[int, int]:
    """Best and worst rank of one unit that cannot be excluded: it holds its true rank with probability `level`.

    `estimates`, `errors`: (p,), in one unit of measurement; rank 1 is the highest. `drawn`: (p, draws) from `noise`.
    Raises InputError for values that are not finite, an error that is not positive, noise for other units, a unit
    that does not exist, or a level outside .5 to 1.
    """
    x, se = _refuse(estimates, errors, drawn, level)
    if not 0 <= unit < len(x):
        raise InputError(f"unit {unit}: there are units 0 to {len(x) - 1}")
    others = np.delete(np.arange(len(x)), unit)
    own = np.full_like(others, unit)
    certain = _certain(x, se, drawn, np.r_[others, own], np.r_[own, others], level)
    above, below = certain[: len(others)], certain[len(others) :]
    return 1 + int(above.sum()), len(x) - int(below.sum())


def simultaneous_sets(estimates: np.ndarray, errors: np.ndarray, drawn: np.ndarray, level: float = LEVEL) -> np.ndarray:
    """Best and worst rank (p, 2) of every unit: all sets together hold the true ranks with probability `level`.

    Arguments and errors as in `marginal_set`. The family is all ordered pairs, so that these two-sided sets have the
    same lower ends as one-sided ones.
    """
    x, se = _refuse(estimates, errors, drawn, level)
    high, low = np.nonzero(~np.eye(len(x), dtype=bool))
    certain = _certain(x, se, drawn, high, low, level)
    above = np.bincount(low[certain], minlength=len(x))
    below = np.bincount(high[certain], minlength=len(x))
    return np.column_stack([1 + above, len(x) - below])


def top(estimates: np.ndarray, errors: np.ndarray, drawn: np.ndarray, tau: int, level: float = LEVEL) -> np.ndarray:
    """Which units (p,) cannot be excluded from the `tau` best: they hold all of these with probability `level`.

    Arguments and errors as in `marginal_set`; also raises InputError for a tau below 1 or above p.
    """
    if not 1 <= tau <= len(estimates):
        raise InputError(f"tau = {tau}: choose a number of places from 1 to {len(estimates)}")
    return simultaneous_sets(estimates, errors, drawn, level)[:, 0] <= tau


def critical_value(
    errors: np.ndarray, drawn: np.ndarray, high: np.ndarray, low: np.ndarray, level: float = LEVEL
) -> float:
    """The `level` quantile of the largest studentised difference of errors over the ordered pairs (high, low)."""
    largest = np.full(drawn.shape[1], -np.inf)
    for j, k in zip(high, low, strict=True):  # over pairs, not draws: all memory needed is one row
        spread = np.hypot(errors[j], errors[k])
        np.maximum(largest, errors[j] / spread * drawn[j] - errors[k] / spread * drawn[k], out=largest)
    return float(np.quantile(largest, level, method="higher"))


def _certain(
    x: np.ndarray, se: np.ndarray, drawn: np.ndarray, high: np.ndarray, low: np.ndarray, level: float
) -> np.ndarray:
    """Which ordered pairs (high above low) are certain, by step-down."""
    statistic = (x[high] - x[low]) / np.hypot(se[high], se[low])
    certain = np.zeros(len(high), dtype=bool)
    while True:
        left = ~certain  # never empty: of two directions one at most is above a critical value that is positive
        more = left & (statistic > critical_value(se, drawn, high[left], low[left], level))
        if not more.any():
            return certain
        certain |= more


def _refuse(
    estimates: np.ndarray, errors: np.ndarray, drawn: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The estimates and errors as arrays of numbers; raises InputError with every problem."""
    x, se = np.asarray(estimates, dtype=float), np.asarray(errors, dtype=float)
    problems = []
    if x.ndim != 1 or x.shape != se.shape or len(x) < 2:
        problems.append(f"estimates {x.shape} and errors {se.shape}: give one of each for two or more units")
    for name, values, wrong, remedy in (
        ("estimate", x, ~np.isfinite(x), "leave the unit out"),
        ("standard error", se, ~(np.isfinite(se) & (se > 0)), "it must be a positive number"),
    ):
        problems += [f"unit {i}: the {name} is {v}: {remedy}" for i, v in enumerate(values.flat) if wrong.flat[i]]
    if drawn.ndim != 2 or len(drawn) != se.size:
        problems.append(f"noise {drawn.shape}: draw it for the same units, of which there are {se.size}")
    if not 0.5 < level < 1:
        problems.append(f"level {level}: choose one between .5 and 1, for instance .95")
    if problems:
        raise InputError(problems)
    return x, se
