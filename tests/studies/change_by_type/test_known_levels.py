"""The evaluations on both instruments: the ends are reached by levels, and the parts agree with the whole."""

from __future__ import annotations

import pytest

from analysis.methods.effects.concordance import weight_of
from analysis.studies.change_by_type import known_levels
from analysis.studies.change_by_type.known_levels import BACKWARDS, FORWARDS
from analysis.studies.instrument_change import indicator_levels
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared.scorecard import instrument

LINKS = concordance()


@pytest.fixture(scope="module")
def sets():
    return indicator_levels.level_sets()


@pytest.fixture(scope="module", params=[0, 1])
def result(request):
    return known_levels.study(request.param)


@pytest.mark.parametrize("key", FORWARDS)
@pytest.mark.parametrize(("end", "level"), [("other_low", 1), ("other_high", 5)])
def test_forwards_the_ends_are_those_of_levels_scored_under_47(sets, result, key, end, level):
    """A second route: 47 levels put together by the list, scored by the instrument."""
    old = sets[key][0]
    levels = dict.fromkeys(LINKS.new, level)
    for item, after in LINKS.successors.items():
        # Of a split item's successors one stays at its level; both of a pair weigh alike, so that either may.
        levels[after[0]] = old[item]
    scored = float(instrument("47").score(levels).index)
    assert result.facts[key][end] == pytest.approx(scored, abs=1e-12)


@pytest.mark.parametrize(("end", "level"), [("other_low", None), ("other_high", 5)])
def test_backwards_the_ends_are_those_of_levels_scored_under_35(sets, result, end, level):
    new, floor = sets[BACKWARDS][0], result.facts["together"]["floor"]
    levels = dict.fromkeys(LINKS.old, floor if level is None else level)
    levels |= {item: new[after[0]] for item, after in LINKS.successors.items()}
    scored = float(instrument("35").score(levels).index)
    assert result.facts[BACKWARDS][end] == pytest.approx(scored, abs=1e-12)


def test_what_continues_and_what_does_not_make_the_index(result):
    for row in result.levels.to_dict("records"):
        w = row["continuing"]
        for kept, needed in (("kept_low", "needed_high"), ("kept_high", "needed_low")):
            assert w * row[kept] + (1 - w) * row[needed] == pytest.approx(row["index"], abs=1e-12)
        lowest = 1 if row["key"] in FORWARDS else result.facts["together"]["floor"]
        assert w * row["kept_low"] + (1 - w) * lowest == pytest.approx(row["other_low"], abs=1e-12)
        assert w * row["kept_high"] + (1 - w) * 5 == pytest.approx(row["other_high"], abs=1e-12)


def test_weights_are_those_of_the_official_list(result):
    weights = result.levels.set_index("key")["continuing"]
    assert [weights[key] for key in (*FORWARDS, BACKWARDS)] == pytest.approx([0.61, 0.61, 0.83], abs=1e-12)
    assert float(weight_of(LINKS.added, LINKS.new)) == pytest.approx(0.39, abs=1e-12)


def test_the_printed_indices_and_the_next_totals(result):
    assert [f"{result.facts[key]['index']:.2f}" for key in FORWARDS] == ["3.30", "2.64"]
    madiun = result.facts["madiun_2020"]
    assert (madiun["later_year"], madiun["later"]) == (2023, 4.30)
    assert (result.facts["denpasar_2018"]["later_year"], result.facts["denpasar_2018"]["later"]) == (2021, 3.19)


def test_the_direction_is_known_backwards_and_open_forwards(result):
    together = result.facts["together"]
    assert (together["forwards_open"], together["forwards"], together["backwards_open"]) == (2, 2, 0)
    assert (together["known"], together["lowest"]) == (74, 1)
