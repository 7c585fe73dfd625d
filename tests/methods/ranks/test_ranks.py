"""Ranks and one-sided moves against examples worked by hand and against a second, slower route."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.methods.ranks import ranks

ONE = np.array([1.0])
THIRDS = np.full(3, 1 / 3)


def test_equal_scores_share_the_better_rank():
    assert ranks.competition_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [1, 4, 1, 3]


def test_differences_within_the_tolerance_are_ties():
    scores = np.array([0.5, 0.5 + 5e-10, 0.5 + 5e-9])
    assert ranks.competition_ranks(scores).tolist() == [2, 2, 1]


def test_missing_scores_have_no_rank_and_do_not_compete():
    assert ranks.competition_ranks(np.array([np.nan, 1.0, 2.0])).tolist() == [0, 2, 1]
    assert ranks.competition_rank(1.0, np.array([np.nan, 2.0])) == 2


def test_one_sided_moves_of_three_countries_by_hand():
    # A 1, B 2, C 3 become A 2.5, B 4, C 0: A is third, second on its own, third, then second of the new field.
    before, after = np.array([[1.0], [2.0], [3.0]]), np.array([[2.5], [4.0], [0.0]])
    moved = ranks.counterfactual_ranks(before, after, 0, ONE)
    assert moved == {"before": 3, "own_only": 2, "others_only": 2, "after": 2}


def test_no_movement_is_no_movement():
    field = np.random.default_rng(1).uniform(size=(20, 3))
    moved = ranks.counterfactual_ranks(field, field, 4, THIRDS)
    assert len(set(moved.values())) == 1


@given(st.integers(0, 10**6))
def test_agrees_with_sorting(seed):
    rng = np.random.default_rng(seed)
    before, after = rng.uniform(size=(2, 12, 3)).round(1)
    focal = int(rng.integers(12))
    moved = ranks.counterfactual_ranks(before, after, focal, THIRDS)

    def place(own, field):
        others = [row.mean() for i, row in enumerate(field) if i != focal]
        return 1 + sum(other - own.mean() > 1e-9 for other in others)

    assert moved["own_only"] == place(after[focal], before)
    assert moved["others_only"] == place(before[focal], after)
    assert moved["after"] == place(after[focal], after)


def test_contributions_sum_to_the_change():
    before, after = np.array([0.2, 0.4, 0.9]), np.array([0.5, 0.3, 0.9])
    parts = ranks.contributions(before, after, THIRDS)
    assert parts.sum() == pytest.approx(after.mean() - before.mean(), abs=1e-12)
    assert parts[2] == 0
