"""Rank sets: nested, bounded by dominance, reached by draws, equal to an exact second route; refusals."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_sets, ranks
from tests.methods.drawn_ranks import all_ranks, dominance_bounds
from tests.methods.exact_weights import rank_shares_by_strips

MINIMUMS = (0, 0.1, 0.2, 0.25, 0.3)


def units(n: int, seed: int = 0, decimals: int = 4) -> np.ndarray:
    """Components that rise and fall together, with some at exactly 0 and 1 and two equal rows."""
    rng = np.random.default_rng(seed)
    found = np.clip(rng.normal(0.5, 0.3, (n, 1)) + rng.normal(0, 0.15, (n, 3)), 0, 1).round(decimals)
    found[1] = found[0]
    return found


@pytest.mark.parametrize(("focal", "minimum"), [(0, 0), (2, 0), (5, 0.1), (7, 0.25), (9, 0.3), (11, 0.01), (3, 0.33)])
def test_against_an_exact_second_route(focal, minimum):
    components = units(25, seed=focal)
    exact = rank_shares_by_strips(components, focal, minimum)
    found = rank_sets.rank_shares(components, focal, minimum)
    assert list(found) == list(exact)
    assert list(found.values()) == pytest.approx([float(x) for x in exact.values()], abs=1e-12)
    assert rank_sets.rank_set(components, focal, minimum) == (min(exact), max(exact))


def test_three_units_by_hand():
    components = np.array([[0.5, 0.5, 0.5], [1.0, 0.0, 0.5], [0.5, 0.5, 0.4]])
    assert rank_sets.rank_set(components, 0, 0) == (1, 2)
    assert rank_sets.rank_shares(components, 0, 0) == pytest.approx({1: 0.5, 2: 0.5})
    assert rank_sets.rank_set(components, 1, 0) == (1, 3)
    assert rank_sets.rank_set(components, 2, 0) == (2, 3), (
        "the second unit is above the third, but for a third weight of 1"
    )


def test_the_edge_of_the_weights_is_not_touched():
    """At the corner both have 1 on the first component; next to it the second unit is always ahead."""
    components = np.array([[1.0, 0.2, 0.2], [1.0, 0.3, 0.3]])
    assert rank_sets.rank_set(components, 0, 0) == (2, 2)
    assert rank_sets.focal_ranks(components, 0, np.array([[1.0, 0, 0]])).tolist() == [1]


def test_equal_rows_share_the_rank_and_unranked_rows_do_not_compete():
    components = np.array([[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.9, 0.9, 0.9], [1.0, np.nan, 1.0]])
    assert rank_sets.rank_set(components, 0, 0) == (2, 2)
    assert rank_sets.rank_set(components, 1, 0) == (2, 2)
    assert dominance_bounds(components, 0) == (2, 2)


def test_sets_are_nested_hold_equal_weights_and_keep_within_dominance():
    components = units(60, seed=3)
    equal = ranks.competition_ranks(components.mean(axis=1))
    for focal in range(60):
        sets = [rank_sets.rank_set(components, focal, minimum) for minimum in MINIMUMS]
        outer = dominance_bounds(components, focal)
        for wider, narrower in zip([outer, *sets], sets, strict=False):
            assert wider[0] <= narrower[0] <= equal[focal] <= narrower[1] <= wider[1]


def test_draws_stay_within_the_set_and_agree_with_the_shares():
    components, weights = units(40, seed=4), np.random.default_rng(5).dirichlet(np.ones(3), 40_000)
    for focal in range(0, 40, 7):
        shares = rank_sets.rank_shares(components, focal, 0)
        drawn = rank_sets.focal_ranks(components, focal, weights)
        assert set(np.unique(drawn)) <= set(shares)
        for rank, share in shares.items():
            error = (share * (1 - share) / len(weights)) ** 0.5
            assert np.mean(drawn == rank) == pytest.approx(share, abs=5 * error + 1e-9)


def test_a_move_takes_the_same_weights_in_both_editions():
    before, after = units(30, seed=6), units(30, seed=7)
    after[4], before[9] = np.nan, np.nan
    weights = 0.1 + 0.7 * np.random.default_rng(8).dirichlet(np.ones(3), 40_000)
    shares = rank_sets.move_shares(before, after, 2, 0.1)
    moved = rank_sets.focal_ranks(after, 2, weights) - rank_sets.focal_ranks(before, 2, weights)
    assert set(np.unique(moved)) <= set(shares)
    assert sum(shares.values()) == pytest.approx(1)
    assert moved.mean() == pytest.approx(sum(change * share for change, share in shares.items()), abs=0.1)
    assert rank_sets.move_shares(before, before, 2, 0) == {0: 1}


def test_a_move_can_hold_for_all_weights_although_the_two_sets_overlap():
    others = np.array([[0.1, 0.9, 0.5], [0.9, 0.1, 0.5], [0.45, 0.45, 0.5], [0.2, 0.2, 0.2]])
    before, after = (np.vstack([[x, x, 0.5], others]) for x in (0.44, 0.46))
    old, new = rank_sets.rank_set(before, 0, 0), rank_sets.rank_set(after, 0, 0)
    assert max(old[0], new[0]) <= min(old[1], new[1])
    assert max(rank_sets.move_shares(before, after, 0, 0)) < 0


def test_ranks_under_draws_against_scipy_in_any_chunks(monkeypatch):
    components, weights = units(50, seed=9), np.random.default_rng(1).dirichlet(np.ones(3), 300)
    components[[3, 17]] = np.nan
    expected = all_ranks(components, weights)
    for size in (1, 5_000, 10**9):
        monkeypatch.setattr(rank_sets, "CHUNK_BYTES", size)
        assert (rank_sets.focal_ranks(components, 8, weights) == expected[:, 8]).all()


@pytest.mark.parametrize(
    ("focal", "minimum", "decimals", "message"),
    [
        (3, 0, 4, "row 3: a component is missing: a unit without components has no rank"),
        (0, -0.1, 4, "minimum weight -0.1: must be at least 0 and below a third"),
        (0, 0.34, 4, "minimum weight 0.34: must be at least 0 and below a third"),
        (3, 0, 4, "a unit without components has no rank; choose one that has all"),
        (-1, 0, 4, "row -1: no such row; give one from 0 to 9"),
        (10, 0, 4, "row 10: no such row; give one from 0 to 9"),
        (0, "a", 4, "minimum weight 'a': not a number; give one such as 0.1"),
        (0, float("nan"), 4, "minimum weight nan: not a number"),
        (0, None, 4, "minimum weight None: not a number"),
        (0, "1/0", 4, "minimum weight '1/0': not a number"),
        (0, 0, 9, "components: at most 5 decimals, so that ties are exact: round them as printed"),
    ],
)
def test_refusals(focal, minimum, decimals, message):
    components = units(10, decimals=decimals)
    components[3] = np.nan
    with pytest.raises(InputError, match=message):
        rank_sets.rank_set(components, focal, minimum)
    if focal in (-1, 3, 10):
        with pytest.raises(InputError, match=message):
            rank_sets.focal_ranks(components, focal, np.full((1, 3), 1 / 3))


def test_scores_within_the_tolerance_share_the_rank():
    components = np.array([[0.5, 0.5, 0.5], [0.5 + 5e-10] * 3, [0.5 + 5e-9] * 3])
    thirds = np.full((1, 3), 1 / 3)
    assert [int(rank_sets.focal_ranks(components, unit, thirds)[0]) for unit in range(3)] == [2, 2, 1]
