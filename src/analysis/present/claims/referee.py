"""What a referee would ask about the verdicts, answered from the figures."""

from __future__ import annotations

from analysis.present import publish
from analysis.studies.claims.ledger import Result
from analysis.studies.claims.rules import blora
from analysis.studies.shared.decisions import ARITHMETIC_FACT, CANNOT_BE_DECIDED


def asked(result: Result) -> None:
    """Five questions, each with its answer and how far the evidence goes; of all statements, whichever are shown."""
    facts = {**result.every, "sets": len(blora.DEFINITIONS)}
    publish.sentence("claims.referee.after", CANNOT_BE_DECIDED, facts)
    publish.sentence("claims.referee.speaker", ARITHMETIC_FACT, facts)
    publish.sentence("claims.referee.circular", CANNOT_BE_DECIDED, facts)
    publish.sentence("claims.referee.list", ARITHMETIC_FACT, facts)
    publish.sentence("claims.referee.sets", ARITHMETIC_FACT, facts)
