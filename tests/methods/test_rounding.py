from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import display, exact, round_by, round_half_up


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
