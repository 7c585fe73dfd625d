"""What a referee would ask: each question is answered with a word for how far the evidence goes."""

from analysis.present import second_look as show
from analysis.studies.second_look import answers
from analysis.studies.shared.decisions import DECISIONS
from tests.present.shown import Shown


def test_every_question_has_an_answer_and_a_word(monkeypatch):
    page = Shown(monkeypatch)
    show.referee.asked(answers.study("IDN", "shares"))
    assert len(page.decisions) >= 3
    assert set(page.decisions.values()) <= set(DECISIONS)
    assert all("?" in text for text in page.sentences.values())
