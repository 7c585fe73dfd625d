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
    about = page.about("sentence")
    assert all(each["finding"] and each["decision"] for each in about)
    decisions = {each["key"].removeprefix(PREFIX): each["decision"] for each in about}
    assert decisions["one_refuted"] == "refuted"
    assert decisions["falls"] == "bounded"
    assert decisions["claim"] == "not supported"
    assert len(decisions) == 11


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_with_few_figures_leaves_findings_out(monkeypatch, common, kind):
    page = told(monkeypatch, common, kind)
    assert f"{PREFIX}institutions" in page.sentences
    pairs = totals_before_after.study(kind, "last", "official", 0, "kabupaten-grobogan").facts
    assert (f"{PREFIX}falls" in page.sentences) == bool(pairs["fell"])


def test_an_institution_that_rose_has_no_fall_to_tell(monkeypatch, common):
    page = told(monkeypatch, common, "all", "kabupaten-trenggalek")
    assert not any(key.startswith(f"{PREFIX}one_") for key in page.sentences)
