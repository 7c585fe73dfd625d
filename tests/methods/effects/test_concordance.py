"""The terms of a change of instrument by hand, planted truths inside the bounds, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.effects.concordance import (
    Concordance,
    Interval,
    Pieces,
    bounds,
    forwards,
    joined,
    pieces,
    turning_shift,
    weight_of,
)
from analysis.methods.errors import InputError

# a and b continue x, which was split; c is new; y and z were dropped.
HAND = Concordance(
    {"a": Fraction("0.4"), "b": Fraction("0.3"), "c": Fraction("0.3")},
    {"x": Fraction("0.5"), "y": Fraction("0.3"), "z": Fraction("0.2")},
    {"a": "x", "b": "x"},
)
LEVELS = {"a": 4, "b": 2, "c": 1}
# Two splits (one in three), one-to-one links, three new and three dropped items, uneven weights.
WIDE = Concordance(
    {item: Fraction(w, 60) for item, w in zip("abcdefghijk", (3, 5, 7, 4, 6, 8, 2, 9, 6, 5, 5), strict=True)},
    {item: Fraction(w, 40) for item, w in zip("ABCDEFGH", (6, 3, 7, 5, 4, 8, 2, 5), strict=True)},
    {"a": "A", "b": "A", "c": "B", "d": "C", "e": "C", "f": "C", "g": "D", "h": "E"},
)
OLD = {"A": "0.25", "B": "0.75"}
IDENTITY = Concordance(
    {k: Fraction(w) for k, w in OLD.items()}, {k: Fraction(w) for k, w in OLD.items()}, {"A": "A", "B": "B"}
)


def test_the_sides_of_a_concordance():
    assert HAND.added == {"c"}
    assert HAND.dropped == {"y", "z"}
    assert HAND.successors == {"x": ("a", "b")}
    assert HAND.dropped_weight == Fraction("0.5")
    assert weight_of(HAND.added, HAND.new) == Fraction("0.3")


def test_one_choice_by_hand():
    # I_B = 1.6 + .6 + .3 = 2.5; r_B = 2.2/.7 = 22/7; I_A = .5 x 3 + .5 x 1 = 2
    found = pieces(HAND, LEVELS, {"x": 3}, 1, (0, 5))
    assert found == Pieces(Fraction(5, 2) - Fraction(22, 7), Fraction(22, 7) - 3, Fraction("0.5") * (3 - 1), 0)
    assert found.total == Fraction("0.5")


def test_bounds_by_hand_at_both_floors():
    found = bounds(HAND, LEVELS, (0, 5))
    assert found.new == Interval(Fraction(-9, 14), Fraction(-9, 14))
    assert found.reweighted == Interval(Fraction(22, 7) - 4, Fraction(22, 7) - 2)
    assert found.dropped == Interval(Fraction("-1.5"), 2)
    assert found.wording == Interval(0, 0)
    assert found.total == Interval(Fraction("2.5") - Fraction("4.5"), Fraction("2.5") - 1)
    assert bounds(HAND, LEVELS, (1, 5)).total == Interval(-2, Fraction("2.5") - Fraction("1.5"))


def test_a_shift_of_the_wording_by_hand():
    # x 3 -> 3.5: I_A is .25 higher; x 4 with + 1.5 is cut at 5, so that it moves by 1 only
    assert pieces(HAND, LEVELS, {"x": 3}, 1, (0, 5), Fraction(1, 2)).wording == Fraction("-0.25")
    assert pieces(HAND, LEVELS, {"x": 4}, 1, (0, 5), "1.5").wording == Fraction("-0.5")
    assert pieces(HAND, LEVELS, {"x": 2}, 1, (1, 5), -3).wording == Fraction("0.5")
    assert pieces(HAND, LEVELS, {"x": 2}, 1, (0, 5), -3).wording == 1


def test_equal_instruments_give_exactly_nought_in_every_piece():
    for levels in ({"A": 1, "B": 5}, {"A": "2.37", "B": "4.01"}):
        for floor in (0, 1):
            assert bounds(IDENTITY, levels, (floor, 5)) == (Interval(0, 0),) * 5
        assert forwards(IDENTITY, levels, (1, 5)) == (Interval(0, 0),) * 5
        assert pieces(IDENTITY, levels, levels, 3, (0, 5)) == (0, 0, 0, 0)


def drawn(rng: np.random.Generator, floor: int, shift: int = 0):
    """New levels, carried levels within their successors, dropped levels, and the true difference of the indices."""
    x = {item: int(rng.integers(1, 6)) for item in WIDE.new}
    y = {}
    for old, after in WIDE.successors.items():
        ends = [x[item] for item in after]
        y[old] = int(rng.integers(min(ends), max(ends) + 1))
    gone = {item: int(rng.integers(floor, 6)) for item in WIDE.dropped}
    old = {item: min(max(level + shift, floor), 5) for item, level in y.items()} | gone
    truth = sum(WIDE.new[i] * x[i] for i in x) - sum(WIDE.old[i] * old[i] for i in old)
    average = sum(WIDE.old[i] * gone[i] for i in gone) / WIDE.dropped_weight
    return x, y, gone, average, truth


@pytest.mark.parametrize("floor", [0, 1])
@pytest.mark.parametrize("shift", [0, -1, 1])
def test_the_truth_is_inside_in_every_draw_and_the_pieces_sum_to_it_exactly(floor, shift):
    rng = np.random.default_rng(5)
    for _ in range(120):
        x, y, _, average, truth = drawn(rng, floor, shift)
        found = pieces(WIDE, x, y, average, (floor, 5), shift)
        assert found.total == truth
        known = bounds(WIDE, x, (floor, 5), shift)
        assert known.total.low <= truth <= known.total.high
        assert all(end.low <= piece <= end.high for piece, end in zip(found, known, strict=False))
        assert known.new.low == known.new.high, "the new term is read from the levels"


def test_forwards_holds_the_truth_in_every_draw():
    rng = np.random.default_rng(6)
    for _ in range(200):
        x, y, gone, average, truth = drawn(rng, 1)
        known = forwards(WIDE, y | gone, (1, 5))
        assert known.total.low <= truth <= known.total.high
        found = pieces(WIDE, x, y, average, (1, 5))
        assert all(end.low <= piece <= end.high for piece, end in zip(found, known, strict=False))
        assert known.dropped.low == known.dropped.high == found.dropped


def test_forwards_by_hand():
    # x = 3: one of a, b at 3 and the other anywhere beyond; the lighter one, b, is held. n in [1, 5].
    found = forwards(HAND, {"x": 3, "y": 2, "z": 1}, (1, 5))
    low, high = Fraction("0.4") + Fraction("0.9") + Fraction("0.3"), 2 + Fraction("0.9") + Fraction("1.5")
    assert found.total == Interval(low - Fraction("2.3"), high - Fraction("2.3"))
    assert found.dropped == Interval(Fraction("1.5") - Fraction("0.8"), Fraction("1.5") - Fraction("0.8"))


def test_a_level_below_the_new_floor_is_raised_to_it():
    found = forwards(IDENTITY, {"A": 0, "B": 2}, (1, 5))
    assert found.total == Interval(Fraction("0.25"), Fraction("0.25"))


def test_another_set_of_new_items_moves_the_terms_and_not_the_sum():
    rng = np.random.default_rng(7)
    x, y, _, average, truth = drawn(rng, 0)
    official = pieces(WIDE, x, y, average, (0, 5))
    other = pieces(WIDE, x, y, average, (0, 5), added={"a", "k"})
    assert other.total == official.total == truth
    assert other.new != official.new
    # I_B - average of everything else
    rest = [item for item in WIDE.new if item not in {"a", "k"}]
    average_rest = sum(WIDE.new[i] * x[i] for i in rest) / weight_of(rest, WIDE.new)
    assert other.new == sum(WIDE.new[i] * x[i] for i in x) - average_rest
    assert other.dropped == official.dropped


def test_the_shift_that_opens_the_sign():
    # x weighs .5 and y .4 of the old index. All levels 1 but a: I_B = 2.6, I_A from 3 to 3.4 at floor 1.
    links = Concordance(
        HAND.new, dict(zip("xyz", map(Fraction, ("0.5", "0.4", "0.1")), strict=True)), {"a": "x", "b": "y"}
    )
    assert bounds(links, {"a": 5, "b": 1, "c": 1}, (1, 5)).total.high == Fraction("-0.4")
    # y cannot fall below the floor, so that x alone must fall by .4/.5; at floor 0 both fall, and I_A starts at 2.9
    assert turning_shift(links, {"a": 5, "b": 1, "c": 1}, (1, 5)) == Fraction("-0.8")
    assert turning_shift(links, {"a": 5, "b": 1, "c": 1}, (0, 5)) == Fraction("-0.3") / Fraction("0.9")
    # Above nought: I_B = 4.3, I_A = 4.0 at most; x is at the ceiling.
    assert turning_shift(links, {"a": 5, "b": "2.5", "c": 5}, (0, 5)) == (Fraction("4.25") - 4) / Fraction("0.4")
    for levels in ({"a": 5, "b": 1, "c": 1}, {"a": 5, "b": "2.5", "c": 5}):
        total = bounds(links, levels, (1, 5), turning_shift(links, levels, (1, 5))).total
        assert 0 in total


def test_no_shift_is_named_where_the_sign_is_open_anyway():
    assert turning_shift(HAND, LEVELS, (0, 5)) is None


def test_joined_bounds_hold_each_of_them():
    one, two = bounds(HAND, LEVELS, (1, 5)), bounds(HAND, LEVELS | {"c": 5}, (1, 5))
    both = joined([one, two])
    assert both.total == Interval(one.total.low, two.total.high)
    assert joined([one]) == one


def problems(call) -> list[str]:
    with pytest.raises(InputError) as caught:
        call()
    return caught.value.problems


def test_refused_concordances():
    assert problems(lambda: Concordance({"a": Fraction(1, 2)}, {"x": Fraction(1)}, {"b": "y"})) == [
        "link from b: not an item of the new instrument",
        "link to y: not an item of the old one",
        "the new weights sum to 0.5, not to 1",
    ]
    assert "nothing continues" in problems(lambda: Concordance({"a": Fraction(1)}, {"x": Fraction(1)}, {}))[0]


def test_refused_levels():
    assert problems(lambda: bounds(HAND, {"a": 1, "d": 2}, (0, 5))) == [
        "new item b: no level",
        "new item c: no level",
        "new item d: not in the concordance",
    ]
    assert problems(lambda: pieces(HAND, LEVELS, {"x": 5}, 6, (0, 5))) == [
        "old item x: 5 is outside its successors' levels",
        "dropped items: 6 is off the old scale 0 to 5",
    ]
    assert problems(lambda: forwards(HAND, {"x": 1}, (1, 5))) == ["old item y: no level", "old item z: no level"]
    assert "is not a number" in problems(lambda: bounds(HAND, LEVELS | {"a": "high"}, (0, 5)))[0]


@pytest.mark.parametrize("added", [{"nobody"}, {"a", "b", "c"}])
def test_refused_sets_of_new_items(added):
    assert problems(lambda: bounds(HAND, LEVELS, (0, 5), added=added)) == [
        "added: name items of the new instrument, and not all of them"
    ]
