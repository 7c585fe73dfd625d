"""The answer on SPBE and the UN rank is told by its word, and says what it cannot show."""

from __future__ import annotations

import pytest

from analysis.data.plan import plan
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import spbe_un_answer as show_spbe_un_answer
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED
from analysis.studies.spbe_and_un import spbe_un_answer
from tests.golden import kept
from tests.present.correlations import alone
from tests.present.shown import Shown
from tests.studies import once


@pytest.fixture(scope="module")
def result():
    return spbe_un_answer.study(once.timed(), once.controlled("nearest", 2018), once.ceiling())


def told(monkeypatch, word, facts):
    page = Shown(monkeypatch)
    show_spbe_un_answer.answer(spbe_un_answer.Answer(word, facts))
    [about] = page.about("sentence")
    assert (about["key"], about["decision"], about["finding"]) == ("relation.answer", word, True)
    assert not alone(about["text"])
    return about["text"]


def test_the_answer_as_published(monkeypatch, result):
    assert told(monkeypatch, result.word, result.facts) == kept.finding("relation.answer")["text"]


@pytest.mark.parametrize(("word", "key"), [
    (ASSOCIATED_ONLY, "associated_only"), (INCONCLUSIVE, "inconclusive"), (NOT_SUPPORTED, "not_supported"),
])  # fmt: skip
@pytest.mark.parametrize("ahead", ["control", "mixed", "reached"])
def test_each_word_has_its_sentence(monkeypatch, result, word, key, ahead):
    facts = result.facts | {"ahead": ahead}
    text = told(monkeypatch, word, facts)
    channel = phrase(f"relation.answer.channel.{ahead}", facts)
    assert text.startswith(phrase(f"relation.answer.{key}", facts, channel=channel))
    assert text.endswith(phrase(f"relation.answer.caution_{key}", facts))
    assert word in plan()["questions"]["spbe_and_egdi"]["words"]


def test_the_word_is_published(monkeypatch, result):
    page = Shown(monkeypatch)
    show_spbe_un_answer.answer(result)
    assert page.values == {"relation.verdict": INCONCLUSIVE}


def test_a_share_next_to_the_limit_is_not_rounded_onto_it(monkeypatch, result):
    assert "10.4%" in told(monkeypatch, result.word, result.facts | {"high": 17 / 163})  # planted


def test_what_a_referee_would_ask_is_answered_without_a_word(monkeypatch, result):
    page = Shown(monkeypatch)
    show_spbe_un_answer.referee(result)
    assert list(page.decisions) == [f"relation.referee.{name}" for name in show_spbe_un_answer.QUESTIONS]
    assert set(page.decisions.values()) == {None}
    assert all("?" in text for text in page.sentences.values())
