"""The two national series are told with a share of countries beside every correlation."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

from analysis.present import language, phrases
from analysis.present.spbe_and_un import timing as show_timing
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import timing
from tests.present.correlations import CORRELATION, alone, table_problems
from tests.present.drawn import collisions, fits, words as drawn_words
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
    assert "in 3 of 3 steps between surveys: r = 0.90, matched or exceeded in 30% of countries" in text
    assert "of the year before it is 2 of 2: r = 0.95, matched or exceeded in 34% of countries" in text
    assert "The plan asks for at most 10% and every change in agreement, in both pairings" in text
    assert "Indonesia does not stand apart from countries without an SPBE index" in text
    assert text.endswith("n = 4 and n = 3 cannot carry more.")


def test_every_decision_is_the_one_that_the_plan_allows(page):
    assert {about["key"].rsplit(".", 1)[1]: about["decision"] for about in page.about("sentence")} == {
        "answer": "not supported",
        "outcomes": None,
        "small_n": "arithmetic fact",
        "rising": "arithmetic fact",
        "controls": "arithmetic fact",
        "changes": "arithmetic fact",
        "noise": None,
        "old_weights": "not supported",
    }


def test_what_so_few_points_allow_and_human_capital_before_literacy(page, result):
    text = page.sentences["relation.timing.small_n"]
    assert "With n = 4 no exact one-sided p can be below 0.042" in text, "one order of 24"
    assert "with n = 3 these are 0.167 and" in text, "one order of 6"
    assert "Of the 10 correlations 0 reach it." in text
    points = result.pairs[(result.pairs["pairing"] == "same_year") & (result.pairs["edition"] < 2024)]
    r = written(np.corrcoef(points["published"], points["hci"])[0, 1], ".3f")
    fields = [survey.edition(year) for year in (2018, 2020, 2022)]
    hci = pd.concat([field["hci"].where(field["rank"].notna()) for field in fields], axis=1).to_numpy(float)
    share = share_at_least(points["published"], hci, points["hci"])
    assert len(points) == 3
    assert text.endswith(
        f"Human capital in the surveys before 2024, a control with n = 3: r = {r}, "
        f"matched or exceeded in {share} of countries."
    )


def written(x: float, form: str) -> str:
    return language.number(x, form, "en")


def share_at_least(x, field, own) -> str:
    """In words, the share of rows (a missing one never agrees) that go with x at least as closely as the own one."""
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.array([np.corrcoef(x, row)[0, 1] for row in field])
    return written(np.mean(r >= np.corrcoef(x, own)[0, 1] - 1e-9), ".0%")


def test_the_changes_of_online_services_are_told_with_their_share(page, result):
    points = result.pairs[result.pairs["pairing"] == "same_year"]
    steps = np.diff(points["published"])
    r = written(np.corrcoef(steps, np.diff(points["osi"]))[0, 1], ".2f")
    fields = [survey.edition(year) for year in survey.spbe_editions()]
    osi = pd.concat([field["osi"].where(field["rank"].notna()) for field in fields], axis=1).to_numpy(float)
    share = share_at_least(steps, np.diff(osi), np.diff(points["osi"]))
    assert len(steps) == 3
    assert page.sentences["relation.timing.changes"] == (
        "The changes say less still: those of OSI with those of the SPBE index of the same year, "
        f"r = {r}, matched or exceeded in {share} of countries (n = 3 changes)."
    )


def test_the_control_is_told_beside_online_services(page, result):
    text = page.sentences["relation.timing.controls"]
    for name, rest in (("osi", ", which SPBE is assumed to reach: "), ("tii", ", which it does not score: ")):
        first, second = (
            result.correlations.query(f"basis == 'published' and outcome == '{name}' and pairing == '{pairing}'").iloc[
                0
            ]
            for pairing in timing.LAGS
        )
        r, share = written(first["r"], ".2f"), written(first["placebo_share"], ".0%")
        assert f"{rest}r = {r}, matched or exceeded in {share} of countries" in text
        r, share = written(second["r"], ".2f"), written(second["placebo_share"], ".0%")
        assert f"r = {r}, matched or exceeded in {share} of countries." in text
    assert text.endswith(
        "The control keeps closer step with SPBE than the component that SPBE could have moved. An effect of SPBE "
        "would look the other way round; with so few points this proves nothing."
    )


@pytest.mark.parametrize(
    ("of_tii", "said"),
    [
        (
            (0.9, 0.9),
            "The control keeps closer step with SPBE than the component that SPBE could have moved. An effect",
        ),
        (
            (0.7, 0.7),
            "The component that SPBE could have moved keeps closer step with it than the control; with so few",
        ),
        (
            (0.8, 0.8),
            "The component that SPBE could have moved keeps closer step with it than the control; with so few",
        ),
        ((0.9, 0.7), "Which of the two keeps closer step with SPBE depends on the pairing."),
        ((0.7, 0.9), "Which of the two keeps closer step with SPBE depends on the pairing."),
    ],
)
def test_which_of_the_two_keeps_closer_step(monkeypatch, result, of_tii, said):
    page = Shown(monkeypatch)
    r = {f"{pairing}_tii_r": tii for pairing, tii in zip(timing.LAGS, of_tii, strict=True)}
    r |= {f"{pairing}_osi_r": 0.8 for pairing in timing.LAGS}
    show_timing.controls(dataclasses.replace(result, facts=result.facts | r))
    text = page.sentences["relation.timing.controls"]
    assert f"of countries. {said}" in text
    assert sum(start in text for start in ("The control keeps", "The component that", "Which of the two")) == 1


def test_the_small_shares_on_the_old_weights_are_counted(page, result):
    rows = result.correlations.query("basis == 'old_weights' and outcome != 'hci_before'")
    small = sum(share <= 0.1 for share in rows["placebo_share"])
    assert len(rows) == 10
    text = page.sentences["relation.timing.old_weights"]
    assert text.endswith(f"Of the 10 shares on this basis {small} are at most 10%.")
    assert "2 of the 4 and of 2 of the 3 points is on 47 indicators" in text


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
    name = {key: phrases.phrase(f"relation.timing.outcome.{key}") for key in timing.OUTCOMES}
    group = {key: phrases.phrase(f"relation.timing.heading.{key}", n=result.facts[f"{key}_n"]) for key in timing.LAGS}
    frame = result.countries
    return frame.assign(name=frame["outcome"].map(name), group=frame["pairing"].map(group))


def test_figures_fit(result):
    years = result.years.assign(
        panel=[phrases.phrase(f"relation.timing.panel.{name}") for name in result.years["panel"]],
        series=[phrases.phrase(f"relation.timing.series.{name}") for name in result.years["series"]],
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
        text = page.sentences[f"relation.timing.{key}"]
        assert "The plan asks for at most 10% and every change in agreement, in both pairings: Indonesia stands" in text
        assert "apart from most countries without an SPBE index, which does not say why." in text
        assert "does not stand apart" not in text
    assert {about["decision"] for about in page.about("sentence")} == {"associated only"}
