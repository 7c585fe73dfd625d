"""Weights against the published library and a second route, p values by hand, and planted effects (self-test T6)."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean, stdev

import numpy as np
import pandas as pd
import pytest
from pysyncon import AugSynth, Dataprep, Synth
from scipy.optimize import linprog, nnls

from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from tests.methods.even_weights import most_even

BEFORE = np.arange(12) < 9


def panel(rng: np.random.Generator, states: int = 40, noise: float = 0.01) -> np.ndarray:
    """Three components (3, states, 12 editions): a level, a trend of the state and a shared factor, and noise."""
    time = np.linspace(-1, 1, 12)
    level, trend, loading = rng.uniform(0.2, 0.8, (3, 3, states, 1)) * np.array([1, 0.3, 0.2])[:, None, None, None]
    shared = rng.normal(0, 0.5, (3, 1, 12))
    return level + trend * time + loading * shared + rng.normal(0, noise, (3, states, 12))


def donors_of(components: np.ndarray, count: int, barred: tuple[int, ...]) -> np.ndarray:
    return sc.nearest(np.hstack(components[:, :, BEFORE]), count)(barred)


@pytest.mark.parametrize("seed", range(12))
def test_weights_are_optimal_and_agree_with_a_second_route(seed):
    rng = np.random.default_rng(seed)
    donors, target = rng.uniform(0, 1, (25, 9)), rng.uniform(0, 1, 9)
    w = sc.weights(target, donors)
    gradient = donors @ (w @ donors - target)
    assert w.min() >= 0
    assert w.sum() == pytest.approx(1, abs=1e-14)
    assert w @ gradient - gradient.min() < 1e-12, "no donor would be better: the conditions of Karush, Kuhn and Tucker"
    heavy = 1e5
    other, _ = nnls(np.vstack([donors.T, np.full(25, heavy)]), np.append(target, heavy))
    assert sum((w @ donors - target) ** 2) == pytest.approx(sum((other @ donors - target) ** 2), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_weights_agree_with_the_published_library(seed):
    rng = np.random.default_rng(seed)
    donors, target = rng.uniform(0, 1, (12, 9)), rng.uniform(0, 1, 9)
    w = sc.weights(target, donors)
    tight = {"ftol": 1e-14, "maxiter": 2000}
    theirs, _ = Synth.w_optimize(np.eye(9), donors.T, target, qp_options=tight)
    ours, published = (np.sum((v @ donors - target) ** 2) for v in (w, theirs))
    assert ours <= published + 1e-12
    assert ours == pytest.approx(published, abs=1e-9)
    assert w == pytest.approx(theirs, abs=1e-4)


def test_of_equally_good_weights_the_most_even_are_taken():
    w = sc.weights(np.array([0.5]), np.array([[0.0], [0.5], [1.0]]))
    assert w == pytest.approx([1 / 3] * 3, abs=1e-9)


def test_a_ridge_evens_the_weights_and_is_minimised_exactly():
    rng = np.random.default_rng(3)
    donors, target, ridge = rng.uniform(0, 1, (8, 5)), rng.uniform(0, 1, 5), 0.3
    w = sc.weights(target, donors, ridge)
    gradient = donors @ (w @ donors - target) + ridge * w
    assert w @ gradient - gradient.min() < 1e-12
    assert sc.weights(target, donors, 1e6) == pytest.approx([1 / 8] * 8, abs=1e-5)


def test_a_unit_without_donors_is_refused():
    with pytest.raises(InputError, match="a unit has no donors; choose another rule for the donors"):
        sc.weights(np.ones(3), np.empty((0, 3)))


def test_the_ridge_for_many_donors_by_hand():
    before = np.array([[0.0, 1.0, 1.0], [0.0, 0.0, 3.0]])  # differences 1, 0, 0, 3: mean 1, variance 1.5
    assert sc.shrinkage(before, 4) == pytest.approx(2 * 1.5 * 3)


def test_nearest_donors_by_hand():
    choose = sc.nearest(np.array([[0.0], [1.0], [3.0], [7.0]]), 2)
    assert choose([]).tolist() == [[1, 2], [0, 2], [1, 0], [2, 1]]
    choose = sc.nearest(np.array([[0.0], [1.0], [3.0], [7.0], [8.0]]), 2)
    assert choose([1]).tolist() == [[2, 3], [0, 2], [0, 3], [4, 2], [3, 2]]
    with pytest.raises(InputError, match="fewer than 2 donors are left; ask for fewer"):
        choose([1, 2, 3])


def test_a_distance_is_the_mean_squared_one():
    features = np.random.default_rng(0).uniform(0, 1, (20, 27))
    found = sc.nearest(features, 5)([4])
    for unit in range(20):
        apart = {j: ((features[unit] - features[j]) ** 2).mean() for j in range(20) if j not in (unit, 4)}
        assert found[unit].tolist() == sorted(apart, key=apart.get)[:5]


def test_p_values_count_the_unit_itself_and_ties():
    statistic = np.array([2.0, 1.0, 2.0, 3.0, np.inf])
    assert sc.p_value(statistic, 0) == (1 + 3) / 5
    assert sc.p_value(statistic, 4) == 1 / 5
    assert sc.p_value(statistic, 0, np.isfinite(statistic)) == (1 + 2) / 4


def test_ratios_by_hand_and_infinite_where_the_fit_is_exact():
    gaps = np.array([[1.0, -1.0, 3.0, 3.0], [0.0, 0.0, 1.0, -1.0]])
    before = np.array([True, True, False, False])
    result = sc.Placebos(gaps, [], [], before, ~before)
    assert result.fit.tolist() == [1, 0]
    assert result.ratio.tolist() == [3, np.inf]
    assert result.mean.tolist() == [3, 0]


def test_root_mean_square_of_unequal_gaps():
    """Neither the mean of the sizes, nor the root of their sum, nor the largest."""
    assert sc.root_mean_square(np.array([1.0, -7.0])) == pytest.approx(5)
    found = sc.root_mean_square(np.array([[3.0, 4.0, 0.0, 0.0], [-2.0, 2.0, -2.0, 2.0]]))
    assert found.tolist() == pytest.approx([2.5, 2])
    gaps = np.array([[1.0, -7.0, 3.0, 4.0]])
    before = np.array([True, True, False, False])
    result = sc.Placebos(gaps, [], [], before, ~before)
    assert (result.fit[0], result.moved[0]) == pytest.approx((5, np.sqrt(12.5)))


def test_leaving_a_donor_out_finds_weights_without_it():
    values = panel(np.random.default_rng(5))[0]
    result = sc.placebos(values, donors_of(values[None], 10, ()), BEFORE, ~BEFORE)
    without = sc.leave_one_out(values, result, 3)
    used = {int(d) for d, w in zip(result.donors[3], result.weights[3], strict=True) if w > sc.EXACT}
    assert set(without) == used
    for donor, gaps in without.items():
        others = [d for d in result.donors[3] if d != donor]
        assert gaps == pytest.approx(
            values[3] - sc.weights(values[3, BEFORE], values[others][:, BEFORE]) @ values[others]
        )
        assert sc.root_mean_square(gaps[BEFORE]) > result.fit[3] - 1e-12, "fewer donors cannot fit better"


class ExactWeights(AugSynth):
    """The published library with our weights in place of its iterative ones, so that all else can be compared."""

    @staticmethod
    def w_optimize(V_mat: np.ndarray, X0: np.ndarray, X1: np.ndarray, **_: object) -> tuple[np.ndarray, float]:
        return sc.weights(X1, X0.T), np.nan


@pytest.mark.parametrize("seed", range(8))
def test_the_augmented_version_is_that_of_the_published_library(seed):
    values = panel(np.random.default_rng(seed), states=9 + 2 * seed)[0]
    others = np.arange(1, len(values))
    long = pd.DataFrame(values).rename_axis("unit").reset_index().melt("unit", var_name="time", value_name="y")
    long["time"] = long["time"].astype(int)
    about = Dataprep(
        foo=long, predictors=["y"], predictors_op="mean", dependent="y", unit_variable="unit", time_variable="time",
        treatment_identifier=0, controls_identifier=list(others), time_predictors_prior=range(9),
        time_optimize_ssr=range(9),
    )  # fmt: skip
    found = sc.augmented(values, others, 0, BEFORE)
    for model, near in ((ExactWeights(), 1e-9), (AugSynth(), 1e-5)):
        model.fit(about, use_covariates=False)
        assert found == pytest.approx(values[0] - model.W @ values[1:], abs=near)


@pytest.mark.parametrize("seed", [0, 5, 6])
def test_the_penalty_is_the_largest_within_a_standard_error_of_the_least_error(seed):
    """In plain loops; with the seed 5 the standard deviation over n for that over n - 1 would take a smaller one."""
    rng = np.random.default_rng(seed)
    target, donors = rng.normal(0, 1, 6), rng.normal(0, 1, (9, 6))
    penalties = max(np.linalg.svd(donors)[1]) ** 2 * sc.PENALTIES
    errors = []
    for out in range(5):
        kept = [time for time in range(6) if time != out]
        known, others = target[kept], donors[:, kept]
        w = sc.weights(known, others)
        tried = [
            w + others @ np.linalg.inv(others.T @ others + p * np.eye(5)) @ (known - w @ others) for p in penalties
        ]
        errors.append([(target[out] - one @ donors[:, out]) ** 2 for one in tried])
    by_penalty = [(mean(of), stdev(of) / np.sqrt(5)) for of in zip(*errors, strict=True)]
    best = min(by_penalty)
    within = [p for p, (error, _) in zip(penalties, by_penalty, strict=True) if error <= sum(best)]
    assert sc._penalty(target, donors) == pytest.approx(max(within), rel=1e-9)


def test_a_planted_effect_is_recovered():
    """T6: +.05 from the tenth edition on, in a unit that is a mixture of others: the mean error is below .01."""
    rng, errors = np.random.default_rng(11), []
    for _ in range(60):
        components = panel(rng)
        mixture = rng.dirichlet(np.ones(4))
        components[:, 0] = mixture @ components[:, 1:5] + rng.normal(0, 0.01, (3, 12))
        components[0, 0, ~BEFORE] += 0.05
        donors = donors_of(components, 15, (0,))[0]
        w = sc.weights(components[0, 0, BEFORE], components[0, donors][:, BEFORE])
        errors.append((components[0, 0] - w @ components[0, donors])[~BEFORE] - 0.05)
    assert abs(np.mean(errors)) < 0.01
    assert np.abs(np.mean(errors, axis=1)).mean() < 0.02


def test_p_is_at_most_a_tenth_in_about_a_tenth_without_an_effect():
    """T6: the size under the donor selection of the study; 300 panels, so the share is known to about .02."""
    rng, small = np.random.default_rng(12), 0
    for _ in range(300):
        components = panel(rng, states=30)
        result = sc.placebos(components[0], donors_of(components, 10, (0,)), BEFORE, ~BEFORE)
        small += sc.p_value(result.ratio, 0) <= 0.1
    assert 0.04 < small / 300 < 0.16


@pytest.mark.parametrize("bound", [0.1, 2 / 19])  # the second is itself a place among 19
def test_power_is_that_of_planting_each_effect_and_starting_anew(bound):
    components = panel(np.random.default_rng(13), states=20, noise=0.03)
    choose, effects = sc.nearest(np.hstack(components[:, :, BEFORE]), 8), [0.0, 0.1, 0.5]
    found = sc.power(components[0], choose, [2], (BEFORE, ~BEFORE), effects, bound)
    for effect, by_ratio, by_mean in found.itertuples(index=False):
        hits = np.zeros(2)
        units = [unit for unit in range(20) if unit != 2]
        for treated in units:
            values = components[0].copy()
            values[treated, ~BEFORE] += effect
            result = sc.placebos(values, choose([2, treated]), BEFORE, ~BEFORE)
            among = np.arange(20) != 2
            hits += [sc.p_value(s, treated, among) <= bound for s in (result.ratio, np.abs(result.mean))]
        assert [by_ratio, by_mean] == pytest.approx(hits / len(units))
    assert found["mean"].is_monotonic_increasing


def test_a_fit_below_what_is_printed_is_exact():
    assert sc.ratio(np.array([1e-9, 1e-3]), np.array([0.1, 0.1])).tolist() == [np.inf, pytest.approx(100)]


def test_shrunk_weights_have_the_ridge_also_without_one_donor():
    values = panel(np.random.default_rng(5))[0]
    result = sc.placebos(values, donors_of(values[None], 10, ()), BEFORE, ~BEFORE, shrunk=True)

    def gaps(donors):
        early = values[donors][:, BEFORE]
        w = sc.weights(values[3, BEFORE], early, sc.shrinkage(early, int((~BEFORE).sum())))
        return values[3] - w @ values[donors]

    assert result.gaps[3] == pytest.approx(gaps(result.donors[3]))
    plain = sc.placebos(values, result.donors, BEFORE, ~BEFORE)
    assert np.abs(plain.gaps[3] - result.gaps[3]).max() > 1e-3, "the ridge is not idle"
    for donor, found in sc.leave_one_out(values, result, 3, shrunk=True).items():
        assert found == pytest.approx(gaps(np.array([d for d in result.donors[3] if d != donor])))


def planted(rng: np.random.Generator) -> tuple[list[Fraction], list[list[Fraction]]]:
    """A target that is a mixture of some of up to seven donors over at most three periods; donors may be alike."""
    periods = int(rng.integers(1, 4))
    count, steps = int(rng.integers(periods + 1, 8)), int(rng.choice([3, 10, 1000, 10000]))
    grid = rng.integers(0, steps + 1, (count, periods))
    if rng.random() < 0.3:
        grid[rng.integers(count)] = grid[rng.integers(count)]
    mixture = rng.integers(1, 5, count) * (rng.random(count) < rng.uniform(0.3, 1))
    mixture[0] += not mixture.any()
    target = [Fraction(int(x), steps * int(mixture.sum())) for x in mixture @ grid]
    return target, [[Fraction(int(x), steps) for x in row] for row in grid]


@pytest.mark.parametrize("seed", range(10))
def test_exact_weights_are_those_of_exact_fractions_over_all_sets_of_donors(seed):
    rng, bound, tied = np.random.default_rng(seed), 0, 0
    for _ in range(30):
        target, donors = planted(rng)
        known = most_even(target, donors)
        found = sc.weights(np.array(target, float), np.array(donors, float))
        assert found == pytest.approx(np.array(known, float), abs=1e-12)
        bound += min(known) == 0
        tied += len(donors) > len(target) + 1
    assert bound > 3, "cases in which some weights stop at nought"
    assert tied > 10, "cases in which many weights fit"


@pytest.mark.parametrize("seed", range(20))
def test_exact_weights_are_optimal_by_a_linear_program(seed):
    """w has the least norm if no exact weights v have a smaller w'v, which a linear program finds or refutes."""
    rng = np.random.default_rng(seed)
    periods, count = int(rng.integers(2, 10)), int(rng.integers(12, 41))
    donors = rng.uniform(0, 1, (count, periods)).round(4)
    target = rng.dirichlet(np.full(count, 0.3)) @ donors
    w = sc.weights(target, donors)
    assert w.min() >= 0
    assert w.sum() == pytest.approx(1, abs=1e-14)
    assert w @ donors == pytest.approx(target, abs=1e-13)
    lowest = linprog(w, A_eq=np.vstack([donors.T, np.ones(count)]), b_eq=np.append(target, 1.0), method="highs")
    assert lowest.success
    assert w @ w <= lowest.fun + 1e-9
    order = rng.permutation(count)
    assert sc.weights(target, donors[order]) == pytest.approx(w[order], abs=1e-12), "the order of donors is nobody's"


