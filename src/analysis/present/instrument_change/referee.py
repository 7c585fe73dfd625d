"""What would a referee ask of the page about the change of instrument? A few questions with their answers."""

from __future__ import annotations

from analysis.present import publish
from analysis.studies.instrument_change import effects, totals_before_after


def questions(effect: effects.Result, fall: totals_before_after.Result) -> None:
    """Is it causal, are the pairs a sample, does rounding decide, and why do counts differ."""
    facts = fall.facts
    publish.sentence("instrument.referee.caused", None, effect.facts)
    if facts["first_n"]:
        publish.sentence("instrument.referee.pairs", None, facts)
    if facts["first_fell"]:
        publish.sentence("instrument.referee.rounding", None, facts)
    publish.sentence("instrument.referee.counts", None, effect.facts)
