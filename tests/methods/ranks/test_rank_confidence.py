"""Rank sets: coverage of planted truths, closed forms, numerical integration and a plain second implementation."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import norm, studentized_range

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_confidence as rc
from tests.methods import integrated

P, DRAWS, PANELS = 193, 20_000, 2_000


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    return rc.noise(P, DRAWS, np.random.default_rng(1))


def pairs_with(unit: int, p: int) -> tuple[np.ndarray, np.ndarray]:
    others = np.delete(np.arange(p), unit)
    own = np.full_like(others, unit)
    return np.r_[others, own], np.r_[own, others]


def tail(level: float, draws: int) -> float:
    """Four Monte-Carlo errors of the probability that a simulated quantile stands for."""
    return 4 * math.sqrt(level * (1 - level) / draws)


# --- critical values against closed forms and integration


def test_two_units_have_the_two_sided_normal_quantile():
    noise = rc.noise(2, 400_000, np.random.default_rng(2))
    for errors in (np.ones(2), np.array([1.0, 7.0])):
        found = rc.critical_value(errors, noise, *pairs_with(0, 2))
        assert 2 * norm.cdf(found) - 1 == pytest.approx(0.95, abs=tail(0.95, 400_000))
    assert rc.critical_value(np.ones(2), noise, *pairs_with(0, 2)) == pytest.approx(1.96, abs=0.02)


def test_two_units_are_told_apart_exactly_beyond_it():
    noise = rc.noise(2, 100_000, np.random.default_rng(3))
    sets = [rc.marginal_set([gap, 0.0], [0.6, 0.8], noise, 0) for gap in (1.93, 1.99, -1.93, -1.99)]
    assert sets == [(1, 2), (1, 1), (1, 2), (2, 2)]


@pytest.mark.parametrize("spread", ["equal", "unequal"])
def test_the_critical_value_of_one_unit_against_all_by_integration(drawn, spread):
    errors = np.ones(P) if spread == "equal" else np.random.default_rng(4).uniform(0.3, 3, P)
    found = rc.critical_value(errors, drawn, *pairs_with(5, P))
    others, both = np.delete(errors, 5), np.ones(P - 1, bool)
    held = integrated.below(found, errors[5], others, both, both)
    assert held == pytest.approx(0.95, abs=tail(0.95, DRAWS))
    bonferroni = norm.ppf(1 - 0.05 / (2 * (P - 1)))
    assert 1.96 < found < bonferroni


def test_over_all_pairs_it_is_the_studentised_range():
    p, draws = 12, 60_000
    high, low = np.nonzero(~np.eye(p, dtype=bool))
    found = rc.critical_value(np.ones(p), rc.noise(p, draws, np.random.default_rng(5)), high, low)
    assert studentized_range.cdf(found * math.sqrt(2), p, np.inf) == pytest.approx(0.95, abs=tail(0.95, draws))


# --- the sets against other routes


def by_hand(x: list[float], se: list[float], noise: list[list[float]], pairs: list[tuple[int, int]]) -> set:
    """Certain pairs by plain loops: the same step-down, written again."""
    certain: set[tuple[int, int]] = set()
    while True:
        left = [pair for pair in pairs if pair not in certain]
        largest = []
        for errors in noise:
            largest.append(max((errors[j] * se[j] - errors[k] * se[k]) / math.hypot(se[j], se[k]) for j, k in left))
        critical = sorted(largest)[math.ceil(0.95 * (len(largest) - 1) - 1e-9)]
        more = {(j, k) for j, k in left if (x[j] - x[k]) / math.hypot(se[j], se[k]) > critical}
        if not more:
            return certain
        certain |= more


@pytest.mark.parametrize("seed", range(40))
def test_a_plain_implementation_agrees(seed):
    rng = np.random.default_rng(seed)
    x, se, noise = rng.normal(0, 3, 6), rng.uniform(0.5, 1.5, 6), rc.noise(6, 101, rng)
    every = [(j, k) for j in range(6) for k in range(6) if j != k]
    together = by_hand(list(x), list(se), noise.T.tolist(), every)
    ends = [(1 + sum(k == i for _, k in together), 6 - sum(j == i for j, _ in together)) for i in range(6)]
    assert rc.simultaneous_sets(x, se, noise).tolist() == [list(end) for end in ends]
    for tau in (1, 3):
        assert rc.top(x, se, noise, tau).tolist() == [best <= tau for best, _ in ends]
    alone = by_hand(list(x), list(se), noise.T.tolist(), [pair for pair in every if 2 in pair])
    assert rc.marginal_set(x, se, noise, 2) == (
        1 + sum(k == 2 for _, k in alone),
        6 - sum(j == 2 for j, _ in alone),
    )


@pytest.mark.parametrize("seed", range(4))
def test_integration_gives_the_same_sets(drawn, seed):
    rng = np.random.default_rng(seed)
    x, se = rng.normal(0, 2, 40), rng.uniform(0.2, 0.6, 40)
    best, worst, margin = integrated.marginal_set(x, se, 7)
    assert margin > 0.02, "planted so that the draws do not decide"
    assert rc.marginal_set(x, se, drawn[:40], 7) == (best, worst)


def single_step(x: np.ndarray, se: np.ndarray, unit: int, critical: float) -> tuple[int, int]:
    statistic = np.delete((x - x[unit]) / np.hypot(se, se[unit]), unit)
    return 1 + int((statistic > critical).sum()), len(x) - int((-statistic > critical).sum())


def test_step_down_narrows_and_bonferroni_contains(drawn):
    rng, narrower = np.random.default_rng(6), 0
    bonferroni = norm.ppf(1 - 0.05 / (2 * (P - 1)))
    for _ in range(12):
        x, se = rng.uniform(0, 1, P), np.full(P, 0.03)
        unit = int(rng.integers(P))
        best, worst = rc.marginal_set(x, se, drawn, unit)
        once = single_step(x, se, unit, rc.critical_value(se, drawn, *pairs_with(unit, P)))
        wide = single_step(x, se, unit, bonferroni)
        rank = 1 + int((x > x[unit]).sum())
        assert wide[0] <= once[0] <= best <= rank <= worst <= once[1] <= wide[1]
        narrower += (best, worst) != once
    assert narrower >= 3


def test_sets_grow_with_the_error_and_with_the_level(drawn):
    x = np.random.default_rng(7).uniform(0, 1, P)
    sets = [rc.marginal_set(x, np.full(P, s), drawn, 60) for s in (1e-7, 0.005, 0.01, 0.02, 0.05, 5.0)]
    rank = 1 + int((x > x[60]).sum())
    assert sets[0] == (rank, rank)
    assert sets[-1] == (1, P)
    assert all(a[0] >= b[0] and a[1] <= b[1] for a, b in pairwise(sets))
    narrow, wide = (rc.marginal_set(x, np.full(P, 0.02), drawn, 60, level) for level in (0.8, 0.99))
    assert wide[0] < narrow[0] <= rank <= narrow[1] < wide[1]


def test_units_of_measurement_and_order_do_not_matter():
    rng = np.random.default_rng(8)
    x, se, noise = rng.normal(0, 2, 15), rng.uniform(0.3, 1, 15), rc.noise(15, 5_000, rng)
    sets = rc.simultaneous_sets(x, se, noise)
    assert (rc.simultaneous_sets(1000 * x + 5, 1000 * se, noise) == sets).all()
    order = rng.permutation(15)
    assert (rc.simultaneous_sets(x[order], se[order], noise[order]) == sets[order]).all()
    for unit in range(15):
        best, worst = rc.marginal_set(x, se, noise, unit)
        assert sets[unit, 0] <= best <= worst <= sets[unit, 1], "one unit is known better than all at once"


# --- coverage of planted truths


def test_coverage_is_nominal_where_all_true_values_are_equal(drawn, record_property):
    """All 193 true values tied: the ties leave every rank open, and the set must hold them all. Any certain pair is
    then an error, which is the configuration that uses up the whole 5 %; with true values apart coverage is higher.

    2,000 panels share one critical value, which depends on the standard errors alone. A set falls short of 1 to 193
    exactly when the largest difference exceeds it, so that the panels are counted by that, and a sample of them, the
    ones nearest to it among them, is put through `marginal_set`.
    """
    panels = np.random.default_rng(9).standard_normal((PANELS, P))
    critical = rc.critical_value(np.ones(P), drawn, *pairs_with(0, P))
    gaps = (panels[:, 1:] - panels[:, :1]) / math.sqrt(2)
    covered = np.abs(gaps).max(axis=1) <= critical
    record_property("coverage", float(covered.mean()))
    assert 0.93 <= covered.mean() <= 0.97, covered.mean()
    assert covered.mean() == pytest.approx(0.95, abs=tail(0.95, PANELS) + tail(0.95, DRAWS))
    nearest = np.argsort(np.abs(np.abs(gaps).max(axis=1) - critical))
    for panel in [*nearest[:20], *range(20)]:
        found = rc.marginal_set(panels[panel], np.ones(P), drawn, 0)
        assert (found == (1, P)) == covered[panel]
    # The best of 193 that are all but equal has one true rank, 1: only pairs in one direction can exclude it.
    best_kept = (gaps.max(axis=1) <= critical).mean()
    assert covered.mean() < best_kept < 1


def held(truth: np.ndarray, unit: int, error: float, panels: int, draws: int, seed: int) -> float:
    """Share of panels in which the marginal set of a unit holds every rank that the true values leave open."""
    rng, se = np.random.default_rng(seed), np.full(len(truth), error)
    best, worst = 1 + int((truth > truth[unit]).sum()), len(truth) - int((truth < truth[unit]).sum())
    noise, count = rc.noise(len(truth), draws, rng), 0
    for _ in range(panels):
        found = rc.marginal_set(rng.normal(truth, error), se, noise, unit)
        count += found[0] <= best and worst <= found[1]
    return count / panels


TIED = np.r_[np.full(80, 1.0), np.full(30, 0.5), np.full(83, 0.0)]  # a group of thirty, all others far off
SPREAD = np.linspace(0, 1, P)


@pytest.mark.parametrize(("truth", "unit"), [(TIED, 90), (SPREAD, 90)], ids=["thirty tied", "evenly spread"])
def test_coverage_is_kept_with_step_down(truth, unit):
    """True values apart: no upper bound is asserted, because coverage above the level is what theory expects."""
    assert held(truth, unit, 0.02, panels=120, draws=2_000, seed=10) >= 0.93


@pytest.mark.slow
@pytest.mark.parametrize(("truth", "unit"), [(TIED, 90), (SPREAD, 90)], ids=["thirty tied", "evenly spread"])
def test_coverage_is_kept_with_step_down_over_many_panels(truth, unit):
    assert held(truth, unit, 0.02, panels=PANELS, draws=1_000, seed=11) >= 0.93


def test_simultaneous_sets_and_the_top_hold_what_they_promise():
    """Twelve units. All tied: nominal. Three groups: the top four of the truth are never fewer than promised."""
    p, rng = 12, np.random.default_rng(12)
    noise, ones = rc.noise(p, 4_000, rng), np.ones(p)
    tied = [rc.simultaneous_sets(rng.standard_normal(p), ones, noise).tolist() == [[1, p]] * p for _ in range(600)]
    assert np.mean(tied) == pytest.approx(0.95, abs=tail(0.95, 600) + tail(0.95, 4_000))
    groups = np.repeat([6.0, 3.0, 0.0], 4)
    kept = [rc.top(rng.normal(groups, 1), ones, noise, 4)[:4].all() for _ in range(300)]
    assert np.mean(kept) >= 0.93


# --- refusals

GOOD = {"estimates": np.arange(4.0), "errors": np.ones(4), "drawn": np.ones((4, 3)), "unit": 0}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"errors": np.array([1, 0, 1, 1.0])}, r"unit 1: the standard error is 0.0: it must be a positive number"),
        ({"errors": np.array([1, 1, np.nan, 1.0])}, "unit 2: the standard error is nan"),
        ({"estimates": np.array([1, 2, 3, np.nan])}, "unit 3: the estimate is nan: leave the unit out"),
        ({"estimates": np.arange(3.0)}, r"estimates \(3,\) and errors \(4,\): give one of each for two or more units"),
        ({"drawn": np.ones((5, 3))}, r"noise \(5, 3\): draw it for the same units, of which there are 4"),
        ({"unit": 4}, "unit 4: there are units 0 to 3"),
        ({"level": 95}, "level 95: choose one between .5 and 1"),
    ],
)
def test_refusals(change, said):
    with pytest.raises(InputError, match=said):
        rc.marginal_set(**{**GOOD, **change})


def test_refusals_of_the_rest():
    with pytest.raises(InputError, match="tau = 5: choose a number of places from 1 to 4"):
        rc.top(np.arange(4.0), np.ones(4), np.ones((4, 3)), 5)
    with pytest.raises(InputError, match="0 draws for 4 units: give at least one"):
        rc.noise(4, 0, np.random.default_rng(1))
    with pytest.raises(InputError, match="noise"):
        rc.simultaneous_sets(np.arange(4.0), np.ones(4), np.ones((3, 9)))


@pytest.mark.parametrize("seed", range(40))
def test_a_plain_implementation_agrees_where_the_quantile_lies_between_draws(seed):  # 102 draws, not 101
    rng = np.random.default_rng(seed)
    x, se, noise = rng.normal(0, 3, 6), rng.uniform(0.5, 1.5, 6), rc.noise(6, 102, rng)
    pairs = [(j, k) for j in range(6) for k in range(6) if j != k and 2 in (j, k)]
    alone = by_hand(list(x), list(se), noise.T.tolist(), pairs)
    assert rc.marginal_set(x, se, noise, 2) == (1 + sum(k == 2 for _, k in alone), 6 - sum(j == 2 for j, _ in alone))


def test_the_critical_value_is_a_draw_never_below_the_level():
    noise = rc.noise(2, 102, np.random.default_rng(1))
    found = rc.critical_value(np.ones(2), noise, np.array([0, 1]), np.array([1, 0]))
    largest = np.abs(noise[0] - noise[1]) / np.sqrt(2)
    assert (largest <= found + 1e-12).mean() >= 0.95
