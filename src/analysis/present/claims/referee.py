"""What a referee would ask about the verdicts, answered from the figures."""

from __future__ import annotations

from analysis.present import publish
from analysis.studies.claims.ledger import Result
from analysis.studies.claims.rules import blora
from analysis.studies.shared.decisions import ARITHMETIC_FACT, CANNOT_BE_DECIDED


def asked(result: Result) -> None:
    """Five questions, each with its answer; of all statements, whichever are shown. A word's meaning is no result."""
    facts = {**result.every, "sets": len(blora.DEFINITIONS)}
    publish.sentence("claims.referee.after", CANNOT_BE_DECIDED, facts)
    publish.sentence("claims.referee.speaker", ARITHMETIC_FACT, facts)
    publish.sentence("claims.referee.circular", None, facts)
    publish.sentence("claims.referee.list", ARITHMETIC_FACT, facts)
    publish.sentence("claims.referee.sets", ARITHMETIC_FACT, facts)
