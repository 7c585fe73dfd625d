"""Raked weights against closed forms, and what raking cannot repair."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.inference import raking

KINDS = pd.DataFrame(
    {"type": ["city", "city", "regency", "regency", "regency"], "place": ["in", "out", "in", "in", "out"]}
)


def test_one_margin_is_post_stratification():
    weights = raking.rake(KINDS, {"type": {"city": 10, "regency": 30}})
    assert weights.tolist() == pytest.approx([5, 5, 10, 10, 10])
    values = [4, 2, 1, 2, 3]
    assert raking.weighted_mean(values, weights) == pytest.approx(0.25 * 3 + 0.75 * 2)


def test_two_margins_with_a_closed_form():
    """2 x 2 with one unit a cell: IPF keeps the odds ratio of 1, so that the cells are the product of the margins."""
    kinds = pd.DataFrame({"a": list("xxyy"), "b": list("uvuv")})
    weights = raking.rake(kinds, {"a": {"x": 30, "y": 70}, "b": {"u": 40, "v": 60}})
    assert weights.tolist() == pytest.approx([12, 18, 28, 42], abs=1e-8)


def test_two_margins_keep_the_odds_ratio_of_the_sample():
    weights = raking.rake(KINDS, {"type": {"city": 40, "regency": 60}, "place": {"in": 50, "out": 50}})
    cells = KINDS.assign(w=weights).pivot_table(index="type", columns="place", values="w", aggfunc="sum").to_numpy()
    assert cells.sum(axis=1) == pytest.approx([40, 60])
    assert cells.sum(axis=0) == pytest.approx([50, 50])
    assert cells[0, 0] * cells[1, 1] / (cells[0, 1] * cells[1, 0]) == pytest.approx(1 * 1 / (1 * 2))


def test_selection_by_kind_is_repaired_and_selection_within_a_kind_is_not():
    rng = np.random.default_rng(3)
    kind = rng.choice(["low", "high"], 50_000, p=[0.8, 0.2])
    value = rng.normal(np.where(kind == "low", 2, 3), 0.5)
    counts = {"kind": pd.Series(kind).value_counts().to_dict()}

    def raked(known):
        weights = raking.rake(pd.DataFrame({"kind": kind[known]}), counts)
        return raking.weighted_mean(value[known], weights) - value.mean()

    by_kind = rng.random(50_000) < np.where(kind == "low", 0.05, 0.5)
    assert value[by_kind].mean() - value.mean() > 0.3
    assert raked(by_kind) == pytest.approx(0, abs=0.03)
    assert raked(value > 2.5) > 0.3


def test_effective_number():
    assert raking.effective_number(np.ones(7)) == pytest.approx(7)
    assert raking.effective_number(np.array([1.0, 0.0])) == pytest.approx(1)


def test_the_worst_case_holds_every_completion():
    values = [2.0, 3.0]
    assert raking.worst_case(values, 4, 1, 5) == pytest.approx(((5 + 2) / 4, (5 + 10) / 4))
    assert raking.worst_case(values, 2, 1, 5) == pytest.approx((2.5, 2.5))


@pytest.mark.parametrize(
    ("margins", "message"),
    [
        ({"size": {"big": 1}}, "margin size: no such column"),
        ({"type": {"city": 1}}, "margin type: no count for regency; add it to the population"),
        (
            {"type": {"city": 1, "regency": 1, "province": 2}},
            "margin type: no known unit is province; leave the kind out",
        ),
        ({"type": {"city": 0, "regency": 2}}, "margin type: city is known but its count is 0"),
        (
            {"type": {"city": 1, "regency": 1}, "place": {"in": 1, "out": 2}},
            "margins sum to different numbers of units: type 2, place 3",
        ),
        ({}, "raking needs at least one unit and one margin"),
    ],
)
def test_refusals(margins, message):
    with pytest.raises(InputError, match=message):
        raking.rake(KINDS, margins)


def test_margins_that_no_weights_meet_are_refused():
    kinds = pd.DataFrame({"a": ["x", "y"], "b": ["u", "v"]})
    with pytest.raises(InputError, match=r"raking over a, b: counts still off by .* after 50 rounds; merge kinds"):
        raking.rake(kinds, {"a": {"x": 1, "y": 2}, "b": {"u": 2, "v": 1}}, most=50)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([2.0, 3.0], 1, 1, 5), "2 known of 1"),
        (([], 4, 1, 5), "0 known of 4"),
        (([0.3], 4, 1, 5), "outside the scale 1 to 5"),
    ],
)
def test_bounds_refuse(arguments, message):
    with pytest.raises(InputError, match=message):
        raking.worst_case(*arguments)


@pytest.mark.parametrize("value", [0.99, 5.01])
def test_a_value_off_the_scale_is_refused_at_either_end(value):
    with pytest.raises(InputError, match="outside the scale 1 to 5"):
        raking.worst_case(np.array([2.0, value]), 3, 1.0, 5.0)
