"""How large are the errors of a score that do not last, told from the ups and downs of many units?

Score = what lasts + an error that is new on every occasion. An error that lifts a score lifts the change before and
lowers the change after, so that successive changes go against each other: with errors of variance s2 their covariance
is that of the true changes minus s2. Changes are taken over what all units share, the mean change or what the level
before predicts. What true changes of a unit have to do with one another must be supposed:

unrelated: true changes have no covariance; s2 = minus the covariance of successive changes.
steady: each unit has its own pace, so that true changes have one covariance however far apart; s2 = the covariance two
steps apart minus that of successive ones.

Errors are supposed independent between occasions and of the true changes. Errors that last cancel in a change and are
not told. A fall that follows on a real rise counts as error, a rise that goes on for one step more hides it.

References: Ashenfelter and Card, Review of Economics and Statistics 67(4), 1985 (covariances of changes); Griliches
and Hausman, Journal of Econometrics 31(1), 1986 (errors of measurement in panels); Efron and Tibshirani, An
Introduction to the Bootstrap, 1993, ch. 13 (percentile interval).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.methods.errors import InputError

OVER = ("mean", "level")  # what a change is taken over
PACES = ("unrelated", "steady")  # what true changes have to do with one another
LEVEL = 0.95


class Noise(NamedTuple):
    """Standard deviation of errors that do not last, with an interval; 0 where the covariance leaves nothing."""

    sd: float
    low: float
    high: float


def residual_changes(scores: np.ndarray, over: str = "mean") -> np.ndarray:
    """Changes (..., n, t - 1) of scores (..., n, t) over their mean, or over their regression on the level before."""
    changes = np.diff(scores, axis=-1)
    changes = changes - changes.mean(axis=-2, keepdims=True)
    if over == "mean":
        return changes
    level = scores[..., :-1] - scores[..., :-1].mean(axis=-2, keepdims=True)
    slope = (level * changes).sum(axis=-2, keepdims=True) / (level**2).sum(axis=-2, keepdims=True)
    return changes - slope * level


def variance(changes: np.ndarray, pace: str = "unrelated") -> np.ndarray:
    """Variance of the errors from residual changes (..., n, t): below zero where changes go on rather than turn."""
    one_apart = _covariance(changes, 1)
    return -one_apart if pace == "unrelated" else _covariance(changes, 2) - one_apart


def estimate(
    scores: np.ndarray,
    draws: int,
    rng: np.random.Generator,
    *,
    over: str = "mean",
    pace: str = "unrelated",
    level: float = LEVEL,
) -> Noise:
    """Standard deviation of the errors of scores (n, t), in their unit, with a percentile interval.

    The interval draws units with replacement, all their scores together, `draws` times. Raises InputError for a word
    that is none of `OVER` or `PACES`, a missing score, fewer than three scores a unit (steady: four) or three units.
    """
    x = _refuse(scores, over, pace)
    found = variance(residual_changes(x, over), pace)
    drawn = x[rng.integers(0, len(x), (draws, len(x)))]
    tail = (1 - level) / 2
    ends = np.quantile(variance(residual_changes(drawn, over), pace), [tail, 1 - tail])
    return Noise(*(float(np.sqrt(max(value, 0.0))) for value in (found, *ends)))


def _covariance(changes: np.ndarray, apart: int) -> np.ndarray:
    return (changes[..., :-apart] * changes[..., apart:]).mean(axis=(-2, -1))


def _refuse(scores: np.ndarray, over: str, pace: str) -> np.ndarray:
    x = np.asarray(scores, dtype=float)
    problems = []
    for name, value, known in (("over", over, OVER), ("pace", pace, PACES)):
        if value not in known:
            problems.append(f"{name} {value!r}: choose one of {', '.join(known)}")
    fewest = 4 if pace == "steady" else 3
    if x.ndim != 2 or len(x) < 3 or x.shape[1] < fewest:
        problems.append(f"scores {x.shape}: give at least three units with {fewest} scores each")
    elif not np.isfinite(x).all():
        problems.append("a score is missing: leave the unit out")
    if problems:
        raise InputError(problems)
    return x
