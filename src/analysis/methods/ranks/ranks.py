"""Ranks of scores that are weighted means of components, and what a rank would have been had only one side moved.

Competition rank: one plus the number of strictly higher scores, so that equal scores share the better rank. Scores
closer than the tolerance count as equal. An accounting of integers, without sampling and without an interval.
Reference: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 7, for the comparison of ranks.
"""

from __future__ import annotations

import numpy as np

TOLERANCE = 1e-9


def competition_rank(score: float, field: np.ndarray, tolerance: float = TOLERANCE) -> int:
    """Rank of `score` in a field that does not contain it. `field`: scores (n,), missing ones are ignored."""
    return 1 + int(np.count_nonzero(field > score + tolerance))


def competition_ranks(scores: np.ndarray, tolerance: float = TOLERANCE) -> np.ndarray:
    """Ranks (n,) of all scores (n,); a missing score gets rank 0."""
    higher = scores[None, :] > scores[:, None] + tolerance
    return np.where(np.isnan(scores), 0, 1 + higher.sum(axis=1))


def weighted_scores(components: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Scores (n,) of components (n, k) under weights (k,) that sum to one."""
    return components @ weights


def counterfactual_ranks(
    before: np.ndarray, after: np.ndarray, focal: int, weights: np.ndarray, tolerance: float = TOLERANCE
) -> dict[str, int]:
    """Rank of one unit when nobody moves, only it moves, only the others move, and all move.

    `before`, `after`: components (n, k) of the same n units in the same order; rows with a missing component do not
    count in the field. `focal`: row of the unit. Returns `before`, `own_only`, `others_only`, `after`.
    """
    old, new = weighted_scores(before, weights), weighted_scores(after, weights)
    others = np.arange(len(before)) != focal
    return {
        "before": competition_rank(old[focal], old[others], tolerance),
        "own_only": competition_rank(new[focal], old[others], tolerance),
        "others_only": competition_rank(old[focal], new[others], tolerance),
        "after": competition_rank(new[focal], new[others], tolerance),
    }


def contributions(before: np.ndarray, after: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What each component adds to the change of a score: weight x change (k,); they sum to the change exactly."""
    return weights * (after - before)
