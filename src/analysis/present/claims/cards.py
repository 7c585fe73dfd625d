"""How one statement is told: what was said and where, each reading with its verdict, what would make it true, figures."""

from __future__ import annotations

import pandas as pd

from analysis.present import language, publish
from analysis.present.charts import style
from analysis.present.claims import words
from analysis.present.phrases import country, phrase
from analysis.studies.claims import ledger
from analysis.studies.claims.ledger import Judged, Result
from analysis.studies.claims.verdicts import decision

DECIMALS = {"index": 2, "old_basis": 2, "management": 2, "largest_fall": 2, "effect": 2, "taken_by_new": 2,
            "needed_level": 2, "rise": 2, "expected": 2, "osi_places_low": 1, "osi_places_high": 1, "osi_share": 3,
            "egdi_gap": 5}  # fmt: skip
COLUMNS = {"name": "text", "what": "text", "year": "year", "shown": "text", "source": "text"}


def cards(result: Result) -> None:
    """A card a statement, in the order of the plan."""
    for one in result.judged:
        card(one)


def card(one: Judged) -> None:
    """Heading and where it was said; a sentence a reading; what would make it true; the figures behind it."""
    publish.section(words.statement(one), words.said(one.claim))
    for reading in one.readings:
        key, word = words.evidence(one, reading), decision(reading.verdict)
        if reading.facts:
            publish.sentence(key, word, words.facts(reading), read=words.read(one, reading))
        else:
            publish.said(key, word, words.read(one, reading))
    publish.paragraphs(*_tests(one))
    frame = figures(one)
    if len(frame):
        texts = {"title": "claims.figures.title"}
        heads = {name: phrase(f"claims.head.{name}") for name in ("name", "what", "shown", "source")}
        publish.table(f"claims.figures.{one.key}", frame, COLUMNS, {"statement": words.statement(one)}, texts=texts,
                      heads=heads)  # fmt: skip


def figures(one: Judged) -> pd.DataFrame:
    """The figures behind a statement: as the study has them, with their words and the value as it is shown."""
    frame = ledger.figures(one)
    forms = [f".{DECIMALS[name]}f" if name in DECIMALS else "d" for name in frame["measure"]]
    return frame.assign(
        name=[_named(subject, name) for subject, name in zip(frame["subject"], frame["name"], strict=True)],
        what=[phrase(f"claims.measure.{name}") for name in frame["measure"]],
        shown=[style.written(x, form) for x, form in zip(frame["value"], forms, strict=True)],
    )


def _named(subject: str, name: str) -> str:
    """What a figure is of: a state, a group, or an institution by its name."""
    if language.has(f"country.{subject}"):
        return country(subject, plain=True)
    return phrase(f"claims.subject.{subject}") if language.has(f"claims.subject.{subject}") else name


def _tests(one: Judged) -> list[str]:
    """What would make it true: once where it is the same for all readings, else by reading."""
    tests = {reading.id: words.test(one, reading) for reading in one.readings}
    different = list(dict.fromkeys(tests.values()))
    if len(different) == 1:
        return [phrase("claims.true_if", test=different[0])]
    shared = {test: [r for r in one.readings if tests[r.id] == test] for test in different}
    own = [phrase("claims.true_if_reading", means=words.means(one, of[0]), test=test)
           for test, of in shared.items() if len(of) == 1]  # fmt: skip
    return own + [phrase("claims.true_if_read", test=test) for test, of in shared.items() if len(of) > 1]
