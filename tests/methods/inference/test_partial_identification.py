"""Intervals for a quantity between two bounds: published critical values, special cases, and coverage."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.inference.partial_identification import critical_pair, critical_value, imbens_manski, stoye

TWO_SIDED, ONE_SIDED = 1.9599640, 1.6448536


def test_critical_values_at_width_nought_and_wide():
    assert critical_value(0) == pytest.approx(1.9600, abs=5e-5)
    assert critical_value([10, np.inf]) == pytest.approx([1.6449, 1.6449], abs=5e-5)
    between = critical_value(np.linspace(0, 5, 50))
    assert (np.diff(between) < 0).all()
    assert critical_value(0, level=0.90) == pytest.approx(1.6449, abs=5e-5)


def test_a_point_has_the_usual_interval_and_a_wide_set_the_one_sided_one():
    x = np.random.default_rng(1).normal(size=400)
    se = x.std(ddof=1) / 20
    assert imbens_manski(x, x) == pytest.approx((x.mean() - TWO_SIDED * se, x.mean() + TWO_SIDED * se), abs=1e-6)
    assert imbens_manski(x, x + 3) == pytest.approx(
        (x.mean() - ONE_SIDED * se, x.mean() + 3 + ONE_SIDED * se), abs=1e-6
    )
    assert stoye(x, x) == pytest.approx(imbens_manski(x, x), abs=1e-5)
    assert stoye(x, x + 3) == pytest.approx(imbens_manski(x, x + 3), abs=1e-5)


def test_the_pair_of_values_in_cases_with_a_closed_form():
    assert critical_pair(0, 1, 1, 1) == pytest.approx((TWO_SIDED, TWO_SIDED), abs=1e-5)
    assert critical_pair(0, 1, 1, 0) == pytest.approx((1.954508, 1.954508), abs=1e-5), "Phi(c)^2 = .95"
    assert critical_pair(0, 1, 1, -1) == pytest.approx((ONE_SIDED, ONE_SIDED), abs=1e-5)
    assert critical_pair(50, 1, 2, 0.3) == pytest.approx((ONE_SIDED, ONE_SIDED), abs=1e-5)
    for width in (0.5, 1.0, 2.0):  # equal errors, the same noise in both ends: the case of Imbens and Manski
        assert critical_pair(width, 1, 1, 1) == pytest.approx([critical_value(width)] * 2, abs=1e-4)


def test_the_pair_covers_both_ends_under_its_law():
    rng = np.random.default_rng(2)
    for width, ratio, rho in ((0.0, 2.0, 0.7), (1.0, 0.5, 0.9), (0.5, 1.0, -0.4)):
        c_low, c_high = critical_pair(width, 1, ratio, rho)
        z = rng.multivariate_normal([0, 0], [[1, rho], [rho, 1]], size=200_000)
        low, high = z[:, 0] - c_low, width + ratio * (z[:, 1] + c_high)
        for truth in (0.0, width):
            assert ((low <= truth) & (truth <= high)).mean() >= 0.95 - 0.002


@pytest.mark.parametrize("width", [0.0, 0.1, 1.0], ids=["point", "as narrow as its error", "wide"])
@pytest.mark.parametrize("interval", [imbens_manski, stoye])
def test_coverage_at_both_ends_of_the_set(interval, width):
    rng, n, draws = np.random.default_rng(3), 80, 1200 if interval is imbens_manski else 400
    lower = rng.normal(size=(draws, n))
    # The distance of a unit's bounds varies with its lower one, so that errors of the two ends differ.
    upper = lower + width * np.exp(0.3 * lower - 0.045)
    found = np.array([interval(low, high) for low, high in zip(lower, upper, strict=True)])
    for truth in (0.0, width):
        covered = ((found[:, 0] <= truth) & (truth <= found[:, 1])).mean()
        assert covered >= 0.93
        if width != 0.1 or interval is imbens_manski:  # where a narrow set counts as a point the interval is longer
            assert covered <= 0.97


@pytest.mark.parametrize("interval", [imbens_manski, stoye])
def test_bounds_without_spread(interval):
    assert interval([1, 1, 1], [2, 2, 2]) == (1, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: critical_value(-1), "the width of a set cannot be negative"),
        (lambda: imbens_manski([1], [2]), "1 units: an interval needs two or more"),
        (lambda: imbens_manski([1, 2], [2]), r"bounds of \(2,\) and \(1,\) units"),
        (lambda: stoye([1, 3], [2, 2]), "unit 1: its lower bound lies above its upper bound"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
