"""Linking functions: identities, a printed worked example, a second route, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.methods.effects.linking import HOWS, accuracy, invariance, linked, percentile_ranks, score_at, share_below
from analysis.methods.errors import InputError

X = np.round(np.random.default_rng(1).normal(3, 0.6, 400).clip(1, 5), 2)
Y = np.round(np.random.default_rng(2).normal(3.3, 0.7, 350).clip(1, 5), 2)


@pytest.mark.parametrize("how", HOWS)
def test_the_same_scores_twice_give_the_identity(how):
    assert linked(X, X, X, how) == pytest.approx(X, abs=1e-9)


def test_linear_undoes_an_affine_map():
    points = np.linspace(-3, 9, 50)
    assert linked(1.7 * points - 0.4, 1.7 * X - 0.4, X, "linear") == pytest.approx(points, abs=1e-10)


def test_equipercentile_undoes_an_affine_map_that_keeps_the_grid():
    assert linked(X + 0.25, X + 0.25, X, "equipercentile") == pytest.approx(X, abs=1e-9)


@pytest.mark.parametrize("how", HOWS)
def test_there_and_back_is_where_one_was(how):
    there = linked(X, X, Y, how)
    back = linked(there, Y, X, how)
    # Where no Y separates two ranks the way back starts in a gap: compare where both distributions rise.
    ranks = percentile_ranks(Y)
    risen = share_below(ranks, there + 1e-6) - share_below(ranks, there - 1e-6) > 1e-9
    assert risen.mean() > 0.5
    assert back[risen] == pytest.approx(X[risen], abs=1e-6)


def test_the_worked_example_of_five_scores():
    # Kolen and Brennan (2004), ch. 2, Table 2.3
    x = np.repeat([0, 1, 2, 3, 4], [2, 3, 2, 2, 1])
    y = np.repeat([0, 1, 2, 3, 4], [1, 2, 2, 3, 2])
    assert share_below(percentile_ranks(x, 1), [0, 1, 2, 3, 4]) == pytest.approx([0.10, 0.35, 0.60, 0.80, 0.95])
    found = linked([0, 1, 2, 3, 4], x, y, "equipercentile", unit=1)
    assert found == pytest.approx([0.5, 1.75, 2 + 5 / 6, 3.5, 4.25])


def rank_by_hand(x, scores, unit):
    """Share of scores below x, one score after the other."""
    return sum(min(max((x - score) / unit + 0.5, 0), 1) for score in scores) / len(scores)


def score_by_hand(p, scores, unit):
    """The middle of all scores with the rank p, by halving."""

    def first(reached):
        low, high = min(scores) - unit, max(scores) + unit
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (low, middle) if reached(rank_by_hand(middle, scores, unit)) else (middle, high)
        return high

    return (first(lambda rank: rank >= p - 1e-12) + first(lambda rank: rank > p + 1e-12)) / 2


def test_a_second_route_agrees_on_scores_off_the_grid():
    draws = np.random.default_rng(3)
    x, y = draws.normal(3, 0.5, 25).tolist(), draws.normal(3.2, 0.6, 30).tolist()
    for point in [*x[:8], *(np.array(x[:8]) + 0.02)]:
        if min(x) < point < max(x):
            expected = score_by_hand(rank_by_hand(point, x, 0.1), y, 0.1)
            assert linked([point], x, y, "equipercentile", 0.1) == pytest.approx([expected], abs=1e-8)


def test_a_rank_that_no_score_separates_gives_the_middle_of_the_gap():
    ranks = percentile_ranks([1, 1, 4, 4], 1)
    assert score_at(ranks, [0.5]) == pytest.approx([2.5])
    assert linked([2], [1, 2, 2, 3], [1, 1, 4, 4], "equipercentile", 1) == pytest.approx([2.5])


def test_beyond_the_scores_equipercentile_has_no_value_and_the_others_extend():
    points = [X.min() - 0.02, X.max() + 0.02]
    assert np.isnan(linked(points, X, Y, "equipercentile")).all()
    for how in ("mean", "linear"):
        assert np.isfinite(linked(points, X, Y, how)).all()
    assert np.isfinite(linked([X.min(), X.max()], X, Y, "equipercentile")).all()


def test_links_do_not_decrease():
    points = np.linspace(X.min(), X.max(), 500)
    for how in HOWS:
        assert (np.diff(linked(points, X, Y, how)) >= -1e-9).all()


def test_mean_and_spread_of_linked_scores():
    assert linked(X, X, Y, "mean").mean() == pytest.approx(Y.mean())
    assert linked(X, X, Y, "linear").std(ddof=1) == pytest.approx(Y.std(ddof=1))


def test_invariance_is_nought_when_every_group_has_the_same_scores():
    x, y = np.tile(X[:50], 3), np.tile(Y[:50], 3)
    groups = np.repeat(["a", "b", "c"], 50)
    for how in HOWS:
        found = invariance(X[:50], x, y, groups, how)
        assert found.rmsd == pytest.approx(0, abs=1e-9)
        assert found.covered == pytest.approx(1)


def test_invariance_recovers_a_planted_difference_by_hand():
    # Two groups of 30 and 10 whose links differ from the common one by -.1 and +.3.
    x = np.tile([1.0, 2.0, 3.0, 4.0, 5.0], 8)
    shift = np.repeat([0.0, 0.4], [30, 10])
    found = invariance([2.0, 4.0], x, x + shift, np.repeat(["many", "few"], [30, 10]), "mean")
    assert found.rmsd == pytest.approx(math.sqrt(0.75 * 0.1**2 + 0.25 * 0.3**2))


def test_a_group_without_a_link_is_left_out_there():
    x = np.array([1.0, 2.0, 3.0, 4.0, 1.0, 2.0])
    found = invariance([3.5, 9.0], x, x, np.array(["wide"] * 4 + ["low"] * 2), "equipercentile", unit=1)
    assert found.covered == pytest.approx([4 / 6, 0])
    assert np.isnan(found.rmsd).tolist() == [False, True]


def test_accuracy_by_hand():
    found = accuracy([1.0, 2.0, np.nan, 5.0], [1.5, 1.0, 3.0, 5.0])
    assert found == (3, pytest.approx(0.5 / 3), pytest.approx(math.sqrt(1.25 / 3)), 1.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: linked(X, X, Y, "kernel"), "link kernel: unknown; choose one of mean, linear, equipercentile"),
        (lambda: linked(X, [3.0], Y, "mean"), "fit_x: 1 scores; a link needs at least two"),
        (lambda: linked(X, X, [1.0, np.nan, np.inf], "mean"), "fit_y: 2 scores are missing or not finite; leave them"),
        (lambda: linked(X, [2.0, 2.0], Y, "linear"), "fit_x: all scores are the same; a linear link needs scores"),
        (lambda: linked(X, X, Y, "equipercentile", 0), "unit 0: give the distance of two neighbouring scores"),
        (lambda: invariance(X, X, Y, ["a"] * 400, "mean"), "have 400, 350 and 400 entries; give one each"),
        (lambda: invariance(X, X, X, ["a"] * 399 + ["b"], "mean"), "group b: one member; a link needs at least two"),
        (lambda: accuracy([1.0], [1.0, 2.0]), "1 linked scores and 2 known ones; give one each"),
        (lambda: accuracy([np.nan], [1.0]), "no score is both linked and known; there is nothing to compare"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
