"""The indicator level can be told for every choice of parameters, and its figure holds what it draws."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.present.instrument_change import indicators as show_indicators
from analysis.studies.instrument_change import indicators
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

BLOCKS = (
    show_indicators.concordance,
    show_indicators.definitions,
    show_indicators.levels,
    show_indicators.domain_means,
    show_indicators.orders,
    show_indicators.random,
)
TABLES = {"by_domain", "definitions", "levels", "wording", "domain_means", "orders", "random"}


@pytest.fixture(scope="module", params=[("last", 2021, 0, "official"), ("2018", 2024, 1, "with_splits")])
def result(request) -> indicators.Result:
    return indicators.study(*request.param)


def test_every_block_publishes_what_it_promises(monkeypatch, result):
    page = Shown(monkeypatch)
    for block in BLOCKS:
        block(result)
    assert set(page.keys("table")) == {f"instrument.indicators.{name}" for name in TABLES}
    assert page.keys("figure") == ["instrument.indicators.pieces"]
    decisions = {
        about["key"].removeprefix("instrument.indicators."): about["decision"] for about in page.about("sentence")
    }
    assert decisions["concordance"] == "arithmetic fact"
    known = "levels.known" if result.new_definition == "official" else "levels.known_other"
    assert decisions[known] == decisions["orders.later"] == "identified"
    assert decisions["levels.whole"] == decisions["domain_means"] == decisions["orders.earlier"] == "bounded"
    assert decisions["levels.parepare_2024"] is None, "sources that contradict each other decide nothing"
    assert page.values["instrument.indicators.concordance.all.new_added_weight"] == pytest.approx(0.39)
    assert page.sentences["instrument.indicators.concordance"].startswith('"12 more indicators" is a net figure: 22 of')


def test_a_part_that_did_not_exist_is_a_dash(monkeypatch, result):
    page = Shown(monkeypatch)
    show_indicators.concordance(result)
    (table,) = (about for about in page.about("table") if about["key"].endswith("by_domain"))
    assert ["management", "–", "–", "–", "16.5% (11)"] in table["cells"]
    assert "new_added_weight" in table["csv"]


@pytest.mark.parametrize(("low", "high", "text"), [(-2, -1, "below"), (-1, 1, "open"), (1, 2, "above")])
def test_the_direction_is_named_from_the_ends(low, high, text):
    assert text in show_indicators._sign({"total_low": low, "total_high": high})


def test_a_span_is_one_number_where_both_ends_are_written_alike():
    assert show_indicators._span(-0.501, -0.499) == "−0.50"
    assert show_indicators._span(-0.5, 0.25) == "−0.50\u00a0to\u00a0+0.25"
    assert show_indicators._span(float("nan"), 1) is None


def test_the_figure_draws_points_where_a_part_is_known_and_sets_where_not(result):
    data = show_indicators.figure_data(result)
    assert data["value"].notna().tolist() == [True, True, False, False, True]
    fig = show_indicators.pieces_figure(result)
    assert fits(fig)
    assert collisions(fig) == []
    dots = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == 3
    shown = words(fig)
    assert any(text.startswith("New indicators make −0.") for text in shown)


def test_a_sign_that_is_open_anyway_names_no_shift(monkeypatch, result):
    page = Shown(monkeypatch)
    main = result.facts["kemenko_2021"] | {"turning": float("nan")}
    show_indicators.levels(replace(result, facts=result.facts | {"kemenko_2021": main}))
    assert "instrument.indicators.levels.wording" in page.sentences
    assert "instrument.indicators.levels.wording_turning" not in page.sentences
