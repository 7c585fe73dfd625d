"""What a referee would ask: each question is answered with a word for how far the evidence goes."""

from dataclasses import replace

from analysis.present import second_look as show
from analysis.studies.second_look import answers
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, CANNOT_BE_DECIDED
from tests.present.shown import Shown


def test_every_question_has_an_answer_and_a_word(monkeypatch):
    page = Shown(monkeypatch)
    show.referee.asked(answers.study("IDN", "shares"))
    assert page.decisions == {
        "second_look.referee.published": CANNOT_BE_DECIDED,
        "second_look.referee.combining": ASSOCIATED_ONLY,
        "second_look.referee.too_high": ARITHMETIC_FACT,
        "second_look.referee.spbe": CANNOT_BE_DECIDED,
    }
    assert all("?" in text for text in page.sentences.values())


def test_ways_that_give_one_difference_are_no_range(monkeypatch):
    page = Shown(monkeypatch)
    result = answers.study("IDN", "shares")
    same = {"difference_low": 3, "difference_high": 3}
    show.referee.asked(replace(result, facts=result.facts | same))
    assert "second_look.referee.combining_alike" in page.keys("sentence")
