"""Dropping and re-weighting from a total alone: against a linear program, simulated levels, and by hand."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.methods.errors import InputError
from analysis.studies import explanation, third_cause


@pytest.fixture(scope="module")
def of():
    return third_cause.items()


@pytest.fixture(scope="module")
def change():
    return explanation.change()


def test_weights_are_those_of_the_concordance(of):
    assert sum(of.old.values()) == 1
    assert sum(of.share.values()) == 1
    dropped = [item for item, share in of.share.items() if not share]
    assert sum(of.old[item] for item in dropped) == Fraction(17, 100)
    assert len(of.old) == 37


@pytest.mark.parametrize("floor", [0, 1])
@pytest.mark.parametrize("before", ["1.36", "2.50", "3.00", "4.10"])
def test_a_linear_program_agrees(of, change, before, floor):
    found = third_cause.interval(of, change, before, floor)
    share, old = (np.array([float(x) for x in part.values()]) for part in (of.share, of.old))
    box = [(1 if x else floor, 5) for x in share]
    for sign, end in ((1, found.low), (-1, found.high)):
        solved = linprog(sign * share, A_eq=[old], b_eq=[float(before)], bounds=box)
        assert sign * solved.fun - float(before) == pytest.approx(float(end), abs=1e-9)


def test_every_simulated_profile_lies_inside(of, change):
    rng = np.random.default_rng(5)
    share, old = (np.array([float(x) for x in part.values()]) for part in (of.share, of.old))
    levels = rng.integers(1, 6, (200, len(share)))
    for row in levels:
        before = round(float(old @ row), 9)
        found = third_cause.interval(of, change, before, 1)
        assert float(found.low) - 1e-8 <= share @ row - before <= float(found.high) + 1e-8


def test_at_the_ends_of_the_scale_nothing_can_move(of, change):
    assert third_cause.interval(of, change, 5, 0) == (0, 0)
    assert third_cause.interval(of, change, 1, 1) == (0, 0)


def test_refusals(of, change):
    with pytest.raises(InputError, match="floor 2: choose 0 or 1"):
        third_cause.interval(of, change, 3, 2)
    with pytest.raises(InputError, match=r"0.5 is off the scale; give a number from 0.83"):
        third_cause.interval(of, change, "0.5", 0)
