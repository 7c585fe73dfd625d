"""How one statement is told: what was said and where, a verdict a reading, what would make it true, the figures."""

from __future__ import annotations

import pandas as pd

from analysis.present import language, plain, publish
from analysis.present.claims import words
from analysis.present.phrases import country, phrase
from analysis.studies.claims import ledger
from analysis.studies.claims.ledger import Judged, Result
from analysis.studies.claims.verdicts import decision


def cards(result: Result) -> None:
    """A card a statement, in the order of the plan."""
    for one in result.judged:
        card(one)


def card(one: Judged) -> None:
    """Heading and where it was said; a sentence a reading; what would make it true; the figures behind it."""
    plain.section(f"claims.card.{one.key}", words.statement(one), words.said(one.claim))
    for reading in one.readings:
        if reading.facts:
            told = {"read": words.read(one, reading)}
            publish.sentence(words.evidence(one, reading), decision(reading.verdict), words.facts(reading), **told)
        else:
            plain.paragraphs(words.evidence(one, reading), words.read(one, reading))
    frame = figures(one)
    sources = [source for source in dict.fromkeys(frame["source"]) if source]
    _tell_tests(one)
    if sources:
        plain.paragraphs(f"claims.sources.{one.key}", phrase("claims.sources", sources="; ".join(sources)))


def data(result: Result) -> None:
    """The tables behind the cards: a row a reading, and a row a figure that decides."""
    publish.table("claims.readings", result.readings, None)
    every = [figures(one).assign(statement_id=one.claim.id) for one in result.judged]
    frame = pd.concat([rows for rows in every if len(rows)] or every, ignore_index=True)
    if len(frame):
        columns = ["statement_id", "subject", "name", "measure", "what", "year", "value", "source_id", "source"]
        publish.table("claims.figures", frame[columns], None)


def figures(one: Judged) -> pd.DataFrame:
    """The figures behind a statement: as the study has them, with their words."""
    frame = ledger.figures(one)
    return frame.assign(
        name=[_named(subject, name) for subject, name in zip(frame["subject"], frame["name"], strict=True)],
        what=[phrase(f"claims.measure.{name}") for name in frame["measure"]],
    )


def _named(subject: str, name: str) -> str:
    """What a figure is of: a state, a group, or an institution by its name."""
    if language.has(f"country.{subject}"):
        return country(subject, plain=True)
    return phrase(f"claims.subject.{subject}") if language.has(f"claims.subject.{subject}") else name


def _tell_tests(one: Judged) -> None:
    """What would make it true: in one line where it is the same for all readings, else a point each."""
    told = tests(one)
    if len(told) == 1:
        plain.paragraphs(f"claims.true_if.{one.key}", phrase("claims.true_if", test=told[0]))
    else:
        plain.points(f"claims.true_if.{one.key}", phrase("claims.true_if_lead"), told)


def tests(one: Judged) -> list[str]:
    """What would make a statement true: one text where it is the same for all readings, else by reading, and last what
    several have in common."""
    of_each = {reading.id: words.test(one, reading) for reading in one.readings}
    shared = {test: [r for r in one.readings if of_each[r.id] == test] for test in dict.fromkeys(of_each.values())}
    if len(shared) == 1:
        return list(shared)
    own = [phrase("claims.true_if_reading", means=words.means(one, of[0]), test=test)
           for test, of in shared.items() if len(of) == 1]  # fmt: skip
    return own + [phrase("claims.true_if_read", test=test) for test, of in shared.items() if len(of) > 1]
