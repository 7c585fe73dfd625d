"""Ranks and one-sided moves against examples worked by hand and against a second, slower route."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.methods.errors import InputError
from analysis.methods.ranks import (
    rank_accounting,
    rank_sets,
    rank_uncertainty,
    ranks,
    weight_regions,
)

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


def table(units: int, components: int) -> np.ndarray:
    return np.round(np.random.default_rng(components).uniform(size=(units, components)), 2)


def ways(components: int) -> dict[str, np.ndarray]:
    return {"normalisation": np.zeros(5, int), "aggregation": np.zeros(5, int), "weights": table(5, components)}


@pytest.mark.parametrize("k", [1, 2, 4, 5])
@pytest.mark.parametrize("ask", [
    lambda x: rank_sets.rank_set(x, 0, 0.1),
    lambda x: rank_sets.rank_shares(x, 0, 0.1),
    lambda x: rank_sets.move_shares(x, x[::-1], 0, 0.1),
    lambda x: weight_regions.shares((x * 100).astype(int), np.ones(len(x), int)),
], ids=["rank_set", "rank_shares", "move_shares", "weight_regions"])  # fmt: skip
def test_exact_sets_of_another_number_of_components_are_refused(k, ask):
    with pytest.raises(InputError, match="three"):
        ask(table(6, k))


@pytest.mark.parametrize("k", [2, 4])
@pytest.mark.parametrize("ask", [
    lambda x: ranks.weighted_scores(x, THIRDS),
    lambda x: ranks.counterfactual_ranks(x, x, 0, THIRDS),
    lambda x: ranks.contributions(x[0], x[1], THIRDS),
    lambda x: rank_accounting.account(x, x, THIRDS),
    lambda x: rank_accounting.coalition_ranks(x, x, THIRDS, 0.0),
    lambda x: rank_sets.focal_ranks(x, 0, THIRDS[None, :]),
    lambda x: rank_uncertainty.drawn_ranks(x, 0, **ways(3), floor=0.01),
], ids=["scores", "counterfactual", "contributions", "account", "coalitions", "focal", "drawn"])  # fmt: skip
def test_weights_that_do_not_fit_the_components_are_refused_with_a_remedy(k, ask):
    with pytest.raises(InputError, match="give "):
        ask(table(6, k))


@pytest.mark.parametrize("k", [2, 4])
def test_what_is_not_limited_to_three_components_takes_others(k):
    before, after, weights = table(6, k), table(6, k)[::-1], np.full(k, 1 / k)
    found = rank_accounting.account(before, after, weights)
    assert found.shapley.sum(axis=(1, 2)) == pytest.approx(found.after - found.before)
    moved = ranks.counterfactual_ranks(before, after, 0, weights)
    assert (moved["before"], moved["after"]) == (found.before[0], found.after[0])
    assert rank_sets.focal_ranks(before, 0, weights[None, :]).tolist() == [found.before[0]]
    assert rank_uncertainty.drawn_ranks(before, 0, **ways(k), floor=0.01).shape == (5,)


@pytest.mark.parametrize(("ask", "said"), [
    (lambda x: ranks.weighted_scores(x[0], THIRDS), r"components of shape \(3,\): give a table"),
    (lambda x: ranks.weighted_scores(x[:0], THIRDS), r"components of shape \(0, 3\): give a table"),
    (lambda x: ranks.counterfactual_ranks(x, x[1:], 0, THIRDS), "give the same units in the same order"),
    (lambda x: ranks.counterfactual_ranks(x, x, 6, THIRDS), "row 6: no such row; give one from 0 to 5"),
    (lambda x: rank_sets.move_shares(x, x[1:], 0, 0), "give the same units in the same order"),
    (lambda x: rank_sets.focal_ranks(x, 0, THIRDS), "give a table, a row a weighting"),
    (lambda x: rank_uncertainty.on_simplex(x[0], 0.1), r"uniforms of shape \(3,\)"),
    (lambda x: rank_uncertainty.drawn_ranks(x, 0, table(4, 3), *np.zeros((2, 5)), 0.1), "give one of each a draw"),
    (lambda x: weight_regions.shares(np.ones((2, 3), int), np.ones(3, int)), "a value a line"),
], ids=range(9))  # fmt: skip
def test_tables_of_another_shape_are_refused(ask, said):
    with pytest.raises(InputError, match=said):
        ask(table(6, 3))
