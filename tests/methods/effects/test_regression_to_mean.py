"""Regression to the mean: planted slopes are recovered, pure noise leaves no excess, and two routes agree."""

import numpy as np
import pytest
from scipy import stats

from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.errors import InputError


def panel(rng, n, reliability, gain=0.0):
    """Two measurements of the same units: stable parts with this share of the variance 1, the rest noise."""
    stable = rng.normal(0, np.sqrt(reliability), n)
    return tuple(2 + shift + stable + rng.normal(0, np.sqrt(1 - reliability), n) for shift in (0, gain))


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def test_the_example_of_the_plan():
    later = rtm.expected(3.00, 2.18, 2.24, np.array([0.4, 0.6, 0.8]))
    assert later.round(2).tolist() == [2.57, 2.73, 2.90]
    assert rtm.regressed(3.00, 2.18, 0.4) == pytest.approx(-0.492)
    assert 3.00 + rtm.regressed(3.00, 2.18, 0.4) + (2.24 - 2.18) == pytest.approx(rtm.expected(3.00, 2.18, 2.24, 0.4))


def test_pure_noise_has_slope_nought_and_no_excess_among_the_high_although_they_fall(rng):
    before, after = panel(rng, 40_000, reliability=0.0)
    line = rtm.line(before, after)
    high = before > np.quantile(before, 0.9)
    excess = after - rtm.expected(before, line.mean_before, line.mean_after, line.slope)
    assert line.slope == pytest.approx(0, abs=0.02)
    assert excess[high].mean() == pytest.approx(0, abs=0.05)
    assert (after - before)[high].mean() < -1.5


@pytest.mark.parametrize("planted", [0.4, 0.6, 0.8])
def test_a_planted_slope_is_recovered(rng, planted):
    line = rtm.line(*panel(rng, 40_000, planted, gain=0.3))
    assert line.slope == pytest.approx(planted, abs=0.02)
    assert line.mean_after - line.mean_before == pytest.approx(0.3, abs=0.03)
    assert line.spread == pytest.approx(rtm.spread_around(1, 1, planted), abs=0.02)


def test_the_line_agrees_with_polyfit(rng):
    before, after = panel(rng, 50, 0.7)
    slope, intercept = np.polyfit(before, after, 1)
    line = rtm.line(before, after)
    rest = after - slope * before - intercept
    assert line.slope == pytest.approx(slope, abs=1e-12)
    assert line.r2 == pytest.approx(1 - rest.var() / after.var(), abs=1e-12)
    assert line.spread == pytest.approx(np.sqrt((rest**2).sum() / 48), abs=1e-12)


def test_the_interval_is_that_of_the_formula(rng):
    before, after = panel(rng, 60, 0.7)
    x = before - before.mean()
    slope = x @ after / (x @ x)
    scores = (x * (after - after.mean() - slope * x)).reshape(12, 5).sum(axis=1)
    error = np.sqrt(12 / 11 * 59 / 58 * (scores @ scores)) / (x @ x)
    interval = rtm.slope_interval(before, after, np.repeat(np.arange(12), 5))
    reach = stats.t.ppf(0.975, 11) * error
    assert interval == pytest.approx((slope - reach, slope + reach, 12), abs=1e-12)


def test_the_interval_covers_a_planted_slope_in_a_clustered_process(rng):
    covered, draws, groups, size = 0, 1500, 40, 5
    for _ in range(draws):
        before, after = (x.reshape(groups, size) for x in panel(rng, groups * size, 0.6))
        shared = rng.normal(0, 0.3, (groups, 1))  # moves a whole cluster's later value
        interval = rtm.slope_interval(before.ravel(), (after + shared).ravel(), np.repeat(np.arange(groups), size))
        covered += interval.low <= 0.6 <= interval.high
    assert 0.93 <= covered / draws <= 0.97


def test_the_law_of_the_largest(rng):
    draws = np.abs(rng.normal(0, 0.3, (20_000, 50))).max(axis=1)
    excess = np.append(np.zeros(49), -1.0)
    law = rtm.largest(excess, 0.3)
    assert law.size == 1.0
    assert law.chance == pytest.approx((draws >= 1).mean(), abs=0.005)
    assert law.chance == pytest.approx(1 - (2 * stats.norm.cdf(1 / 0.3) - 1) ** 50, abs=1e-12)
    assert law.median == pytest.approx(np.median(draws), abs=0.01)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rtm.line([1, 2, 3], [1, 2, 3]), "3 pairs: a slope needs at least 4"),
        (lambda: rtm.line([1, 2, 3, 4], [1, 2]), "4 earlier and 2 later values"),
        (lambda: rtm.line([1, 2, 3, np.nan], [1, 2, 3, 4]), "a value is missing"),
        (lambda: rtm.line([2, 2, 2, 2], [1, 2, 3, 4]), "all earlier values are the same"),
        (lambda: rtm.slope_interval([1, 2, 3, 4], [1, 2, 3, 4], list("aabb")), "2 clusters: an interval needs"),
        (lambda: rtm.slope_interval([1, 2, 3, 4], [1, 2, 3, 4], list("abc")), "3 clusters for 4 pairs"),
        (lambda: rtm.spread_around(1, 0.5, 0.8), "the correlation would be 1.6; choose a slope of at most 0.5"),
        (lambda: rtm.largest([], 1), "0 excesses with spread 1"),
        (lambda: rtm.largest([1.0], 0), "1 excesses with spread 0"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
