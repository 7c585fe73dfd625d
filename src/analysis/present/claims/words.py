"""Words that the parts of the page share: a statement, where it was said, a verdict, a way to read it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.present import language
from analysis.present.charts import style
from analysis.present.phrases import capital, heading, listed, phrase
from analysis.studies.claims.ledger import Judged
from analysis.studies.claims.verdicts import CIRCULAR, MISLEADING, Claim, Reading

RANGES = {
    "place": ("best", "worst"),
    "count": ("count_low", "count_high"),
}  # a fact of a sentence that is a range of two


def verdict(word: str) -> str:
    """A verdict in the reader's language."""
    return phrase(f"claims.verdict.{word.replace(' ', '_')}")


def statement(one: Judged) -> str:
    """The statement in quotation marks."""
    return phrase("claims.quoted", statement=stated(one))


def stated(one: Judged) -> str:
    """The statement in the reader's language where the catalogue has it.

    The catalogue has its numbers as q1, q2 and so on, which are written as the table prints them.
    """
    key = f"claims.statement.{one.key}"
    if language.has(key):
        given = zip(one.claim.printed, one.claim.quantities, strict=True)
        numbers = {f"q{n}": style.written(x, _form(text)) for n, (text, x) in enumerate(given, start=1)}
        return phrase(key, numbers)
    return one.claim.statement


def article(claim: Claim) -> str:
    """Title, publisher and date of what makes the statement; a description where the title is not known."""
    publisher = _told(f"claims.publisher.{_slug(claim.publisher)}", claim.publisher)
    facts = {"publisher": publisher, "date": language.when(claim.date, language.current())}
    described = f"claims.article.{claim.group}"
    if language.has(described):
        return phrase("claims.where_described", facts, article=phrase(described))
    return phrase("claims.where", facts, article=claim.article)


def said(claim: Claim) -> str:
    """Who said it, and where."""
    speaker = _told(f"claims.speaker.{_slug(claim.speaker)}", claim.speaker)
    return phrase("claims.said", speaker=capital(speaker), where=article(claim))


def name(one: Judged, reading: Reading) -> str:
    """A reading in keys of texts: blora_58_on_java."""
    return f"{one.key}_{reading.id}"


def means(one: Judged, reading: Reading) -> str:
    """The reading in a few words."""
    return phrase(f"claims.means.{name(one, reading)}")


def test(one: Judged, reading: Reading) -> str:
    """What would make the reading true."""
    return phrase(f"claims.test.{name(one, reading)}")


def lacking(reading: Reading) -> str:
    """The data without which the reading is not decided."""
    return listed([phrase(f"claims.lacking.{name}") for name in reading.lacking])


def read(one: Judged, reading: Reading) -> str:
    """Verdict and reading, with what is lacking: how the sentence on a reading begins."""
    facts: dict[str, object] = {"verdict": verdict(reading.verdict), "means": means(one, reading)}
    if reading.verdict == MISLEADING:
        return phrase("claims.read_misleading", facts)
    if not reading.lacking:
        return phrase("claims.read", facts)
    circular = reading.verdict == CIRCULAR
    return phrase("claims.read_circular" if circular else "claims.read_lacking", facts, lacking=lacking(reading))


def reason(one: Judged, reading: Reading) -> str:
    """The sentence on a reading: verdict, reading and what the figures say."""
    return (
        heading(evidence(one, reading), facts(reading), read=read(one, reading))
        if reading.facts
        else read(one, reading)
    )


def evidence(one: Judged, reading: Reading) -> str:
    """The key of the sentence on a reading."""
    return f"claims.evidence.{name(one, reading)}"


def facts(reading: Reading) -> Mapping[str, object]:
    """The facts of a reading, with its ranges, and the years whose figure nobody else prints, as they are written."""
    ranges = {
        name: style.between(reading.facts[low], reading.facts[high], "d")
        for name, (low, high) in RANGES.items()
        if {low, high} <= set(reading.facts) and name not in reading.facts
    }
    if "alone" in reading.facts:
        alone = [phrase("claims.of_year", year=year) for year in reading.facts["alone"]]
        ranges["alone_named"] = listed(alone) if alone else phrase("words.none")
    return {**reading.facts, **ranges}


def _told(key: str, otherwise: str) -> str:
    """A text of the catalogue, or what the table says where it has none."""
    return phrase(key) if language.has(key) else otherwise


def _form(text: str) -> str:
    """The form in which a number is written with as many decimals as in a text."""
    decimals = len(text.partition(".")[2])
    return f".{decimals}f" if decimals else "d"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
