"""Power of studies against published sizes, formulas and simulation."""

import numpy as np
import pytest
from scipy import stats

from analysis.methods.errors import InputError
from analysis.methods.inference.study_size import mean_difference, needed, reliability, two_shares


def test_the_mean_of_differences_has_the_power_of_published_tables():
    assert mean_difference(0.5, 1, 34) == pytest.approx(0.808, abs=0.001)  # Cohen's d = .5: 34 pairs for .80
    assert needed(lambda n: mean_difference(0.5, 1, n), 0.8) == 34
    assert mean_difference(-0.1, 0.2, 34) == mean_difference(0.5, 1, 34)
    assert mean_difference(0, 1, 34) == pytest.approx(0.05)


def test_the_mean_of_differences_is_found_as_often_in_draws():
    draws = np.random.default_rng(1).normal(0.3, 0.8, (20_000, 30))
    found = stats.ttest_1samp(draws, 0, axis=1).pvalue < 0.05
    assert found.mean() == pytest.approx(mean_difference(0.3, 0.8, 30), abs=0.01)


def test_two_shares_are_found_as_often_in_draws():
    rng, n = np.random.default_rng(2), 200
    first, second = (rng.binomial(n, p, 20_000) / n for p in (0.8, 0.9))
    pooled = (first + second) / 2
    found = np.abs(first - second) > 1.96 * np.sqrt(2 * pooled * (1 - pooled) / n)
    assert found.mean() == pytest.approx(two_shares(0.8, 0.9, n), abs=0.02)
    with pytest.raises(InputError, match="between 0 and 1"):
        two_shares(0.8, 1.1, n)


@pytest.mark.parametrize(("least", "true", "raters", "units"), [(0.6, 0.8, 2, 39), (0.8, 0.9, 2, 46)])
def test_reliability_needs_the_units_of_walter_and_others(least, true, raters, units):
    """Their approximation, in closed form, and the exact law lie within a unit or two."""
    c = (1 + raters * least / (1 - least)) / (1 + raters * true / (1 - true))
    theirs = 1 + 2 * (stats.norm.isf(0.05) + stats.norm.isf(0.2)) ** 2 * raters / (np.log(c) ** 2 * (raters - 1))
    assert theirs == pytest.approx(units, abs=1)
    assert needed(lambda n: reliability(least, true, n, raters), 0.8) == pytest.approx(theirs, abs=2)


def test_reliability_is_found_as_often_in_draws():
    rng, n, least, true = np.random.default_rng(3), 40, 0.9, 0.95
    scores = rng.normal(0, np.sqrt(true), (20_000, n, 1)) + rng.normal(0, np.sqrt(1 - true), (20_000, n, 2))
    between = 2 * scores.mean(axis=2).var(axis=1, ddof=1)
    within = scores.var(axis=2, ddof=1).mean(axis=1)
    edge = (1 + 2 * least / (1 - least)) * stats.f.isf(0.05, n - 1, n)
    assert (between / within > edge).mean() == pytest.approx(reliability(least, true, n), abs=0.01)
    with pytest.raises(InputError, match="the first must be lower"):
        reliability(0.9, 0.9, n)


def test_the_size_is_the_least_one():
    size = needed(lambda n: mean_difference(0.1, 1, n), 0.8)
    assert mean_difference(0.1, 1, size) >= 0.8 > mean_difference(0.1, 1, size - 1)
    assert needed(lambda n: 0.1, 0.8) is None
    with pytest.raises(InputError, match="between 0 and 1"):
        needed(lambda n: 0.1, 1)
    with pytest.raises(InputError, match="must be positive"):
        mean_difference(0.1, 0, 30)
