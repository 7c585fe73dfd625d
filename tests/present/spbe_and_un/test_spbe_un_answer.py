"""The answer on SPBE and the UN rank is told by its word, and says what it cannot show."""

from __future__ import annotations

import pytest

from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import spbe_un_answer as show_spbe_un_answer
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.spbe_and_un import osi_ceiling, spbe_un_answer, synthetic_control, timing
from tests.golden import kept
from tests.present.correlations import alone
from tests.present.shown import Shown


@pytest.fixture(scope="module")
def result():
    return spbe_un_answer.study(
        timing.study("same_year"), synthetic_control.study("nearest", 2018), osi_ceiling.study()
    )


def told(monkeypatch, word, facts):
    page = Shown(monkeypatch)
    show_spbe_un_answer.answer(spbe_un_answer.Answer(word, facts))
    [about] = page.about("sentence")
    assert (about["key"], about["decision"], about["finding"]) == ("relation.answer", word, True)
    assert not alone(about["text"])
    return about["text"]


def test_the_answer_as_published(monkeypatch, result):
    assert told(monkeypatch, result.word, result.facts) == kept.finding("relation.answer")["text"]


def test_an_association_is_told_as_no_more(monkeypatch, result):
    text = told(monkeypatch, ASSOCIATED_ONLY, result.facts)
    assert text.startswith(phrase("relation.answer.associated", result.facts))
    assert text.endswith(phrase("relation.answer.caution_associated", result.facts))


def test_a_p_next_to_the_limit_is_not_rounded_onto_it(monkeypatch, result):
    assert "p = 0.104" in told(monkeypatch, result.word, result.facts | {"p": 17 / 163})  # planted
