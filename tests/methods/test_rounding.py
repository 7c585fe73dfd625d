from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import display, exact, round_by, round_half_up, whole_parts


@pytest.mark.parametrize(
    ("x", "shown"),
    [
        (2.675, "2.68"),  # round(2.675, 2) is 2.67: the binary number lies below the decimal
        ("2.675", "2.68"),
        (Decimal("2.675"), "2.68"),
        (1.7995, "1.80"),
        ("1.795", "1.80"),
        (1.785, "1.79"),  # half-even would say 1.78
        (Fraction(17, 6), "2.83"),
        (Fraction(19, 6), "3.17"),
        (Fraction(2649, 1000), "2.65"),
        ("2.6449999999999999999999", "2.64"),  # as a float this would be 2.645
        (3, "3.00"),
        (0, "0.00"),
        ("1e-3", "0.00"),
        (np.float64(2.675), "2.68"),
        (np.float32(2.675), "2.68"),
        (np.int64(4), "4.00"),
    ],
)
def test_half_up_to_two_decimals(x, shown):
    assert display(x) == shown
    assert round_half_up(x) == Decimal(shown)


@pytest.mark.parametrize(
    ("x", "shown"),
    [("-0.165", "-0.17"), ("-2.675", "-2.68"), (Fraction(-1, 200), "-0.01"), ("-0.004", "0.00")],
)
def test_ties_go_away_from_zero_and_zero_has_no_sign(x, shown):
    assert display(x) == shown


def test_places():
    assert display("2.5", 0) == "3"
    assert display("0.00165", 4) == "0.0017"
    assert display(10**40 + Fraction(1, 200)) == "1" + "0" * 40 + ".01"  # no context precision cuts it


@pytest.mark.parametrize(("rule", "shown"), [("half_up", "2.13"), ("half_even", "2.12"), ("down", "2.12")])
def test_other_rules(rule, shown):
    assert str(round_by(rule, "2.125")) == shown


def test_unknown_rule_is_refused():
    with pytest.raises(InputError, match="'up' is not known; use one of half_up"):
        round_by("up", 1)


@pytest.mark.parametrize("x", [float("nan"), float("inf"), Decimal("NaN"), np.float64("-inf"), None, True])
def test_what_is_not_finite_is_refused(x):
    with pytest.raises(InputError, match="is not a finite number"):
        exact(x)


@pytest.mark.parametrize("text", ["", "two", "2,5", "1_0", "17/6", "nan", "٣", "1e9999", "--1", "9" * 5000])
def test_text_that_is_no_numeral_is_refused(text):
    with pytest.raises(InputError, match="is not a number"):
        exact(text)


def test_floats_stand_for_their_shortest_decimal():
    assert exact(0.1) == Fraction(1, 10)
    assert exact(1e-7) == Fraction(1, 10**7)


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([-8.02, -6.82, -0.93, -3.05, 5.54, 2.28], [-8, -7, -1, -3, 6, 2]),
        ([7.6, 7.6, 7.6, 7.2], [8, 8, 7, 7]),  # rounding each would give 31 in place of 30
        ([2.4, 2.4, 2.4, 2.8], [3, 2, 2, 3]),  # and here 9 in place of 10; of equal remainders the earlier
        ([0.5, 0.5], [1, 0]),
        ([-0.5, -0.5, 3], [0, -1, 3]),
        ([-1.4, -1.3, -1.3], [-2, -1, -1]),
        ([4, -3, 0.0], [4, -3, 0]),
        ([1 - 1e-12, 1e-12, 2], [1, 0, 2]),
        ([0.1] * 10, [1] + [0] * 9),
        ([Fraction(1, 3), Fraction(2, 3)], [0, 1]),
        ([], []),
    ],
)
def test_whole_parts_add_up(values, whole):
    found = whole_parts(values)
    assert found == whole
    assert sum(found) == pytest.approx(float(sum(values)))
    assert all(type(part) is int for part in found)


def test_whole_parts_are_next_to_their_values_and_mirrored_by_a_change_of_sign():
    draws = np.random.default_rng(7).normal(0, 5, (200, 6))
    draws[:, -1] = np.round(draws.sum(axis=1)) - draws[:, :-1].sum(axis=1)
    for values in draws:
        whole = whole_parts(values)
        assert sum(whole) == round(values.sum())
        assert np.abs(np.array(whole) - values).max() < 1
        assert whole_parts(-values) == [-part for part in whole]


@pytest.mark.parametrize(
    ("values", "said"),
    [([1.2, 1.2], "the parts sum to 2.4, which is not a whole number"), ([1, float("nan")], "is not a finite number")],
)
def test_parts_of_no_whole_number_are_refused(values, said):
    with pytest.raises(InputError, match=said):
        whole_parts(values)