def test_donors_that_are_the_same_share_their_weight():
    donors = np.array([[0.2, 0.4], [0.2, 0.4], [0.8, 0.1], [0.2, 0.4]])
    w = sc.weights(np.array([0.5, 0.25]), donors)
    assert w == pytest.approx([1 / 6, 1 / 6, 1 / 2, 1 / 6], abs=1e-14)
    assert sc.weights(donors[0], donors) == pytest.approx([1 / 3, 1 / 3, 0, 1 / 3], abs=1e-14)


def test_a_mean_a_little_off_the_target_counts_as_exact_and_is_kept():
    donors = np.array([[0.2], [0.4], [0.6]])
    w = sc.weights(np.array([0.6 + sc.EXACT / 2]), donors)
    assert w == pytest.approx([0, 0, 1], abs=1e-7)
    assert sc.weights(np.array([0.2 - sc.EXACT / 2]), donors[:2]) == pytest.approx([1, 0], abs=1e-7)


def test_weights_that_fit_and_are_not_the_most_even_are_refused(monkeypatch):
    donors, plain = np.array([[0.0], [0.5], [1.0]]), sc._nearest_point
    outer = np.array([0.5, 0.0, 0.5])
    monkeypatch.setattr(sc, "_nearest_point", lambda points, ridge: outer if ridge else plain(points, ridge))
    with pytest.raises(InputError, match="too much alike to tell their weights apart; choose another rule"):
        sc.weights(np.array([0.5]), donors)


