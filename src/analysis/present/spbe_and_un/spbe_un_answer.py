"""Does the rise in the UN survey have to do with SPBE? The answer in one paragraph, from what bears on it."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import only, phrase
from analysis.studies.spbe_and_un.spbe_un_answer import Answer

KEY = "relation.answer"
RANKS = ("rank_from", "rank_to", "edition_from", "edition_to")
MISSED = ("middle", "missed")


def answer(result: Answer) -> None:
    """The answer of the page."""
    which, missed = ("associated", ()) if result.word == "associated only" else ("no", MISSED)
    publish.finding(
        KEY,
        result.word,
        answer=phrase(f"{KEY}.{which}", **only(result.facts, *RANKS)),
        caution=phrase(f"{KEY}.caution_{which}", **only(result.facts, *missed)),
        **{name: fact for name, fact in result.facts.items() if name not in RANKS + MISSED},
    )
