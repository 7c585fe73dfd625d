"""How far can a mean rise because the lowest level of its scale was raised?

Levels that lay below the new floor become the new floor; nothing else moves. With x a level and f the new floor, a
level is lifted by max(f - x, 0). Only the mean of the levels is known. The lift is convex in x, so that it is least
where all levels are alike (Jensen) and largest where they stand at the two ends of the scale. Both hold for any
weights of the levels, and the largest lift is the same however a mean is made of means of parts.

Source: bounds on the mean of a convex function over a bounded range, Edmundson (1956) and Madansky (1959).
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.methods.errors import InputError


class Lift(NamedTuple):
    """By how much the mean rises, in levels: at least `low` and at most `high`, both reached."""

    low: float
    high: float


def floor_lift(mean: float, scale: tuple[float, float], floor: float) -> Lift:
    """The lift of a mean of levels on `scale` (lowest, highest) when `floor` becomes the lowest level.

    Raises InputError where the mean or the floor is off the scale, or the scale has no length.
    """
    lowest, highest = scale
    problems = [] if lowest < highest else [f"scale {lowest:g} to {highest:g}: the lowest level comes first"]
    problems += [
        f"{name} {value:g} is off the scale {lowest:g} to {highest:g}"
        for name, value in (("mean", mean), ("floor", floor))
        if not lowest <= value <= highest
    ]
    if problems:
        raise InputError(problems)
    return Lift(low=max(floor - mean, 0.0), high=(floor - lowest) * (highest - mean) / (highest - lowest))
