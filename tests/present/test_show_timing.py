"""The two national series are told with a share of countries beside every correlation."""

from __future__ import annotations

import dataclasses
import re

import pytest

from analysis.present import show_timing, words
from analysis.studies import timing
from tests.present.correlations import CORRELATION, alone, table_problems
from tests.present.drawn import collisions, fits
from tests.present.drawn import words as drawn_words
from tests.present.shown import Shown

BLOCKS = ("answer", "series", "correlations", "controls", "placebo", "variants")


@pytest.fixture(scope="module", params=list(timing.LAGS))
def result(request):
    return timing.study(request.param)


@pytest.fixture(scope="module")
def page(result):
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        for block in BLOCKS:
            getattr(show_timing, block)(result)
    return page


def test_the_pattern_finds_a_correlation_that_stands_alone():
    assert alone("levels: r = 0.90; changes agree")
    assert alone("r = 0.90, matched or exceeded in 30% of countries, and r = 0.95")
    assert alone("r = 0.90 (n = 4) in 30% of countries")
    assert not alone("r = 0.90, matched or exceeded in 30% of countries; r = \u22120.70\n30% of countries")


def test_no_sentence_title_note_or_alternative_text_has_a_correlation_without_its_share(page):
    found = 0
    for kind, fields in (("sentence", ["text"]), ("table", ["title", "note"]), ("figure", ["title", "alt"])):
        for about in page.about(kind):
            for field in fields:
                assert not alone(about[field]), (about["key"], about[field])
                found += len(CORRELATION.findall(about[field]))
    assert found >= 20


def test_no_row_of_a_table_has_a_correlation_without_its_share(page):
    tables = page.about("table")
    assert sum(any(re.match(r"r\b", label) for label in about["head"]) for about in tables) == 2
    for about in tables:
        assert table_problems(about) == []


def test_a_column_of_correlations_that_stands_alone_is_found():
    row = ["EGDI", "0.900", "30%"]
    table = {"key": "k", "head": ["Outcome", "r", "Share of countries"], "cells": [row]}
    assert table_problems(table) == []
    assert table_problems(table | {"head": ["Outcome", "r", "p"]}) == ["k: column 1"]
    assert table_problems(table | {"head": ["Outcome", "Spearman", "p"]}) == ["k: Spearman without a share"]
    assert table_problems(table | {"cells": [["EGDI", "0.900", "\u2013"]]}) != []


def test_every_correlation_among_the_values_has_its_share(page):
    values = page.values
    assert {"relation.same_year.egdi.r", "relation.lag.hci.r", "relation.same_year.rank.r"} <= set(values)
    for key in values:
        if key.endswith(".r"):
            assert key.removesuffix("r") + "placebo_share" in values
        if key.endswith(".change_r"):
            assert key.removesuffix("r") + "share" in values


def test_it_publishes_what_it_promises(page, result):
    assert page.keys("figure") == ["relation.timing.paths", "relation.timing.placebo"]
    assert page.keys("table") == [f"relation.timing.{name}" for name in ("pairs", "correlations", "noise", "variants")]
    decisions = {about["key"]: about["decision"] for about in page.about("sentence")}
    assert decisions["relation.timing.answer"] == result.facts["published_decision"] == "not supported"
    assert [about["key"] for about in page.about("sentence") if about.get("finding")] == ["relation.timing.answer"]
    text = page.sentences["relation.timing.answer"]
    assert "r = 0.90, matched or exceeded in 30% of countries" in text
    assert "r = 0.95, matched or exceeded in 34% of countries" in text
    assert "3 of 3 and in 2 of 2 steps" in text
    assert "n = 4 and n = 3 cannot carry more" in text
    assert "not meet the plan's rule (at most 10% of countries" in text


def test_both_pairings_stand_on_the_page_whatever_is_stressed(page, result):
    table = next(about for about in page.about("table") if about["key"] == "relation.timing.correlations")
    headings = [row[0] for row in table["cells"] if len(row) == 1]
    assert headings == ["SPBE of the same year, n = 4", "SPBE a year before, n = 3"]
    share = {"same_year": "30%", "lag": "34%"}[result.pairing]
    data = result.countries.assign(name="x", group="y")
    assert set(data["pairing"]) == set(timing.LAGS)
    figure = show_timing.placebo_figure(result, _worded(result))
    assert any(f"The EGDI of {share} of countries" in text for text in drawn_words(figure))
    assert not any(alone(text) for text in drawn_words(figure))


def _worded(result):
    name = {key: words.phrase(f"relation.timing.outcome.{key}") for key in timing.OUTCOMES}
    group = {key: words.phrase(f"relation.timing.heading.{key}", n=result.facts[f"{key}_n"]) for key in timing.LAGS}
    frame = result.countries
    return frame.assign(name=frame["outcome"].map(name), group=frame["pairing"].map(group))


def test_figures_fit(result):
    years = result.years.assign(
        panel=[words.phrase(f"relation.timing.panel.{name}") for name in result.years["panel"]],
        series=[words.phrase(f"relation.timing.series.{name}") for name in result.years["series"]],
    )
    for figure in (show_timing.paths_figure(result, years), show_timing.placebo_figure(result, _worded(result))):
        assert fits(figure)
        assert collisions(figure) == []


def test_the_other_decision_has_its_words_too(monkeypatch, result):
    page = Shown(monkeypatch)
    facts = result.facts | {"published_decision": "associated only", "old_weights_decision": "associated only"}
    other = dataclasses.replace(result, facts=facts)
    show_timing.answer(other)
    show_timing.variants(other)
    for key in ("answer", "old_weights"):
        assert "That meets the plan's rule" in page.sentences[f"relation.timing.{key}"]
    assert {about["decision"] for about in page.about("sentence")} == {"associated only"}
