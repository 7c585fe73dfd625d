"""A planted number of unlisted units is found again; impossible cases are refused."""

import numpy as np
import pytest

from analysis.methods.effects import weighting


def test_group_means_weighted_by_size_give_the_mean_of_all():
    groups = [np.array([1.0, 2.0, 3.0]), np.array([5.0])]
    means, counts = np.array([g.mean() for g in groups]), np.array([len(g) for g in groups])
    assert weighting.group_weighted_mean(means, counts) == pytest.approx(np.concatenate(groups).mean())


@pytest.mark.parametrize("hidden", [3, 14, 40])
def test_a_planted_number_of_units_at_the_floor_is_in_the_interval(hidden):
    rng = np.random.default_rng(hidden)
    listed = rng.uniform(1, 5, size=600).round(2)
    published = round(float(np.concatenate([listed, np.ones(hidden)]).mean()), 2)
    low, high = weighting.floor_count(published, weighting.mean_interval(listed, listed), len(listed), 1.0)
    assert low <= hidden <= high


def test_a_planted_mean_of_unlisted_units_is_in_the_interval():
    rng = np.random.default_rng(7)
    listed, hidden = rng.uniform(2, 5, size=615), rng.uniform(1, 2, size=20)
    published = round(float(np.concatenate([listed, hidden]).mean()), 2)
    low, high = weighting.implied_mean(published, listed.mean(), len(listed), len(hidden))
    assert low <= hidden.mean() <= high


def test_a_published_mean_above_the_listed_one_needs_no_unit_at_the_floor():
    _, high = weighting.floor_count(3.20, (3.10, 3.10), 100, 1.0)
    assert high < 0


def test_a_published_mean_at_the_floor_is_refused():
    with pytest.raises(ValueError, match=r"cannot come from units above the floor"):
        weighting.floor_count(1.0, (2.0, 2.0), 10, 1.0)


def test_a_missing_part_lies_in_the_interval_that_the_rounded_figures_imply():
    rng = np.random.default_rng(3)
    weights = np.array([0.25, 0.165, 0.455])
    for _ in range(200):
        parts, hidden = rng.uniform(1, 5, size=3), rng.uniform(1, 5)
        total = round(float(weights @ parts + 0.13 * hidden), 2)
        low, high = weighting.implied_part(total, weights, parts.round(2), 0.13)
        assert low <= hidden <= high


def test_common_whole_numbers():
    assert weighting.common_count([(12.8, 15.8), (13.98, 17.9)]) == [14, 15]
    assert weighting.common_count([(9.98, 12.0), (7.2, 9.8)]) == []
    assert weighting.common_count([(-3.0, 1.2)]) == [0, 1]


def test_the_mean_of_rounded_figures_has_its_interval():
    rng = np.random.default_rng(11)
    for _ in range(100):
        exact = rng.uniform(1, 5, size=400)
        low, high = weighting.mean_interval(exact.round(2), exact.round(2))
        assert low <= exact.mean() <= high
    assert weighting.mean_interval(np.array([1.0, 2.0]), np.array([1.0, 4.0]), 0.0) == (1.5, 2.5)
