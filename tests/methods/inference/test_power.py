"""Power of an interrupted time series: published factors, closed form, simulation, and statsmodels agree."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from analysis.methods.errors import InputError
from analysis.methods.inference import power


@pytest.mark.parametrize(("before", "factor", "df"), [(3, 3.0333, 3), (4, 2.2, 4)])
def test_variance_factors_of_the_plan(before, factor, df):
    assert power.step_variance(before, 4) == pytest.approx(factor, abs=5e-5)
    assert power.freedom(before, 4) == df
    # By hand: a line through the last points extrapolated by one step, and a line at its own first point.
    middles = [
        1 / n + (middle**2) / sum((np.arange(n) - (n - 1) / 2) ** 2)
        for n, middle in ((before, (before + 1) / 2), (4, 1.5))
    ]
    assert power.step_variance(before, 4) == pytest.approx(sum(middles), abs=1e-12)


@pytest.mark.parametrize(
    ("before", "sigma", "known"), [(3, 0.05, 0.64), (3, 0.10, 0.23), (4, 0.05, 0.85), (4, 0.10, 0.34)]
)
def test_known_answers(before, sigma, known):
    assert power.power(-0.3, sigma, before, 4) == pytest.approx(known, abs=0.005)
    drawn = power.simulate(-0.3, sigma, before, 4, np.random.default_rng(1), 40_000)
    assert drawn.power == pytest.approx(known, abs=0.02)
    assert drawn.coverage == pytest.approx(0.95, abs=0.005)


def test_statsmodels_finds_the_step_as_often():
    X, rng = power.design(3, 4), np.random.default_rng(2)
    found = [sm.OLS(-0.3 * X[:, 2] + rng.normal(0, 0.05, 7), X).fit().pvalues[2] < 0.05 for _ in range(2_000)]
    assert np.mean(found) == pytest.approx(power.power(-0.3, 0.05, 3, 4), abs=0.03)


def test_no_step_is_found_as_often_as_the_level():
    assert power.power(0, 0.05, 3, 4) == pytest.approx(0.05, abs=1e-9)
    assert power.power(0, 0.05, 3, 4, level=0.1) == pytest.approx(0.1, abs=1e-9)


def test_power_by_integration():
    """The same from the definition: over the estimate of sigma, the chance that the normal step passes its edge."""
    shift, df = 0.3 / (0.05 * np.sqrt(power.step_variance(3, 4))), 3
    grid = np.linspace(1e-6, 60, 400_001)
    edge = stats.t.isf(0.025, df) * np.sqrt(grid / df)
    passing = stats.norm.sf(edge - shift) + stats.norm.cdf(-edge - shift)
    assert power.power(0.3, 0.05, 3, 4) == pytest.approx(
        np.trapezoid(passing * stats.chi2.pdf(grid, df), grid), abs=1e-5
    )


def test_the_detectable_step_and_the_loudest_noise_are_inverses():
    step = power.detectable(0.8, 0.05, 3, 4)
    assert power.power(step, 0.05, 3, 4) == pytest.approx(0.8, abs=1e-9)
    assert power.loudest(0.8, -step, 3, 4) == pytest.approx(0.05, abs=1e-9)


def test_memory_lowers_coverage():
    coverage = [power.simulate(0, 1, 3, 4, np.random.default_rng(5), 40_000, m).coverage for m in (0, 0.3, 0.6)]
    assert coverage[0] > coverage[1] > coverage[2]
    assert coverage[2] < 0.94


def test_errors_with_memory_keep_their_standard_deviation():
    X = power.design(3, 4)
    quiet = power.simulate(1e9, 1, 3, 4, np.random.default_rng(5), 100, 0.5)
    assert quiet.power == 1
    assert X.shape == (7, 4)
    assert X[:, 3].tolist() == [0, 0, 0, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power.power(1, 1, 1, 6), "1 points before and 6 after: a trend needs two on each side"),
        (lambda: power.power(1, 1, 2, 2), r"2 \+ 2 points: 4 parameters leave no degree of freedom"),
        (lambda: power.power(1, 0, 3, 4), "sigma 0: the errors need a positive"),
        (lambda: power.detectable(1, 1, 3, 4), "power 1: choose one between the level of the test, 0.05, and 1"),
        (lambda: power.simulate(1, 1, 3, 4, np.random.default_rng(1), 10, 1.0), "memory 1: the correlation"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
