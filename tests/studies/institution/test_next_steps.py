"""The fewest steps of real and own evaluations, counted a second time item by item; and how it may stand."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from analysis.data import tables
from analysis.studies.institution import known_levels, next_steps
from analysis.studies.institution.subject import subject
from analysis.studies.shared.scorecard import instrument
from tests.studies.institution.test_known_levels import ACEH, KEMENKO, MADIUN, NOBODY, PAREPARE, own

UNITS = 2000  # of which every weight under 47 is a whole number
TARGETS = {"unrounded": Fraction("3.5"), "rounded": Fraction("3.495")}
WEIGHTS = {part.id: part.weight for part in instrument("47").indicators}


def step_by_step(levels: dict, target: Fraction, without: str = "") -> tuple[int, int]:
    """Fewest steps and the number of minimal sets, item after item, without classes of weights."""
    gap = (target - sum(WEIGHTS[i] * x for i, x in levels.items())) * UNITS
    added = sorted((WEIGHTS[i] * UNITS for i, x in levels.items() for _ in range(5 - int(x))), reverse=True)
    steps = next(n for n in range(len(added) + 1) if sum(added[:n]) >= gap)
    found = Counter({(0, 0): 1})
    for item, level in levels.items():
        following: Counter = Counter()
        for (taken, total), ways in found.items():
            for rise in range(min(5 - int(level), steps - taken) + 1 if item != without else 1):
                now = total + rise * int(WEIGHTS[item] * UNITS)
                if now + (steps - taken - rise) * int(added[0]) >= gap:  # else the largest weights do not help either
                    following[taken + rise, now] += ways
        found = following
    return steps, sum(ways for (taken, total), ways in found.items() if taken == steps and total >= gap)


def studied(institution: str) -> next_steps.Result:
    return next_steps.study(known_levels.study(subject(institution, 2024)))


@pytest.mark.parametrize("institution", [KEMENKO, PAREPARE])
def test_steps_and_sets_are_those_of_a_second_count(institution):
    levels = known_levels.study(subject(institution, 2024)).evaluation.levels
    found = studied(institution)
    assert found.status == next_steps.STEPS
    assert list(found.rules["rule"]) == list(TARGETS)
    for row in found.rules.to_dict("records"):
        assert (row["steps"], row["sets"]) == step_by_step(levels, TARGETS[row["rule"]])
        assert (row["predicate"], row["next"], Fraction(str(row["start"]))) == (
            "Baik",
            "Sangat Baik",
            TARGETS[row["rule"]],
        )
    main, row = found.rules.iloc[0], found.one.set_index("indicator").loc["44"]
    _, without = step_by_step(levels, TARGETS["unrounded"], without="44")
    assert row["share"] <= 1 - without / main["sets"] < row["share"] + 0.001


def test_the_set_shown_reaches_the_next_predicate_and_no_more_than_it_must():
    found = studied(KEMENKO)
    levels = dict(known_levels.study(subject(KEMENKO, 2024)).evaluation.levels)
    for row in found.one.to_dict("records"):
        assert levels[row["indicator"]] == row["from_level"] < row["to_level"] <= 5
        levels[row["indicator"]] = Fraction(row["to_level"])
    assert instrument("47").score(levels).predicate == "Sangat Baik"
    assert (found.one["to_level"] - found.one["from_level"]).sum() == found.facts["steps"]
    assert found.one["weight"].is_monotonic_decreasing
    assert found.classes["indicators"].sum() == 47
    assert found.classes["least"].sum() <= found.facts["steps"] <= found.classes["most"].sum()


def test_every_indicator_of_the_set_is_among_those_of_2026_as_in_the_table():
    found = studied(PAREPARE)
    links = tables.load("crosswalk")
    links = links[(links["to_instrument"] == "20") & links["from_id"].isin(found.one["indicator"])]
    wanted = {(row.to_id, row.certainty, row.from_id) for row in links.itertuples()}
    rows = found.crosswalk.to_dict("records")
    assert {(row["to_indicator"], row["certainty"], i) for row in rows for i in row["indicators"]} == wanted
    places = [int(row["to_indicator"]) for row in rows]
    assert places == sorted(places)


def test_one_step_is_enough_whatever_the_missing_levels_are():
    found = studied(ACEH)
    assert (found.status, found.facts["fewest"], found.facts["largest"]) == (next_steps.STEPS, 1, 1)
    assert len(found.one) == len(found.rules) == 0


@pytest.mark.parametrize(("institution", "status"), [(MADIUN, next_steps.OTHER), (NOBODY, next_steps.NONE)])
def test_no_next_predicate(institution, status):
    assert studied(institution).status == status


def of(tmp_path, levels: dict[int, int]) -> next_steps.Result:
    return next_steps.study(own(tmp_path, levels))


def test_at_the_top_there_is_no_next_predicate(tmp_path):
    assert of(tmp_path, dict.fromkeys(range(1, 48), 5)).status == next_steps.TOP


def test_an_index_between_the_two_rules_has_an_answer_by_each(tmp_path):
    # 2 + .455 (services) + .1 (four of governance) + .026 (two policies) + .015: half a hundredth below the cut.
    levels = dict.fromkeys(range(1, 48), 2) | dict.fromkeys(range(32, 48), 3) | dict.fromkeys(range(15, 19), 3)
    levels |= {1: 3, 2: 3, 21: 3}
    found = of(tmp_path, levels)
    assert 2.595 <= found.facts["index"] < 2.6
    assert found.status == next_steps.EDGE
    assert (found.facts["now"], found.facts["next"], found.facts["now_rounded"]) == ("Cukup", "Baik", "Baik")
    assert found.facts["steps"] == 1 < found.facts["steps_rounded"]
    assert found.facts["next_rounded"] == "Sangat Baik"


def test_what_missing_levels_leave_open(tmp_path):
    levels = dict.fromkeys(range(1, 48), 3)
    many = {item: level for item, level in levels.items() if item not in range(32, 47)}
    assert of(tmp_path, many).status == next_steps.OPEN
    few = {item: level for item, level in levels.items() if item != 47}
    found = of(tmp_path, few)
    steps = [of(tmp_path, few | {47: level}).facts for level in range(1, 6)]
    assert found.facts["fewest"] == min(facts["fewest"] for facts in steps)
    assert found.facts["largest"] == max(facts["largest"] for facts in steps)
    assert found.facts["fewest"] < found.facts["largest"]


def test_a_level_more_in_every_indicator_may_not_be_enough(tmp_path):
    found = of(tmp_path, dict.fromkeys(range(1, 32), 1) | dict.fromkeys(range(32, 48), 5))
    assert found.facts["one_level"] is None
    assert set(found.one["indicator"].astype(int)) <= set(range(1, 32)), "the services cannot rise"


def test_a_level_more_in_every_indicator_may_be_just_enough(tmp_path):
    levels = dict.fromkeys(range(1, 48), 5) | dict.fromkeys([*range(32, 42), *range(11, 16)], 2)
    found = of(tmp_path, levels)
    assert found.facts["start"] - found.facts["index"] == pytest.approx(10 * 0.0275 + 5 * 0.025)
    assert found.facts["one_level"] == 15


def test_what_rises_in_every_minimal_set_is_told_with_its_weight(tmp_path):
    found = of(tmp_path, dict.fromkeys(range(1, 48), 5) | dict.fromkeys(range(11, 30), 3) | {20: 2, 42: 2})
    assert found.facts["always"] == ["42"]
    assert found.classes.set_index("weight")["always"].to_dict() == {0.03: 1, 0.0275: 0, 0.025: 0, 0.015: 0, 0.013: 0}
    assert found.one.set_index("indicator").loc["42", "share"] == 1
