"""The last table of `make review`: every claim and every published number, as stored and as recomputed.

A claim is a sentence with a decision word. It is the same where its words and its decision are; a number where it is
equal within the tolerance (`tests.notebooks.tolerance`). Both are read from the outputs themselves, so that this table
does not hang on what nbval compares. Lines of their own have the headlines: the findings, the cards of the first
page, and all claims of the notebook of claims; the others are counted, and shown where they differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.golden.kept import VALUE, cards, published, sentences
from tests.notebooks.tolerance import tolerated

NUMERAL = re.compile(r"[−+]?\d(?:[\d.,]*\d)?%?")
CLAIMS = "claims"  # the notebook in which each sentence with a decision word is a verdict
WIDTH, LONGEST = 100, 48  # characters of a line, and of a key in it
EQUAL, DIFFERENT, MISSING, RECOMPUTED = "equal", "DIFFERENT", "not there", "recomputed"


@dataclass(frozen=True)
class Claim:
    """A sentence with a decision word; None on the side where it is not."""

    key: str
    stored: Mapping | None
    shown: Mapping | None
    headline: bool = False

    @property
    def same(self) -> bool:
        return self.stored == self.shown


@dataclass(frozen=True)
class Number:
    """A published value; None on the side where it is not."""

    key: str
    stored: object
    shown: object

    @property
    def used(self) -> int | None:
        """0 where the two are equal, 1 where they are within the tolerance, None where they differ."""
        return tolerated(self.stored, self.shown)


def as_document(record: Mapping[str, Mapping]) -> dict:
    """What the recorder saw of a notebook, as the notebook that it would be."""
    cells = [record[number]["shown"] for number in sorted(record, key=int)]
    return {"cells": [{"outputs": [{"data": data} for data in shown]} for shown in cells]}


def claims(stored: Mapping, shown: Mapping, name: str) -> list[Claim]:
    """The claims on either side, in the order in which they are stored."""
    old, new = ({k: s for k, s in sentences(side).items() if s.get("decision")} for side in (stored, shown))
    every = name.partition("_")[2] == CLAIMS
    told = [
        Claim(key, old.get(key), new.get(key), every or bool((old.get(key) or new[key]).get("finding")))
        for key in dict.fromkeys([*old, *new])
    ]
    first, again = cards(stored), cards(shown)  # of the first page
    return told + [Claim(key, first.get(key), again.get(key), True) for key in dict.fromkeys([*first, *again])]


def numbers(stored: Mapping, shown: Mapping) -> list[Number]:
    """The published values on either side, texts among them too; a key that is published several times is numbered."""
    old, new = (_values(side) for side in (stored, shown))
    return [Number(key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]


def _values(document: Mapping) -> dict[str, object]:
    found, times = {}, Counter()
    for bundle in published(document, VALUE):
        for key, x in bundle["values"].items():
            times[key] += 1
            found[key if times[key] == 1 else f"{key} #{times[key]}"] = x
    return found


def differing(claims: Sequence[Claim], numbers: Sequence[Number]) -> list[str]:
    """The keys of all that came out otherwise."""
    return [claim.key for claim in claims if not claim.same] + [n.key for n in numbers if n.used is None]


def table(reviews: Sequence) -> str:
    """Counts a notebook, then the headlines, then all else that differs. `reviews`: of `tests.notebooks.review`."""
    head = ("notebook", "claims", "equal", "numbers", "equal", "tolerated", DIFFERENT)
    rows = [(r.notebook, *_counts(r.claims, r.numbers)) for r in reviews]
    rows.append(("all", *(sum(row[column] for row in rows) for column in range(1, len(head)))))
    lines = ["claims and numbers: stored, and recomputed", *_aligned([head, *rows])]
    every = [claim for r in reviews for claim in r.claims]
    shown = [claim for claim in every if claim.headline]
    width = min(LONGEST, max([len("headline"), *(len(claim.key) for claim in shown)]))
    room = WIDTH - width - len(RECOMPUTED) - 4
    lines += ["", f"{'headline':{width}}  {'stored: decision, numbers in its words':{room}}  {RECOMPUTED}"]
    for claim in shown:
        lines += _line(claim, width, room)
    others = [claim for claim in every if not claim.headline and not claim.same]
    lines += ["", "other claims that differ", *(line for claim in others for line in _words(claim))] if others else []
    lines += _differing_numbers([n for r in reviews for n in r.numbers if n.used is None])
    return "\n".join(lines)


def _counts(claims: Sequence[Claim], numbers: Sequence[Number]) -> tuple[int, ...]:
    used = [number.used for number in numbers]
    same = sum(claim.same for claim in claims)
    return len(claims), same, len(used), used.count(0), used.count(1), len(claims) - same + used.count(None)


def _aligned(rows: Sequence[Sequence[object]]) -> list[str]:
    """The first column to the left, the others to the right."""
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([f"{row[0]:{widths[0]}}", *(f"{cell:>{w}}" for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]


def _line(claim: Claim, width: int, room: int) -> list[str]:
    """A headline, what is stored of it, and whether it came out again; both versions where it did not."""
    told = _cut(f"{claim.stored['decision']}: {' '.join(_numerals(claim.stored))}" if claim.stored else MISSING, room)
    line = f"{_cut(claim.key, width):{width}}  {told:{room}}  {EQUAL if claim.same else DIFFERENT}"
    return [line] if claim.same else [line, *_words(claim)]


def _numerals(sentence: Mapping) -> list[str]:
    return list(dict.fromkeys(NUMERAL.findall(sentence["text"])))


def _words(claim: Claim) -> list[str]:
    sides = (("stored", claim.stored), (RECOMPUTED, claim.shown))
    told = [(side, f"{said['decision']}: {said['text']}" if said else MISSING) for side, said in sides]
    return [f"  {claim.key}", *(f"    {side:10}  {text}" for side, text in told)]


def _differing_numbers(differ: Sequence[Number]) -> list[str]:
    def said(x: object) -> str:
        return MISSING if x is None else str(x)

    rows = [("number", "stored", RECOMPUTED), *((n.key, said(n.stored), said(n.shown)) for n in differ)]
    return ["", *(f"{line}  {DIFFERENT}" if at else line for at, line in enumerate(_aligned(rows)))] if differ else []


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
