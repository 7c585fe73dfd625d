"""The concordance reproduces the ministry's counts and weights; parameters are checked; values are complete."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.instrument_change import indicators
from analysis.studies.shared.definitions import DEFINITIONS, new_indicators, new_weight


@pytest.fixture(scope="module")
def result() -> indicators.Result:
    return indicators.study()


def test_weights_and_counts_by_domain_exactly():
    frame = indicators.by_domain(indicators.concordance()).set_index("domain")
    weights = frame[[name for name in frame if name.endswith("weight")]]
    counts = frame[[name for name in frame if name.endswith("count")]]
    hundredths = [
        ["4", "13", "6.5", "6.5"],
        ["24", "4", "17.5", "7.5"],
        ["0", "0", "0", "16.5"],
        ["55", "0", "37", "8.5"],
        ["83", "17", "61", "39"],
    ]
    assert weights.to_numpy().tolist() == [[Fraction(x) / 100 for x in row] for row in hundredths]
    assert counts.to_numpy().tolist() == [[4, 13, 5, 5], [6, 1, 7, 3], [0, 0, 0, 11], [11, 0, 13, 3], [21, 14, 25, 22]]


def test_links_are_those_of_the_list():
    links = indicators.concordance()
    assert links.successors["3"] == ("1", "2")
    assert links.successors["20"] == ("11", "12")
    assert [links.links[item] for item in ("45", "46", "47")] == ["35", "35-2", "35-3"], "one service each"
    table = tables.load("crosswalk")
    listed = table[(table["level"] == "indicator") & (table["from_instrument"] == "35")]
    assert links.dropped == set(listed.loc[listed["relation"] == "dropped", "from_id"])
    assert sum(links.old.values()) == sum(links.new.values()) == 1
    assert links.old["32"] == links.old["35-3"] == Fraction(1, 30), "six scored items share a fifth"


def test_definitions_agree_with_the_shared_ones(result):
    frame = result.definitions.set_index("definition")
    assert list(frame.index) == list(DEFINITIONS)
    for name in DEFINITIONS:
        assert frame.loc[name, "weight"] == new_weight(name)
        assert frame.loc[name, "indicators"] == len(new_indicators(name))


def test_the_net_figure_is_the_difference_of_new_and_dropped(result):
    facts = result.facts["concordance"]
    splits = facts["new_continuing_count"] - facts["old_continuing_count"]
    assert facts["net"] == 12 == facts["new_added_count"] - facts["old_dropped_count"] + splits
    assert facts["unchanged"] == 0


def test_a_definition_moves_the_first_term_and_not_the_whole(result):
    other = indicators.study(new_definition="management")
    columns = ["total_low", "total_high", "dropped_low", "dropped_high"]
    assert other.levels[columns].to_numpy() == pytest.approx(result.levels[columns].to_numpy(), abs=1e-12)
    assert other.facts["kemenko_2021"]["new_low"] > result.facts["kemenko_2021"]["new_low"]
    assert other.facts["kemenko_2021"]["count"] == 11


def test_a_higher_old_floor_narrows_every_whole_effect_from_above(result):
    one = indicators.study(old_floor=1)
    for name in ("levels", "domain_means"):
        low, high = ("total_low", "total_high") if name == "levels" else ("low", "high")
        before, after = getattr(result, name), getattr(one, name)
        assert after[low].tolist() == before[low].tolist()
        assert (after[high] <= before[high]).all()
    assert (one.domain_means["high"] - result.domain_means["high"]).tolist() == pytest.approx([-0.17] * 6, abs=1e-9)


def test_the_doubtful_evaluation_says_how_its_sources_differ(result):
    facts = result.facts["parepare_2024"]
    assert facts["first"] < facts["index_low"] < facts["second"]
    assert 0 < facts["differing"] <= facts["domains"] == 4


def test_the_nation_of_the_sentence_is_the_one_asked_for():
    found = indicators.study("2018", 2023)
    assert found.before_year == found.facts["orders"]["before_year"] == 2018
    assert found.facts["orders"]["year"] == found.facts["domain_means"]["year"] == 2023
    assert indicators.study("last", 2021).before_year == 2020


def test_every_value_is_a_number_or_a_word(result):
    assert result.values["concordance.all.new_added_weight"] == Fraction(39, 100)
    assert result.values["levels.kemenko_2021.new_low"] == pytest.approx(result.facts["kemenko_2021"]["new_low"])
    assert "domain_means.nation.2021.low" in result.values
    assert "orders.2020_2021.real_old" in result.values
    assert "random.kemenko_2021.any.share" in result.values
    assert all(key == key.lower() and "-" not in key for key in result.values)


def test_wrong_parameters_are_refused_a_line_each():
    with pytest.raises(InputError) as caught:
        indicators.study("2021", 2020, 2, "all")
    assert caught.value.problems == [
        "before_year 2021: choose last or one of 2018, 2019, 2020",
        "year 2020: not scored with instrument 47; choose among 2021, 2022, 2023, 2024",
        "old_floor 2: choose 0 or 1, the lowest level of instrument 35",
        "new_definition all: unknown; choose one of management, official, official_minus_40, with_splits",
    ]


@pytest.mark.parametrize(("low", "high", "word"), [(-2, -1, "below"), (-1, 1, "open"), (1, 2, "above")])
def test_the_direction_follows_from_the_ends(low, high, word):
    assert indicators.direction(low, high) == word


def test_a_piece_has_a_value_where_its_ends_are_one(result):
    pieces = result.pieces.set_index("part")
    assert pieces["value"].notna().tolist() == [True, True, False, False, True]
    assert (pieces.loc[["new", "effect"], "value"] == pieces.loc[["new", "effect"], "low"]).all()
    assert "reweighted" in pieces.index
    assert "rest" in indicators.study(new_definition="management").pieces["part"].tolist()
