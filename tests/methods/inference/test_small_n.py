"""Correlations of very few points: exact distributions, what n allows, and the placebo share."""

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from analysis.methods.errors import InputError
from analysis.methods.inference import small_n

LEVEL = 0.001  # of the tests of uniformity below


def rows(n, units=40, seed=3):
    return np.random.default_rng(seed).standard_normal((units, n))


@pytest.mark.parametrize(("n", "orders"), [(3, 6), (4, 24), (5, 120)])
def test_the_smallest_p_is_one_over_the_number_of_orders(n, orders):
    assert small_n.smallest_p(n) == 1 / orders
    x = np.arange(n) ** 2.0
    assert small_n.exact(x, x).one_sided == pytest.approx(1 / orders)
    assert small_n.exact(x, x, ranked=True).one_sided == pytest.approx(1 / orders)
    assert small_n.exact(x, x, ranked=True).two_sided == pytest.approx(2 / orders), "the reverse order is as far"
    assert small_n.exact(x, -x).one_sided == 1


@pytest.mark.parametrize(("n", "r"), [(3, 0.9969), (4, 0.9500), (5, 0.8783), (6, 0.8114), (7, 0.7545)])
def test_critical_r_is_that_of_the_tables(n, r):
    assert round(small_n.critical_r(n), 4) == r


@pytest.mark.parametrize("n", [3, 4, 6])
def test_a_t_test_rejects_just_above_the_critical_r_and_not_just_below(n):
    for change, rejects in ((1e-6, True), (-1e-6, False)):
        r = small_n.critical_r(n) + change
        t = r * math.sqrt((n - 2) / (1 - r**2))
        assert (2 * stats.t.sf(t, n - 2) < 0.05) == rejects


@pytest.mark.parametrize("n", [3, 4, 5, 6])
@pytest.mark.parametrize("ranked", [False, True])
def test_correlations_are_those_of_scipy(n, ranked):
    x, Y = rows(n, 1)[0], rows(n, seed=4)
    theirs = stats.spearmanr if ranked else stats.pearsonr
    ours = (small_n.rank_correlations if ranked else small_n.correlations)(x, Y)
    assert ours == pytest.approx([theirs(x, y).statistic for y in Y], abs=1e-12)


@pytest.mark.parametrize("n", [3, 4, 6])
def test_slopes_are_those_of_a_fitted_line(n):
    x, Y = rows(n, 1)[0], rows(n, seed=4)
    assert small_n.slopes(x, Y) == pytest.approx([stats.linregress(x, y).slope for y in Y], abs=1e-12)


def test_a_slope_has_the_size_that_r_ignores():
    x = np.array([1.0, 2.0, 4.0])
    Y = np.array([0.1 * x, 0.5 * x + 3, [7.0, 7.0, 7.0], [1.0, np.nan, 2.0]])
    assert small_n.correlations(x, Y)[:2] == pytest.approx([1, 1])
    assert small_n.slopes(x, Y)[:3] == pytest.approx([0.1, 0.5, 0])
    assert np.isnan(small_n.slopes(x, Y)[3])


@pytest.mark.parametrize(("x", "Y", "problem"), [
    ([1, 1, 1], [[1, 2, 3]], "constant"),
    ([1, 2], [[1, 2]], "at least 3"),
    ([1, 2, 3], [[1, 2]], "pair them one by one"),
])  # fmt: skip
def test_a_slope_on_nothing_is_refused(x, Y, problem):
    with pytest.raises(InputError, match=problem):
        small_n.slopes(np.array(x, float), np.array(Y, float))


@pytest.mark.parametrize(("side", "distance"), [("one_sided", float), ("two_sided", abs)])
@pytest.mark.parametrize("n", [3, 4, 5])
def test_exact_p_is_that_of_scipy_over_all_orders(n, side, distance):
    # SciPy's two-sided p doubles the smaller tail; ours counts |r|, which is its one-sided p for |r| itself.
    for x, y in zip(rows(n, 6), rows(n, 6, seed=9), strict=True):

        def statistic(order, x=x):
            return distance(np.corrcoef(x, order)[0, 1])

        options = {"permutation_type": "pairings", "alternative": "greater", "n_resamples": 1000, "vectorized": False}
        theirs = stats.permutation_test((y,), statistic, **options)
        assert len(theirs.null_distribution) == math.factorial(n), "every order, none at random"
        assert getattr(small_n.exact(x, y), side) == pytest.approx(theirs.pvalue)


def test_spearman_p_by_hand():
    # ranks 1 2 3 4 against 1 2 4 3: only the identity is closer, three orders are as close
    found = small_n.exact(np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 4, 3]), ranked=True)
    assert found.r == pytest.approx(0.8)
    assert found.one_sided == pytest.approx(4 / 24)
    assert found.two_sided == pytest.approx(8 / 24)


def test_what_is_constant_or_missing_has_no_correlation():
    Y = np.array([[1, 2, 4.0], [5, 5, 5], [1, np.nan, 2], [0.1, 0.1 + 1e-16, 0.1]])
    for found in (small_n.correlations([1, 2, 3], Y), small_n.rank_correlations([1, 2, 3], Y)):
        assert np.isnan(found).tolist() == [False, True, True, True]


