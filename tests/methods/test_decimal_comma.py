from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from analysis.methods.decimal_comma import with_point
from analysis.methods.errors import InputError
from analysis.methods.rounding import exact


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2,51", "2.51"), (" 2,5 ", "2.5"), ("-0,25", "-0.25"), (",5", ".5"), ("0,125", "0.125"), ("2,5100", "2.5100"),
        ("2.51", "2.51"), ("2.510", "2.510"), ("3", "3"), ("3,0,0", "3,0,0"), ("x,1", "x,1"), ("2,", "2,"), ("", ""),
    ],
)  # fmt: skip
def test_a_decimal_comma_becomes_a_point_and_all_else_stays(typed, read):
    assert with_point(typed) == read


@pytest.mark.parametrize("typed", ["1,234", "2,510", "-1,234", "1.234,5", "1,234.5", "1.234.567,89", "12,345,678"])
def test_what_may_part_thousands_is_refused(typed):
    with pytest.raises(InputError, match="thousands"):
        with_point(typed)


@given(st.integers(0, 5), st.integers(0, 99))
def test_every_index_with_two_decimals_is_the_number_that_was_meant(whole, hundredths):
    assert exact(with_point(f"{whole},{hundredths:02}")) == whole + Fraction(hundredths, 100)
