"""A published mean against the mean of the units that were listed: what else would have to be in it?

Plain arithmetic of weighted means. A published mean is known to half a unit of its last digit, so every answer is an
interval, and the listed units' own rounding is carried too.
"""

from __future__ import annotations

import math

import numpy as np


def group_weighted_mean(means: np.ndarray, counts: np.ndarray) -> float:
    """Mean of group means (g,) weighted by group sizes (g,)."""
    return float(np.average(means, weights=counts))


def implied_mean(published: float, listed_mean: float, n: int, unlisted: int, half_unit: float = 0.005) -> tuple:
    """What `unlisted` further units would have to average for all n + unlisted to have the published mean.

    Returns (low, high) over the published mean +- half_unit.
    """
    values = [((n + unlisted) * p - n * listed_mean) / unlisted for p in (published - half_unit, published + half_unit)]
    return min(values), max(values)


def floor_count(
    published: float, listed: tuple[float, float], n: int, floor: float, half_unit: float = 0.005
) -> tuple[float, float]:
    """How many further units at `floor` would turn the listed mean into the published one: (low, high), real numbers.

    `listed`: (low, high) of the mean of the n listed units. Raises ValueError where the published mean lies at or
    below the floor. A negative bound says that units at the floor cannot be the reason.
    """
    if published - half_unit <= floor:
        raise ValueError(f"a published mean of {published} cannot come from units above the floor {floor}")
    low, high = (
        n * (mean - p) / (p - floor)
        for mean, p in zip(listed, (published + half_unit, published - half_unit), strict=True)
    )
    return low, high


def mean_interval(
    low: np.ndarray, high: np.ndarray, half_unit: float = 0.005, widest: bool = False
) -> tuple[float, float]:
    """(low, high) of the mean of rounded figures, each known to lie from `low` to `high` (n,).

    Rounding errors are taken as independent and uniform over +-half_unit; the interval is three standard
    deviations of their mean wide on each side. With `widest` all may be off the same way, by half_unit.
    """
    spread = half_unit if widest else 3 * half_unit / math.sqrt(3 * len(low))
    return float(np.mean(low)) - spread, float(np.mean(high)) + spread


def implied_part(
    total: float, weights: np.ndarray, known: np.ndarray, weight: float, half_unit: float = 0.005
) -> tuple:
    """The one missing part of a weighted sum: (low, high), given the total and the known parts (k,), all rounded.

    Every printed figure may be off by `half_unit`, so the interval is as wide as all of them together allow.
    """
    middle = (total - float(weights @ known)) / weight
    half = half_unit * (1 + float(np.abs(weights).sum())) / weight
    return middle - half, middle + half


def common_count(intervals: list[tuple[float, float]]) -> list[int]:
    """Whole numbers that lie in every interval (several published means, one unknown number of units)."""
    low, high = max(i[0] for i in intervals), min(i[1] for i in intervals)
    return list(range(max(0, math.ceil(low - 1e-9)), math.floor(high + 1e-9) + 1))
