"""Main effects: independent parts have a closed form, curves are found, and correlated parts share credit."""

import numpy as np
import pandas as pd
import patsy
import pytest

from analysis.methods.effects.main_effects import main_effect, main_effects, spline
from analysis.methods.errors import InputError


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def test_independent_parts_have_the_closed_form(rng):
    weights, sds = {"a": 0.2, "b": 0.3, "c": 0.5}, {"a": 2.0, "b": 1.0, "c": 0.5}
    parts = pd.DataFrame({name: rng.normal(3, sd, 20_000) for name, sd in sds.items()})
    frame = main_effects(parts, sum(w * parts[name] for name, w in weights.items()).to_numpy(), weights, rng)
    known = np.array([(weights[name] * sds[name]) ** 2 for name in weights])
    assert frame["main"].tolist() == pytest.approx((known / known.sum()).tolist(), abs=0.02)
    assert frame["main"].sum() == pytest.approx(1, abs=0.02)
    assert frame["share"].tolist() == pytest.approx(frame["if_independent"].tolist(), abs=0.02)
    assert frame["weight"].tolist() == list(weights.values())


def test_parts_that_move_together_share_the_credit(rng):
    common = rng.normal(0, 1, 5_000)
    parts = pd.DataFrame({name: common + rng.normal(0, 0.1, 5_000) for name in "ab"})
    frame = main_effects(parts, (0.9 * parts["a"] + 0.1 * parts["b"]).to_numpy(), {"a": 0.9, "b": 0.1}, rng)
    assert (frame["main"] > 0.95).all()
    assert frame["share"].tolist() == pytest.approx([0.5, 0.5], abs=0.02)
    assert frame["if_independent"].tolist() == pytest.approx([0.988, 0.012], abs=0.001)


def test_a_curve_is_found_where_there_is_one_and_noise_is_not_taken_for_one(rng):
    x = rng.uniform(-1, 1, 2_000)
    curved = main_effect(x, x**2 + rng.normal(0, 0.05, 2_000), rng)
    assert curved.df > 1
    assert curved.size > 0.9
    assert main_effect(x, rng.normal(0, 1, 2_000), rng).size < 0.01
    straight = main_effect(x, x, rng)
    assert straight.size == pytest.approx(1, abs=1e-9)


def test_units_left_out_choose_the_curve(rng):
    """On the fitted units the longest basis always wins; on those left out a straight line mostly does."""
    chosen = []
    for _ in range(40):
        x = rng.uniform(-1, 1, 60)
        chosen.append(main_effect(x, x + rng.normal(0, 1, 60), rng).df)
    assert np.mean(chosen) < 2.5


def test_the_basis_spans_the_natural_splines_of_patsy(rng):
    x = np.sort(rng.uniform(1, 5, 200))
    knots = np.array([1.5, 2.5, 3.5, 4.5])
    ours = spline(x, knots)
    inside = (x >= knots[0]) & (x <= knots[-1])  # beyond its bounds patsy's basis is not extrapolated the same way
    call = "cr(x, knots=knots[1:-1], lower_bound=knots[0], upper_bound=knots[-1]) - 1"
    theirs = np.asarray(patsy.dmatrix(call, {"x": x[inside], "knots": knots}))
    coefficients = np.linalg.lstsq(ours[inside], theirs, rcond=None)[0]
    assert np.abs(ours[inside] @ coefficients - theirs).max() < 1e-9
    assert np.linalg.matrix_rank(ours) == 4
    beyond = spline(np.array([5.0, 6.0, 7.0]), knots)
    assert np.diff(beyond, 2, axis=0) == pytest.approx(0, abs=1e-9), "a straight line outside the knots"


def test_ties_do_not_break_the_knots(rng):
    x = rng.choice([1.0, 2.0], 200, p=[0.97, 0.03])
    assert main_effect(x, x + rng.normal(0, 0.01, 200), rng).df == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda r: main_effect(np.arange(5), np.arange(5), r), "5 values of a part and 5 of the index: at least 20"),
        (lambda r: main_effect(np.ones(30), np.arange(30), r), "all values are the same"),
        (lambda r: main_effect(np.append(np.arange(29), np.nan), np.arange(30), r), "a value is missing"),
        (lambda r: main_effects(pd.DataFrame({"a": [1]}), np.ones(1), {"b": 1}, r), "no column of values for b"),
    ],
)
def test_refusals(rng, call, message):
    with pytest.raises(InputError, match=message):
        call(rng)
