"""The least noise behind falls that are not real, against planted noise and numbers by hand."""

import numpy as np
import pytest
from scipy import stats

from analysis.methods.effects import declines
from analysis.methods.errors import InputError


def two_readings(growth, noise, n=200_000):
    rng = np.random.default_rng(11)
    truth = rng.uniform(1, 4, n)
    first, second = rng.normal(0, noise, (2, n))
    return truth + first, truth + growth * rng.random(n) + second


def test_without_true_growth_the_bound_is_the_planted_noise():
    first, second = two_readings(0, 0.25)
    assert declines.least_noise(second - first) == pytest.approx(0.25, rel=0.01)


@pytest.mark.parametrize("growth", [0.2, 1.0])
def test_with_true_growth_it_is_a_lower_bound(growth):
    first, second = two_readings(growth, 0.25)
    assert 0 < declines.least_noise(second - first) < 0.25


def test_units_that_rose_count_with_nought():
    assert declines.least_noise([-0.3, 0.4, 0.0, 1.0]) == pytest.approx(0.15)
    assert declines.least_noise([0.4, 0.0]) == 0


def test_the_spread_of_the_falls_alone_would_be_too_much():
    """The mean squared fall over those who fell is not the bound: it would exceed the planted noise."""
    first, second = two_readings(1.0, 0.25)
    change = second - first
    assert np.sqrt(np.mean(change[change < 0] ** 2)) > declines.least_noise(change)
    first, second = two_readings(0, 0.25)
    change = second - first
    assert np.sqrt(np.mean(change[change < 0] ** 2)) > 0.25 * 1.3


def test_the_chance_of_another_class_is_what_second_readings_show():
    rng = np.random.default_rng(3)
    value, noise, cuts = 2.55, 0.1, [1.8, 2.6, 3.5]
    truth = value - rng.normal(0, noise, 400_000)  # a flat prior: the first reading is the value
    again = truth + rng.normal(0, noise, len(truth))
    share = np.mean((again < 1.8) | (again >= 2.6))
    assert declines.other_class([value], cuts, noise)[0] == pytest.approx(share, abs=0.003)


def test_at_a_cut_half_of_the_second_readings_go_over_it_and_one_error_alone_is_too_little():
    assert declines.other_class([2.6], [1.8, 2.6, 3.5], 0.01)[0] == pytest.approx(0.5)
    far = declines.other_class([2.5], [2.6], 0.1)[0]
    assert far == pytest.approx(stats.norm.sf(0.1 / (0.1 * np.sqrt(2)))) != pytest.approx(stats.norm.sf(1))


def test_a_value_at_a_cut_is_in_the_class_that_begins_there():
    """The class from 1.8 to 1.9 is narrow, so that a value at 1.8 leaves it upwards as well."""
    law = stats.norm(0, 0.1 * np.sqrt(2))
    stays = law.cdf(0.1) - law.cdf(0)
    assert declines.other_class([1.8], [1.8, 1.9], 0.1)[0] == pytest.approx(1 - stays)


def test_more_noise_never_makes_a_class_less_doubtful():
    values = np.linspace(1, 5, 81)
    doubt = [declines.other_class(values, [1.8, 2.6, 3.5, 4.2], noise) for noise in (0.03, 0.06, 0.12)]
    assert (np.diff(doubt, axis=0) >= -1e-12).all()


def test_near_counts_both_sides_of_every_cut():
    assert declines.near([1.75, 1.85, 2.2, 2.65], [1.8, 2.6], 0.06).tolist() == [True, True, False, True]


@pytest.mark.parametrize(("call", "words"), [
    (lambda: declines.least_noise([]), "0 changes"),
    (lambda: declines.least_noise([0.1, np.nan]), "all of them known"),
    (lambda: declines.other_class([2.0], [1.8], 0), "above 0"),
    (lambda: declines.other_class([2.0], [2.6, 1.8], 0.1), "above the one before"),
])  # fmt: skip
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
