"""Random sets have the counts of the named one and repeat with their seed; the statistic by hand; refusals."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.effects.random_sets import new_terms, random_sets
from analysis.methods.errors import InputError

CHOSEN = [True, True, False, False, True, False, False]
GROUPS = ["a", "a", "a", "b", "b", "b", "b"]


def sets(groups=None, seed=1, draws=4000):
    return random_sets(np.random.default_rng(seed), draws, CHOSEN, groups)


def test_counts_are_kept_overall_and_within_groups():
    assert (sets().sum(axis=1) == 3).all()
    within = sets(GROUPS)
    assert (within[:, :3].sum(axis=1) == 2).all()
    assert (within[:, 3:].sum(axis=1) == 1).all()


def test_every_item_is_drawn_equally_often():
    assert sets().mean(axis=0) == pytest.approx(3 / 7, abs=0.03)
    assert sets(GROUPS).mean(axis=0) == pytest.approx([2 / 3] * 3 + [1 / 4] * 4, abs=0.03)


def test_a_seed_repeats_and_another_does_not():
    assert (sets(GROUPS) == sets(GROUPS)).all()
    assert not (sets(GROUPS) == sets(GROUPS, seed=2)).all()


def test_the_statistic_by_hand():
    levels, weights = np.array([1.0, 5.0, 3.0]), np.array([0.2, 0.3, 0.5])
    # The index is 3.2; without the first item the average is 3/.8 = 3.75, without the last two it is 1.
    found = new_terms(levels, weights, np.array([[True, False, False], [False, True, True]]))
    assert found == pytest.approx([3.2 - 3.75, 3.2 - 1.0], abs=1e-12)
    assert new_terms(np.full(3, 2.5), weights, np.array([[True, False, False]])) == pytest.approx(0, abs=1e-12)


def test_refusals():
    rng = np.random.default_rng(1)
    with pytest.raises(InputError, match="0 of 3 items chosen; choose some and leave some"):
        random_sets(rng, 5, [False] * 3)
    with pytest.raises(InputError, match="3 of 3 items chosen"):
        random_sets(rng, 5, [True] * 3)
    with pytest.raises(InputError, match="2 groups for 3 items; give each item one"):
        random_sets(rng, 5, [True, False, True], ["a", "b"])
