"""What may be said of a comparison with the peers? The plan's rule `synthetic_control`, and which part of it decides.

Indonesia is compared because it rose, so that a place among states is no chance. The comparison supports nothing where
another design would have decided otherwise or where it would miss most true gains: it is inconclusive. Only a
comparison that would have found a gain, and found none under any design, is not supported. None refutes.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED


def verdict(
    shares: tuple[float, float], controls: Mapping[str, float], power: float, bound: float, wanted: float
) -> str:
    """The word for the lowest and highest share of states over the designs, the shares of the negative controls and
    the power of the declared design.

    A control at or below the bound breaks it; a missing share, where a control fits exactly, says nothing.
    """
    low, high = shares
    if high <= bound and not broken(controls, bound):
        return ASSOCIATED_ONLY
    return NOT_SUPPORTED if low > bound and power >= wanted else INCONCLUSIVE


def broken(controls: Mapping[str, float], bound: float) -> list[str]:
    """The negative controls that moved as rarely as the bound."""
    return [name for name, share in controls.items() if share <= bound]


def reason(facts: Mapping[str, object]) -> str:
    """Which part of the rule decides: range (the designs differ), nothing (no design shows a sign), control, or none;
    earlier_nothing or earlier_something for a date before the programme, by whether online services moved then."""
    bound = facts["bound"]
    if facts["treatment"] != facts["programme"]:
        return "earlier_something" if facts["p"] <= bound else "earlier_nothing"
    if facts["low"] > bound:
        return "nothing"
    if facts["high"] > bound:
        return "range"
    return "control" if facts["broken"] else "none"
