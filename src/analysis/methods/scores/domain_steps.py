"""How many steps of single levels does it take to raise an index by a distance, when only domain values are known?

A step is one level of one indicator and adds the indicator's weight. The sum of k steps is largest with the k heaviest
that are left, so that the least number is counted off from the heaviest down. Where weights inside a domain differ,
what is left of it may lie in its heavier or in its lighter indicators: both ends are given.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.methods.errors import InputError
from analysis.methods.ordering import settled

DUST = 1e-9


class Steps(NamedTuple):
    """Steps of one weight: what each adds, in points of the index, and how many there are."""

    weight: float
    count: int


def steps_left(left: float, groups: Sequence[Steps], *, heavy: bool) -> list[Steps]:
    """Steps that a domain still has when they add `left` points in all: as many of the heavier as can be, or as few.

    `groups`: all its steps from the lowest levels on, of one weight or two. What is left and fills no whole step counts
    as none. Raises InputError for another number of weights, and where more is left than all steps add.
    """
    if not 1 <= len(groups) <= 2:
        raise InputError(f"{len(groups)} weights: give one or two")
    if left > sum(group.weight * group.count for group in groups) + DUST:
        raise InputError(f"{left:g} left, which is more than all steps add: give what is left of the domain")
    first, *rest = (max(groups), min(groups)) if heavy else (min(groups), max(groups))
    kept = [Steps(first.weight, min(first.count, _whole(left, first.weight)))]
    if len(groups) > 1:
        over = max(left - kept[0].weight * kept[0].count, 0.0)
        kept.append(Steps(rest[0].weight, min(rest[0].count, _whole(over, rest[0].weight))))
    return kept


def least_steps(distance: float, steps: Iterable[Steps]) -> int | None:
    """Least number of the steps that add at least `distance` points together; None where all of them add less."""
    taken, missing = 0, float(distance)
    for weight, count in sorted(steps, reverse=True):
        if missing <= DUST:
            break
        needed = min(count, math.ceil(settled(missing / weight)))
        taken, missing = taken + needed, missing - needed * weight
    return taken if missing <= DUST else None


def _whole(points: float, weight: float) -> int:
    return math.floor(settled(points / weight))
