"""Clustered intervals against their formula, against a bootstrap written out row by row, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.methods.errors import InputError
from analysis.methods.inference.clustered import clustered_mean, wild_interval, wild_p_value


def drawn(n: int, clusters: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Values that depend on each other within clusters of unequal size."""
    rng = np.random.default_rng(seed)
    named = np.concatenate(
        [np.arange(clusters), rng.choice(clusters, n - clusters, p=rng.dirichlet(np.ones(clusters)))]
    )
    return rng.normal(size=n) + rng.normal(size=clusters)[named] + 0.5, named


@pytest.mark.parametrize(("n", "clusters"), [(300, 34), (80, 34), (40, 7), (9, 9), (12, 2)])
def test_the_interval_is_that_of_the_formula(n, clusters):
    values, named = drawn(n, clusters)
    mean = values.mean()
    sums = np.bincount(named, weights=values - mean)
    se = np.sqrt(clusters / (clusters - 1) * (sums**2).sum()) / n
    half = stats.t.ppf(0.975, clusters - 1) * se
    found = clustered_mean(values, [f"cluster {name}" for name in named])
    assert (found.n, found.clusters) == (n, clusters)
    assert found[:4] == pytest.approx((mean, se, mean - half, mean + half), abs=1e-12)


def test_two_clusters_by_hand():
    found = clustered_mean([1, 3, 5, 7], ["a", "a", "b", "b"])
    assert (found.mean, found.se) == (4, 2), "sums of residuals -4 and +4: sqrt(2 x 32) / 4"
    assert found.high == pytest.approx(4 + 2 * stats.t.ppf(0.975, 1))


def test_clusters_of_one_give_the_interval_of_independent_values():
    values, _ = drawn(50, 10)
    found, plain = clustered_mean(values, range(50)), stats.ttest_1samp(values, 0).confidence_interval()
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=1e-12)


def t_statistic(values: np.ndarray, named: np.ndarray, null: float) -> float:
    mean = values.mean()
    sums = np.array([(values[named == name] - mean).sum() for name in np.unique(named)])
    return (mean - null) / np.sqrt(len(sums) / (len(sums) - 1) * (sums**2).sum() / len(values) ** 2)


@pytest.mark.parametrize(("clusters", "sizes"), [(8, np.sqrt([0.5, 1.0, 1.5])), (15, np.ones(1))])
def test_the_bootstrap_is_the_one_written_out_row_by_row(clusters, sizes):
    values, named = drawn(60, clusters)
    weights = np.random.default_rng(3).choice(np.concatenate([-sizes, sizes]), size=(499, clusters))
    order = {name: at for at, name in enumerate(dict.fromkeys(named))}
    places = np.array([order[name] for name in named])
    for null in (0.0, 0.4, 1.5):
        bootstrapped = [t_statistic(null + row[places] * (values - null), named, null) for row in weights]
        p = np.mean(np.abs(bootstrapped) > abs(t_statistic(values, named, null)) * (1 + 1e-12))
        assert wild_p_value(values, named, null, np.random.default_rng(3), 499) == p
    assert wild_p_value(values, named, 0.0, np.random.default_rng(3), 499) > 0.0


@pytest.mark.parametrize("clusters", [6, 21])
def test_the_interval_ends_where_the_test_begins_to_reject(clusters):
    values, named = drawn(60, clusters)
    low, high = wild_interval(values, named, np.random.default_rng(5), 999)

    def p(null: float) -> float:
        return wild_p_value(values, named, null, np.random.default_rng(5), 999)

    assert p(low + 1e-6) >= 0.05 > p(low - 1e-6)
    assert p(high - 1e-6) >= 0.05 > p(high + 1e-6)
    assert p(values.mean()) == 1
    assert (low, high) == wild_interval(values, named, np.random.default_rng(5), 999)


def test_a_higher_level_gives_a_wider_interval():
    values, named = drawn(60, 20)
    low, high = wild_interval(values, named, np.random.default_rng(5), 999, level=0.9)
    wider = wild_interval(values, named, np.random.default_rng(5), 999, level=0.99)
    assert wider[0] < low < high < wider[1]
    narrow, wide = (clustered_mean(values, named, level) for level in (0.9, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    ("values", "clusters", "message"),
    [
        ([1, 2], ["a"], "2 values but 1 clusters; name the cluster of every value"),
        ([1, np.nan, 2], ["a", "b", None], "2 of 3 rows lack a value or a cluster; leave them out"),
        ([1, 2], ["a", "a"], "1 clusters: at least 2 are needed"),
        ([1, 2, 1, 2], ["a", "a", "b", "b"], "no spread between 2 clusters"),
        ([0.1, 0.1, 0.1], ["a", "b", "c"], "no spread between 3 clusters"),
    ],
)
def test_refusals(values, clusters, message):
    with pytest.raises(InputError, match=message):
        clustered_mean(values, clusters)


def test_a_bootstrap_of_few_clusters_is_refused():
    with pytest.raises(InputError, match="4 clusters: at least 5 are needed"):
        wild_interval([1, 2, 3, 4], range(4), np.random.default_rng(1))
