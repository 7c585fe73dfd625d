"""One institution's fall is told for every verdict, from a great fall to a rise."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from analysis.present.instrument_change import one_institution as show_one_institution
from analysis.present.phrases import phrase
from analysis.studies.instrument_change import totals_before_after
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

LIMITS = "instrument.falls.limits"


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
    page, _ = told(monkeypatch, institution)
    decisions = {key.removeprefix("instrument.falls."): word for key, word in page.decisions.items()}
    verdict = next(iter(claims)).partition(".")[2]
    turning = {} if verdict == "not_needed" else {f"turning.{verdict}": None}
    assert decisions == claims | turning | {"third": "bounded"}
    assert page.keys("figure") == [LIMITS]
    assert page.keys("table") == ["instrument.falls.assumptions"]
    assert fits(page.figures[LIMITS])
    assert collisions(page.figures[LIMITS]) == []


def test_the_total_at_which_the_verdict_turns_and_whose_figures_they_are(monkeypatch):
    page, result = told(monkeypatch, "kabupaten-grobogan")
    turns = page.sentences["instrument.falls.turning.refuted"]
    assert all(f"{result.one[name]:.2f}" in turns for name in ("turning", "before", "after"))
    claim = page.sentences["instrument.falls.institution.refuted"]
    assert phrase("instrument.falls.whose.claim_article") in claim
    assert f"{result.facts['new']} " not in claim, "all new indicators are another claim, with a sentence of its own"


def test_no_total_turns_a_verdict_where_none_is_large_enough(monkeypatch):
    page = Shown(monkeypatch)
    result = study("kota-kediri", "official", 0)
    show_one_institution.one_institution(replace(result, one=result.one | {"turning": None}))
    assert not any("turning" in key for key in page.sentences)


@pytest.mark.parametrize("definition", ["official", "official_minus_40", "with_splits"])
def test_every_definition_and_floor_is_told(monkeypatch, definition):
    page, result = told(monkeypatch, "kabupaten-grobogan", definition, 1)
    said = page.sentences["instrument.falls.needed.feasible"]
    assert f"{result.facts['new']} " in said
    assert f"{result.one['needed_level']:.2f}" in said
    (figure,) = page.about("figure")
    assert [line.split(",")[0] for line in figure["csv"].splitlines()] == ["claim", "management", "all_new"]


def test_under_management_there_is_one_claim(monkeypatch):
    page, _ = told(monkeypatch, "kabupaten-grobogan", "management", 1)
    assert not any("needed" in key for key in page.sentences)
    (figure,) = page.about("figure")
    assert figure["csv"].count("\n") == 1 + 1
    assert fits(page.figures[LIMITS])


def test_an_assumption_that_the_totals_contradict_is_a_dash(monkeypatch):
    page, _ = told(monkeypatch, "kabupaten-grobogan")
    assert page.table("instrument.falls.assumptions")["cells"][-1][1:] == ["\u2013", "\u2013"]
