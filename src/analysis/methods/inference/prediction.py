"""How far may a later value lie from what an earlier one leads to expect, and still be ordinary?

A line is fitted where units are known twice. Another unit's later value is then expected at a place on it, and lies
within prediction limits around that place with the stated chance: t (n - 2 degrees of freedom) times the root of the
variance around the line plus that of the fitted line. Over several steps the variance around the line adds up where
steps are independent. Where the variance differs by level, each group of levels has its own.

References: Montgomery, Peck & Vining 2012, Introduction to Linear Regression Analysis, section 2.5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.errors import InputError
from analysis.methods.ordering import settled

Values = np.ndarray | float


class Limits(NamedTuple):
    """What is expected of the later value, and the limits of what is ordinary; arrays (n,) in points."""

    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray


class Levels(NamedTuple):
    """Groups of earlier values from low to high: cuts between them (k - 1,), lines inside them, spreads (k,).

    A spread is the root mean square distance of a group's later values from the one line of all, in points.
    """

    cuts: np.ndarray
    lines: tuple[rtm.Line, ...]
    spreads: np.ndarray


def limits(
    line: rtm.Line,
    before: Values,
    mean_before: Values | None = None,
    mean_after: Values | None = None,
    *,
    steps: Values = 1,
    compounded: bool = False,
    growing: bool = True,
    spread: Values | None = None,
    level: float = 0.95,
) -> Limits:
    """Prediction limits of later values whose earlier ones are `before` (n,), in points; arrays broadcast.

    The means are those of the line, or of another pair of times. `steps` is how often the line's step of time passes:
    with `compounded` a distance from the mean shrinks at each of them, else once; with `growing` the variance around
    the line adds up over them, else it is that of one. `spread` replaces the line's standard deviation around it, for
    instance by that of a level. Raises InputError for fewer steps than one or a level outside 0 to 1.
    """
    before, steps = np.asarray(before, dtype=float), np.asarray(steps, dtype=float)
    if (steps < 1).any() or not 0 < level < 1:
        raise InputError(
            f"steps {steps.min():g}, level {level:g}: at least one step and a level between 0 and 1, please"
        )
    first = line.mean_before if mean_before is None else mean_before
    last = line.mean_after if mean_after is None else mean_after
    distance = before - first
    expected = np.asarray(rtm.expected(before, first, last, line.slope ** (steps if compounded else 1)))
    around = np.asarray(line.spread if spread is None else spread, dtype=float) ** 2 * (steps if growing else 1)
    fitted = line.spread**2 * (1 / line.n + distance**2 / (line.sd_before**2 * (line.n - 1)))
    reach = stats.t.ppf((1 + level) / 2, line.n - 2) * np.sqrt(around + fitted)
    return Limits(expected, expected - reach, expected + reach)


def inside(after: Values, within: Limits) -> np.ndarray:
    """Whether each later value (n,) lies within its limits, the ends included."""
    after = settled(np.asarray(after, dtype=float))
    return (after >= settled(within.low)) & (after <= settled(within.high))


def by_level(before: np.ndarray, after: np.ndarray, groups: int = 4) -> Levels:
    """The units (n,) in groups of nearly equal size by their earlier value, in points.

    A value on a cut belongs to the group below it. Raises InputError like `regression_to_mean.line`, of which every
    group needs one.
    """
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    of_all = rtm.line(before, after)
    cuts = np.quantile(before, np.arange(1, groups) / groups)
    group = group_of(before, cuts)
    rest = after - rtm.expected(before, of_all.mean_before, of_all.mean_after, of_all.slope)
    lines = tuple(rtm.line(before[group == k], after[group == k]) for k in range(groups))
    spreads = np.array([np.sqrt(np.mean(rest[group == k] ** 2)) for k in range(groups)])
    return Levels(cuts, lines, spreads)


def group_of(before: Values, cuts: np.ndarray) -> np.ndarray:
    """The group of each earlier value (n,), from 0 for the lowest."""
    return np.searchsorted(settled(cuts), settled(np.asarray(before, dtype=float)), side="left")


def left_out(
    before: np.ndarray, after: np.ndarray, clusters: np.ndarray, groups: int = 1, level: float = 0.95
) -> np.ndarray:
    """Whether each later value (n,) lies within limits that were fitted without its cluster (n,).

    With more than one group the spread is that of the unit's level. Raises InputError like `regression_to_mean.line`.
    """
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    codes, _ = pd.factorize(np.asarray(clusters))
    found = np.zeros(len(before), dtype=bool)
    for code in range(codes.max() + 1):
        out = codes == code
        others, spread = (before[~out], after[~out]), None
        if groups > 1:
            levels = by_level(*others, groups)
            spread = levels.spreads[group_of(before[out], levels.cuts)]
        within = limits(rtm.line(*others), before[out], spread=spread, level=level)
        found[out] = inside(after[out], within)
    return found
