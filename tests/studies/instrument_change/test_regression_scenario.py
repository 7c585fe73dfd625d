"""The scenario of regression to the mean across the change, by hand, and the falls that it is about."""

import pytest

from analysis.studies.instrument_change import other_explanations, totals_before_after


@pytest.fixture(scope="module")
def result():
    return other_explanations.study("all")


def test_the_scenario_of_grobogan_is_the_example_of_the_plan(result):
    frame = result.scenario[result.scenario["institution_id"] == "kabupaten-grobogan"].set_index("slope")
    assert frame.loc[[0.4, 0.6, 0.8], "expected"].round(2).tolist() == [2.57, 2.73, 2.90]
    assert frame.loc[0.4, ["before", "after", "mean_before", "mean_after"]].tolist() == [3.0, 2.51, 2.18, 2.24]
    assert frame.loc[0.6, "regressed"] == pytest.approx(-0.4 * 0.82)
    assert frame.loc[0.4, "high"] - frame.loc[0.4, "expected"] == pytest.approx(1.4 * result.facts["known_to"])
    assert frame["place"].is_monotonic_decreasing, "the more of a lead is left, the further the fall is out"


def test_falls_within_the_expected_are_counted(result):
    lowest = result.scenario[(result.scenario["slope"] == 0.4) & (result.scenario["fall"] > 0)]
    assert result.facts["fallen"] == len(lowest)
    assert result.facts["within_lowest"] == (lowest["after"] >= lowest["expected"]).sum()
    assert result.facts["within_measured"] <= result.facts["within_lowest"]


def test_the_rise_of_blora_is_a_scenario(result):
    rise = result.facts["rise"]
    assert (rise["before"], rise["after"], rise["mean_before"], rise["mean_after"]) == (2.06, 3.27, 2.34, 2.79)
    assert rise["expected_high"] == pytest.approx(2.79 + 0.4 * (2.06 - 2.34))
    assert rise["expected_low"] == pytest.approx(2.79 + result.facts["slope"] * (2.06 - 2.34))
    assert 1 <= rise["as_large"] <= rise["known"]


def test_a_share_that_is_left_twice_is_its_square(result):
    assert result.facts["twice"] == pytest.approx(result.facts["slope"] ** 2)


@pytest.mark.parametrize("before_year", ["last", "2018", 2019, 2020])
def test_the_falls_are_those_of_the_page_whatever_the_year_before(before_year):
    fell = totals_before_after.study("all", before_year, "official", 0, "kabupaten-grobogan").facts["fell"]
    one = other_explanations.study("all", before_year)
    assert one.facts["fallen"] == len(one.falls) == fell
    assert list(one.falls.columns[-len(one.slopes) :]) == list(one.slopes)


def test_a_type_without_falls_has_an_empty_table():
    assert other_explanations.study("lembaga").falls.empty
