"""What would a referee ask of the checks? A few questions with their answers."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.instrument_change import effects
from analysis.studies.instrument_checks import multiverse


def questions(effect: effects.Result, choices: multiverse.Result) -> None:
    """What agreement shows, what would overturn the effect, whether the lists can be trusted, what the falls say."""
    falls = choices.facts["falls"]
    publish.sentence("instrument.referee.identity", None, choices.facts["effects"])
    publish.sentence("instrument.referee.strictness", None, effect.facts, harder=abs(effect.facts["turns_at"]))
    publish.sentence("instrument.referee.lists", None, effect.facts)
    choice = phrase(f"instrument.multiverse.choice.{falls['choice']}")
    publish.sentence("instrument.referee.falls", None, falls, choice=choice)
