from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from analysis.studies.institution import two_lists, what_if
from analysis.studies.institution.subject import subject
from tests.studies.growth.by_csv import LEFT_OUT, NAMES, weight
from tests.studies.institution import two_lists_by_csv as by_csv

CUTS = {"Cukup": 1.8, "Baik": 2.6, "Sangat Baik": 3.5, "Memuaskan": 4.2}
LADDER = ["Kurang", *CUTS]
ONE_WEIGHT = {"policy": 0.013, "governance": 0.025, "management": 0.015}


def fewest_services(distance: float, value: float, *, heavy: bool) -> int | None:
    """Least steps in the services domain over (or, worst, where as few as can be are left of) the heavier aspect."""
    found = []
    for light, heavier in product(range(41), range(25)):  # levels left in the aspects of ten and of six indicators
        if abs(5 - (light * 0.0275 + heavier * 0.03) / 0.455 - value) > 0.00501:
            continue
        takes = [n + m for n, m in product(range(light + 1), range(heavier + 1))
                 if n * 0.0275 + m * 0.03 >= distance - 1e-9]  # fmt: skip
        found.append(min(takes, default=None))
    if None in found:
        return None
    return min(found) if heavy else max(found)


@pytest.mark.parametrize("institution", by_csv.asked())
def test_steps_by_counting_them_one_by_one(institution):
    found, own = what_if.study(subject(institution, 2024)), by_csv.listed().get((institution, 2024))
    if own is None:
        assert found.steps.empty
        return
    at = LADDER.index(own["predicate"])
    assert found.facts["top"] is (at == len(LADDER) - 1)
    steps = found.steps.set_index("domain")
    assert list(steps.index) == [name for name in NAMES.values() if name in own]
    if found.facts["top"]:
        assert steps["fewest"].isna().all()
        return
    distance = max(CUTS[LADDER[at + 1]] - own["index"], 0)
    assert (found.facts["next"], found.facts["distance"]) == (LADDER[at + 1], pytest.approx(distance))
    for name, one in ONE_WEIGHT.items():
        if name not in own:
            continue
        assert (steps.loc[name, "least"], steps.loc[name, "most"]) == pytest.approx((one, one))
        left = round((5 - own[name]) * weight(name) / one)
        near, far = (next((n for n in range(1, 50) if n * one >= d - 1e-9), 99)
                     for d in (distance - 0.01, distance + 0.005))  # fmt: skip
        if far <= left:
            assert (steps.loc[name, "fewest"], steps.loc[name, "most_steps"]) == (near, far)
        else:
            assert pd.isna(steps.loc[name, "fewest"])


@pytest.mark.parametrize("institution", ["kabupaten-merangin", "kabupaten-blora", "kabupaten-asmat", "dewan-pers"])
def test_services_over_every_way_their_levels_may_stand(institution):
    own = by_csv.listed()[institution, 2024]
    found = what_if.study(subject(institution, 2024)).steps.set_index("domain").loc["services"]
    distance = CUTS[LADDER[LADDER.index(own["predicate"]) + 1]] - own["index"]
    best = fewest_services(max(distance - 0.01, 1e-6), own["services"], heavy=True)
    worst = fewest_services(distance + 0.005, own["services"], heavy=False)
    assert (found["least"], found["most"]) == (0.0275, 0.03)
    assert found["fewest"] <= best, "the end is over all that the value allows"
    assert found["most_steps"] >= worst
    assert best - found["fewest"] <= 1
    assert found["most_steps"] - worst <= 1


def test_a_printed_predicate_below_its_cut_needs_one_step():
    facts = what_if.study(subject("kabupaten-pacitan", 2024)).facts
    assert (facts["index"], facts["predicate"], facts["next"], facts["distance"]) == (3.5, "Baik", "Sangat Baik", 0)
    assert (facts["fewest"], facts["most_steps"]) == (1, 1)


def test_nothing_of_a_value_below_the_scale_and_the_band_of_an_index_without_a_predicate():
    assert what_if.study(subject(LEFT_OUT, 2023)).steps.empty
    assert what_if.next_band("", 2.59)["predicate"] == "Baik"
    assert what_if.next_band("", 4.2) is None
    assert what_if.next_band("Kurang", 4.9)["from_inclusive"] == 1.8


def test_all_steps_of_the_instrument_are_there():
    assert {name: sum(step.count for step in steps) for name, steps in what_if.groups().items()} == {
        "policy": 40, "governance": 40, "management": 44, "services": 64
    }  # fmt: skip
    for name, steps in what_if.groups().items():
        assert sum(step.weight * step.count for step in steps) == pytest.approx(4 * two_lists.weight()[name])
