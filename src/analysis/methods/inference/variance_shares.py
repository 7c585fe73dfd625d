"""Which share of a variance lies between groups, and which within them?

A mixed model with a random intercept for each group, fitted by restricted maximum likelihood (statsmodels' MixedLM):
share = variance between / (variance between + variance within), the intraclass correlation. The outcome is standardised
first and the search is Powell's, without gradients: for a share near nought the usual searches stop early or at nought.

The interval is that of Thomas and Hultquist 1978 (Annals of Statistics 6:582-587) from the ratio of mean squares of the
groups' plain means, with the harmonic mean of the group sizes; exact for equal sizes, near it otherwise. It is about a
process of which the groups are draws. With kinds held fixed, values are taken as distances from the mean of their kind.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from analysis.methods.errors import InputError

FEWEST = 5  # groups
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
    low, high = _interval(_without_kinds(y, design), codes, design.shape[1] - 1, level)
    share = between / (between + float(fitted.scale))
    return Share(*(round(x, DECIMALS) for x in (share, low, high)), len(y), int(codes.max()) + 1)


def _interval(y: np.ndarray, codes: np.ndarray, kinds: int, level: float) -> tuple[float, float]:
    sizes = np.bincount(codes)
    means = np.bincount(codes, y) / sizes
    harmonic = len(sizes) / np.sum(1 / sizes)
    df = len(sizes) - 1, len(y) - len(sizes) - kinds
    within = np.sum((y - means[codes]) ** 2) / df[1]
    ratio = harmonic * means.var(ddof=1) / within
    ends = [ratio / stats.f.isf((1 - level) / 2, *df), ratio / stats.f.ppf((1 - level) / 2, *df)]
    low, high = (max((end - 1) / (end - 1 + harmonic), 0.0) for end in ends)
    return low, high


def _without_kinds(y: np.ndarray, design: np.ndarray) -> np.ndarray:
    return y - design @ np.linalg.lstsq(design, y, rcond=None)[0]


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
