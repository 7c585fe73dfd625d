"""Analogues, persistence and the interval score against known numbers, other routes and planted truths."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant

from analysis.methods.errors import InputError
from analysis.methods.inference import forecasts
from analysis.methods.inference.forecasts import NAMES, carried_on, inside, interval_score, limits, persistence, place

START = np.array([1.0, 2.0, 3.0, 4.0, 6.0])
LATER = np.array([1.5, 2.0, 3.3, 4.8, np.nan])


def test_the_nearest_units_give_their_changes_and_missing_ones_none():
    (two,) = forecasts.analogues(START, LATER, np.array([3.4]), 2)
    np.testing.assert_allclose(np.sort(two), [0.3, 0.8])
    (end,) = forecasts.analogues(START, LATER, np.array([9.0]), 1)
    np.testing.assert_allclose(end, [0.8])  # 6 is nearer, and has no later value


def test_those_as_far_as_the_last_come_too_in_any_order():
    (tied,) = forecasts.analogues(START, LATER, np.array([2.0]), 2)  # 1 and 3 lie equally far from 2
    np.testing.assert_allclose(np.sort(tied), [0.0, 0.3, 0.5])
    (turned,) = forecasts.analogues(START[::-1], LATER[::-1], np.array([2.0]), 2)
    np.testing.assert_allclose(np.sort(turned), np.sort(tied))


@pytest.mark.parametrize("nearest", [0, 5])
def test_too_few_units_are_refused(nearest):
    with pytest.raises(InputError, match="4 units with both values"):
        forecasts.analogues(START, LATER, np.array([2.0]), nearest)


def test_limits_are_order_statistics_where_they_fall_on_them():
    np.testing.assert_allclose(limits(np.arange(1.0, 20.0)), [1, 5, 10, 15, 19])
    with pytest.raises(InputError, match="no value"):
        limits(np.array([]))


def test_the_next_draw_lies_inside_as_often_as_said_and_with_plain_quantiles_less_often():
    rng = np.random.default_rng(1)
    draws = rng.standard_exponential((6000, 20))
    held = {}
    for name, method in {"ours": None, "plain": "linear"}.items():
        ends = np.array(
            [
                limits(row) if method is None else np.quantile(row, forecasts.QUANTILES, method=method)
                for row in draws[:, :19]
            ]
        )
        held[name] = [
            np.mean((ends[:, low] <= draws[:, 19]) & (draws[:, 19] <= ends[:, high])) for low, high in ((1, 3), (0, 4))
        ]
    np.testing.assert_allclose(held["ours"], [0.5, 0.9], atol=0.02)
    assert held["plain"][1] < 0.86


def planted(n=4000, seed=2):
    rng = np.random.default_rng(seed)
    before = rng.uniform(1, 5, n)
    return before, 0.6 + 0.9 * before + rng.normal(0, np.where(before < 3, 0.4, 0.2))


def test_a_planted_line_and_its_two_spreads_are_recovered():
    line = persistence(*planted(), parts=2)
    np.testing.assert_allclose([line.constant, line.slope], [0.6, 0.9], atol=0.03)
    np.testing.assert_allclose(line.edges, [3], atol=0.05)
    np.testing.assert_allclose(line.spreads, [0.4, 0.2], atol=0.02)


def test_with_one_part_the_spread_is_that_of_statsmodels_for_a_new_unit():
    before, after = planted(40)
    line, at = persistence(before, after, parts=1), np.array([1.0, 2.5, 5.0])
    ours = forecasts.spread_at(line, at)
    theirs = OLS(after, add_constant(before)).fit().get_prediction(add_constant(at))
    np.testing.assert_allclose(ours, theirs.se_obs, rtol=1e-12)
    low, high = theirs.conf_int(obs=True, alpha=0.1).T
    five = carried_on(line, at, -np.inf, np.inf)
    np.testing.assert_allclose(five[:, NAMES.index("low90")], low)
    np.testing.assert_allclose(five[:, NAMES.index("high90")], high)


def test_residuals_of_units_left_out_are_those_of_lines_without_them():
    before, after = planted(30)
    line = persistence(before, after, parts=1)
    for i in (0, 7, 29):
        rest = np.arange(30) != i
        slope, constant = np.polyfit(before[rest], after[rest], 1)
        assert line.left_out[i] == pytest.approx(after[i] - constant - slope * before[i])


def test_intervals_hold_new_units_in_every_part_and_those_of_one_spread_do_not():
    before, after = planted(400, seed=3)
    new, came = planted(20_000, seed=4)
    for parts, fair in ((2, True), (1, False)):
        five = carried_on(persistence(before, after, parts), new, -np.inf, np.inf)
        low = new < 2.8
        held = [inside(five[where, 0], five[where, 4], came[where]).mean() for where in (low, new > 3.2)]
        assert fair == (np.abs(np.array(held) - 0.9).max() < 0.03)


def test_limits_are_cut_to_the_scale():
    line = persistence(*planted(200), parts=2)
    five = carried_on(line, np.array([1.0, 5.0]), 1, 5)
    assert five.min() >= 1
    assert five.max() == 5


@pytest.mark.parametrize("parts", [0, 20])
def test_too_few_pairs_are_refused(parts):
    with pytest.raises(InputError, match="at least three a part"):
        persistence(*planted(40), parts=parts)
    with pytest.raises(InputError, match="without a missing one"):
        persistence(np.array([1, np.nan, 2]), np.arange(3), 1)


def test_the_score_is_the_width_and_a_fine_for_what_lies_outside():
    np.testing.assert_allclose(interval_score(2, 4, [3, 2, 1.5, 4.1], 0.9), [2, 2, 2 + 20 * 0.5, 2 + 20 * 0.1])
    np.testing.assert_allclose(interval_score(2, 4, 5, 0.5), 2 + 4)
    for low, high, share in ((4, 2, 0.9), (2, 4, 1)):
        with pytest.raises(InputError, match="ends in order"):
            interval_score(low, high, 3, share)


def test_the_true_quantiles_have_the_best_mean_score():
    draws = np.random.default_rng(5).standard_normal(100_000)
    ends = stats.norm.ppf(0.95) * np.array([0.6, 0.8, 1.0, 1.25, 1.6])
    scores = [interval_score(-end, end, draws, 0.9).mean() for end in ends]
    assert np.argmin(scores) == 2


PLACES = {0.9: "below90", 1: "below50", 1.9: "below50", 2: "inside50", 4: "inside50", 4.1: "above50", 5.1: "above90"}


def test_an_end_counts_as_inside_and_the_last_bit_decides_nothing():
    assert {came: place([1, 2, 3, 4, 5], came) for came in PLACES} == PLACES
    assert place([1, 2, 3, 4, 5], 2 - 1e-12) == "inside50"
    assert place([1, 2, 3, 4, 5], 5) == "above50"
