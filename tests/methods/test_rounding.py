from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import (
    PUBLISHED,
    display,
    exact,
    published,
    published_document,
    round_by,
    round_half_up,
)


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
    ("x", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (np.float64(2) / 3, "0.666666667"),
        (Fraction(-1, 3), "-0.333333333"),
        (Decimal("2.950"), "2.95"),
        ("2.95", "2.95"),
        (0.1234567885, "0.123456789"),  # half of the unit, though the binary number lies below it
        (-0.1234567885, "-0.123456789"),
        (0.12345678849999, "0.123456789"),  # twelve digits first
        (0.1234567884, "0.123456788"),
        (5e-10, "0.000000001"),
        (4.9e-10, "0"),
        (-4.9e-10, "0"),
        (-0.0, "0"),
        (1e-300, "0"),
        (100.0, "100"),
        (1234567.123456789, "1234567.12346"),
        (1e15, "1000000000000000"),
        (1.5e20, "150000000000000000000"),
        (7, "7"),
    ],
)
def test_published_numbers(x, text):
    assert f"{published(x):f}" == text
    assert f"{published(published(x)):f}" == text


def test_a_number_beyond_all_floats_is_refused():
    with pytest.raises(InputError, match="is too large to be published as a number"):
        published(Fraction(10**400))


@pytest.mark.parametrize("x", [float("nan"), float("inf"), np.float64("-inf"), "a", True, None])
def test_what_is_no_number_is_not_published(x):
    with pytest.raises(InputError, match="is not a"):
        published(x)


def test_the_order_of_a_sum_is_not_published():
    """Differences of large sums in two orders: their last bits differ, what is published does not."""
    rng = np.random.default_rng(3)
    differ = 0
    for _ in range(300):
        parts = rng.normal(0, 100, 60).round(2)
        parts = np.append(parts, rng.normal(0, 0.001) - parts.sum())
        sums = sum(parts.tolist()), sum(parts[::-1].tolist()), float(parts.sum())
        differ += len(set(sums)) > 1
        assert len({published(x) for x in sums}) == 1
    assert differ > 250, "this proves something only where the sums differ"


def test_published_numbers_lie_within_half_a_unit():
    rng = np.random.default_rng(4)
    for x in [*rng.normal(0, 1, 2000), *rng.normal(0, 1e-8, 2000)]:
        assert abs(published(x) - Decimal(float(x))) <= PUBLISHED / 2 + Decimal("5e-12")


def test_a_document_as_published():
    document = {"a": 1 / 3, "b": [0.1 + 0.2, 2, True, None, "0.12345678901"], 2020: {"0.1": (1, -0.0)}}
    found = published_document(document)
    assert found == {"a": 0.333333333, "b": [0.3, 2, True, None, "0.12345678901"], 2020: {"0.1": [1, 0.0]}}
    assert str(found[2020]["0.1"][1]) == "0.0"
    assert published_document(found) == found
