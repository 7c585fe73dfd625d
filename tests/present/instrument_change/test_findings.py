"""The findings in plain words: each with a decision word, marked for the page of findings, for every type."""

import re

import pytest

from analysis.present.instrument_change import findings as show_findings
from analysis.present.phrases import phrase
from analysis.studies.instrument_change import (
    comparable_series,
    effects,
    indicators,
    other_explanations,
    totals_before_after,
)
from analysis.studies.instrument_checks import multiverse
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.shared.lists import TYPES
from tests.golden import kept
from tests.present.shown import Shown

PREFIX = "instrument.findings."


@pytest.fixture(scope="module")
def common():
    return comparable_series.study(), indicators.study("last", 2021, 0, "official"), multiverse.study()


def numbers(text: str) -> list[str]:
    """The numbers of a text, with their signs."""
    return re.findall(r"[+\u2212]?\d+(?:\.\d+)?", text)


def told(monkeypatch, common, kind, institution="kabupaten-grobogan"):
    series, concordance, choices = common
    page = Shown(monkeypatch)
    effect, fall = effects.study(kind, 2021), totals_before_after.study(kind, "last", "official", 0, institution)
    show_findings.claim(effect, fall)
    show_findings.arithmetic(series, concordance)
    show_findings.bounds(fall)
    show_findings.unknown(effect, concordance)
    show_findings.others(other_explanations.study(kind))
    show_findings.analysts(choices)
    return page


def test_all_are_findings_with_a_decision(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    assert all(each["finding"] for each in page.about("sentence"))
    assert {key.removeprefix(PREFIX): word for key, word in page.decisions.items()} == {
        "lower": "identified",
        "given_fall": CANNOT_BE_DECIDED,
        "management_alone.refuted": "refuted",
        "nation": "identified",
        "counts": "arithmetic fact",
        "all_new": "bounded",
        "one_refuted": "refuted",
        "known": "identified",
        "whole": "bounded",
        "rewording": "bounded",
        "ordinary": "inconclusive",
        "selection": "arithmetic fact",
        "choices": "bounded",
    }


def test_the_first_finding_is_one_statement_about_the_list(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    facts = effects.study("all", 2021).facts
    text = page.sentences[f"{PREFIX}lower"]
    assert page.findings[0] == f"{PREFIX}lower"
    effect = f"\u2212{abs(facts['mean_effect']):.2f}"
    assert numbers(text) == ["2023", str(facts["negative"]), str(facts["n"]), effect, "1", "5"], "the scale at the end"


def test_the_pairs_of_the_first_year_carry_the_findings(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    facts = totals_before_after.study("all", "last", "official", 0, "kabupaten-grobogan").facts
    told_of = [facts[name] for name in ("first_refuted_management", "first_fell")]
    assert numbers(page.sentences[f"{PREFIX}management_alone.refuted"])[:2] == [str(n) for n in told_of]
    pooled = str(facts["fell"])
    assert not any(
        pooled in numbers(page.sentences[f"{PREFIX}{key}"]) for key in ("management_alone.refuted", "all_new")
    )


def test_a_set_of_the_whole_change_names_what_it_supposes(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    for key in ("whole", "rewording"):
        first, *rest = page.sentences[f"{PREFIX}{key}"].split(". ")
        assert "rewording" in first, "in the sentence of the set itself"
        assert "rewording" in rest[0], "and what holds without it"
        assert len(numbers(first)) <= 3


def test_the_findings_as_published(monkeypatch, common):
    page = told(monkeypatch, common, "all")
    for key in page.findings:
        assert {"decision": page.decisions[key], "text": page.sentences[key]} == kept.finding(key)


def test_one_known_fall_that_is_small_enough(monkeypatch, common):
    page = told(monkeypatch, common, "kementerian")
    assert page.decisions[f"{PREFIX}management_alone.feasible"] == "bounded"
    assert f"{PREFIX}management_alone.refuted" not in page.sentences
    assert "1 institution " in page.sentences[f"{PREFIX}management_alone.feasible"]


def test_levels_anywhere_are_told_for_the_official_list_alone(monkeypatch):
    page = Shown(monkeypatch)
    show_findings.bounds(totals_before_after.study("all", "last", "with_splits", 0, "kota-kediri"))
    show_findings.bounds(totals_before_after.study("kementerian", "last", "management", 0, "kota-kediri"))
    assert list(page.decisions.items())[:2] == [
        (f"{PREFIX}all_new_other", "bounded"),
        (f"{PREFIX}one_feasible", "bounded"),
    ]
    assert page.keys("sentence").count(f"{PREFIX}all_new_other") == 1, "under management it is no claim of its own"


@pytest.mark.parametrize(
    ("institution", "whose"), [("kabupaten-grobogan", "claim_article"), ("kota-kediri", "published")]
)
def test_it_is_said_whose_figures_they_are(monkeypatch, institution, whose):
    page = Shown(monkeypatch)
    show_findings.bounds(totals_before_after.study("all", "last", "official", 0, institution))
    (text,) = [text for key, text in page.sentences.items() if key.startswith(f"{PREFIX}one_")]
    assert phrase(f"instrument.falls.whose.{whose}") in text


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_with_few_figures_leaves_findings_out(monkeypatch, common, kind):
    page = told(monkeypatch, common, kind)
    assert {f"{PREFIX}lower", f"{PREFIX}given_fall"} <= set(page.sentences)
    facts = totals_before_after.study(kind, "last", "official", 0, "kabupaten-grobogan").facts
    assert (f"{PREFIX}all_new" in page.sentences) == bool(facts["first_fell"])
    assert any(f"{PREFIX}management_alone" in key for key in page.sentences) == bool(facts["first_fell"])
    assert (f"{PREFIX}known" in page.sentences) == bool(facts["first_known_fell"])


def test_an_institution_that_rose_has_no_fall_to_tell(monkeypatch, common):
    page = told(monkeypatch, common, "all", "kabupaten-trenggalek")
    assert not any(key.startswith(f"{PREFIX}one_") for key in page.sentences)
