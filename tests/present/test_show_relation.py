"""The answer on SPBE and the UN rank follows from the two studies that bear on it, and says what it cannot show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.present import show_relation
from analysis.studies import channel, synthetic_control, timing
from tests.present.correlations import alone
from tests.present.shown import Shown


@pytest.fixture(scope="module")
def studies():
    return timing.study("same_year"), synthetic_control.study("nearest", 2018), channel.study()


def _with(result, **facts):
    return replace(result, facts=result.facts | facts)


def test_the_answer_as_published(monkeypatch, studies):
    page = Shown(monkeypatch)
    show_relation.answer(*studies)
    [about] = page.about("sentence")
    assert (about["key"], about["decision"], about["finding"]) == ("relation.answer", "not supported", True)
    assert about["text"].startswith("Do the published figures tie Indonesia's rise")
    assert "from rank 107 in 2018 to 64 in 2024, to SPBE? They do not." in about["text"]
    assert "22 of 162 other states" in about["text"]
    assert "nothing smaller than about 0.4" in about["text"]
    assert not alone(about["text"])


@pytest.mark.parametrize(
    ("of_timing", "of_control", "expected"),
    [
        ("associated only", "associated only", "associated only"),
        ("associated only", "not supported", "not supported"),
        ("not supported", "associated only", "not supported"),
    ],
)
def test_both_studies_must_hold(monkeypatch, studies, of_timing, of_control, expected):
    series, control, ceiling = studies
    page = Shown(monkeypatch)
    show_relation.answer(_with(series, published_decision=of_timing), _with(control, decision=of_control), ceiling)
    [about] = page.about("sentence")
    assert about["decision"] == expected
    assert ("They are associated, no more." in about["text"]) == (expected == "associated only")
    assert ("They do not." in about["text"]) == (expected == "not supported")


def test_a_comparison_that_finds_no_effect_of_any_size_says_so(monkeypatch, studies):
    series, control, ceiling = studies
    page = Shown(monkeypatch)
    show_relation.answer(series, _with(control, detectable=None), ceiling)
    assert page.sentences["relation.answer"].endswith("would reliably find no effect of any size.")
