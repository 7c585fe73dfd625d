"""Lines of a later on an earlier value, against a linear programme, brute force and planted spreads."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import linprog
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant

from analysis.methods.effects import persistence
from analysis.methods.errors import InputError


def planted(n=400, slope=0.8, spread=0.3, seed=2):
    rng = np.random.default_rng(seed)
    before = rng.uniform(1, 4.5, n)
    return before, 1 + slope * before + rng.normal(0, spread, n)


@pytest.mark.parametrize("q", [0.05, 0.5, 0.95])
def test_a_quantile_line_is_the_linear_programme_s(q):
    before, after = planted()
    n = len(before)
    design = np.column_stack([np.ones(n), before, np.eye(n), -np.eye(n)])
    cost = np.r_[0, 0, np.full(n, q), np.full(n, 1 - q)]
    best = linprog(cost, A_eq=design, b_eq=after, bounds=[(None, None)] * 2 + [(0, None)] * (2 * n))
    found = persistence.quantile_line(before, after, q)
    assert [found.constant, found.slope] == pytest.approx(best.x[:2], abs=1e-4)
    assert np.mean(after <= found.constant + found.slope * before) == pytest.approx(q, abs=0.01)


def test_a_spread_that_shrinks_is_seen_by_the_outer_lines():
    rng = np.random.default_rng(4)
    before = rng.uniform(1, 4.5, 3000)
    after = 1 + 0.8 * before + (0.5 - 0.1 * before) * rng.normal(size=3000)
    low, high = (persistence.quantile_line(before, after, q).slope for q in (0.05, 0.95))
    assert low > 0.9 > 0.7 > high


def test_prediction_limits_hold_nine_in_ten_new_units():
    inside = []
    for seed in range(400):
        before, after = planted(20, seed=seed)
        slope, constant = np.polyfit(before, after, 1)
        spread = np.sqrt(np.sum((after - constant - slope * before) ** 2) / 18)
        new = 1 + 0.8 * before.mean() + np.random.default_rng(10_000 + seed).normal(0, 0.3)
        inside.append(abs(new - after.mean()) <= persistence.half_width(20, spread))
    assert 0.86 <= np.mean(inside) <= 0.94


def test_the_limits_at_the_mean_are_those_of_statsmodels():
    before, after = planted(6)
    fit = OLS(after, add_constant(before)).fit()
    row = fit.get_prediction([[1.0, before.mean()]]).summary_frame(alpha=0.1).iloc[0]
    half = (row["obs_ci_upper"] - row["obs_ci_lower"]) / 2
    assert persistence.half_width(6, np.sqrt(fit.scale)) == pytest.approx(half, rel=1e-9)


def by_brute_force(before, after):
    """Error of each unit under the line of all the others, and the same over its standard error."""
    n, errors, scores = len(before), [], []
    for i in range(n):
        rest = np.arange(n) != i
        slope, constant = np.polyfit(before[rest], after[rest], 1)
        left = after[rest] - constant - slope * before[rest]
        centre = before[rest].mean()
        leverage = 1 / (n - 1) + (before[i] - centre) ** 2 / np.sum((before[rest] - centre) ** 2)
        errors.append(after[i] - constant - slope * before[i])
        scores.append(errors[-1] / np.sqrt(np.sum(left**2) / (n - 3) * (1 + leverage)))
    return np.array(errors), np.array(scores)


@pytest.mark.parametrize("n", [6, 40])
def test_left_out_shares_and_errors_are_those_of_brute_force(n):
    for seed in range(40):
        before, after = planted(n, seed=seed)
        errors, scores = by_brute_force(before, after)
        within = np.mean(np.abs(scores) <= stats.t.isf(0.05, n - 3))
        assert persistence.left_out_within(before, after) == pytest.approx(within)
        assert persistence.left_out_error(before, after) == pytest.approx(np.sqrt(np.mean(errors**2)))


def test_a_predictor_of_noise_does_not_lower_the_left_out_error():
    before, after = planted()
    more = np.column_stack([before, np.random.default_rng(9).normal(size=(400, 10))])
    assert persistence.left_out_error(more, after) > persistence.left_out_error(before, after)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: persistence.quantile_line(np.arange(20.0), np.arange(20.0), 0.05), "two units"),
    (lambda: persistence.quantile_line(np.arange(20.0), np.arange(20.0), 1.0), "quantile 1"),
    (lambda: persistence.left_out_error(np.ones((5, 4)), np.ones(5)), "5 units for 4 predictors"),
])  # fmt: skip
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
