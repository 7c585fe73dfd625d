"""The two national series are told with a share of countries beside every correlation."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import timing as show
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, INCONCLUSIVE
from analysis.studies.spbe_and_un import timing
from tests.golden import kept
from tests.present.correlations import CORRELATION, alone, table_problems
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = (show.answer, show.sizes, show.series, show.correlations, show.controls, show.placebo, show.variants)
TABLES = ("sizes", "pairs", "correlations", "noise", "variants")


@pytest.fixture(scope="module", params=list(timing.LAGS))
def result(request):
    return timing.study(request.param)


@pytest.fixture(scope="module")
def page(result):
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        for part in PARTS:
            part(result)
    return page


def test_the_pattern_finds_a_correlation_that_stands_alone():
    shared = "r = 0.90, 30% of countries"
    assert alone("levels: r = 0.90; changes agree")
    assert alone(f"{shared}, and r = 0.95")
    assert alone("r = 0.90 (n = 4) in 30% of countries")
    assert not alone(f"{shared}; r = \u22120.70\n30% of countries")


def test_no_sentence_title_note_or_alternative_text_has_a_correlation_without_its_share(page):
    found = 0
    for kind, fields in (("sentence", ["text"]), ("table", ["title", "note"]), ("figure", ["title", "alt"])):
        for about in page.about(kind):
            for field in fields:
                assert not alone(about[field]), (about["key"], about[field])
                found += len(CORRELATION.findall(about[field]))
    assert found >= 19


def test_no_row_of_a_table_has_a_correlation_without_its_share(page):
    tables = page.about("table")
    assert sum(any(re.match(r"r\b", label) for label in about["head"]) for about in tables) == 3
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


def test_it_publishes_what_it_promises(page):
    assert page.keys("figure") == ["relation.timing.paths", "relation.timing.placebo"]
    assert page.keys("table") == [f"relation.timing.{name}" for name in TABLES]
    assert page.findings == ["relation.timing.answer"]


def test_the_finding_as_published(page):
    assert page.sentences["relation.timing.answer"] == kept.finding("relation.timing.answer")["text"]


def test_that_both_series_only_rise_is_no_link_in_the_title_of_their_figure(monkeypatch, result):
    """Counted are steps the same way only where one of them fell, too."""
    for rises, ending in ((result.facts["same_year_steps"], "title_rising"), (1, "title")):
        other = dataclasses.replace(result, facts={**result.facts, "same_year_rises": rises})
        page = Shown(monkeypatch)
        show.series(other)
        assert page.read("relation.timing.paths")[0] == phrase(f"relation.timing.paths.{ending}", other.facts)


def test_every_decision_is_the_one_that_the_plan_allows(page):
    assert page.decisions == {
        "relation.timing.answer": INCONCLUSIVE,
        "relation.timing.beside": INCONCLUSIVE,
        "relation.timing.outcomes": None,
        "relation.timing.small_n": ARITHMETIC_FACT,
        "relation.timing.rising": ARITHMETIC_FACT,
        "relation.timing.controls": ARITHMETIC_FACT,
        "relation.timing.changes": ARITHMETIC_FACT,
        "relation.timing.noise": None,
        "relation.timing.old_weights": INCONCLUSIVE,
    }
    allowed = plan()["questions"]["spbe_and_egdi"]["words"]
    assert {word for word in page.decisions.values() if word} <= set(allowed)


def test_what_so_few_points_allow(page):
    text = page.sentences["relation.timing.small_n"]
    for part in ("n = 4", "0.042", "n = 3", "0.167"):  # one order of 24, one of 6
        assert part in text


def share_at_least(x, field, own) -> float:
    """The share of rows (a missing one never agrees) that go with x at least as closely as the own one."""
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.array([np.corrcoef(x, row)[0, 1] for row in field])
    return np.mean(r >= np.corrcoef(x, own)[0, 1] - 1e-9)


def ranked(name, years):
    """A component of all states over the years, missing where the state was not ranked."""
    fields = [survey.edition(year) for year in years]
    return pd.concat([field[name].where(field["rank"].notna()) for field in fields], axis=1).to_numpy(float)


def test_human_capital_before_literacy_by_a_second_route(page, result):
    points = result.pairs[(result.pairs["pairing"] == "same_year") & (result.pairs["edition"] < 2024)]
    r = np.corrcoef(points["published"], points["hci"])[0, 1]
    share = share_at_least(points["published"], ranked("hci", (2018, 2020, 2022)), points["hci"])
    assert len(points) == result.facts["same_year_hci_before_n"] == 3
    assert result.facts["same_year_hci_before_r"] == pytest.approx(r)
    assert result.facts["same_year_hci_before_placebo_share"] == pytest.approx(share)
    written = language.number(r, ".4f", "en"), language.number(share, ".0%", "en")
    assert all(number in page.sentences["relation.timing.small_n"] for number in written)


def test_the_changes_of_online_services_by_a_second_route(page, result):
    points = result.pairs[result.pairs["pairing"] == "same_year"]
    steps = np.diff(points["published"])
    facts = {
        "same_year_osi_change_r": np.corrcoef(steps, np.diff(points["osi"]))[0, 1],
        "same_year_osi_change_share": share_at_least(
            steps, np.diff(ranked("osi", survey.spbe_editions())), np.diff(points["osi"])
        ),
        "same_year_osi_changes": len(steps),
        "same_year_from": points["edition"].min(),
        "same_year_to": points["edition"].max(),
    }
    assert len(steps) == 3
    assert page.sentences["relation.timing.changes"] == phrase("relation.timing.changes", facts)


@pytest.mark.parametrize("which", ["control", "reached", "mixed"])
def test_which_of_the_two_keeps_closer_step_is_said(monkeypatch, result, which):
    page = Shown(monkeypatch)
    show.controls(dataclasses.replace(result, facts=result.facts | {"closer": which}))
    assert page.sentences["relation.timing.controls"].endswith(phrase(f"relation.timing.closer.{which}"))


@pytest.mark.parametrize(("of_osi", "which"), [(0, "osi"), (1, "tii"), (None, "mixed")])
def test_which_of_the_two_is_the_rarer_is_said(monkeypatch, result, of_osi, which):
    share = result.facts["same_year_tii_placebo_share"] if of_osi is None else of_osi  # equal in one pairing
    facts = {"same_year_osi_placebo_share": share, "lag_osi_placebo_share": of_osi or 0}
    page = Shown(monkeypatch)
    show.controls(dataclasses.replace(result, facts=result.facts | facts))
    assert phrase(f"relation.timing.rarer.{which}") in page.sentences["relation.timing.controls"]


def test_both_pairings_stand_on_the_page_whatever_is_stressed(page, result):
    cells = page.tables["relation.timing.correlations"]["cells"]
    headings = [row[0] for row in cells if len(row) == 1]
    assert headings == [phrase(f"relation.timing.heading.{name}", n=n) for name, n in (("same_year", 4), ("lag", 3))]
    share = result.facts[f"{result.pairing}_egdi_placebo_share"]
    drawn = page.read("relation.timing.placebo")
    assert phrase("relation.timing.placebo.title", share=share) in drawn
    assert not any(alone(text) for text in drawn)


def test_figures_fit(page):
    for figure in page.figures.values():
        assert fits(figure)
        assert collisions(figure) == []


def test_the_table_of_sizes_is_what_the_study_found(page, result):
    cells = page.tables["relation.timing.sizes"]["cells"]
    rows = result.sizes[result.sizes["basis"] == "published"]
    assert [row[1:5] for row in cells if len(row) > 1] == [
        [
            language.number(row["gain"], "+.3f", "en"),
            str(row["gain_place"]),
            language.number(row["slope"], "+.3f", "en"),
            str(row["slope_place"]),
        ]
        for row in rows.to_dict("records")
    ]
    windows = [row[0] for row in cells if len(row) == 1]
    assert [("2018" in window, "2024" in window) for window in windows] == [(True, True), (False, True)]


@pytest.mark.parametrize("which", ["control", "reached", "mixed"])
def test_where_the_rise_is_larger_is_said(monkeypatch, result, which):
    page = Shown(monkeypatch)
    show.answer(dataclasses.replace(result, facts=result.facts | {"ahead": which}))
    text, facts = page.sentences["relation.timing.answer"], result.facts
    assert phrase(f"relation.timing.verdict.{which}", facts) in text
    for other in {"control", "reached", "mixed"} - {which}:
        assert phrase(f"relation.timing.verdict.{other}", facts) not in text


def test_the_finding_tells_the_size_and_its_control(page, result):
    """The size of the rise and the place of the control stand in the finding, and not r alone."""
    text, facts = page.sentences["relation.timing.answer"], result.facts
    for name in ("egdi", "tii", "osi"):
        assert f"place {facts[f'same_year_{name}_gain_place']}" in text
    assert language.number(facts["same_year_egdi_gain"], ".2f", "en") in text


def test_the_other_decision_has_its_words_too(monkeypatch, result):
    page = Shown(monkeypatch)
    facts = result.facts | {"published_decision": ASSOCIATED_ONLY, "old_weights_decision": ASSOCIATED_ONLY}
    other = dataclasses.replace(result, facts=facts)
    show.answer(other)
    show.variants(other)
    for key, verdict in (
        ("relation.timing.answer", "relation.timing.verdict.associated_only"),
        ("relation.timing.old_weights", "relation.timing.old_weights.associated_only"),
    ):
        assert phrase(verdict, facts) in page.sentences[key]
        assert page.decisions[key] == ASSOCIATED_ONLY