def test_a_gap_before_that_is_less_than_is_printed_is_none():
    values = np.array([[0.5 + sc.EXACT / 2, 0.5 + 2 * sc.EXACT, 0.5 + sc.EXACT / 2], [0.4, 0.4, 0.4], [0.6, 0.6, 0.6]])
    before = np.array([True, True, False])
    gaps = sc.gaps_to(values, 0, np.array([1, 2]), np.array([0.5, 0.5]), before)
    assert gaps[0] == 0
    assert gaps[1:] == pytest.approx([2 * sc.EXACT, sc.EXACT / 2], rel=1e-6)
    mixed = np.array([[0.1, 0.7, 0.9], [0.3, 0.2, 0.8], [0.17, 0.525, 0.4]])
    result = sc.placebos(mixed, [np.array([1, 2]), np.array([0, 2]), np.array([0, 1])], before, ~before)
    assert result.gaps[2, before].tolist() == [0, 0], "0.65 and 0.35 of the others, exactly"
    assert result.fit[2] == 0
    assert result.gaps[0, 0] != 0


def test_a_p_value_counts_ties_that_the_last_bits_hide():
    statistic = np.array([1.0, 1 - 1e-12, 1 + 1e-12, 0.5])
    assert [sc.p_value(statistic, unit) for unit in range(4)] == [3 / 4, 3 / 4, 3 / 4, 1]


