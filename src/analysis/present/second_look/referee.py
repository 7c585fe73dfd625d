"""What a referee would ask about the second look, answered from its figures."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import named
from analysis.studies.second_look.answers import Result
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, CANNOT_BE_DECIDED


def asked(result: Result) -> None:
    """Four questions, each with its answer and how far the evidence goes."""
    facts = named(result.facts)
    publish.sentence("second_look.referee.published", CANNOT_BE_DECIDED, facts)
    alike = facts["difference_low"] == facts["difference_high"]
    combining = "second_look.referee.combining_alike" if alike else "second_look.referee.combining"
    publish.sentence(combining, ASSOCIATED_ONLY, facts)
    publish.sentence("second_look.referee.too_high", ARITHMETIC_FACT, facts)
    publish.sentence("second_look.referee.spbe", CANNOT_BE_DECIDED, facts)
