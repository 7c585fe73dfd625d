"""The accounting keeps Shapley's axioms on real editions and agrees with examples by hand and with all 720 orders."""

from __future__ import annotations

import math
from itertools import combinations, permutations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_accounting, ranks
from analysis.studies.shared import survey

STEPS = [(2018, 2020), (2020, 2022), (2022, 2024)]
THIRDS = np.full(3, 1 / 3)
SIDES = {"own": 0, "others": 1}


def editions(start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    return tuple(survey.components(year).to_numpy(copy=True) for year in (start, end))


def rank_after(before, after, weights, unit, coalition) -> int:
    """Plain Python: the rank of a unit when the players in the coalition, (side, component), have moved."""
    k = len(weights)

    def score(row, side):
        return sum(weights[c] * (after if (side, c) in coalition else before)[row][c] for c in range(k))

    own = score(unit, "own")
    return 1 + sum(score(row, "others") > own + 1e-9 for row in range(len(before)) if row != unit)


def mean_over_orders(before, after, weights, unit, players) -> dict:
    """What each player adds, averaged over every order; a player is a tuple of (side, component)."""
    total, orders = dict.fromkeys(players, 0), list(permutations(players))
    for order in orders:
        coalition, rank = set(), rank_after(before, after, weights, unit, set())
        for player in order:
            coalition |= set(player)
            now = rank_after(before, after, weights, unit, coalition)
            total[player] += now - rank
            rank = now
    return {player: total[player] / len(orders) for player in players}


def test_three_countries_and_one_component_by_hand():
    # A 1, B 2, C 3 become A 2.5, B 4, C 0. A is third; alone it passes B (2); had only the others moved it would pass
    # C (2); in the end B is above and C below it (2). Own: (-1 + 0) / 2, others: (-1 + 0) / 2.
    before, after = np.array([[1.0], [2.0], [3.0]]), np.array([[2.5], [4.0], [0.0]])
    found = rank_accounting.account(before, after, np.array([1.0]))
    assert (found.before[0], found.own_only[0], found.others_only[0], found.after[0]) == (3, 2, 2, 2)
    assert found.shapley[0].tolist() == [[-0.5], [-0.5]]
    assert found.first_in[0].tolist() == [[-1], [-1]]
    assert found.last_in[0].tolist() == [[0], [0]]
    assert found.paired[0].tolist() == found.paired_first_in[0].tolist() == found.paired_last_in[0].tolist() == [-1]
    # C was first. Its fall alone costs two places (3); the others' rise alone one (B at 4: 2).
    # At the end it is last (3): own (2 + 1) / 2, others (1 + 0) / 2.
    assert found.shapley[2].tolist() == [[1.5], [0.5]]


def test_three_countries_and_three_components_by_all_720_orders():
    rng = np.random.default_rng(7)
    weights = [0.5, 0.3, 0.2]
    before, after = rng.uniform(size=(2, 3, 3)).round(1)
    found = rank_accounting.account(before, after, np.array(weights))
    players = [((side, c),) for side in SIDES for c in range(3)]
    pairs = [(("own", c), ("others", c)) for c in range(3)]
    assert np.ptp(found.shapley) > 0
    for unit in range(3):
        by_order = mean_over_orders(before, after, weights, unit, players)
        expected = np.array([by_order[player] for player in players]).reshape(2, 3)
        assert found.shapley[unit] == pytest.approx(expected, abs=1e-12)
        by_order = mean_over_orders(before, after, weights, unit, pairs)
        assert found.paired[unit] == pytest.approx([by_order[pair] for pair in pairs], abs=1e-12)
        none, everything = (rank_after(before, after, weights, unit, set(sum(x, ()))) for x in ([], pairs))
        for c, pair in enumerate(pairs):
            alone = rank_after(before, after, weights, unit, set(pair))
            all_but = rank_after(before, after, weights, unit, set(sum(pairs, ())) - set(pair))
            assert found.paired_first_in[unit, c] == alone - none
            assert found.paired_last_in[unit, c] == everything - all_but


def test_every_coalition_of_a_real_state_by_counting():
    before, after = editions(2020, 2022)
    found = rank_accounting.coalition_ranks(before, after, THIRDS, 1e-9)
    unit = survey.components(2020).index.get_loc("IDN")
    players = [(side, c) for side in SIDES for c in range(3)]
    for size in range(7):
        for coalition in combinations(players, size):
            own, others = (sum(1 << c for s, c in coalition if s == side) for side in SIDES)
            assert found[others, own, unit] == rank_after(before, after, THIRDS, unit, set(coalition))


def test_indonesia_2018_to_2020_as_worked_out_before():
    found = rank_accounting.account(*editions(2018, 2020), THIRDS)
    unit = survey.components(2018).index.get_loc("IDN")
    assert [x[unit] for x in (found.before, found.after, found.own_only, found.others_only)] == [107, 88, 69, 118]
    assert found.shapley[unit] == pytest.approx(np.array([[-8.73, -18.15, -4.68], [-2.55, 13.30, 1.82]]), abs=5.1e-3)
    assert found.paired[unit] == pytest.approx([-10.33, -6.33, -2.33], abs=5e-3)


@pytest.mark.parametrize("step", STEPS)
def test_efficiency_for_every_state(step):
    before, after = editions(*step)
    found = rank_accounting.account(before, after, THIRDS)
    start, end = (ranks.competition_ranks(ranks.weighted_scores(x, THIRDS)) for x in (before, after))
    assert (found.before == start).all()
    assert (found.after == end).all()
    assert found.shapley.sum(axis=(1, 2)) == pytest.approx(end - start, abs=1e-10)
    assert found.paired.sum(axis=1) == pytest.approx(end - start, abs=1e-10)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("component", range(3))
def test_null_player_for_every_state(step, component):
    before, after = editions(*step)
    after[:, component] = before[:, component]
    found = rank_accounting.account(before, after, THIRDS)
    for parts in (found.shapley, found.first_in, found.last_in):
        assert (parts[:, :, component] == 0).all()
    assert (found.paired[:, component] == 0).all()
    assert np.abs(found.shapley).sum() > 0


def test_a_state_that_stands_still_has_no_part_in_its_move():
    before, after = editions(2020, 2022)
    after[50] = before[50]
    found = rank_accounting.account(before, after, THIRDS)
    assert (found.shapley[50, 0] == 0).all()
    assert found.own_only[50] == found.before[50]
    assert found.shapley[50, 1].sum() == pytest.approx(found.after[50] - found.before[50])


@pytest.mark.parametrize("step", STEPS)
def test_symmetry_equal_components_get_equal_parts(step):
    before, after = editions(*step)
    before[:, 1], after[:, 1] = before[:, 0], after[:, 0]
    found = rank_accounting.account(before, after, THIRDS)
    assert found.shapley[:, :, 1] == pytest.approx(found.shapley[:, :, 0], abs=1e-9)
    assert found.paired[:, 1] == pytest.approx(found.paired[:, 0], abs=1e-9)


def test_permuted_states_and_components_permute_the_parts():
    before, after = editions(2018, 2020)
    rows, columns = np.random.default_rng(3).permutation(193), np.array([2, 0, 1])
    plain = rank_accounting.account(before, after, THIRDS)
    moved = rank_accounting.account(before[rows][:, columns], after[rows][:, columns], THIRDS)
    assert moved.shapley == pytest.approx(plain.shapley[rows][:, :, columns], abs=1e-9)
    assert moved.paired == pytest.approx(plain.paired[rows][:, columns], abs=1e-9)


@pytest.mark.parametrize("step", STEPS)
def test_one_sided_ranks_agree_with_the_method_for_one_unit(step):
    before, after = editions(*step)
    found = rank_accounting.account(before, after, THIRDS)
    for unit in (0, 75, 192):
        one = ranks.counterfactual_ranks(before, after, unit, THIRDS)
        assert one == {name: getattr(found, name)[unit] for name in one}


def test_backwards_in_time_every_part_changes_its_sign():
    before, after = editions(2022, 2024)
    there, back = rank_accounting.account(before, after, THIRDS), rank_accounting.account(after, before, THIRDS)
    assert back.shapley == pytest.approx(-there.shapley, abs=1e-9)
    assert (back.first_in == -there.last_in).all()


def test_a_shift_of_a_component_common_to_all_leaves_ranks_and_pairs():
    before, after = editions(2018, 2020)
    shifted = after - np.array([0.0, 0.13, 0.0])
    plain, centred = (rank_accounting.account(before, x, THIRDS) for x in (after, shifted))
    assert (plain.after == centred.after).all()
    assert centred.paired == pytest.approx(plain.paired, abs=1e-9)
    assert np.abs(centred.shapley - plain.shapley).max() > 5


def test_ties_and_near_ties_share_the_better_rank():
    before = np.array([[0.5, 0.5], [0.5 + 5e-10, 0.5], [0.4, 0.4]])
    after = np.array([[0.5, 0.5], [0.5, 0.5 - 5e-10], [0.5, 0.5]])
    found = rank_accounting.account(before, after, np.array([0.5, 0.5]))
    assert found.before.tolist() == [1, 1, 3]
    assert found.after.tolist() == [1, 1, 1]
    assert found.shapley[2].tolist() == [[-1, -1], [0, 0]]
    assert found.first_in[2].tolist() == [[0, 0], [0, 0]]
    assert found.last_in[2].tolist() == [[-2, -2], [0, 0]]


def test_who_came_and_who_left_meets_the_ranks_of_both_editions_in_equal_parts():
    nothing = [math.nan] * 3
    before = np.array([[0.5] * 3, [0.9] * 3, nothing, [0.1] * 3])
    after = np.array([[0.5] * 3, nothing, [0.8] * 3, [0.1] * 3])
    # State 0 stands still: second below one that leaves, then second below one that comes.
    found = rank_accounting.account(before, after, THIRDS)
    assert (found.before[0], found.after[0]) == (2, 2)
    assert found.shapley[0] == pytest.approx(np.zeros((2, 3)), abs=1e-12)
    assert found.first_in[0, 1].tolist() == [-1] * 3, "the one that left is gone as soon as the others move"
    assert found.last_in[0, 1].tolist() == [1] * 3, "the one that came is there when all have moved"
    for gone in (1, 2):  # one comes or goes alone: the whole place in thirds
        left = np.delete(np.arange(4), 3 - gone)
        alone = rank_accounting.account(before[left], after[left], THIRDS)
        assert alone.shapley[0, 1] == pytest.approx([(1, -1)[gone == 1] / 3] * 3)
    for parts in (found.shapley, found.first_in, found.last_in, found.paired, found.paired_first_in):
        assert np.isnan(parts[1]).all()
        assert np.isnan(parts[2]).all()
        assert not np.isnan(parts[[0, 3]]).any()
    assert np.isnan(found.before[1])
    assert np.isnan(found.own_only[2])


@pytest.mark.parametrize("step", [(2003, 2012), (2008, 2010), (2010, 2014)])
def test_editions_with_different_fields_meet_their_own_ranks(step):
    before, after = editions(*step)
    found = rank_accounting.account(before, after, THIRDS)
    both = ~np.isnan(before[:, 0]) & ~np.isnan(after[:, 0])
    assert both.sum() < max((~np.isnan(before[:, 0])).sum(), (~np.isnan(after[:, 0])).sum())
    start, end = (ranks.competition_ranks(ranks.weighted_scores(x, THIRDS)) for x in (before, after))
    assert (np.isnan(found.shapley).any(axis=(1, 2)) == ~both).all()
    assert (found.before[both] == start[both]).all()
    assert found.shapley[both].sum(axis=(1, 2)) == pytest.approx((end - start)[both], abs=1e-10)


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((4, 3), (5, 3), 3), r"components \(4, 3\) and \(5, 3\), weights \(3,\): give two tables of the same units"),
        (((4, 3), (4, 3), 2), "and a weight a component"),
        (((4, 7), (4, 7), 7), r"7 components: 4\^7 coalitions are too many; give at most 6"),
    ],
)
def test_refusals(shapes, message):
    before, after, weights = (np.zeros(shape) for shape in shapes)
    with pytest.raises(InputError, match=message):
        rank_accounting.account(before, after, weights)
