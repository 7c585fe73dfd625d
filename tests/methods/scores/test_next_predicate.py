"""Fewest steps to an index: the same as trying every set of rises, and known numbers where all items are alike."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings, strategies as st

from analysis.methods.effects.indicator_links import item_weights
from analysis.methods.errors import InputError
from analysis.methods.scores.next_predicate import fewest_steps, highest_index, next_predicate, weights_of
from tests.methods.small_instruments import small

TOP = 4
WEIGHTS = [Fraction(13, 100), Fraction(25, 100), Fraction(275, 1000)]
A = small("A")


@st.composite
def evaluations(draw) -> tuple[dict, dict, Fraction, int | None]:
    """Levels, weights, a target (mostly an index that some rise gives exactly) and the most that an item may rise."""
    count = draw(st.integers(1, 5))
    items = [str(place) for place in range(count)]
    levels = {item: draw(st.integers(1, TOP)) for item in items}
    weights = {item: draw(st.sampled_from(WEIGHTS)) for item in items}
    rises = {item: draw(st.integers(0, TOP - levels[item])) for item in items}
    target = sum(weights[i] * (levels[i] + rises[i]) for i in items) - draw(st.sampled_from([0, Fraction(1, 200)]))
    return levels, weights, target, draw(st.sampled_from([None, 1, 2]))


def brute(levels: dict, weights: dict, target: Fraction, most: int | None) -> list[dict[str, int]]:
    """Every set of rises that reaches the target in the fewest steps."""
    rooms = [range(min(TOP - level, TOP if most is None else most) + 1) for level in levels.values()]
    sets = [dict(zip(levels, rises, strict=True)) for rises in product(*rooms)]
    reaching = [x for x in sets if sum(weights[i] * (levels[i] + x[i]) for i in levels) >= target]
    fewest = min((sum(x.values()) for x in reaching), default=0)
    return [x for x in reaching if sum(x.values()) == fewest]


@settings(max_examples=150, deadline=None)
@given(evaluations())
def test_the_same_as_trying_every_set(evaluation):
    levels, weights, target, most = evaluation
    index = highest_index(levels, weights, TOP, 0)
    minimal = brute(*evaluation)
    if target <= index or not minimal:
        with pytest.raises(InputError, match="already" if target <= index else "cannot be reached"):
            fewest_steps(levels, weights, target, TOP, most)
        return
    found = fewest_steps(levels, weights, target, TOP, most)
    assert (found.index, found.target) == (index, target)
    assert (found.steps, found.sets) == (sum(minimal[0].values()), len(minimal))
    for item, shared in found.items.items():
        rises = [x[item] for x in minimal]
        assert (shared.least, shared.most, shared.sets) == (min(rises), max(rises), sum(map(bool, rises)))
    assert {item: found.one.get(item, 0) for item in levels} in minimal
    for weight, ends in found.taken.items():
        sums = [sum(x[i] for i in levels if weights[i] == weight) for x in minimal]
        assert ends == (min(sums), max(sums))


def test_alike_items_are_counted_as_combinations():
    levels, weights = {str(i): 1 for i in range(40)}, {str(i): Fraction(1, 40) for i in range(40)}
    found = fewest_steps(levels, weights, Fraction(60, 40), 5, most=1)
    assert (found.steps, found.sets) == (20, comb(40, 20))
    assert {shared.sets for shared in found.items.values()} == {comb(39, 19)}
    # Without a limit of one level each: stars and bars with at most four in a place, by inclusion and exclusion.
    wanted = sum((-1) ** j * comb(40, j) * comb(20 - 5 * j + 39, 39) for j in range(5))
    assert fewest_steps(levels, weights, Fraction(60, 40), 5).sets == wanted


def test_a_target_is_reached_exactly_and_missed_by_the_smallest_unit():
    levels, weights = {"a": 1, "b": 1}, {"a": Fraction(6, 10), "b": Fraction(4, 10)}
    assert fewest_steps(levels, weights, "1.6", 5).steps == 1
    assert fewest_steps(levels, weights, "1.6001", 5).steps == 2


def test_an_item_at_the_top_does_not_rise_and_the_largest_weight_goes_first():
    levels = {"a": 5, "b": 3, "c": 1, "d": 2}
    weights = dict(zip(levels, map(Fraction, ("0.4", "0.2", "0.2", "0.2")), strict=True))
    found = fewest_steps(levels, weights, "3.8", 5)
    assert found.items["a"].most == 0
    assert found.one == {"c": 2, "d": 1}, "of equal weights the lowest level first"
    assert found.room[Fraction("0.4")] == 0


def test_no_item_rises_above_the_top():
    weights = {"a": Fraction(1, 4), "b": Fraction(3, 4)}
    assert highest_index({"a": 5, "b": 2}, weights, 5, 2) == Fraction(5, 4) + 3


def test_refusals():
    weights = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    with pytest.raises(InputError, match="reached 2 already"):
        fewest_steps({"a": 2, "b": 2}, weights, 2, 5)
    with pytest.raises(InputError, match="cannot be reached; the highest index from these levels is 3"):
        fewest_steps({"a": 2, "b": 2}, weights, "3.1", 5, most=1)
    with pytest.raises(InputError, match=r"item a: level 2\.5 is no whole number from 0 to 5") as refused:
        fewest_steps({"a": "2.5", "b": 6, "c": 1}, weights, 5, 5)
    assert len(refused.value.problems) == 3


def test_the_next_predicate_begins_half_a_unit_lower_where_the_index_is_rounded():
    unrounded, rounded = (next_predicate(A, "2.5", band) for band in ("unrounded", "rounded"))
    assert (unrounded.now, unrounded.next, unrounded.target) == ("Rendah", "Tinggi", Fraction("2.6"))
    assert rounded.target == Fraction("2.595")
    assert A.predicate(rounded.target, "rounded") == "Tinggi"
    assert next_predicate(A, "2.5999").next == "Tinggi"
    for index, band in (("2.6", "unrounded"), ("2.595", "rounded"), (5, "unrounded")):
        with pytest.raises(InputError, match="the highest predicate"):
            next_predicate(A, index, band)


def test_items_that_are_scored_have_the_whole_weight_of_their_aspect():
    assert weights_of(A, dict.fromkeys(A.items, 0)) == item_weights(A)
    fewer = weights_of(A, {item: 0 for item in A.items if item not in ("6-2", "6-3")})
    assert sum(fewer.values()) == 1
    assert fewer["6"] == fewer["5"] == Fraction("0.2")
