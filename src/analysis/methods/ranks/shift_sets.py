"""What becomes of an accounting of ranks where the scores have no nought and no unit of their own?

A score that is a position between the lowest and the highest of its edition is fixed up to a convention. One constant
added to a component of all units of an edition changes no rank in that edition, nor does one positive factor on all
components of all units. But coalitions that set a unit's values of one edition into the field of another do change.
Here they are counted under many such shifts at once, for one unit.

What is unchanged by what: the ranks of both editions by shifts and by a factor common to the components; the accounting
by components that move for all units at once (paired) by shifts alone, since a factor on one edition weighs its
components against the other edition's; own and others' parts by neither. A factor on one component is another weight.

Only the shift of the later edition against the earlier one counts, so that shifts are of the later edition. With mask O
of own components moved and W of the others', a shift b moves the unit by sum_c w_c b_c (O_c - W_c) against a field that
stays: each field is sorted once for all shifts. The ways of accounting are those of `rank_accounting`.

References: as of `rank_accounting`; Stevens (1946), Science 103:677-680, for the transformations that a scale admits.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from analysis.methods.errors import InputError
from analysis.methods.ranks import ranks


def coalitions(
    before: np.ndarray,
    after: np.ndarray,
    focal: int,
    weights: np.ndarray,
    shifts: np.ndarray,
    scale: float = 1.0,
    tolerance: float = ranks.SAME_SCORE,
) -> np.ndarray:
    """Ranks (2^k, 2^k, m) of unit `focal` in every coalition, under m shifts of the later edition.

    `before`, `after`: components (n, k), missing where a unit has none; `weights` (k,); `shifts` (m, k), in points of
    the components; `scale`: the factor on all components of the later edition, before the shift. First axis: which of
    the others' components have moved; second: which of its own; as in `rank_accounting.coalition_ranks`. Raises
    InputError for tables that do not fit, a row that does not exist, shifts of another width and a scale that is not
    positive.
    """
    ranks.require_same_units(before, after)
    ranks.require_row(focal, len(before))
    ranks.require_table(shifts, weights, "shifts")
    if not scale > 0:
        raise InputError(f"scale {scale}: a factor that keeps the order of the units is positive")
    later, others = scale * after, np.arange(len(before)) != focal
    masks = [np.array(bits[::-1]) for bits in product((0, 1), repeat=len(weights))]  # bit c of the index is component c
    mixed = [ranks.weighted_scores(np.where(mask, later, before), weights) for mask in masks]
    fields = [np.sort(scores[others & ~np.isnan(scores)]) for scores in mixed]
    found = np.empty((len(masks), len(masks), len(shifts)))
    for (w, field), (o, own) in product(enumerate(fields), enumerate(scores[focal] for scores in mixed)):
        bars = own + shifts @ (weights * (masks[o] - masks[w])) + tolerance
        found[w, o] = 1 + len(field) - np.searchsorted(field, bars, side="right")
    return found


def aligned(before: np.ndarray, after: np.ndarray, quantiles: np.ndarray, scale: float = 1.0) -> np.ndarray:
    """The shifts (q, k) of the later components, times `scale`, that give each of q quantiles its earlier value.

    `before`, `after`: components (n, k), missing ones left out; `quantiles` from 0 to 1 (linear interpolation).
    """
    return np.nanquantile(before, quantiles, axis=0) - scale * np.nanquantile(after, quantiles, axis=0)


def lattice(low: np.ndarray, high: np.ndarray, points: int) -> np.ndarray:
    """All combinations (points^k, k) of `points` equal steps from `low` (k,) to `high` (k,), both ends included."""
    axes = [np.linspace(*ends, points) for ends in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(axes))


def paired_ranks(
    before: np.ndarray, after: np.ndarray, focal: int, weights: np.ndarray, tolerance: float = ranks.SAME_SCORE
) -> np.ndarray:
    """Ranks (2^k, m) of unit `focal` where components move for all units at once, under m weightings (m, k).

    Component c has moved where bit c of the first index is set. Raises InputError as `coalitions` does.
    """
    ranks.require_same_units(before, after)
    ranks.require_row(focal, len(before))
    ranks.require_table(before, weights)
    masks = [np.array(bits[::-1], dtype=bool) for bits in product((0, 1), repeat=before.shape[1])]
    scores = np.stack([np.where(mask, after, before) @ weights.T for mask in masks])  # (2^k, n, m)
    return 1.0 + (scores > scores[:, [focal]] + tolerance).sum(axis=1)
