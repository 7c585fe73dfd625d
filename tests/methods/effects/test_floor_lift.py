"""The lift by a raised floor: ends that levels reach, no set of levels beyond them, and what is refused."""

from __future__ import annotations

import itertools

import pytest

from analysis.methods.effects.floor_lift import floor_lift
from analysis.methods.errors import InputError

SCALE = (0, 5)


def lifted(levels: tuple[int, ...], floor: int) -> float:
    return sum(max(floor - x, 0) for x in levels) / len(levels)


@pytest.mark.parametrize("floor", [0, 1, 2])
def test_no_levels_leave_the_bounds_and_some_reach_each_end(floor):
    """Every choice of four levels from 0 to 5, by enumeration."""
    found: dict[float, list[float]] = {}
    for levels in itertools.combinations_with_replacement(range(6), 4):
        found.setdefault(sum(levels) / 4, []).append(lifted(levels, floor))
    for mean, lifts in found.items():
        low, high = floor_lift(mean, SCALE, floor)
        assert min(lifts) >= low - 1e-12
        assert max(lifts) <= high + 1e-12
    assert max(found[2.5]) == floor_lift(2.5, SCALE, floor).high  # two levels of 0 and two of 5
    assert min(found[1.0]) == floor_lift(1.0, SCALE, floor).low  # all at 1


def test_a_floor_that_does_not_move_lifts_nothing():
    assert floor_lift(2.04, SCALE, 0) == (0, 0)


def test_the_largest_lift_of_a_mean_of_parts_is_that_of_the_mean():
    parts, shares = (1.5, 3.0), (0.4, 0.6)
    whole = sum(share * floor_lift(part, SCALE, 1).high for part, share in zip(parts, shares, strict=True))
    mean = sum(share * part for part, share in zip(parts, shares, strict=True))
    assert whole == pytest.approx(floor_lift(mean, SCALE, 1).high, abs=1e-12)


def test_what_is_off_the_scale_is_refused_and_everything_wrong_is_told():
    with pytest.raises(InputError) as caught:
        floor_lift(5.1, SCALE, -1)
    assert len(caught.value.problems) == 2
    with pytest.raises(InputError):
        floor_lift(1, (5, 0), 1)
