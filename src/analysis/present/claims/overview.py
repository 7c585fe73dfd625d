"""How it is told at a glance: how many statements have which verdict, and a table an article."""

from __future__ import annotations

from collections import Counter
from functools import reduce

import pandas as pd

from analysis.present import lists, publish
from analysis.present.claims import words
from analysis.present.phrases import capital, listed, phrase
from analysis.studies.claims.ledger import COUNTED, Judged, Result
from analysis.studies.claims.verdicts import VERDICTS

NUMBERS = 3  # in a sentence, at most


def answer(result: Result) -> None:
    """The finding: one statement and its verdict, or how many have which one."""
    if len(result.judged) > 1:
        publish.finding("claims.answer.many", COUNTED, result.facts, counts=_counts(result))
    else:
        (one,) = result.judged
        _answer_of_one(one)
    publish.values("claims", result.values)


def tables(result: Result) -> None:
    """A table an article: statement, verdict, and the verdicts of its readings."""
    for group in dict.fromkeys(one.claim.group for one in result.judged):
        of = [one for one in result.judged if one.claim.group == group]
        frame = pd.DataFrame(
            {
                "statement_id": one.claim.id,
                "statement": words.statement(one),
                "found": words.verdict(one.verdict) if one.verdict else phrase("claims.by_reading"),
                "tally": _tally(one),
            }
            for one in of
        )
        columns = {"statement": "text", "found": "text", "tally": "text"}
        facts = {"where": capital(words.article(of[0].claim))}
        heads = {name: phrase(f"claims.head.{name}") for name in columns}
        texts = {"title": "claims.overview.title"}
        publish.table(f"claims.overview.{group}", frame, columns, facts, heads=heads, texts=texts)
    lists.left_out()


def _answer_of_one(one: Judged) -> None:
    facts = {"statement": words.statement(one), "readings": len(one.readings), "tally": _tally(one)}
    if one.verdict:
        publish.finding("claims.answer.one", COUNTED, facts, verdict=words.verdict(one.verdict))
    else:
        publish.finding("claims.answer.several", COUNTED, facts)


def _counts(result: Result) -> str:
    """Verdicts with their numbers, and last the statements that can be read in several ways.

    No sentence has more than three numbers: the first, which has that of all statements, tells two of them.
    """
    numbers = {verdict: result.facts[verdict.replace(" ", "_")] for verdict in VERDICTS}
    told = [phrase("claims.count", n=n, verdict=words.verdict(verdict)) for verdict, n in numbers.items() if n]
    if result.facts["open"]:
        told.append(phrase("claims.count_open", n=result.facts["open"]))
    first, rest = told[: NUMBERS - 1], told[NUMBERS - 1 :]
    sentences = [listed(first), *(listed(rest[i : i + NUMBERS]) for i in range(0, len(rest), NUMBERS))]
    return reduce(lambda before, more: phrase("claims.counts_more", before=before, more=more), sentences)


def _tally(one: Judged) -> str:
    """The verdicts of all readings with their numbers; of one reading its verdict alone."""
    counts = Counter(reading.verdict for reading in one.readings)
    return ", ".join(phrase("claims.count", n=n, verdict=words.verdict(v)) for v, n in counts.items())
