"""The findings in plain words: each with a decision word, marked for the page of findings, for every type."""

import pytest

from analysis.present.instrument_change import findings as show_findings
from analysis.studies.instrument_change import (
    comparable_series,
    effects,
    indicators,
    other_explanations,
    totals_before_after,
)
from analysis.studies.instrument_checks import multiverse
from analysis.studies.shared.lists import TYPES
from tests.golden import kept
from tests.present.shown import Shown

PREFIX = "instrument.findings."


@pytest.fixture(scope="module")
def common():
    return comparable_series.study(), indicators.study("last", 2021, 0, "official"), multiverse.study()


def told(monkeypatch, common, kind, institution="kabupaten-grobogan"):
    series, concordance, choices = common
    page = Shown(monkeypatch)
    effect, fall = effects.study(kind, 2021), totals_before_after.study(kind, "last", "official", 0, institution)
    show_findings.claim(effect, fall, concordance)
    show_findings.arithmetic(series, effect, concordance)
    show_findings.bounds(fall)
    show_findings.unknown(effect, concordance)
    show_findings.others(other_explanations.study(kind))
    show_findings.analysts(choices)
    return page


def test_all_are_findings_with_a_decision(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    assert all(each["finding"] for each in page.about("sentence"))
    assert {key.removeprefix(PREFIX): word for key, word in page.decisions.items()} == {
        "claim": "not supported",
        "institutions": "identified",
        "nation": "bounded",
        "counts": "arithmetic fact",
        "falls": "bounded",
        "one_refuted": "refuted",
        "known": "identified",
        "rewording": "bounded",
        "ordinary": "inconclusive",
        "selection": "arithmetic fact",
        "choices": "bounded",
    }


def test_the_findings_as_published(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    for key in page.findings:
        assert {"decision": page.decisions[key], "text": page.sentences[key]} == kept.finding(key)


def test_one_known_fall_that_nothing_speaks_against(monkeypatch, common):
    page = told(monkeypatch, common, "kementerian")
    assert page.decisions[f"{PREFIX}claim_unopposed"] == "associated only"
    assert f"{PREFIX}claim" not in page.sentences
    assert "1 known fall," in page.sentences[f"{PREFIX}falls"]


def test_levels_anywhere_are_told_for_the_official_list_alone(monkeypatch):
    page = Shown(monkeypatch)
    show_findings.bounds(totals_before_after.study("all", "last", "with_splits", 0, "kota-kediri"))
    assert list(page.decisions.items())[:2] == [
        (f"{PREFIX}falls_management", "bounded"),
        (f"{PREFIX}one_feasible", "bounded"),
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_with_few_figures_leaves_findings_out(monkeypatch, common, kind):
    page = told(monkeypatch, common, kind)
    assert f"{PREFIX}institutions" in page.sentences
    pairs = totals_before_after.study(kind, "last", "official", 0, "kabupaten-grobogan").facts
    assert (f"{PREFIX}falls" in page.sentences) == bool(pairs["fell"])


def test_an_institution_that_rose_has_no_fall_to_tell(monkeypatch, common):
    page = told(monkeypatch, common, "all", "kabupaten-trenggalek")
    assert not any(key.startswith(f"{PREFIX}one_") for key in page.sentences)
