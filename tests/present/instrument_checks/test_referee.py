"""A referee's questions about the checks are answered from what the checks found."""

from analysis.present.instrument_checks import referee
from analysis.studies.instrument_change import effects
from analysis.studies.instrument_checks import multiverse
from tests.present.shown import Shown

PREFIX = "instrument.referee."


def test_four_questions_without_a_decision(monkeypatch):
    page = Shown(monkeypatch)
    effect, choices = effects.study("kota", 2024), multiverse.study()
    referee.questions(effect, choices)
    assert page.decisions == dict.fromkeys(f"{PREFIX}{name}" for name in ("identity", "strictness", "lists", "falls"))
    assert str(choices.facts["effects"]["n_as_strict"]) in page.sentences[f"{PREFIX}identity"]
    assert f"{abs(effect.facts['turns_at']):.2f}" in page.sentences[f"{PREFIX}strictness"]
    assert f"{effect.facts['recomputed']:.4f}" in page.sentences[f"{PREFIX}lists"]
