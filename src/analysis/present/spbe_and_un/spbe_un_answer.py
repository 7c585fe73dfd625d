"""Does the rise in the UN survey have to do with SPBE? The answer in one paragraph, and what a referee would ask."""

from __future__ import annotations

from analysis.present import cards, publish
from analysis.present.phrases import phrase
from analysis.studies.spbe_and_un.spbe_un_answer import Answer

QUESTIONS = ("chosen", "choice", "power", "control", "change")


def answer(result: Answer) -> None:
    """The answer of the page: its word, and what it rests on."""
    word, facts = result.word.replace(" ", "_"), result.facts
    channel = phrase(f"relation.answer.channel.{facts['ahead']}", facts)
    publish.finding(
        "relation.answer",
        result.word,
        facts,
        answer=phrase(f"relation.answer.{word}", facts, channel=channel),
        caution=phrase(f"relation.answer.caution_{word}", facts),
    )
    texts = {"verdict": f"relation.card.verdict.{word}", "why": f"relation.card.why.{facts['ahead']}"}
    cards.publish("relation.card", result.word, facts, **texts)
    publish.value("relation.verdict", result.word)


def referee(result: Answer) -> None:
    """What a referee would ask of this page, and what can be answered."""
    for question in QUESTIONS:
        publish.sentence(f"relation.referee.{question}", None, result.facts)
