"""Counts over weights: by hand, against exact strips on many degenerate arrangements, and where two floats are one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.methods.errors import InputError
from analysis.methods.ranks import weight_regions
from tests.methods.exact_weights import shares_by_strips

SMALL = st.lists(st.tuples(*[st.integers(-3, 3)] * 3, st.sampled_from([-1, 1])), max_size=7)


@pytest.mark.parametrize(
    ("lines", "values", "expected"),
    [
        ([], [], {0: 1}),
        ([(0, 0, 0)], [1], {0: 1}),
        ([(1, 2, 0)], [1], {1: 1}),
        ([(0, -1, 0)], [1], {0: 1}),
        ([(1, -1, 0)], [1], {0: 1 / 2, 1: 1 / 2}),
        ([(1, -1, 0), (-2, 2, 0)], [1, 1], {1: 1}),
        ([(1, -1, 0), (-2, 2, 0)], [1, -1], {-1: 1 / 2, 1: 1 / 2}),
        ([(3, -1, -1)], [1], {0: 7 / 16, 1: 9 / 16}),
        ([(1, -1, 0), (0, 1, -1), (-1, 0, 1)], [1, 1, 1], {1: 1 / 2, 2: 1 / 2}),
    ],
    ids=[
        "no line", "equal rows", "always above", "always below", "one half", "one line, both ways",
        "one line, up and down", "a corner", "three lines in one point",
    ],
)  # fmt: skip
def test_by_hand(lines, values, expected):
    found = weight_regions.shares(np.array(lines, dtype=int).reshape(-1, 3), np.array(values))
    assert found == pytest.approx(expected, abs=1e-12)


@given(SMALL)
def test_degenerate_arrangements_against_exact_strips(rows):
    lines, values = [row[:3] for row in rows], [row[3] for row in rows]
    found = weight_regions.shares(np.array(lines, dtype=int).reshape(-1, 3), np.array(values, dtype=int))
    exact = shares_by_strips(lines, values)
    assert list(found) == list(exact)
    assert list(found.values()) == pytest.approx([float(share) for share in exact.values()], abs=1e-12)


def test_large_numbers_against_exact_strips():
    rng = np.random.default_rng(1)
    lines = rng.integers(-1_000_000, 1_000_000, (12, 3))
    values = rng.choice([-1, 1], 12)
    exact = shares_by_strips([tuple(map(int, line)) for line in lines], values.tolist())
    found = weight_regions.shares(lines, values)
    assert list(found) == list(exact)
    assert list(found.values()) == pytest.approx([float(share) for share in exact.values()], abs=1e-12)


def test_a_cell_that_floats_cannot_see_is_found():
    """Three lines that all but meet: the determinant is 1, the smallest there is, of numbers near ten million."""
    one, two = np.array([9_000_011, -7_000_004, 1_000_033]), np.array([-6_000_029, -2_000_081, 8_000_009])
    three = beside(one, two)
    assert exact_determinant(one, two, three) == 1
    assert three.min() < 0 < three.max()
    for sign in (1, -1):  # a worth of its own for each side of each line names the cells
        lines, values = np.array([one, two, sign * three]), np.array([1, 2, 4])
        exact = shares_by_strips(lines.tolist(), values.tolist())
        assert float(min(exact.values())) < 1e-30
        assert list(weight_regions.shares(lines, values)) == list(exact)


def beside(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """The short whole-number line that has determinant 1 with two others, and so all but passes where they meet."""
    a, b, c = (int(x) for x in np.cross(one, two))
    inner, x, y = bezout(a, b)
    outer, z, w = bezout(inner, c)
    assert abs(outer) == 1, "choose lines whose cross product has no common divisor"
    found = [outer * z * x, outer * z * y, outer * w]
    plane = np.array([one, two], float).T
    steps = np.rint(np.linalg.lstsq(plane, np.array(found, float), rcond=None)[0])
    for _ in range(3):  # the first step is that of numbers too long for a float
        found = [f - int(steps[0]) * int(p) - int(steps[1]) * int(q) for f, p, q in zip(found, one, two, strict=True)]
        steps = np.rint(np.linalg.lstsq(plane, np.array(found, float), rcond=None)[0])
    return np.array(found)


def bezout(a: int, b: int) -> tuple[int, int, int]:
    """A common divisor g of a and b with g = a x + b y, and x, y."""
    x, y, u, v = 1, 0, 0, 1
    while b:
        a, (q, b) = b, divmod(a, b)
        x, y, u, v = u, v, x - q * u, y - q * v
    return a, x, y


def exact_determinant(one: np.ndarray, two: np.ndarray, three: np.ndarray) -> int:
    return sum(int(x) * int(y) for x, y in zip(np.cross(one, two), three, strict=True))


def test_two_fractions_in_one_float_are_put_in_order_and_told_apart():
    n = 10**15
    top, bottom = np.array([[n + 1, n, 1, 2 * n]]), np.array([[3 * n + 4, 3 * n + 1, 1, 6 * n + 2]])
    there = np.array([[True, True, False, True]])
    exact = [Fraction(int(t), int(b)) for t, b in zip(top[0], bottom[0], strict=True)]
    assert float(exact[0]) == float(exact[1])
    assert exact[0] > exact[1] == exact[3]
    for columns in ([0, 1, 2, 3], [1, 3, 0, 2], [3, 2, 1, 0]):
        place, order, apart = weight_regions._in_order(top[:, columns], bottom[:, columns], there[:, columns])
        assert [columns[i] for i in order[0]][2:] == [0, 2]
        assert apart.tolist() == [[False, True, False]]
        assert place[0, 3] == 1


def test_lines_that_are_too_large_are_refused():
    with pytest.raises(InputError, match="a difference exceeds 47,000,000 units: give fewer decimals or a rounder"):
        weight_regions.shares(np.array([[47_000_001, -1, 0]]), np.array([1]))
