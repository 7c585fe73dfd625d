"""Base rates and runs against examples worked by hand, and the law of the count over all units."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.methods.errors import InputError
from analysis.methods.ranks.base_rates import all_of_sign, base_rate, run_length

MISSING = float("nan")


def test_five_countries_by_hand():
    # A gained 4; of B 7, C 4, D -1 and E, which was not ranked, B and C did at least as well.
    assert base_rate(4, np.array([7, 4, -1, MISSING])) == (2, 3, 2 / 3)


@pytest.mark.parametrize(("own", "k"), [(-9, 4), (0, 3), (0.5, 1), (8, 0)])
def test_equal_moves_count_and_a_fall_is_no_exception(own, k):
    assert base_rate(own, np.array([0, 0, 3, -4])).k == k


def test_nobody_to_compare_with_gives_no_share():
    rate = base_rate(3, np.array([MISSING]))
    assert (rate.k, rate.n) == (0, 0)
    assert np.isnan(rate.share)


def test_a_unit_that_was_not_observed_is_refused():
    with pytest.raises(InputError, match="own value is missing; choose one that was observed"):
        base_rate(MISSING, np.array([1.0]))


@given(st.integers(0, 10**6), st.integers(2, 60))
def test_without_ties_the_share_is_uniform_over_all_units_however_they_are_labelled(seed, n):
    moves = np.random.default_rng(seed).permutation(np.linspace(-30, 30, n))
    shares = [base_rate(own, np.delete(moves, unit)).share for unit, own in enumerate(moves)]
    assert sorted(shares) == pytest.approx(np.arange(n) / (n - 1))


@given(st.lists(st.integers(-4, 4), min_size=2, max_size=30))
def test_with_ties_a_share_is_never_smaller_than_without(moves):
    for unit, own in enumerate(moves):
        others = [move for at, move in enumerate(moves) if at != unit]
        strictly = sum(move > own for move in others)
        equal = others.count(own)
        assert base_rate(own, np.array(others, dtype=float)).k == strictly + equal


@pytest.mark.parametrize(
    ("changes", "length"),
    [([1, 2, 3], 3), ([5, -1, 2, 9], 2), ([1, 0], 1), ([0, 0], 2), ([2, MISSING, 3], 1), ([1, MISSING], 0), ([], 0)],
)
def test_length_of_the_run_at_the_end(changes, length):
    assert run_length(np.array(changes, dtype=float)) == length


def test_units_that_moved_one_way_every_time():
    changes = np.array([[1, 2, 1], [1, 0, 1], [-3, -1, -2], [0, 0, 0], [1, MISSING, 1]], dtype=float)
    assert all_of_sign(changes, 1).tolist() == [True, False, False, False, False]
    assert all_of_sign(changes, -1).tolist() == [False, False, True, False, False]
    assert all_of_sign(changes, 0).tolist() == [False, False, False, True, False]
