from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.methods.errors import InputError
from tests.methods.small_instruments import small

A, B = small("A"), small("B")
LEVELS = {"1": 2, "2": 3, "3": 1, "4": 3, "5": 4, "6": 1}


def problems(call, *arguments, **named) -> list[str]:
    with pytest.raises(InputError) as caught:
        call(*arguments, **named)
    return caught.value.problems


def test_score_by_hand():
    score = A.score(LEVELS | {"6-2": 2})
    # aspect 1 = (2 + 3)/2; aspect 2 = (.05 x 1 + .15 x 3)/.20; aspect 3 = (4 + 1 + 2)/3, each scored item the same
    assert score.aspects == {"1": Fraction(5, 2), "2": Fraction(5, 2), "3": Fraction(7, 3)}
    # domain 2 = (.20 x 5/2 + .40 x 7/3)/.60
    assert score.domains == {"1": Fraction(5, 2), "2": Fraction(43, 18)}
    assert score.index == Fraction(73, 30)
    assert score.predicate == "Rendah"


@pytest.mark.parametrize(
    ("services", "aspect"),
    [
        ({"6": 1}, Fraction(5, 2)),
        ({"6": 1, "6-2": 5}, Fraction(10, 3)),
        ({"6": 1, "6-2": 5, "6-3": 0}, Fraction(10, 4)),
    ],
)
def test_one_to_three_services_weigh_the_same_and_leave_the_aspects_weight_alone(services, aspect):
    score = A.score(LEVELS | services)
    assert score.aspects["3"] == aspect
    assert score.index == Fraction(4, 10) * Fraction(5, 2) + Fraction(2, 10) * Fraction(5, 2) + Fraction(4, 10) * aspect


def test_an_instrument_without_domains_takes_decimal_levels():
    score = B.score({"1": "1.26", "2": 2.5, "3": Decimal("4.75")})
    assert score.domains == {}
    assert score.aspects["2"] == (Fraction(25, 100) * Fraction(5, 2) + Fraction(35, 100) * Fraction(19, 4)) / Fraction(
        6, 10
    )
    assert score.index == Fraction("0.40") * Fraction("1.26") + Fraction("0.25") * Fraction("2.5") + Fraction("1.6625")


def test_levels_may_be_pairs_a_series_text_or_whole_floats():
    expected = A.score(LEVELS)
    assert A.score(list(LEVELS.items())) == expected
    assert A.score(pd.Series(LEVELS)) == expected
    assert A.score({key: f" {level} " for key, level in LEVELS.items()}) == expected
    assert A.score({int(key): np.float64(level) for key, level in LEVELS.items()}) == expected


def test_every_offender_is_named_at_once_with_its_place():
    found = problems(
        A.score,
        [("1", 6), ("2", "three"), ("3", 1.5), ("4", float("nan")), ("7", 1), ("6-4", 1), ("1", 2)],
        {"1": "file.csv, row 2"},
    )
    assert found == [
        "file.csv, row 2: indicator 1: 6 is off the scale; give a whole number from 0 to 5",
        "indicator 2: 'three' is not a number; write digits with a decimal point, for instance 2.75",
        "indicator 3: 1.5 is not a whole level; give a whole number from 0 to 5",
        "indicator 4: nan is not a finite number",
        "indicator 7: not in instrument A, which has 1 to 6-3",
        "indicator 6-4: not in instrument A, which has 1 to 6-3",
        "file.csv, row 2: indicator 1: given more than once; keep one level",
        "missing indicators of instrument A: 5, 6; give each a level",
    ]


@pytest.mark.parametrize("level", [float("inf"), None, True, "", "2,5", "-1", 5.0001])
def test_levels_that_are_refused(level):
    assert len(problems(A.score, LEVELS | {"4": level})) == 1


def test_a_level_is_shown_as_it_was_given_and_cut_where_it_is_long():
    low_high = "give a whole number from 0 to 5"
    assert problems(A.score, LEVELS | {"4": "2.5"}) == [f"indicator 4: 2.5 is not a whole level; {low_high}"]
    assert problems(A.score, LEVELS | {"4": "1e400"}) == [f"indicator 4: 1e400 is off the scale; {low_high}"]
    assert problems(A.score, LEVELS | {"4": 10**400}) == [f"indicator 4: 1{'0' * 39}… is off the scale; {low_high}"]
    (line,) = problems(A.score, LEVELS | {"x" * 5000: 1})
    assert len(line) < 150


def test_a_missing_first_service_is_a_missing_indicator():
    assert problems(A.score, {**{k: v for k, v in LEVELS.items() if k != "6"}, "6-2": 3}) == [
        "missing indicators of instrument A: 6; give each a level"
    ]


