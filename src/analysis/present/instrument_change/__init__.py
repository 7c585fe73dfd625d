"""How the change of instrument is told. A notebook takes it as `show`."""

from analysis.present.instrument_change import (
    comparable_series,
    effects,
    findings,
    indicators,
    national_index,
    one_institution,
    ordinary_movement,
    other_explanations,
    referee,
    totals_before_after,
)

__all__ = [
    "comparable_series",
    "effects",
    "findings",
    "indicators",
    "national_index",
    "one_institution",
    "ordinary_movement",
    "other_explanations",
    "referee",
    "totals_before_after",
]