@pytest.mark.parametrize("ridge", [1e-4, 1e-2, 1.0])
@pytest.mark.parametrize("seed", range(6))
def test_ridge_weights_by_newton_are_those_of_least_squares(seed, ridge):
    rng = np.random.default_rng(seed)
    donors, target = rng.uniform(0, 1, (int(rng.integers(2, 120)), 9)), rng.uniform(0, 1, 9)
    points = (donors - target).T
    found = sc._ridge_point(points, ridge)
    assert found == pytest.approx(sc._nearest_point(points, ridge), abs=1e-10)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-14)


def test_where_newton_does_not_settle_least_squares_are_taken():
    points = np.random.default_rng(3).normal(size=(5, 20))
    other = sc._nearest_point(points, 0.01)
    assert sc._ridge_point(points, 0.01, steps=1) == pytest.approx(other, abs=1e-14)


def test_centred_values_have_no_level_before_and_keep_their_changes():
    values = panel(np.random.default_rng(4))[0]
    centred = sc.centred(values, BEFORE)
    assert centred[:, BEFORE].mean(axis=1) == pytest.approx(0, abs=1e-12)
    assert np.diff(centred, axis=1) == pytest.approx(np.diff(values, axis=1), abs=1e-12)
    assert sc.centred(values + np.arange(len(values))[:, None], BEFORE) == pytest.approx(centred, abs=1e-12)
