"""The supposed link: its slope by hand, what it moves, its power, and the word that follows."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.methods.inference.forecasts import NAMES
from analysis.studies.open_questions import declared, link, un_forecast
from analysis.studies.open_questions.declared import WITH, WITHOUT
from analysis.studies.shared import published_means, survey
from tests.studies.open_questions import computed


def test_the_slope_is_that_of_four_surveys_at_the_old_weights():
    series = published_means.series().set_index("year")["old_basis"]
    years = [2018, 2020, 2022, 2024]
    osi = [survey.edition(year).loc["IDN", "osi"] for year in years]
    assert link.slopes()["slope"].iloc[0] == pytest.approx(stats.linregress(series[years], osi).slope)
    as_published = published_means.series().set_index("year")["published"][years]
    assert link.slopes().set_index("name")["slope"]["published"] == pytest.approx(
        stats.linregress(as_published, osi).slope
    )


def test_online_services_move_by_growth_times_slope_and_the_egdi_by_a_third():
    limits = link.linked(0.1).set_index("measure")
    now = survey.edition(2024).loc["IDN", "osi"]
    assert limits.loc["osi", "median"] == pytest.approx(now + 0.1 * (3.23 - 2.79), abs=5e-5)
    free = un_forecast.computed("IDN", 2024).set_index("measure")
    moved = limits.loc["osi", "median"] - free.loc["osi", "median"]
    assert limits.loc["egdi", "median"] - free.loc["egdi", "median"] == pytest.approx(moved / 3, abs=1e-4)
    width = {
        frame: table.loc["osi", "high50"] - table.loc["osi", "low50"] for frame, table in (("a", limits), ("b", free))
    }
    assert width["a"] == pytest.approx(width["b"], abs=1e-4)


def test_a_slope_beyond_the_scale_stops_at_its_end():
    limits = link.linked(5.0).set_index("measure")
    assert limits.loc["osi", "median"] == 1
    assert limits.loc["rank", "low90"] >= 1


def test_places_are_the_states_in_between():
    rows = survey.edition(2024)
    low, high = 0.7991, 0.85
    between = ((rows["egdi"] > low) & (rows["egdi"] <= high) & (rows.index != "IDN")).sum()
    assert link.passed(low, high, "IDN", 2024) == between > 0
    assert link.passed(high, low, "IDN", 2024) == -between
    assert link.passed(low, low, "IDN", 2024) == 0
    other = rows.loc[(rows["egdi"] > low) & (rows.index != "IDN"), "egdi"].min()
    level = ((rows["egdi"] == other) & (rows.index != "IDN")).sum()
    assert link.passed(low, other, "IDN", 2024) == level > 0, "on equal scores the better rank is shared"
    assert (
        link.passed(other, other + 1e-4, "IDN", 2024) == ((rows["egdi"] > other) & (rows["egdi"] <= other + 1e-4)).sum()
    )


def test_power_is_that_of_a_one_sided_test_and_its_size_where_nothing_is_to_be_found():
    draws = np.random.default_rng(1).normal(0, 0.1, 40_000)
    for apart in (0, 0.1, 0.25):
        assert link.told_apart(draws, apart) == pytest.approx(stats.norm.sf(1.645 - apart / 0.1), abs=0.01)


def limits_of(without, linked):
    rows = [(WITHOUT, "osi", *without), (WITH, "osi", *linked)]
    return pd.DataFrame(rows, columns=["variant", "measure", "low90", "high90"])


@pytest.mark.parametrize(
    ("came", "power", "word"),
    [
        (None, 0.9, "cannot be decided"),
        (0.5, 0.9, "inconclusive"),  # both allow it
        (0.95, 0.9, "inconclusive"),  # neither does
        (0.6, 0.9, "inconclusive"),  # an end counts as inside
        (0.61, 0.1, "associated only"),
        (0.39, 0.8, "not supported"),
        (0.39, 0.79, "inconclusive"),  # too little power to say no
    ],
)
def test_the_word_follows_the_rule(came, power, word):
    assert link.decision(came, limits_of((0.2, 0.6), (0.4, 0.9)), power, 0.8) == word


@pytest.mark.parametrize(("came", "which"), [(0.5, "both"), (0.95, "neither"), (0.3, WITHOUT), (0.7, WITH)])
def test_which_forecast_allows_what_came(came, which):
    assert link.allowed(came, limits_of((0.2, 0.6), (0.4, 0.9))) == which


def test_one_edition_cannot_tell_the_two_apart():
    facts = computed.linked().facts
    rows = declared.written().set_index(["variant", "measure"])
    assert facts["apart"] == pytest.approx(rows.loc[(WITH, "osi"), "median"] - rows.loc[(WITHOUT, "osi"), "median"])
    assert facts["size"] < facts["power"] < facts["wanted"]
    assert facts["editions_needed"] == pytest.approx((2.8 * facts["spread"] / facts["apart"]) ** 2, abs=4)
    assert list(computed.linked().values["un_2026"]["with_link"]["rank"]) == list(NAMES)
