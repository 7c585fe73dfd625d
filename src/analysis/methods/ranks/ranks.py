"""Ranks of scores that are weighted means of components, and what a rank would have been had only one side moved.

Competition rank: one plus the number of strictly higher scores, so that equal scores share the better rank. Scores
closer than the tolerance count as equal. An accounting of integers, without sampling and without an interval.
Reference: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 7, for the comparison of ranks.
"""

from __future__ import annotations

import numpy as np

from analysis.methods.errors import InputError

SAME_SCORE = 1e-9  # scores that are no further apart share a rank


def require_table(components: np.ndarray, weights: np.ndarray | None = None, what: str = "components") -> None:
    """Refuse what is no table (n, k) of units and components, or has not one component for each of the last axis of
    `weights`. Raises InputError."""
    shape = np.shape(components)
    if len(shape) != 2 or 0 in shape:
        raise InputError(f"{what} of shape {shape}: give a table, a row a unit and a column a component")
    given = np.shape(weights)[-1:] if weights is not None else shape[1:]
    if given != shape[1:]:
        raise InputError(f"{what}: {shape[1]} a unit, and weights of shape {np.shape(weights)}: give a weight for each")


def require_same_units(before: np.ndarray, after: np.ndarray) -> None:
    """Refuse two tables that cannot be of the same units and components. Raises InputError."""
    if np.shape(before) != np.shape(after):
        raise InputError(
            f"tables of shape {np.shape(before)} before and {np.shape(after)} after: give the same units in the same "
            "order, with the same components; leave values empty where a unit has none"
        )


def require_row(focal: int, units: int) -> None:
    """Refuse a row that the table does not have. Raises InputError."""
    if not 0 <= focal < units:
        raise InputError(f"row {focal}: no such row; give one from 0 to {units - 1}")


def competition_rank(score: float, field: np.ndarray, tolerance: float = SAME_SCORE) -> int:
    """Rank of `score` in a field that does not contain it. `field`: scores (n,), missing ones are ignored."""
    return 1 + int(np.count_nonzero(field > score + tolerance))


def competition_ranks(scores: np.ndarray, tolerance: float = SAME_SCORE) -> np.ndarray:
    """Ranks (n,) of all scores (n,); a missing score gets rank 0."""
    higher = scores[None, :] > scores[:, None] + tolerance
    return np.where(np.isnan(scores), 0, 1 + higher.sum(axis=1))


def weighted_scores(components: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Scores (n,) of components (n, k) under weights (k,) that sum to one. Raises InputError for other shapes."""
    require_table(components, weights)
    return components @ weights


def counterfactual_ranks(
    before: np.ndarray, after: np.ndarray, focal: int, weights: np.ndarray, tolerance: float = SAME_SCORE
) -> dict[str, int]:
    """Rank of one unit when nobody moves, only it moves, only the others move, and all move.

    `before`, `after`: components (n, k) of the same n units in the same order; rows with a missing component do not
    count in the field. `focal`: row of the unit. Returns `before`, `own_only`, `others_only`, `after`. Raises
    InputError for tables that do not fit each other or the weights, and a row that does not exist.
    """
    require_same_units(before, after)
    require_row(focal, len(before))
    old, new = weighted_scores(before, weights), weighted_scores(after, weights)
    others = np.arange(len(before)) != focal
    return {
        "before": competition_rank(old[focal], old[others], tolerance),
        "own_only": competition_rank(new[focal], old[others], tolerance),
        "others_only": competition_rank(old[focal], new[others], tolerance),
        "after": competition_rank(new[focal], new[others], tolerance),
    }


def contributions(before: np.ndarray, after: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What each component adds to the change of a score: weight x change (k,); they sum to the change exactly.

    Raises InputError where the three are not of one length.
    """
    if not np.shape(before) == np.shape(after) == np.shape(weights):
        raise InputError(
            f"components of shape {np.shape(before)} and {np.shape(after)}, weights of shape {np.shape(weights)}: give "
            "one value a component in each"
        )
    return weights * (after - before)
