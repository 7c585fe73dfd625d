"""How sure would a mean be if the clusters were draws from a larger process?

Two intervals for a mean whose values depend on each other within clusters. CRV1: the cluster-robust variance of a
regression on a constant, with the quantiles of t on G - 1 degrees of freedom for G clusters, as statsmodels fits it.
Where G is small, the wild cluster bootstrap with the null imposed: the residuals of a whole cluster change sign
together, and the interval holds every mean that the test does not reject. It is our own: statsmodels has none.

Assumption: clusters are independent draws from one process; both intervals are about that process. Neither is made
narrower because many of its units were seen: where all were, their own mean has no sampling error at all.
Reference: MacKinnon, Nielsen and Webb 2022, "Cluster-robust inference: A guide to empirical practice"; six-point
weights of Webb 2014 for few clusters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS

from analysis.methods.errors import InputError

MOST_FOR_WEBB = 12  # with more clusters there are enough different draws of two signs
FEWEST_FOR_BOOTSTRAP = 5
WEBB = np.sqrt([0.5, 1.0, 1.5])
DRAWS = 9999  # (draws + 1) x .05 is whole


class ClusteredMean(NamedTuple):
    """A mean with its CRV1 standard error and interval; n values in `clusters` clusters."""

    mean: float
    se: float
    low: float
    high: float
    n: int
    clusters: int


def clustered_mean(values: Sequence[float], clusters: Sequence[object], level: float = 0.95) -> ClusteredMean:
    """Mean of values (n,) with its CRV1 interval; `clusters` (n,) names the cluster of each value.

    Raises InputError where lengths differ, a value or a cluster is missing, there are fewer than two clusters, or
    every cluster's residuals sum to 0, so that nothing can be inferred. Method: MacKinnon, Nielsen and Webb 2022,
    the variance CV1 with one regressor, the constant.
    """
    read, codes = _read(values, clusters, fewest=2)
    fitted = OLS(read, np.ones(len(read))).fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
    low, high = fitted.conf_int(1 - level)[0]
    return ClusteredMean(*map(float, (fitted.params[0], fitted.bse[0], low, high)), len(read), int(codes.max()) + 1)


def wild_p_value(
    values: Sequence[float],
    clusters: Sequence[object],
    null: float,
    generator: np.random.Generator,
    draws: int = DRAWS,
) -> float:
    """Two-sided p of the hypothesis that the process has mean `null`: wild cluster bootstrap, null imposed.

    Two signs (Rademacher), or Webb's six weights with up to 12 clusters. Raises InputError like `clustered_mean`,
    and with fewer than five clusters, which leave too few different draws.
    """
    mean, residuals, sizes = _sums(*_read(values, clusters, FEWEST_FOR_BOOTSTRAP))
    return _test(residuals, sizes, _weights(len(sizes), generator, draws))(null - mean)


def wild_interval(
    values: Sequence[float],
    clusters: Sequence[object],
    generator: np.random.Generator,
    draws: int = DRAWS,
    level: float = 0.95,
) -> tuple[float, float]:
    """(low, high): the means that the wild cluster bootstrap does not reject, by bisection with one set of draws.

    It need not be symmetric. Raises InputError like `wild_p_value`.
    """
    mean, residuals, sizes = _sums(*_read(values, clusters, FEWEST_FOR_BOOTSTRAP))
    p_value = _test(residuals, sizes, _weights(len(sizes), generator, draws))
    step = clustered_mean(values, clusters).se
    low, high = (mean + _edge(lambda shift: p_value(shift) < 1 - level, side * step) for side in (-1, 1))
    return low, high


def _read(values: Sequence[float], clusters: Sequence[object], fewest: int) -> tuple[np.ndarray, np.ndarray]:
    """The values (n,) and the number of the cluster of each, from 0; refuses what no interval can be made of."""
    read, codes = np.asarray(values, dtype=float), pd.factorize(np.asarray(clusters))[0]
    if len(read) != len(codes):
        raise InputError(f"{len(read)} values but {len(codes)} clusters; name the cluster of every value")
    missing = int((~np.isfinite(read) | (codes < 0)).sum())
    if missing:
        raise InputError(f"{missing} of {len(read)} rows lack a value or a cluster; leave them out")
    _, residuals, sizes = _sums(read, codes)
    if len(sizes) < fewest:
        raise InputError(f"{len(sizes)} clusters: at least {fewest} are needed; group the values more finely")
    if np.abs(residuals).max() <= 1e-12 * len(read) * np.abs(read).max():
        raise InputError(f"no spread between {len(sizes)} clusters: an interval of width 0 would claim too much")
    return read, codes


def _sums(values: np.ndarray, codes: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """The mean, and for each cluster the sum of its residuals from that mean (g,) and its size (g,)."""
    mean = float(values.mean())
    return mean, np.bincount(codes, weights=values - mean), np.bincount(codes)


def _weights(clusters: int, generator: np.random.Generator, draws: int) -> np.ndarray:
    """Random weights (draws, clusters) with mean 0 and variance 1."""
    sizes = WEBB if clusters <= MOST_FOR_WEBB else np.ones(1)
    return generator.choice(np.concatenate([-sizes, sizes]), size=(draws, clusters))


def _test(residuals: np.ndarray, sizes: np.ndarray, weights: np.ndarray) -> Callable[[float], float]:
    """The p of the null `mean + shift` as a function of shift: the share of draws with a larger |t|.

    In a draw each cluster's sum of residuals under the null, r - shift n, is multiplied by its weight w. Mean and
    spread of the draw are polynomials in shift, whose coefficients are taken once.
    """
    r, n = residuals, sizes
    wr, wn, wrn, wnn = (weights @ x for x in (r, n, r * n, n * n))
    vrr, vrn, vnn = (weights**2 @ x for x in (r * r, r * n, n * n))

    def p_value(shift: float) -> float:
        means = (wr - shift * wn) / n.sum()
        spreads = vrr - 2 * shift * vrn + shift**2 * vnn - 2 * means * (wrn - shift * wnn) + means**2 * (n @ n)
        # |t*| > |t| without a division, as a draw may have no spread; the same factors cancel on both sides.
        return float(np.mean(means**2 * (r @ r) > shift**2 * spreads * (1 + 1e-12)))

    return p_value


def _edge(rejected: Callable[[float], bool], step: float) -> float:
    """Where a test begins to reject on the way out from 0, first in doubled steps, then by bisection."""
    inside, outside = 0.0, step
    while not rejected(outside):
        inside, outside = outside, 2 * outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if rejected(middle) else (middle, outside)
    return (inside + outside) / 2
