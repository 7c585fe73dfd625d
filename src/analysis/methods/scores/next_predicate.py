"""Which fewest steps lead from given levels to the next predicate, in how many ways, and what do these ways share?

A step raises one item by one level and adds the item's weight to the index; levels are cumulative, so that a rise of
two levels is two steps. A minimal set says by how many levels each item rises, in the fewest steps that reach the
target. What a step costs is left out.

Items of one weight are alike but for their room (levels up to the top): with steps s_c in class c, the sets are the
product over classes of the coefficient of z^s_c in prod_i (1 + z + ... + z^room_i), summed over all (s_c) with the
minimal sum of steps that reach the target. All arithmetic is in whole numbers.

Reference: our own; generating functions as in Stanley (2012), Enumerative Combinatorics I, section 1.1; formulas and
predicates of PermenPANRB 59/2020, Lampiran pp. 21-24.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact
from analysis.methods.scores.scoring import Instrument

HALF_UNIT = Fraction(1, 200)  # what rounding half up to two decimals adds at most
Class = tuple[int, tuple[int, ...]]  # weight in units, room of each item


@dataclass(frozen=True)
class Shared:
    """What the minimal sets say of one item: least and most steps in any of them, and how many sets raise it."""

    least: int
    most: int
    sets: int


@dataclass(frozen=True)
class Steps:
    """The fewest steps to a target. `sets`: the number of minimal sets. `items`: item -> what they share. `one`: one of
    them, item -> steps, of the items that rise: by largest weight first, then from the lowest level up. `room`: weight
    -> steps that its items can take. `taken`: weight -> (least, most) steps that they take in a minimal set.
    """

    index: Fraction
    target: Fraction
    steps: int
    sets: int
    items: dict[str, Shared]
    one: dict[str, int]
    room: dict[Fraction, int]
    taken: dict[Fraction, tuple[int, int]]


@dataclass(frozen=True)
class Next:
    """The predicate of an index, the next one, and the index from which it is given (unrounded)."""

    now: str
    next: str
    target: Fraction


def weights_of(instrument: Instrument, levels: Mapping[str, Number]) -> dict[str, Fraction]:
    """Item -> its weight in the index, of the items in `levels`: services that were not assessed leave theirs."""
    items = {item: instrument.items[item] for item in levels}
    within: dict[str, Fraction] = defaultdict(Fraction)
    for part in items.values():
        within[part.parent] += part.weight
    own = {aspect.id: aspect.weight for aspect in instrument.aspects}
    return {item: part.weight * own[part.parent] / within[part.parent] for item, part in items.items()}


def next_predicate(instrument: Instrument, index: Number, band: str = "unrounded") -> Next:
    """The next predicate above an index, under one of the two rules of `Instrument.predicate`.

    Raises InputError where the index has the highest predicate, or lies outside the bands.
    """
    now = instrument.predicate(index, band)
    names = [part.predicate for part in instrument.bands]
    above = names.index(now) + 1
    if above == len(names):
        raise InputError(f"index {float(exact(index)):g} has {now}, the highest predicate; there is no next one")
    start = instrument.bands[above].start
    return Next(now, names[above], start if band == "unrounded" else start - HALF_UNIT)


def highest_index(levels: Mapping[str, int], weights: Mapping[str, Fraction], top: int, most: int) -> Fraction:
    """The index if every item rose by `most` levels, or to the top."""
    return sum((weights[i] * min(top, level + most) for i, level in levels.items()), Fraction(0))


def fewest_steps(
    levels: Mapping[str, Number],
    weights: Mapping[str, Fraction],
    target: Number,
    top: int,
    most: int | None = None,
) -> Steps:
    """The fewest steps to an index of `target` or more, all minimal sets counted.

    `levels`: item -> level, whole, at most `top`; `weights`: item -> weight in the index, above 0; `most`: levels that
    an item may rise by, by default up to the top. Raises InputError for a level that is not whole or off the scale, an
    item without weight, a target that is reached already, and one that no rise reaches.
    """
    whole = _whole(levels, weights, top)
    room = {item: min(top - level, top if most is None else most) for item, level in whole.items()}
    goal, index = exact(target), highest_index(whole, weights, top, 0)
    highest = index + sum(weights[item] * steps for item, steps in room.items())
    if goal <= index:
        raise InputError(f"index {float(index):g} has reached {float(goal):g} already; give a higher target")
    if goal > highest:
        raise InputError(f"target {float(goal):g} cannot be reached; the highest index from these levels is "
                         f"{float(highest):g}")  # fmt: skip
    unit = math.lcm((goal - index).denominator, *(weight.denominator for weight in weights.values()))
    scaled, gap = {item: int(weights[item] * unit) for item in whole}, int((goal - index) * unit)
    one = _largest_first(whole, scaled, room, gap)
    steps = sum(one.values())
    classes = _classes(scaled, room)
    sets, taken = _count(classes, steps, gap), _taken(classes, steps, gap)
    shared = _shared(classes, steps, gap, sets, taken)
    return Steps(
        index=index,
        target=goal,
        steps=steps,
        sets=sets,
        items={item: shared[scaled[item], room[item]] for item in whole},
        one=one,
        room={Fraction(weight, unit): sum(rooms) for weight, rooms in classes},
        taken={Fraction(weight, unit): ends for weight, ends in taken.items()},
    )


def _whole(levels: Mapping[str, Number], weights: Mapping[str, Fraction], top: int) -> dict[str, int]:
    problems, whole = [], {}
    for item, level in levels.items():
        value = exact(level)
        if value.denominator != 1 or not 0 <= value <= top:
            problems.append(f"item {item}: level {float(value):g} is no whole number from 0 to {top}")
        if weights.get(item, 0) <= 0:
            problems.append(f"item {item}: it needs a weight above 0")
        whole[item] = int(value)
    if problems:
        raise InputError(problems)
    return whole


def _largest_first(
    levels: Mapping[str, int], weights: Mapping[str, int], room: Mapping[str, int], gap: int
) -> dict[str, int]:
    """Steps by item, the largest weight first; of equal weights the lowest level, then the first listed."""
    places = {item: place for place, item in enumerate(levels)}
    rises = dict.fromkeys(levels, 0)
    while gap > 0:
        open_items = [item for item in levels if rises[item] < room[item]]
        item = min(open_items, key=lambda i: (-weights[i], levels[i] + rises[i], places[i]))
        rises[item] += 1
        gap -= weights[item]
    return {item: steps for item, steps in rises.items() if steps}


def _classes(weights: Mapping[str, int], room: Mapping[str, int]) -> list[Class]:
    rooms: dict[int, list[int]] = defaultdict(list)
    for item, weight in weights.items():
        rooms[weight].append(room[item])
    return [(weight, tuple(sorted(rooms[weight]))) for weight in sorted(rooms, reverse=True)]


def _taken(classes: Sequence[Class], steps: int, gap: int) -> dict[int, tuple[int, int]]:
    """Weight -> least and most steps that its items take in a minimal set."""
    found = {}
    for place, (weight, rooms) in enumerate(classes):
        fitting = [s for s in range(min(sum(rooms), steps) + 1) if _fits(classes, place, s, steps, gap)]
        found[weight] = (min(fitting), max(fitting))
    return found


def _shared(
    classes: Sequence[Class], steps: int, gap: int, sets: int, taken: Mapping[int, tuple[int, int]]
) -> dict[tuple[int, int], Shared]:
    """(weight, room) of an item -> what the minimal sets share of it."""
    shared = {}
    for place, (weight, members) in enumerate(classes):
        for own in set(members):
            rest = list(members)
            rest.remove(own)
            without = _count([*classes[:place], (weight, tuple(rest)), *classes[place + 1 :]], steps, gap)
            least, most = max(0, taken[weight][0] - sum(rest)), min(own, taken[weight][1])
            shared[weight, own] = Shared(least, most, sets - without)
    return shared


def _fits(classes: Sequence[Class], place: int, taken: int, steps: int, gap: int) -> bool:
    """Whether a minimal set takes `taken` steps in the class at `place`."""
    best = _best([*classes[:place], *classes[place + 1 :]], steps - taken)
    return best is not None and best + taken * classes[place][0] >= gap


def _count(classes: Sequence[Class], steps: int, gap: int) -> int:
    """The number of ways to take exactly `steps` whose weights reach `gap`. `classes`: largest weight first."""
    found = {(0, 0): 1}  # (steps taken, weight) -> ways
    for place, (weight, rooms) in enumerate(classes):
        rest, ways = classes[place + 1 :], _ways(rooms, steps)
        following: dict[tuple[int, int], int] = defaultdict(int)
        for (taken, total), count in found.items():
            for more, own in enumerate(ways[: steps - taken + 1]):
                best = _best(rest, steps - taken - more)
                if best is not None and total + more * weight + best >= gap:
                    following[taken + more, total + more * weight] += count * own
        found = following
    return sum(found.values())


def _ways(rooms: Sequence[int], steps: int) -> list[int]:
    """Coefficients of the product of 1 + z + ... + z^room, up to z^steps: ways to take s steps in one class."""
    ways = [1]
    for room in rooms:
        longer = [0] * min(len(ways) + room, steps + 1)
        for taken, count in enumerate(ways):
            for place in range(taken, min(taken + room, steps) + 1):
                longer[place] += count
        ways = longer
    return ways


def _best(classes: Sequence[Class], steps: int) -> int | None:
    """The largest weight of exactly `steps`; None where there is not so much room."""
    total = 0
    for weight, rooms in classes:
        taken = min(steps, sum(rooms))
        total, steps = total + taken * weight, steps - taken
    return None if steps else total
