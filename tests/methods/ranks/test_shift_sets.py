"""Shifts by a second route, on random data: what they leave as it is, and what they move."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_accounting, ranks, shift_sets

THIRDS = np.full(3, 1 / 3)
WEIGHTS = np.array([0.5, 0.3, 0.2])


def fields(seed: int, n: int = 40, gone: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Two random editions of n units; with `gone`, one that left and one that came."""
    before, after = np.random.default_rng(seed).uniform(size=(2, n, 3))
    if gone:
        after[7], before[8] = np.nan, np.nan
    return before, after


def parts(found: np.ndarray) -> np.ndarray:
    """Shapley values (m, 6) of the coalitions under m shifts."""
    return rank_accounting.shapley(found.reshape(-1, found.shape[-1])).T


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize(("seed", "scale"), [(1, 1.0), (2, 0.8), (3, 1.3)])
def test_every_coalition_is_that_of_the_shifted_figures(seed, scale, gone):
    before, after = fields(seed, gone=gone)
    shifts = np.random.default_rng(seed).normal(0, 0.3, size=(4, 3))
    for focal in (0, 25):
        found = shift_sets.coalitions(before, after, focal, WEIGHTS, shifts, scale)
        for at, shift in enumerate(shifts):
            plain = rank_accounting.coalition_ranks(before, scale * after + shift, WEIGHTS, ranks.SAME_SCORE)
            assert (found[:, :, at] == plain[:, :, focal]).all()


@pytest.mark.parametrize("seed", range(5))
def test_a_common_shift_leaves_ranks_and_pairs_and_moves_own_and_others(seed):
    before, after = fields(seed)
    shift = np.random.default_rng(seed + 100).uniform(0.1, 0.3, 3)
    plain, shifted = (rank_accounting.account(before, x, THIRDS) for x in (after, after + shift))
    assert (shifted.before == plain.before).all()
    assert (shifted.after == plain.after).all()
    for pairs in ("paired", "paired_first_in", "paired_last_in"):
        assert getattr(shifted, pairs) == pytest.approx(getattr(plain, pairs), abs=1e-9)
    # The old statement, that own and others' parts are what the figures say, does not survive it.
    assert np.abs(shifted.shapley - plain.shapley).max() > 1
    moved = shifted.shapley.sum(axis=2) - plain.shapley.sum(axis=2)
    assert moved[:, 0] == pytest.approx(-moved[:, 1], abs=1e-9), "places go from one side to the other"
    assert (moved[:, 0] < 1e-9).all(), "a rise of all states is told as own rises"


@pytest.mark.parametrize("seed", range(5))
def test_a_common_factor_leaves_ranks_but_not_pairs(seed):
    before, after = fields(seed)
    plain, scaled = (rank_accounting.account(before, x, THIRDS) for x in (after, 1.5 * after))
    assert (scaled.after == plain.after).all()
    assert np.abs(scaled.paired - plain.paired).max() > 0.5
    both = rank_accounting.account(1.5 * before, 1.5 * after, THIRDS)
    for part in ("shapley", "paired"):  # the same factor on both editions is another unit, and nothing else
        assert getattr(both, part) == pytest.approx(getattr(plain, part), abs=1e-9)


def test_a_factor_on_one_component_changes_ranks():
    before, after = fields(1)
    plain, scaled = (rank_accounting.account(before, x, THIRDS).after for x in (after, after * [1.5, 1, 1]))
    assert (scaled != plain).any()


@pytest.mark.parametrize("seed", range(3))
def test_an_own_part_rises_with_the_shift_of_its_component_and_others_fall(seed):
    before, after = fields(seed)
    shifts = np.zeros((41, 3))
    shifts[:, 0] = np.linspace(-2, 2, 41)
    found = shift_sets.coalitions(before, after, 3, THIRDS, shifts)
    own, others = -parts(found)[:, 0], -parts(found)[:, 3]
    assert (np.diff(own) >= -1e-9).all()
    assert (np.diff(others) <= 1e-9).all()
    assert own[0] < 0 < own[-1]
    alone, last = found[0, 0] - found[0, 1], found[-1, -2] - found[-1, -1]
    for gained in (alone, last):
        assert (np.diff(gained) >= 0).all()
    assert (found[0, 1][0], found[0, 1][-1]) == (40, 1), "without a limit, any rank"


def test_two_units_by_hand():
    # A 1, B 2 become A 2, B 4 on one component. Shifted by -2: A 0, B 2. A's own move alone: 2 against 2 as printed
    # (a tie, first), 0 against 2 where shifted (second).
    before, after = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
    found = shift_sets.coalitions(before, after, 0, np.array([1.0]), np.array([[0.0], [-2.0]]))
    assert found[:, :, 0].tolist() == [[2, 1], [2, 2]]
    assert found[:, :, 1].tolist() == [[2, 2], [2, 2]]


def test_an_aligned_quantile_has_its_earlier_value():
    before, after = fields(4, gone=True)
    quantiles = np.array([0, 0.25, 0.5, 1])
    for scale in (1.0, 0.7):
        shifts = shift_sets.aligned(before, after, quantiles, scale)
        for quantile, shift in zip(quantiles, shifts, strict=True):
            moved = np.nanquantile(scale * after + shift, quantile, axis=0)
            assert moved == pytest.approx(np.nanquantile(before, quantile, axis=0))


def test_the_lattice_has_its_corners_and_no_more_than_the_box():
    low, high = np.array([-1.0, 0.0, 2.0]), np.array([1.0, 0.5, 2.0])
    points = shift_sets.lattice(low, high, 5)
    assert points.shape == (125, 3)
    assert points.min(axis=0).tolist() == low.tolist()
    assert points.max(axis=0).tolist() == high.tolist()
    assert len(np.unique(points, axis=0)) == 25


@pytest.mark.parametrize("gone", [False, True])
def test_pairs_under_other_weights_are_those_of_the_accounting(gone):
    before, after = fields(5, gone=gone)
    weights = np.array([THIRDS, WEIGHTS, [0.1, 0.1, 0.8]])
    found = rank_accounting.shapley(shift_sets.paired_ranks(before, after, 2, weights)).T
    for row, of in zip(found, weights, strict=True):
        assert row == pytest.approx(rank_accounting.account(before, after, of).paired[2], abs=1e-9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"after": np.zeros((3, 3))}, "give the same units in the same order"),
        ({"focal": 40}, "row 40: no such row"),
        ({"shifts": np.zeros((2, 2))}, "shifts: 2 a unit"),
        ({"shifts": np.zeros(3)}, "shifts of shape"),
        ({"scale": 0.0}, r"scale 0\.0: a factor that keeps the order of the units is positive"),
        ({"scale": float("nan")}, "scale nan"),
    ],
)
def test_refusals(change, message):
    before, after = fields(1)
    asked = {"before": before, "after": after, "focal": 0, "weights": THIRDS, "shifts": np.zeros((1, 3))} | change
    with pytest.raises(InputError, match=message):
        shift_sets.coalitions(**asked)
