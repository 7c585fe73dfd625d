"""Does the rise in the UN survey have to do with SPBE? The answer in one paragraph, from what bears on it."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.spbe_and_un.spbe_un_answer import Answer


def answer(result: Answer) -> None:
    """The answer of the page."""
    tied = result.word == ASSOCIATED_ONLY
    publish.finding(
        "relation.answer",
        result.word,
        result.facts,
        answer=phrase("relation.answer.associated" if tied else "relation.answer.no", result.facts),
        caution=phrase("relation.answer.caution_associated" if tied else "relation.answer.caution_no", result.facts),
    )
