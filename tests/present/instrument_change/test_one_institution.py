"""One institution's fall is told for every verdict, from a great fall to a rise."""

from __future__ import annotations

from functools import cache

import pytest

from analysis.present.instrument_change import one_institution as show_one_institution
from analysis.studies.instrument_change import totals_before_after
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown


@cache
def study(institution, definition, floor):
    return totals_before_after.study("kementerian", "last", definition, floor, institution)


def told(monkeypatch, institution, definition="official", floor=0):
    page = Shown(monkeypatch)
    result = study(institution, definition, floor)
    show_one_institution.one_institution(result)
    show_one_institution.assumptions(result)
    return page, result


@pytest.mark.parametrize(
    ("institution", "claims"),
    [
        ("kabupaten-grobogan", {"institution.refuted": "refuted", "needed.feasible": "bounded"}),
        ("kabupaten-badung", {"institution.refuted": "refuted", "needed.refuted": "bounded"}),
        ("kota-kediri", {"institution.feasible": "bounded", "needed.feasible": "bounded"}),
        ("kabupaten-garut", {"institution.feasible": "bounded", "rounding": None, "needed.feasible": "bounded"}),
        ("kota-denpasar", {"institution.feasible": "bounded", "needed.feasible": "bounded", "point": "identified"}),
        ("kabupaten-trenggalek", {"institution.not_needed": "arithmetic fact", "point": "identified"}),
    ],
)
def test_every_verdict_has_its_sentences_and_decisions(monkeypatch, institution, claims):
    page, result = told(monkeypatch, institution)
    decisions = {about["key"].removeprefix("instrument.falls."): about["decision"] for about in page.about("sentence")}
    assert decisions == claims | {"third": "bounded"}
    assert page.keys("figure") == ["instrument.falls.limits"]
    assert page.keys("table") == ["instrument.falls.assumptions"]
    figure = show_one_institution.limits_figure(result)
    assert fits(figure)
    assert collisions(figure) == []


def test_the_needed_level_in_plain_words(monkeypatch):
    page, _ = told(monkeypatch, "kabupaten-grobogan")
    text = page.sentences["instrument.falls.needed.feasible"]
    assert "the 22 that count as new (39.0% of the weight) would need an average level of 1.74" in text
    assert "the scale starts at 1" in text


@pytest.mark.parametrize("definition", ["official_minus_40", "with_splits"])
def test_another_definition_and_floor_is_told_too(monkeypatch, definition):
    page, result = told(monkeypatch, "kabupaten-grobogan", definition, 1)
    assert f"the {result.facts['new']} that count as new" in " ".join(page.sentences.values())


def test_under_management_there_is_one_claim(monkeypatch):
    page, result = told(monkeypatch, "kabupaten-grobogan", "management", 1)
    assert not any("needed" in key for key in page.sentences)
    assert len(show_one_institution.limits_data(result)) == 1
    assert fits(show_one_institution.limits_figure(result))


def test_an_assumption_that_the_totals_contradict_is_a_dash(monkeypatch):
    page, _ = told(monkeypatch, "kabupaten-grobogan")
    (table,) = page.about("table")
    assert table["cells"][-1][1:] == ["\u2013", "\u2013"]
    assert "not covered" in table["note"]