def test_levels_outside_the_decimal_scale_are_refused():
    assert problems(B.score, {"1": 0.99, "2": 1, "3": 5.01}) == [
        "indicator 1: 0.99 is off the scale; give a number from 1 to 5",
        "indicator 3: 5.01 is off the scale; give a number from 1 to 5",
    ]


def test_steps_agree_with_the_whole():
    score = A.score(LEVELS)
    assert A.aspects_to_domains(score.aspects) == score.domains
    assert A.domains_to_index(score.domains) == A.aspects_to_index(score.aspects) == score.index
    assert A.domain_weights == {"1": Fraction(2, 5), "2": Fraction(3, 5)}
    assert A.domains_to_index({"1": "2.50", "2": 2.39}) == Fraction("2.434")


def test_steps_refuse_what_is_missing_unknown_or_off_the_scale():
    assert problems(A.domains_to_index, {"1": 5.5, "3": 1}) == [
        "domain 3: not in instrument A",
        "domain 1 (part 1): 5.5 is off the scale; give a number from 0 to 5",
        "domain 2 (part 2) of instrument A is missing",
    ]
    assert "aspect 2 (part 2)" in problems(A.aspects_to_domains, {"1": 1, "2": "x", "3": 1})[0]
    assert "has no domains; use aspects_to_index" in problems(B.aspects_to_domains, {})[0]
    assert "has no domains; use aspects_to_index" in problems(B.domains_to_index, {})[0]


@pytest.mark.parametrize(
    ("index", "unrounded", "rounded"),
    [
        (0, "Rendah", "Rendah"),
        ("2.5949", "Rendah", "Rendah"),
        ("2.595", "Rendah", "Tinggi"),  # rounds half up to 2.60, where the higher band begins
        (Fraction(26, 10), "Tinggi", "Tinggi"),
        (5, "Tinggi", "Tinggi"),
    ],
)
def test_predicate_by_either_index(index, unrounded, rounded):
    assert A.predicate(index) == A.predicate(index, "unrounded") == unrounded
    assert A.predicate(index, "rounded") == rounded


def test_predicate_refusals():
    assert "lies outside the bands of instrument A" in problems(A.predicate, "5.001")[0]
    assert "lies outside the bands of instrument A" in problems(A.predicate, "-0.1")[0]
    assert A.predicate("5.001", "rounded") == "Tinggi"
    assert "'half' is not known; use unrounded or rounded" in problems(A.predicate, 2, "half")[0]


def test_partial_by_hand():
    partial = A.partial({"1": 2, "2": 3, "3": 1, "5": 4, "6": 4, "6-3": 4})
    assert partial.missing == ("4",)
    assert partial.aspects == {"1": Fraction(5, 2), "3": Fraction(4)}
    assert partial.domains == {"1": Fraction(5, 2)}
    base = Fraction(4, 10) * Fraction(5, 2) + Fraction("0.05") + Fraction(4, 10) * 4
    assert (partial.low, partial.high) == (base, base + Fraction("0.15") * 5)


def test_partial_of_a_complete_set_is_a_point_and_of_nothing_the_scale():
    score, partial = A.score(LEVELS), A.partial(LEVELS)
    assert (partial.low, partial.high, partial.missing) == (score.index, score.index, ())
    assert (partial.aspects, partial.domains) == (score.aspects, score.domains)
    empty = B.partial({})
    assert (empty.low, empty.high, empty.aspects, empty.domains) == (1, 5, {}, {})


def test_partial_refuses_bad_levels_but_not_missing_ones():
    assert problems(A.partial, {"1": 9}) == ["indicator 1: 9 is off the scale; give a whole number from 0 to 5"]


whole_levels = st.fixed_dictionaries(
    dict.fromkeys("123456", st.integers(0, 5)), optional={"6-2": st.integers(0, 5), "6-3": st.integers(0, 5)}
)


@settings(max_examples=60, deadline=None)
@given(whole_levels, st.data())
def test_properties_of_every_score(levels, data):
    index = A.score(levels).index
    assert min(levels.values()) <= index <= max(levels.values())
    raised = data.draw(st.sampled_from([key for key in levels if levels[key] < 5] or [None]))
    if raised:
        assert A.score(levels | {raised: levels[raised] + 1}).index > index
    hidden = data.draw(st.sets(st.sampled_from("123456")))
    partial = A.partial({key: level for key, level in levels.items() if key not in hidden})
    assert partial.low <= index <= partial.high
    assert partial.aspects.items() <= A.score(levels).aspects.items()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 5), st.sets(st.sampled_from(["6-2", "6-3"])))
def test_equal_levels_give_that_level_everywhere(level, services):
    score = A.score(dict.fromkeys([*LEVELS, *services], level))
    assert {score.index, *score.aspects.values(), *score.domains.values()} == {level}
