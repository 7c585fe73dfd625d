"""Which share of a variance lies between groups, and which within them?

A mixed model with a random intercept for each group, fitted by restricted maximum likelihood (statsmodels' MixedLM):
share = variance between / (variance between + variance within), the intraclass correlation. The outcome is standardised
first and the search is Powell's, without gradients: for a share near nought the usual searches stop early or at nought.

The interval is exact for normal values and groups of any size (Harville and Fenech 1985, Biometrics 41:137-152). With
the fixed part taken out and the groups rotated, q_i has variance v (1 + r d_i) for known d_i, where v is the variance
within and r the variance between over it; so the mean of q_i^2 / (1 + r d_i) over the residual mean square has an F
distribution, falls as r rises, and is inverted. It is about a process of which the groups are draws.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from analysis.methods.errors import InputError

FEWEST = 5  # groups
MOST = 1 - 1e-9  # that a share can be
DECIMALS = 4  # that a search of this precision settles
PRECISION = {"ftol": 1e-12}


class Share(NamedTuple):
    """The share between groups, between 0 and 1, with its interval; n values in `groups` groups."""

    share: float
    low: float
    high: float
    n: int
    groups: int


def share_between(
    values: Sequence[float], groups: Sequence[object], kinds: Sequence[object] | None = None, level: float = 0.95
) -> Share:
    """Share of the variance of `values` (n,) between `groups` (n,), to four decimals; the means of `kinds` held fixed.

    Raises InputError where lengths differ, a value is missing, all are the same, there are fewer than five groups or
    no group has two members.
    """
    y, codes, design = _read(values, groups, kinds)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # that a share of nought lies at the edge is no failure
        fitted = MixedLM(y, design, codes).fit(reml=True, method=["powell"], **PRECISION)
    between = float(np.asarray(fitted.cov_re)[0, 0])
    low, high = _interval(y, codes, design, level)
    share = between / (between + float(fitted.scale))
    return Share(*(round(x, DECIMALS) for x in (share, low, high)), len(y), int(codes.max()) + 1)


def _interval(y: np.ndarray, codes: np.ndarray, design: np.ndarray, level: float) -> tuple[float, float]:
    groups = (codes[:, None] == np.arange(codes.max() + 1)).astype(float)
    fixed, _ = np.linalg.qr(design)
    y, groups = (side - fixed @ (fixed.T @ side) for side in (y, groups))
    sizes, turned = np.linalg.eigh(groups.T @ groups)
    kept = sizes > 1e-9 * sizes.max()
    sizes = sizes[kept]
    squares = (turned[:, kept].T @ (groups.T @ y)) ** 2 / sizes
    df = len(sizes), len(y) - design.shape[1] - len(sizes)
    within = (y @ y - squares.sum()) / df[1]

    def ratio_of(share: float) -> float:
        return float(np.mean(squares / (1 + share / (1 - share) * sizes)) / within)

    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        bound = stats.f.isf(tail, *df)
        beyond = ratio_of(0.0) <= bound
        ends.append(0.0 if beyond else float(brentq(lambda share, b=bound: ratio_of(share) - b, 0.0, MOST)))
    return ends[0], ends[1]


def _read(
    values: Sequence[float], groups: Sequence[object], kinds: Sequence[object] | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Standardised values, codes of groups, and a column for the mean of each kind (one where there are none)."""
    y = np.asarray(values, dtype=float)
    codes, names = pd.factorize(np.asarray(groups, dtype=object), sort=True)
    kind, every = pd.factorize(np.zeros(len(y)) if kinds is None else np.asarray(kinds, dtype=object), sort=True)
    problems = []
    if not len(y) == len(codes) == len(kind):
        problems.append(f"{len(y)} values, {len(codes)} groups, {len(kind)} kinds: one of each for every unit")
    elif not np.isfinite(y).all():
        problems.append("a value is missing: leave out the units that are not known")
    elif not np.ptp(y):
        problems.append("all values are the same: there is no variance to share")
    if len(names) < FEWEST:
        problems.append(f"{len(names)} groups: a share between groups needs at least {FEWEST}")
    elif len(names) == len(codes):
        problems.append("every group has one member: nothing can vary within")
    if problems:
        raise InputError(problems)
    return (y - y.mean()) / y.std(), codes, (kind[:, None] == np.arange(len(every))).astype(float)
