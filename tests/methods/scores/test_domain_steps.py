"""The least number of steps, against every way of taking them."""

import random
from itertools import product

import pytest

from analysis.methods.errors import InputError
from analysis.methods.scores.domain_steps import Steps, least_steps, steps_left

SERVICES = (Steps(0.0275, 40), Steps(0.03, 24))


def by_hand(distance, steps):
    """All numbers of steps of each weight, one by one."""
    found = [
        sum(taken)
        for taken in product(*(range(step.count + 1) for step in steps))
        if sum(n * step.weight for n, step in zip(taken, steps, strict=True)) >= distance - 1e-9
    ]
    return min(found, default=None)


def test_no_other_choice_takes_fewer_steps():
    draw = random.Random("steps")
    for _ in range(300):
        steps = [Steps(draw.choice([0.013, 0.015, 0.025, 0.0275, 0.03]), draw.randint(0, 6)) for _ in range(3)]
        distance = draw.choice([draw.uniform(0, 0.4), sum(step.weight * step.count for step in steps)])
        assert least_steps(distance, steps) == by_hand(distance, steps), (distance, steps)


@pytest.mark.parametrize(("distance", "steps", "wanted"), [
    (0.3, [Steps(0.03, 24)], 10),  # a whole number of steps, in binary fractions
    (0.301, [Steps(0.03, 24)], 11),
    (0.0, [Steps(0.03, 24)], 0),
    (0.1, [Steps(0.03, 3)], None),
    (0.1, [], None),
])  # fmt: skip
def test_known_numbers(distance, steps, wanted):
    assert least_steps(distance, steps) == wanted


def test_what_is_left_lies_in_the_heavier_or_in_the_lighter_indicators():
    assert steps_left(0.6, SERVICES, heavy=True) == [Steps(0.03, 20), Steps(0.0275, 0)]
    assert steps_left(0.6, SERVICES, heavy=False) == [Steps(0.0275, 21), Steps(0.03, 0)]
    every = sum(step.weight * step.count for step in SERVICES)
    assert {step.count for step in steps_left(every, SERVICES, heavy=True)} == {24, 40}
    assert steps_left(0.039, [Steps(0.013, 40)], heavy=False) == [Steps(0.013, 3)]


@pytest.mark.parametrize(("left", "groups"), [(0.1, []), (0.1, [Steps(0.01, 20)] * 3), (2.0, SERVICES)])
def test_what_no_domain_is_gets_refused(left, groups):
    with pytest.raises(InputError):
        steps_left(left, groups, heavy=True)
