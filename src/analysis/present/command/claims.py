"""How `spbe claims` tells what is found of statements: a list for scripts, lines for people."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from analysis.present.claims import cards, words
from analysis.present.phrases import phrase
from analysis.studies.claims.ledger import Judged
from analysis.studies.claims.verdicts import Reading, decision

WIDTH = 100
IN, FAR = "  ", "      "  # indents of a reading, and of what is said of it


def document(judged: Mapping[str, Judged]) -> list[dict[str, object]]:
    """An entry a statement: claim, statement, speaker, article, verdict (None where the plan fixes no reading), reason,
    evidence (the figures that decide it) and readings, each with its verdict, what it means and what would make it
    true."""
    return [_entry(one) for one in judged.values()]


def lines(entries: Sequence[Mapping[str, object]]) -> list[str]:
    """The entries line by line: a statement and its verdict, then its readings, each with its reason."""
    told = []
    for entry in entries:
        verdict = words.verdict(entry["verdict"]) if entry["verdict"] else phrase("claims.by_reading")
        told += [f"{entry['claim']}: {verdict}", *_wrapped(str(entry["statement"]), IN)]
        for reading in entry["readings"]:
            told += [
                f"{IN}- {reading['reading']}: {words.verdict(reading['verdict'])}",
                *_wrapped(reading["reason"], FAR),
            ]
        told.append("")
    return told[:-1]


def _entry(one: Judged) -> dict[str, object]:
    frame = cards.figures(one)
    return {
        "claim": one.claim.id,
        "statement": words.stated(one),
        "speaker": one.claim.speaker,
        "article": one.claim.article,
        "publisher": one.claim.publisher,
        "date": one.claim.date,
        "verdict": one.verdict,
        "reason": words.reason(one, one.leading),
        "evidence": [
            {"of": row["name"], "what": row["what"], "year": int(row["year"]), "value": row["value"],
             "source_id": row["source_id"] or None}
            for row in frame.to_dict("records")
        ],
        "readings": [_reading(one, reading) for reading in one.readings],
    }  # fmt: skip


def _reading(one: Judged, reading: Reading) -> dict[str, object]:
    return {
        "reading": reading.id,
        "is_speakers": reading.id == one.speaker,
        "verdict": reading.verdict,
        "decision": decision(reading.verdict),
        "means": words.means(one, reading),
        "reason": words.reason(one, reading),
        "true_if": words.test(one, reading),
        "lacking": list(reading.lacking),
    }


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
