"""How much of a change of rank runs through each component, of the unit itself and of all others?

The players are a unit's own k components and the others' k components. A coalition takes the later edition's values,
the rest the earlier ones, and has a rank: that of the weighted score among the others (competition rank, ties within a
tolerance). Each player's share is its Shapley value, the mean of what it adds over all orders in which the players can
move; the shares sum to the change of rank, after minus before, exactly: minus is up.

One unit is moved against all others, so that 2^k vectors of its own and 2^k fields of the others give all 4^k
coalitions, and sorting each field once serves every unit.

A unit without values in an edition is no competitor there. It counts in a coalition exactly where all the values that
the others have then exist: one that left is gone as soon as a component of the others is the later one, one that came
is there when all are. So the ranks of both editions are met, and what comings and goings do is credited to the
others' components in equal parts.

References: Shapley (1953); Shorrocks (2013), Journal of Economic Inequality 11:99-126, for accounting.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from analysis.methods.errors import InputError
from analysis.methods.ranks import ranks

MOST_COMPONENTS = 6  # 4^6 coalitions
SIDES = ("own", "others")


@dataclass(frozen=True)
class Accounting:
    """Ranks (n,) and changes of rank of n units, missing for those without a rank in either edition.

    `own_only` and `others_only` are the ranks with one side moved. `shapley`, `first_in` (moved alone) and `last_in`
    (moved after all else) are (n, 2, k): unit, side (own, others), component. `paired`, `paired_first_in` and
    `paired_last_in` (n, k) are the same where a component moves for the unit and all others together.
    """

    before: np.ndarray
    after: np.ndarray
    own_only: np.ndarray
    others_only: np.ndarray
    shapley: np.ndarray
    first_in: np.ndarray
    last_in: np.ndarray
    paired: np.ndarray
    paired_first_in: np.ndarray
    paired_last_in: np.ndarray


def account(
    before: np.ndarray, after: np.ndarray, weights: np.ndarray, tolerance: float = ranks.SAME_SCORE
) -> Accounting:
    """The accounting of all units at once.

    `before`, `after`: components (n, k) of the same units in the same order, missing where a unit has none; `weights`
    (k,). Raises InputError where the shapes do not fit or there are more than six components.
    """
    old, new, shares = (np.asarray(x, dtype=float) for x in (before, after, weights))
    if old.ndim != 2 or old.shape != new.shape or shares.shape != old.shape[1:]:
        raise InputError(
            f"components {old.shape} and {new.shape}, weights {shares.shape}: give two tables of the same units and "
            "components, and a weight a component"
        )
    n, k = old.shape
    if k > MOST_COMPONENTS:
        raise InputError(f"{k} components: 4^{k} coalitions are too many; give at most {MOST_COMPONENTS}")
    found = coalition_ranks(old, new, shares, tolerance)
    every, both = found.reshape(4**k, n), np.arange(2**k)
    pairs = found[both, both]
    (first, last), (pair_first, pair_last) = one_step(every), one_step(pairs)
    return Accounting(
        before=every[0],
        after=every[-1],
        own_only=found[0, -1],
        others_only=found[-1, 0],
        shapley=_by_unit(shapley(every), k),
        first_in=_by_unit(first, k),
        last_in=_by_unit(last, k),
        paired=shapley(pairs).T,
        paired_first_in=pair_first.T,
        paired_last_in=pair_last.T,
    )


def coalition_ranks(before: np.ndarray, after: np.ndarray, weights: np.ndarray, tolerance: float) -> np.ndarray:
    """Rank of every unit in every coalition (2^k, 2^k, n): who of the others has moved, which own values have.

    Component c has moved where bit c of the index is set. Missing for units without a rank in either edition.
    """
    n, k = before.shape
    moved = (np.arange(2**k)[:, None] >> np.arange(k)) & 1 == 1  # (2^k, k)
    scores = np.stack([ranks.weighted_scores(np.where(mask, after, before), weights) for mask in moved])
    bars = scores + tolerance
    out = np.empty((2**k, 2**k, n))
    for others, field in enumerate(scores):
        rivals = np.sort(field[~np.isnan(field)])
        higher = len(rivals) - np.searchsorted(rivals, bars, side="right")
        out[others] = 1 + higher - (field > bars)  # a unit is not its own rival
    out[:, :, np.isnan(scores[0]) | np.isnan(scores[-1])] = np.nan
    return out


def shapley(coalitions: np.ndarray) -> np.ndarray:
    """Shapley values (p, n) of p players from the worth of all coalitions (2^p, n); player q is bit q of the index.

    They sum to the worth of all players less that of none.
    """
    players = len(coalitions).bit_length() - 1
    masks = np.arange(len(coalitions))
    sizes = np.array([int(mask).bit_count() for mask in masks])
    values = []
    for player in range(players):
        without = masks[(masks >> player) & 1 == 0]
        weights = 1 / (players * np.array([comb(players - 1, int(size)) for size in sizes[without]]))
        values.append(weights @ (coalitions[without | 1 << player] - coalitions[without]))
    return np.array(values)


def one_step(coalitions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each of p players adds as the first and as the last to move, two arrays (p, n), from (2^p, n)."""
    alone = 1 << np.arange(len(coalitions).bit_length() - 1)
    everyone = len(coalitions) - 1
    return coalitions[alone] - coalitions[0], coalitions[everyone] - coalitions[everyone ^ alone]


def _by_unit(players: np.ndarray, k: int) -> np.ndarray:
    """(2k, n) in the order own then others -> (n, 2, k)."""
    return players.T.reshape(-1, len(SIDES), k)
