"""How many places did a country gain? The methods of ranks answered in places gained, where plus is up.

A better rank is a smaller number, so that methods, which count changes of rank, say minus where a state gained. Here
alone that sign is turned: every study takes what the methods count from this module, and every frame, fact, value,
sentence and figure after it holds places gained.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks import rank_accounting, rank_sets, shift_sets
from analysis.studies.shared.survey import THIRDS


@dataclass(frozen=True)
class Gains:
    """Ranks (n,) of n states, and places gained (plus is up), missing for those without a rank in either edition.

    `own_only` and `others_only` are the ranks with one side moved. `gained` (n,) is the whole move; the shares of it,
    `shapley`, and `first_in` and `last_in` are (n, 2, 3): state, side (own, others), component; `paired`,
    `paired_first_in` and `paired_last_in` (n, 3) the same where a component moves for the state and all others.
    """

    rank_from: np.ndarray
    rank_to: np.ndarray
    own_only: np.ndarray
    others_only: np.ndarray
    gained: np.ndarray
    shapley: np.ndarray
    first_in: np.ndarray
    last_in: np.ndarray
    paired: np.ndarray
    paired_first_in: np.ndarray
    paired_last_in: np.ndarray


@dataclass(frozen=True)
class Shifted:
    """One state under m shifts of the later edition: `own_only` and `others_only` are ranks (m,) with one side moved,
    `shapley` (m, 2, 3) places gained, plus is up: shift, side (own, others), component."""

    own_only: np.ndarray
    others_only: np.ndarray
    shapley: np.ndarray


PARTS = ("shapley", "first_in", "last_in", "paired", "paired_first_in", "paired_last_in")


def gained(rank_change: np.ndarray) -> np.ndarray:
    """Places gained, plus is up, of changes of rank, after minus before; nought has no sign."""
    return 0.0 - rank_change


def accounting(before: pd.DataFrame, after: pd.DataFrame) -> Gains:
    """The accounting of all states between two editions, by `analysis.methods.ranks.rank_accounting` with thirds.

    `before` and `after` as of `survey.components`: a row a state, the same in both.
    """
    found = rank_accounting.account(before.to_numpy(), after.to_numpy(), THIRDS)
    return Gains(
        rank_from=found.before,
        rank_to=found.after,
        own_only=found.own_only,
        others_only=found.others_only,
        gained=gained(found.after - found.before),
        **{part: gained(getattr(found, part)) for part in PARTS},
    )


def shares(before: pd.DataFrame, after: pd.DataFrame, focal: int, minimum: float) -> dict[int, float]:
    """Every number of places gained by row `focal` under weights common to both editions, with its share of them.

    Arguments and refusals as in `analysis.methods.ranks.rank_sets.move_shares`.
    """
    found = rank_sets.move_shares(before.to_numpy(), after.to_numpy(), focal, minimum)
    return {int(gained(change)): share for change, share in found.items()}


def shifted(before: pd.DataFrame, after: pd.DataFrame, focal: int, shifts: np.ndarray, scale: float) -> Shifted:
    """The accounting of row `focal` under `shifts` (m, 3) of the later edition times `scale`.

    By `analysis.methods.ranks.shift_sets` with thirds; refusals as of `coalitions` there.
    """
    found = shift_sets.coalitions(before.to_numpy(), after.to_numpy(), focal, THIRDS, shifts, scale)
    parts = rank_accounting.shapley(found.reshape(-1, len(shifts)))
    shapley = gained(parts.T.reshape(len(shifts), len(rank_accounting.SIDES), -1))
    return Shifted(found[0, -1], found[-1, 0], shapley)


def paired(before: pd.DataFrame, after: pd.DataFrame, focal: int, weights: np.ndarray) -> np.ndarray:
    """Places gained (m, 3), plus is up, by row `focal` through each component exchanged for all states at once.

    `weights` (m, 3): weights common to both editions; refusals as of `shift_sets.paired_ranks`.
    """
    found = shift_sets.paired_ranks(before.to_numpy(), after.to_numpy(), focal, weights)
    return gained(rank_accounting.shapley(found).T)
