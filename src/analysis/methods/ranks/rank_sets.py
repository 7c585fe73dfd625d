"""Which ranks can a unit have when the weights of three components may be any in a set, and which moves are robust?

A rank set is exact: the best and the worst rank over all generic weights, each at least a minimum and summing to one.
Where two units tie for some weights only, the orders beside them count and the tie itself does not; equal rows share
the rank. A move takes the same weights in both editions, so that it is not the difference of two rank sets, and sets
that overlap do not refute it. The draws below are the plain route to the same ranks, for many weightings at once.
Reference: Foster, McGillivray & Seth (2013), Composite Indices: Rank Robustness, Statistical Association, and
Redundancy; Permanyer (2011); Seth & McGillivray (2018) for changes over time.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from analysis.methods.errors import InputError
from analysis.methods.ranks import weight_regions
from analysis.methods.ranks.ranks import SAME_SCORE, require_row, require_same_units, require_table

DECIMALS = 5  # of a printed component
CHUNK_BYTES = 16_000_000  # of scores held at once: fits a cache, and far below the memory of any machine


def rank_set(components: np.ndarray, focal: int, minimum: float) -> tuple[int, int]:
    """Best and worst rank of row `focal` over all generic weights of at least `minimum` that sum to one.

    `components`: (n, 3), at most five decimals; rows with a missing component are no competitors. `minimum`: at least
    0 and below a third. Raises InputError where there are not three components, the focal row is missing or a number
    has too many decimals.
    """
    found = rank_shares(components, focal, minimum)
    return min(found), max(found)


def rank_shares(components: np.ndarray, focal: int, minimum: float) -> dict[int, float]:
    """Every rank that occurs over the weights of `rank_set`, with the share of the weights (area) that gives it."""
    lines = _lines(components, focal, minimum)
    return {1 + k: share for k, share in weight_regions.shares(lines, np.ones(len(lines), np.int64)).items()}


def move_shares(before: np.ndarray, after: np.ndarray, focal: int, minimum: float) -> dict[int, float]:
    """Every change of rank (after minus before, negative is up) under weights common to both, with its share.

    Arguments as in `rank_set`, the units in the same order; one that is missing in one edition competes in the other.
    """
    require_same_units(before, after)
    old, new = _lines(before, focal, minimum), _lines(after, focal, minimum)
    signs = np.repeat([-1, 1], [len(old), len(new)])
    return weight_regions.shares(np.vstack([old, new]), signs)


def focal_ranks(components: np.ndarray, focal: int, weights: np.ndarray, tolerance: float = SAME_SCORE) -> np.ndarray:
    """Competition ranks (p,) of one row of `components` (n, k) under each of `weights` (p, k), in chunks.

    Rows with a missing component are no competitors. Raises InputError where the focal row is missing.
    """
    components, weights = np.asarray(components, float), _weightings(components, weights)
    _check_focal(components, focal)
    lines = (components - components[focal])[~np.isnan(components).any(axis=1)]
    parts = [np.count_nonzero(part @ lines.T > tolerance, axis=1) for part in _chunks(weights, len(lines))]
    return 1 + np.concatenate(parts)


def _weightings(components: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights as a table (p, k) that fits the components. Raises InputError for another shape."""
    require_table(components, weights)
    if np.ndim(weights) != 2:
        raise InputError(f"weights of shape {np.shape(weights)}: give a table, a row a weighting: `weights[None, :]`")
    return np.asarray(weights, float)


def _chunks(weights: np.ndarray, units: int) -> Iterator[np.ndarray]:
    """The weightings in parts whose scores of all units take at most CHUNK_BYTES."""
    size = max(1, CHUNK_BYTES // (8 * max(units, 1)))
    return (weights[start : start + size] for start in range(0, len(weights), size))


def _lines(components: np.ndarray, focal: int, minimum: float) -> np.ndarray:
    """Differences from the focal row as whole numbers (m, 3), to be weighted by any weights of at least 0.

    Weights of at least `minimum` = a / b are minimum + (1 - 3 minimum) u with u >= 0 summing to one, so that the score
    of x is b times smaller than that of a (x1 + x2 + x3) + (b - 3 a) x under u.
    """
    components = np.asarray(components, float)
    require_table(components)
    if components.shape[1] != 3:
        raise InputError(
            f"{components.shape[1]} components: rank sets are exact for three; for another number draw weights with "
            "`rank_uncertainty.on_simplex` and rank under each with `rank_sets.focal_ranks`"
        )
    lowest = _minimum(minimum)
    _check_focal(components, focal)
    units = components[focal] * 10**DECIMALS, components[~np.isnan(components).any(axis=1)] * 10**DECIMALS
    if np.abs(units[1] - np.rint(units[1])).max() > 1e-4:
        raise InputError(f"components: at most {DECIMALS} decimals, so that ties are exact: round them as printed")
    lines = np.rint(units[1]).astype(np.int64) - np.rint(units[0]).astype(np.int64)
    return lowest.numerator * lines.sum(axis=1, keepdims=True) + (lowest.denominator - 3 * lowest.numerator) * lines


def _minimum(minimum: float) -> Fraction:
    """A least weight as it is written: 0.1 is a tenth."""
    try:
        lowest = Fraction(str(minimum))
    except (ValueError, ZeroDivisionError) as error:
        raise InputError(f"minimum weight {minimum!r}: not a number; give one such as 0.1") from error
    if not 0 <= lowest < Fraction(1, 3):
        raise InputError(f"minimum weight {minimum}: must be at least 0 and below a third: three weights sum to one")
    return lowest


def _check_focal(components: np.ndarray, focal: int) -> None:
    require_row(focal, len(components))
    if np.isnan(components[focal]).any():
        raise InputError(
            f"row {focal}: a component is missing: a unit without components has no rank; choose one that has all"
        )
