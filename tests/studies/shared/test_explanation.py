"""What a fall can owe to the change of instrument: hand examples, a second route, edges and refusals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import explanation
from tests.studies.by_hand import largest_fall

FIELDS = [
    "needed_level_flat", "largest_fall", "largest_fall_interval", "largest_share", "verdict", "rounding_decides",
    "needed_level_all_new", "verdict_all_new",
]  # fmt: skip


@pytest.fixture(scope="module")
def of():
    return explanation.change()


@pytest.mark.parametrize(
    ("after", "floor", "flat", "largest", "share", "verdict", "all_new", "verdict_all_new", "by_rounding"),
    [
        ("2.20", 0, 0.682, 0.3200, 1.067, "feasible", 1.731, "feasible", False),
        ("2.20", 1, 0.682, 0.3016, 1.005, "feasible", 1.731, "feasible", True),
        ("2.10", 0, 0.076, 0.3200, 0.800, "refuted", 1.474, "feasible", False),
        ("2.10", 1, 0.076, 0.3016, 0.754, "refuted", 1.474, "feasible", False),
        ("1.80", 0, -1.742, 0.3200, 0.457, "refuted", 0.705, "refuted", False),
        ("1.80", 1, -1.742, 0.3016, 0.431, "refuted", 0.705, "refuted", False),
        ("2.60", 0, 3.106, 0.3200, None, "not needed", 2.756, "not needed", False),
        ("2.60", 1, 3.106, 0.3016, None, "not needed", 2.756, "not needed", False),
    ],
)
def test_hand_examples(after, floor, flat, largest, share, verdict, all_new, verdict_all_new, by_rounding):
    found = explanation.document("2.50", after, floor)
    assert [key for key in found if key in FIELDS] == FIELDS
    assert found["needed_level_flat"] == pytest.approx(flat, abs=5e-4)
    assert found["largest_fall"] == pytest.approx(largest, abs=5e-5)
    assert found["largest_share"] == (None if share is None else pytest.approx(share, abs=5e-4))
    assert found["needed_level_all_new"] == pytest.approx(all_new, abs=5e-4)
    assert (found["verdict"], found["verdict_all_new"]) == (verdict, verdict_all_new)
    assert found["rounding_decides"] is by_rounding
    assert any(warning["warning"] == explanation.ROUNDING for warning in found["warnings"]) is by_rounding
    assert found["largest_fall_interval"] == pytest.approx([largest_fall(2.495, floor), largest_fall(2.505, floor)])


@pytest.mark.parametrize(
    ("before", "flat", "floor_1", "floor_0"),
    [("2.00", 0.165, 0.215, 0.234), ("2.18", 0.195, 0.246, 0.265), ("2.50", 0.248, 0.302, 0.320),
     ("3.50", 0.413, 0.474, 0.493), ("4.00", 0.495, 0.553, 0.553)],
)  # fmt: skip
def test_flat_and_sharp_largest_falls(of, before, flat, floor_1, floor_0):
    assert float(of.management * (Fraction(before) - 1)) == pytest.approx(flat, abs=6e-4)
    assert float(explanation.largest_fall(of, before, 1)) == pytest.approx(floor_1, abs=5e-4)
    assert float(explanation.largest_fall(of, before, 0)) == pytest.approx(floor_0, abs=5e-4)


def test_a_second_route_over_the_scale(of):
    for floor in (0, 1):
        for before in np.linspace(floor, 5, 41).round(3):
            assert float(explanation.largest_fall(of, before, floor)) == pytest.approx(
                largest_fall(before, floor), abs=1e-9
            )


def test_a_flat_profile_does_not_decide():
    found = explanation.document("2.50", "2.20", 1)
    assert found["needed_level_flat"] < 1
    assert found["verdict"] == "feasible"
    profile = found["largest_fall_profile"]
    assert profile == {"policy": 5, "governance": 1, "management": 1, "services": pytest.approx(1 + 0.82 / 0.55)}
    assert 0.17 * profile["policy"] + 0.28 * profile["governance"] + 0.55 * profile["services"] == pytest.approx(2.5)


def test_both_profiles_refute_the_same_falls_from_floor_1(of):
    """With the scales equal, no old profile explains a fall just when every new profile leaves a real one."""
    verdicts = set()
    for before in np.arange(1.1, 5.0, 0.37).round(2):
        for after in np.arange(1.0, before, 0.09).round(2):
            found = explanation.explain(of, before, after, 1)
            assert (found["verdict"] == "refuted") == (found["least_real_fall"] > 0), (before, after)
            verdicts.add(found["verdict"])
    assert verdicts == {"refuted", "feasible"}


def test_the_older_floor_is_an_outer_bound(of):
    found = explanation.explain(of, "2.50", "2.19", 0)
    assert found["verdict"] == "feasible"
    assert found["least_real_fall"] > 0, "a level 0 cannot be carried into 47"
    assert explanation.explain(of, "2.50", "2.19", 1)["verdict"] == "refuted"


def test_the_national_totals_of_2021_have_their_known_effect_inside(of):
    found = explanation.explain(of, "2.26", "2.24")
    low, high = found["effect_at_new_profile"]
    assert low < Fraction("-0.2091") < high


@pytest.mark.parametrize(
    ("before", "after", "floor", "cut"),
    [
        ("5", "5", 0, [("BEFORE", "+", 5), ("AFTER", "+", 5)]),
        ("0", "1", 0, [("BEFORE", "-", 0), ("AFTER", "-", 1)]),
        ("1", "1", 1, [("BEFORE", "-", 1), ("AFTER", "-", 1)]),
        ("4.998", "1.002", 0, [("BEFORE", "+", 5), ("AFTER", "-", 1)]),
    ],
)
def test_rounding_is_cut_at_the_ends_of_the_scales(before, after, floor, cut):
    found = explanation.document(before, after, floor)
    warnings = [warning for warning in found["warnings"] if warning["warning"] == explanation.OFF_SCALE]
    assert [(warning["total"], warning["sign"], warning["used"]) for warning in warnings] == cut
    assert {warning["half"] for warning in warnings} == {0.005}
    low, high = found["largest_fall_interval"]
    assert low <= found["largest_fall"] <= high


def test_below_the_new_scale_management_can_only_raise():
    found = explanation.document("0.5", "1.2")
    assert found["largest_fall"] < 0
    assert found["verdict"] == found["verdict_all_new"] == "not needed"
    assert explanation.document("1", "1")["largest_fall"] > 0, "an uneven profile from 0 has room to fall"


def test_coarser_totals_make_rounding_decide(of):
    coarse = (Fraction(1, 20), explanation.HALF)
    assert not explanation.explain(of, "2.50", "2.15", 0)["rounding_decides"]
    assert explanation.explain(of, "2.50", "2.15", 0, coarse)["rounding_decides"]


@pytest.mark.parametrize(
    ("arguments", "problems"),
    [
        (
            ("5.01", "0.5"),
            [
                "BEFORE: 5.01 is off the scale of instrument 35; give a number from 0 to 5",
                "AFTER: 0.5 is off the scale of instrument 47; give a number from 1 to 5",
            ],
        ),
        (
            ("0.5", "2", 1),
            ["BEFORE: 0.5 is off the scale of instrument 35; give a number from 1 to 5, or take floor 0"],
        ),
        (("x", "2"), ["BEFORE: 'x' is not a number; write digits with a decimal point, for instance 2.75"]),
        (("2", "2", 2), ["floor 2: choose 0 or 1, the lowest level of instrument 35"]),
    ],
)
def test_refusals(arguments, problems):
    with pytest.raises(InputError) as caught:
        explanation.document(*arguments)
    assert caught.value.problems == problems
