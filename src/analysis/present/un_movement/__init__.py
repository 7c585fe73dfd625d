"""How a move in the UN survey is told. A notebook takes it as `show`."""

from analysis.present.un_movement import (
    base_rates,
    movement,
    own_and_others,
    rank_accounting,
    rank_change,
    rank_confidence,
    rank_sets,
    rank_uncertainty,
    referee,
)

__all__ = [
    "base_rates",
    "movement",
    "own_and_others",
    "rank_accounting",
    "rank_change",
    "rank_confidence",
    "rank_sets",
    "rank_uncertainty",
    "referee",
]
