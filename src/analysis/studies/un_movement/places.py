"""How many places did a country gain? The methods of ranks answered in places gained, where plus is up.

A better rank is a smaller number, so that methods, which count changes of rank, say minus where a state gained. Here
alone that sign is turned: every study takes what the methods count from this module, and every frame, fact, value,
sentence and figure after it holds places gained.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks import rank_accounting, rank_sets
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