def test_many_predictors_at_once_and_the_last_bits():
    X, Y = rows(4, 5), rows(4, 7, seed=5)
    assert small_n.correlations(X, Y) == pytest.approx(np.array([small_n.correlations(x, Y) for x in X]))
    assert small_n.correlations([0.28, 0.08, 0.78], [[19.0, 11, 13]]).tolist() == [0.0], "nought, without a last bit"
    assert np.abs(small_n.correlations(X, X)).max() <= 1


@pytest.mark.parametrize(("call", "said"), [
    (lambda: small_n.correlations([1, 2], [[1, 2]]), "2 points: a correlation needs at least 3"),
    (lambda: small_n.correlations([1, 2, 3], [[1, 2, 3, 4]]), "series of 3 and 4 points: pair them one by one"),
    (lambda: small_n.correlations([1, 1, 1], [[1, 2, 3]]), "the series to compare with is constant"),
    (lambda: small_n.correlations([1, np.nan, 1], [[1, 2, 3]]), "or has a missing value"),
    (lambda: small_n.exact([1, 2, 3], [2, 2, 2]), "a series that is constant or has a missing value"),
    (lambda: small_n.exact(np.arange(9), np.arange(9)), "9 points: all orders are counted up to 8"),
    (lambda: small_n.critical_r(2), "2 points: a correlation needs at least 3"),
    (lambda: small_n.placebo_share([np.nan, 0.5], 0), "the series of the focal unit is constant or incomplete"),
])  # fmt: skip
def test_refusals(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_changes_agree_only_where_both_move_to_one_side():
    assert small_n.agreeing_changes([1, 2, 3, 2, 2], [5, 6, 4, 1, 2]) == (2, 4)
    assert small_n.agreeing_changes([1, 2, 2], [3, 3, 4]) == (0, 2)


def test_rising_throughout_is_kendall_s_tau_of_one():
    Y = np.vstack([rows(4), np.sort(rows(4, 5, seed=6)), [[1, 1, 2, 3]]])
    tau = [stats.kendalltau(np.arange(4), y).statistic for y in Y]
    assert small_n.rises_throughout(Y).tolist() == [t == pytest.approx(1) for t in tau]
    assert small_n.rises_throughout(Y).sum() >= 5


def test_placebo_share_by_hand():
    r = [0.5, 0.9, 0.5, np.nan, 0.2, 0.5 - 1e-9, 0.5 - 1e-14]
    assert small_n.placebo_share(r, 0) == pytest.approx((1 + 3) / 7), (
        "0.9, the tie and what is equal but for a last bit"
    )
    assert small_n.placebo_share(r, 1) == pytest.approx(1 / 7)
    assert small_n.placebo_share(r, 4) == pytest.approx(6 / 7), "a unit without r is not counted above"
    assert small_n.placebo_share(np.array([r, r]), 0).tolist() == pytest.approx([4 / 7, 4 / 7])


@pytest.mark.parametrize("n", [3, 4])
def test_placebo_share_is_uniform_when_predictor_and_focal_unit_are_random(n):
    rng, units, draws = np.random.default_rng(11), 50, 10_000
    r = small_n.correlations(rng.standard_normal((draws, n)), rng.standard_normal((units, n)).cumsum(axis=1))
    focal = rng.integers(units, size=draws)
    shares = np.array([small_n.placebo_share(row, unit) for row, unit in zip(r, focal, strict=True)])
    places = np.rint(shares * units).astype(int)
    counts = np.bincount(places, minlength=units + 1)
    assert counts[0] == 0
    assert stats.chisquare(counts[1:]).pvalue > LEVEL


def test_for_a_fixed_unit_it_is_not_uniform():
    """Why the share is not a p-value: a unit in the middle of the crowd can never be first."""
    rng = np.random.default_rng(12)
    Y = np.vstack([rng.standard_normal((50, 4)) * 0.3 + np.arange(4), np.arange(4)])
    shares = small_n.placebo_share(small_n.correlations(rng.standard_normal((5_000, 4)), Y), 50)
    assert (shares <= 0.1).mean() < 0.05


def test_all_orders_are_the_orders():
    x, y = np.array([1.0, 2, 4]), np.array([1.0, 3, 2])
    by_hand = [np.corrcoef(x, order)[0, 1] for order in itertools.permutations(y)]
    found = small_n.exact(x, y)
    assert found.one_sided == pytest.approx(np.mean([r >= found.r - 1e-12 for r in by_hand]))


def test_a_step_that_is_noise_is_none():
    rising, still = np.array([0.1, 0.2, 0.3]), np.array([0.3, 0.1 + 0.2, 0.4])
    assert still[1] > still[0], "the two routes to 0.3 differ in the last bit"
    assert small_n.agreeing_changes(rising, still) == (1, 2)
    assert small_n.agreeing_changes(still, rising) == (1, 2)
