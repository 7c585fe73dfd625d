"""What is possible when only a total is known? Extremes over every profile of parts that has this total.

A total fixes a weighted sum of parts, each within its box; a linear quantity of the parts then lies between two
ends. With one total the ends are a fractional knapsack, solved exactly; with further rows (an assumption each, by
name) or whole levels they are a small linear or integer program.

References: Dantzig 1957, Operations Research 5(2) (fractional knapsack); Horowitz and Manski 1995 (bounds from what is
known alone); HiGHS, by way of `scipy.optimize.milp`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact

Parts = Mapping[str, Number]
NOT_NEEDED, FEASIBLE, REFUTED = VERDICTS = ("not needed", "feasible", "refuted")
TOLERANCE = Fraction(1, 10**9)
SOLVED, INFEASIBLE = 0, 2  # of HiGHS


class InfeasibleError(InputError):
    """No profile keeps all that is asked."""


class Extreme(NamedTuple):
    """An end of what is possible, and a profile (part -> value) that attains it."""

    value: Fraction
    profile: dict[str, Fraction]


@dataclass(frozen=True)
class Row:
    """low <= sum of weight x part <= high; an end that is None is open. `name` says which assumption it is."""

    name: str
    weights: Parts
    low: Number | None = None
    high: Number | None = None


def extreme(objective: Parts, weights: Parts, total: Number, low: Parts, high: Parts, *, largest: bool) -> Extreme:
    """The largest (or smallest) sum of objective x part over all profiles whose sum of weights x part is `total`.

    Every mapping has the same parts; weights are not negative, and a part of weight 0 is bound by its box alone.
    Starting from the low ends, the total is spent on the part with the most objective per unit of weight first;
    exact, because exchanging two parts' shares can only make it worse. Raises InputError when the parts differ, a
    weight is negative, a box is empty, or no profile in the box has the total.
    """
    sign = 1 if largest else -1
    gains, sizes, floor, top = ({part: exact(x) for part, x in m.items()} for m in (objective, weights, low, high))
    _check(gains, sizes, floor, top)
    left = exact(total) - sum(sizes[part] * floor[part] for part in sizes)
    room = sum(sizes[part] * (top[part] - floor[part]) for part in sizes)
    if not 0 <= left <= room:
        ends = (float(exact(total) - left), float(exact(total) - left + room))
        raise InputError(f"{total} is off the scale; give a number from {ends[0]:g} to {ends[1]:g}")
    profile = {part: top[part] if sign * gains[part] > 0 and not sizes[part] else floor[part] for part in gains}
    paid = [part for part in gains if sizes[part]]
    for part in sorted(paid, key=lambda part: sign * gains[part] / sizes[part], reverse=True):
        spent = min(left, sizes[part] * (top[part] - floor[part]))
        profile[part] += spent / sizes[part]
        left -= spent
    return Extreme(sum((gains[part] * x for part, x in profile.items()), Fraction(0)), profile)


def needed_level(total: Number, rest: Number, weight: Number) -> Fraction:
    """The average level that parts of summed weight `weight` need for `total` when all other parts stand at `rest`.

    (total - (1 - weight) rest) / weight, exact; it may lie off the scale, which says that the parts cannot do it.
    Raises InputError for a weight that is not above 0 and at most 1.
    """
    share = exact(weight)
    if not 0 < share <= 1:
        raise InputError(f"weight {weight}: must be above 0 and at most 1")
    return (exact(total) - (1 - share) * exact(rest)) / share


def verdict(fall: Number, largest: Number) -> str:
    """Whether a cause that lowers a total by at most `largest` can explain a whole `fall`: one of VERDICTS."""
    if exact(fall) <= 0:
        return NOT_NEEDED
    return FEASIBLE if exact(largest) >= exact(fall) - TOLERANCE else REFUTED


def needed_verdict(fall: Number, level: Number, lowest: Number) -> str:
    """Whether parts that would need an average `level` can explain a whole `fall`, `lowest` being the scale's end."""
    if exact(fall) <= 0:
        return NOT_NEEDED
    return FEASIBLE if exact(level) >= exact(lowest) else REFUTED


def total_row(weights: Parts, total: Number, half_unit: Number = 0) -> Row:
    """The known total, exactly or as printed: within +- half_unit."""
    middle, half = exact(total), exact(half_unit)
    return Row(f"total {total}", weights, middle - half, middle + half)


def not_ahead_rows(part: str, others: Sequence[str]) -> list[Row]:
    """`part` is not above any of `others`: what is new is not ahead of what is old."""
    return [Row(f"{part} not ahead of {other}", {other: 1, part: -1}, low=0) for other in others]


def decline_rows(successors: Mapping[str, str], most: Number) -> list[Row]:
    """No part (before -> after) loses more than `most` levels; 0 means that none declines."""
    loss = exact(most)
    return [
        Row(f"{before} loses at most {most}", {after: 1, before: -1}, low=-loss) for before, after in successors.items()
    ]


def profile_bounds(
    objective: Parts, rows: Sequence[Row], low: Parts, high: Parts, steps: Mapping[str, int] | None = None
) -> tuple[float, float]:
    """(smallest, largest) sum of objective x part over all profiles in the box that keep every row.

    `low` and `high` name all parts; objective and rows may leave parts out. `steps` gives a part that moves in
    steps of 1/n, such as the mean of n whole levels. Floats, to the solver's 1e-9 or so. Raises InputError naming
    the rows when no profile keeps them all.
    """
    parts = list(low)
    unit = np.array([1 / (steps or {}).get(part, 1) for part in parts])
    whole = np.array([int(part in (steps or {})) for part in parts])
    box = Bounds(*(np.array([float(exact(end[part])) for part in parts]) / unit for end in (low, high)))
    constraints = [
        LinearConstraint(
            _vector(row.weights, parts) * unit,
            -np.inf if row.low is None else float(exact(row.low)),
            np.inf if row.high is None else float(exact(row.high)),
        )
        for row in rows
    ]
    cost = _vector(objective, parts) * unit
    ends = []
    for sign in (1, -1):
        found = milp(sign * cost, integrality=whole, bounds=box, constraints=constraints, options={"mip_rel_gap": 0})
        if found.status == INFEASIBLE:
            raise InfeasibleError("no profile keeps all of: " + "; ".join(row.name for row in rows))
        if found.status != SOLVED:
            raise InputError(f"the solver found no bound: {found.message}")
        ends.append(sign * found.fun)
    return ends[0], ends[1]


def _vector(weights: Parts, parts: list[str]) -> np.ndarray:
    unknown = [part for part in weights if part not in parts]
    if unknown:
        raise InputError(f"part {unknown[0]}: it has no box; give its low and high end")
    return np.array([float(exact(weights.get(part, 0))) for part in parts])


def _check(gains: Parts, sizes: Parts, floor: Parts, top: Parts) -> None:
    if not set(gains) == set(sizes) == set(floor) == set(top):
        raise InputError("objective, weights, low and high must name the same parts")
    problems = [f"part {part}: weight {float(x):g} is negative" for part, x in sizes.items() if x < 0]
    problems += [f"part {part}: its low end lies above its high end" for part in floor if floor[part] > top[part]]
    if problems:
        raise InputError(problems)
