"""Dropping and re-weighting from a total alone: against a linear program, simulated levels, and by hand."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.methods.errors import InputError
from analysis.studies.instrument_change import dropped_and_reweighted, indicators
from analysis.studies.shared import explanation


@pytest.fixture(scope="module")
def of():
    return dropped_and_reweighted.items()


@pytest.fixture(scope="module")
def change():
    return explanation.change()


def test_weights_are_those_of_the_concordance(of):
    assert sum(of.old.values()) == 1
    assert sum(of.share.values()) + of.free == 1
    dropped = [item for item, share in of.share.items() if not share]
    assert sum(of.old[item] for item in dropped) == Fraction(17, 100)
    assert len(of.old) == 37
    # Two indicators were split in two; the third one was split by service, item by item.
    assert of.free == (Fraction("0.013") + Fraction("0.025")) / Fraction("0.61")


def program(before, floor, sign):
    """The same end by linear programs over levels of old and new items, one for every order of split successors."""
    links = indicators.concordance()
    old, new = list(links.old), list(links.links)
    place = {item: len(old) + k for k, item in enumerate(new)}

    def row(**weights):
        found = np.zeros(len(old) + len(new))
        for at, weight in weights.items():
            found[int(at[1:])] = weight
        return found

    aim = np.zeros(len(old) + len(new))
    aim[len(old) :] = [float(links.new[item]) for item in new]
    total = np.concatenate([[float(links.old[item]) for item in old], np.zeros(len(new))])
    equal = [total]
    splits = []
    for item, successors in links.successors.items():
        if len(successors) == 1:
            equal.append(row(**{f"_{old.index(item)}": 1, f"_{place[successors[0]]}": -1}))
        else:
            splits.append((old.index(item), successors))
    box = [(1 if item in links.successors else floor, 5) for item in old] + [(1, 5)] * len(new)
    ends = []
    for order in product((False, True), repeat=len(splits)):
        between = []
        for (at, pair), turned in zip(splits, order, strict=True):
            least, most = pair[::-1] if turned else pair
            between += [row(**{f"_{place[least]}": 1, f"_{at}": -1}), row(**{f"_{at}": 1, f"_{place[most]}": -1})]
        found = linprog(
            sign * aim, A_eq=equal, b_eq=[before, *[0] * (len(equal) - 1)], A_ub=between, b_ub=[0] * len(between),
            bounds=box,
        )  # fmt: skip
        ends.append(found.fun)
    return sign * min(ends) / aim.sum() - before


@pytest.mark.parametrize("floor", [0, 1])
@pytest.mark.parametrize("before", [1.36, 1.72, 2.50, 3.00, 4.10])
def test_linear_programs_over_all_levels_agree(of, change, before, floor):
    found = dropped_and_reweighted.interval(of, change, before, floor)
    assert float(found.low) == pytest.approx(program(before, floor, 1), abs=1e-9)
    assert float(found.high) == pytest.approx(program(before, floor, -1), abs=1e-9)


def test_every_simulated_profile_lies_inside(of, change):
    rng = np.random.default_rng(5)
    links = indicators.concordance()
    weight = sum(links.new[item] for item in links.links)
    for _ in range(200):
        new = {item: int(level) for item, level in zip(links.links, rng.integers(1, 6, len(links.links)), strict=True)}
        old = {item: int(rng.integers(1, 6)) for item in links.old}
        for item, successors in links.successors.items():
            old[item] = int(rng.choice([new[each] for each in successors]))
        before = sum(links.old[item] * level for item, level in old.items())
        moved = sum(links.new[item] * level for item, level in new.items()) / weight - before
        found = dropped_and_reweighted.interval(of, change, before, 1)
        assert found.low <= moved <= found.high


def test_at_the_ends_of_the_scale_only_split_items_can_move(of, change):
    assert dropped_and_reweighted.interval(of, change, 5, 0) == (-4 * of.free, 0)
    assert dropped_and_reweighted.interval(of, change, 1, 1) == (0, 4 * of.free)


def test_refusals(of, change):
    with pytest.raises(InputError, match="floor 2: choose 0 or 1"):
        dropped_and_reweighted.interval(of, change, 3, 2)
    with pytest.raises(InputError, match=r"0.5 is off the scale; give a number from 0.83"):
        dropped_and_reweighted.interval(of, change, "0.5", 0)
