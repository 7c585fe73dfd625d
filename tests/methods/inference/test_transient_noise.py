"""Errors that do not last: planted sizes are found, by hand and by other routes; what is supposed matters."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from analysis.methods.errors import InputError
from analysis.methods.inference import transient_noise as tn

SIGMA = 0.015


def panel(
    units: int, occasions: int, rng: np.random.Generator, *, sigma: float = SIGMA, pace: float = 0.0, catch: float = 0.0
) -> np.ndarray:
    """True scores that walk at random, each at its own pace and catching up with their mean, plus new errors."""
    true = [rng.uniform(0.2, 0.9, units)]
    own = rng.normal(0, pace, units)
    for _ in range(occasions - 1):
        true.append(true[-1] + 0.03 + own - catch * (true[-1] - true[-1].mean()) + rng.normal(0, 0.04, units))
    return np.array(true).T + rng.normal(0, sigma, (units, occasions))


def test_a_planted_size_is_recovered_under_what_is_supposed():
    rng = np.random.default_rng(1)
    for sigma in (0.01, 0.03):
        scores = panel(40_000, 5, rng, sigma=sigma)
        for pace in tn.PACES:
            found = tn.estimate(scores, 10, rng, pace=pace)
            assert found.sd == pytest.approx(sigma, rel=0.08)


def test_a_pace_of_its_own_hides_errors_unless_it_is_supposed():
    rng = np.random.default_rng(2)
    scores = panel(40_000, 5, rng, pace=0.014)
    assert tn.estimate(scores, 10, rng, pace="steady").sd == pytest.approx(SIGMA, rel=0.08)
    assert tn.estimate(scores, 10, rng, pace="unrelated").sd < 0.6 * SIGMA


def test_catching_up_counts_as_error_unless_changes_are_taken_over_the_level():
    rng = np.random.default_rng(3)
    quiet = panel(40_000, 5, rng, sigma=0.0, catch=0.3)
    level, mean = (tn.variance(tn.residual_changes(quiet, over)) for over in ("level", "mean"))
    assert abs(level) < 0.1 * SIGMA**2
    assert abs(mean) > SIGMA**2, "catching up makes successive changes go together"


def test_errors_that_last_are_not_told():
    rng = np.random.default_rng(4)
    scores = panel(40_000, 5, rng, sigma=0.0) + rng.normal(0, 0.05, (40_000, 1))
    assert tn.estimate(scores, 10, rng).sd < 0.004


def test_by_hand():
    """Changes of three units, less their means 1 and 1: (1, -1), (0, 1), (-1, 0). Their products: -1, 0, 0."""
    scores = np.array([[0.0, 2.0, 2.0], [0.0, 1.0, 3.0], [0.0, 0.0, 1.0]])
    changes = tn.residual_changes(scores)
    assert changes.tolist() == [[1, -1], [0, 1], [-1, 0]]
    assert tn.variance(changes) == pytest.approx(1 / 3)
    steady = np.array([[1.0, -1.0, 2.0], [0.0, 1.0, -1.0], [-1.0, 0.0, -1.0]])
    # one apart: (-1 - 2 + 0 - 1 + 0 + 0) / 6; two apart: (2 + 0 + 1) / 3
    assert tn.variance(steady, "steady") == pytest.approx(1 + 4 / 6)


def test_over_the_level_by_ordinary_least_squares():
    scores = panel(60, 4, np.random.default_rng(5))
    found = tn.residual_changes(scores, "level")
    for step in range(3):
        fit = sm.OLS(scores[:, step + 1] - scores[:, step], sm.add_constant(scores[:, step])).fit()
        assert found[:, step] == pytest.approx(fit.resid, abs=1e-12)


@pytest.mark.parametrize("over", tn.OVER)
@pytest.mark.parametrize("pace", tn.PACES)
def test_the_interval_is_that_of_units_drawn_one_by_one(over, pace):
    scores = panel(50, 5, np.random.default_rng(6))
    found = tn.estimate(scores, 200, np.random.default_rng(7), over=over, pace=pace)
    drawn = np.random.default_rng(7).integers(0, 50, (200, 50))
    values = [float(tn.variance(tn.residual_changes(scores[rows], over), pace)) for rows in drawn]
    low, high = np.sqrt(np.maximum(np.quantile(values, [0.025, 0.975]), 0))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_where_nothing_turns_back_the_size_is_nought():
    rng = np.random.default_rng(8)
    found = tn.estimate(panel(2_000, 5, rng, sigma=0.0, pace=0.03), 100, rng)
    assert (found.sd, found.low) == (0, 0)


@pytest.mark.parametrize(("pace", "planted"), [("unrelated", 0.0), ("steady", 0.014)])
def test_the_interval_holds_the_planted_size(pace, planted, record_property):
    """193 units and five occasions, as the UN's; 300 panels. Percentile intervals are a little short of 95 %."""
    rng, held = np.random.default_rng(9), 0
    for _ in range(300):
        found = tn.estimate(panel(193, 5, rng, pace=planted), 300, rng, pace=pace)
        held += found.low <= SIGMA <= found.high
    record_property("coverage", held / 300)
    assert 0.91 <= held / 300 <= 0.98


@pytest.mark.parametrize(
    ("scores", "words", "said"),
    [
        (np.ones((5, 2)), {}, r"scores \(5, 2\): give at least three units with 3 scores each"),
        (np.ones((5, 3)), {"pace": "steady"}, r"scores \(5, 3\): give at least three units with 4 scores each"),
        (np.ones((2, 5)), {}, r"scores \(2, 5\): give at least three units"),
        (np.full((5, 5), np.nan), {}, "a score is missing: leave the unit out"),
        (np.ones((5, 5)), {"over": "median"}, "over 'median': choose one of mean, level"),
        (np.ones((5, 5)), {"pace": "fast"}, "pace 'fast': choose one of unrelated, steady"),
    ],
)
def test_refusals(scores, words, said):
    with pytest.raises(InputError, match=said):
        tn.estimate(scores, 10, np.random.default_rng(1), **words)
