"""The negative controls by hand."""

from fractions import Fraction

import pandas as pd
import pytest

from analysis.studies.instrument_checks import effect_controls
from analysis.studies.shared import institutions
from tests.studies.by_hand import national_index, rows


def national_instruments() -> dict[str, str]:
    """Year -> instrument of the nation's published domain means."""
    parts = [row for row in rows("spbe_parts") if (row["unit"], row["level"]) == ("nasional", "domain")]
    return {row["year"]: row["instrument"] for row in parts}


def test_weights_without_management_sum_to_one():
    policy, common = effect_controls.policy_only(), effect_controls.common_domains()
    assert sum(policy.values()) == sum(common.values()) == 1
    assert policy["1"] == Fraction("0.13")
    assert policy["2"] == Fraction("0.28") + Fraction("0.04") * Fraction(28, 83)
    assert common == {"1": Fraction(130, 835), "2": Fraction(250, 835), "4": Fraction(455, 835)}


def test_what_is_left_without_management_by_hand():
    row = {"year": 2023, "policy": 2.0, "governance": 3.0, "services": 4.0, "management": 1.0, "effect": -0.385}
    frame = pd.DataFrame([row, row | {"year": 2024}])
    found = effect_controls.without_management(frame).set_index(["control", "year"])
    rest = (0.28 * 3 + 0.55 * 4) / 0.83
    assert found.loc[("policy_only", 2023), "mean_effect"] == pytest.approx(-0.04 * (2 - rest))
    common = (0.13 * 2 + 0.25 * 3 + 0.455 * 4) / 0.835 - (0.17 * 2 + 0.28 * 3 + 0.55 * 4)
    assert found.loc[("common_domains", 2024), "mean_effect"] == pytest.approx(common)
    assert found.loc[("common_domains", 2024), "share"] == pytest.approx(abs(common) / 0.385)


def test_an_instrument_against_itself_gives_exactly_zero_and_another_does_not():
    lists = institutions.rescored()
    listed = lists[lists["year"] == 2024]
    found = effect_controls.equal_instruments(listed).set_index("control")
    assert found.loc["same_47", ["n", "exactly_zero"]].tolist() == [len(listed)] * 2
    before = sum(instrument == "35" for instrument in national_instruments().values())
    assert found.loc["same_35", ["n", "exactly_zero"]].tolist() == [before] * 2
    other = {"1": Fraction(1, 3), "2": Fraction(1, 3), "4": Fraction(1, 3)}
    row = {"1": Fraction("2.35"), "2": Fraction("1.07"), "4": Fraction("3.11")}
    assert effect_controls.equal_effects([row], other) == [0]


def test_a_difference_of_years_finds_something_where_nothing_changed():
    found = effect_controls.backdated()
    assert list(zip(found["before_year"], found["year"], strict=True)) == [
        (2018, 2019), (2019, 2020), (2021, 2022), (2022, 2023), (2023, 2024),
    ]  # fmt: skip
    index = national_index()
    steps = [index[year] - index[before] for before, year in zip(found["before_year"], found["year"], strict=True)]
    assert found["difference"].tolist() == pytest.approx(steps)
    assert (found["rescored"] == 0).all()
    assert (found["instrument"] == ["35", "35", "47", "47", "47"]).all()
