"""The indicator level can be told for every choice of parameters, and its figure holds what it draws."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.present.instrument_change import indicators as show_indicators
from analysis.studies.instrument_change import indicators
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

BLOCKS = (
    show_indicators.concordance,
    show_indicators.definitions,
    show_indicators.levels,
    show_indicators.domain_means,
    show_indicators.orders,
    show_indicators.random,
)
PREFIX = "instrument.indicators"
TABLES = {"by_domain", "definitions", "levels", "wording", "domain_means", "orders", "random"}


@pytest.fixture(scope="module", params=[("last", 2021, 0, "official"), ("2018", 2024, 1, "with_splits")])
def result(request) -> indicators.Result:
    return indicators.study(*request.param)


def test_every_block_publishes_what_it_promises(monkeypatch, result):
    page = Shown(monkeypatch)
    for block in BLOCKS:
        block(result)
    assert set(page.keys("table")) == {f"{PREFIX}.{name}" for name in TABLES}
    assert page.keys("figure") == [f"{PREFIX}.pieces"]
    decisions = {key.removeprefix(f"{PREFIX}."): word for key, word in page.decisions.items()}
    assert decisions["concordance"] == "arithmetic fact"
    known = "levels.known" if result.new_definition == "official" else "levels.known_other"
    assert decisions[known] == decisions["orders.later"] == "identified"
    assert decisions["levels.whole"] == decisions["domain_means"] == decisions["orders.earlier"] == "bounded"
    assert decisions["levels.parepare_2024"] is None, "sources that contradict each other decide nothing"
    assert page.values[f"{PREFIX}.concordance.all.new_added_weight"] == pytest.approx(0.39)


def test_a_part_that_did_not_exist_is_a_dash(monkeypatch, result):
    page = Shown(monkeypatch)
    show_indicators.concordance(result)
    table = page.table(f"{PREFIX}.by_domain")
    assert ["management", "–", "–", "–", "16.5% (11)"] in table["cells"]
    assert "new_added_weight" in table["csv"]


def test_ends_that_are_written_alike_are_one_number(monkeypatch, result):
    page = Shown(monkeypatch)
    row = result.facts["aceh_tengah_2025"] | {"new_low": -0.501, "new_high": -0.499}
    show_indicators.levels(replace(result, facts=result.facts | {"aceh_tengah_2025": row}))
    assert page.sentences[f"{PREFIX}.levels.aceh_tengah_2025"].count("−0.50") == 1


def test_the_figure_draws_points_where_a_part_is_known_and_sets_where_not(monkeypatch, result):
    page = Shown(monkeypatch)
    show_indicators.levels(result)
    fig = page.figures[f"{PREFIX}.pieces"]
    assert fits(fig)
    assert collisions(fig) == []
    dots = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == result.pieces["value"].notna().sum() == 3


def test_a_sign_that_is_open_anyway_names_no_shift(monkeypatch, result):
    page = Shown(monkeypatch)
    main = result.facts["kemenko_2021"] | {"turning": float("nan")}
    show_indicators.levels(replace(result, facts=result.facts | {"kemenko_2021": main}))
    assert f"{PREFIX}.levels.wording" in page.sentences
    assert f"{PREFIX}.levels.wording_turning" not in page.sentences
