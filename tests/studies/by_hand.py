"""Second routes that several tests share, in plain Python with the weights of the regulation typed."""

from __future__ import annotations


def largest_fall(before: float, floor: int) -> float:
    """The largest fall by spending the total on policy, then services, then governance."""
    left, levels = before - floor, {}
    for part, weight in (("p", 0.17), ("s", 0.55), ("g", 0.28)):
        spent = min(left, weight * (5 - floor))
        levels[part] = floor + spent / weight
        left -= spent
    return 0.04 * levels["p"] + 0.03 * levels["g"] + 0.095 * levels["s"] - 0.165
