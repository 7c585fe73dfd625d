"""What no text for readers may say, whatever the parameters: one rule a fault, each a function of all texts of a page.

The rules know English and the texts as they are shown: numbers with their separators, U+2212 for minus.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.data import tables
from tests.sweep.pages import Said

NUMBER = r"[+−]?\d[\d,]*(?:\.\d+)?%?"
ALONE = r"(?<![\w.,+−–-])"  # what stands before a number that is no part of another one
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+")
# Words on -s after a 1 that are no plural: "1 is", "2 rose and 1 has".
NO_PLURALS = "is|was|has|as|its|this|thus|does|across|less|unless|stays|keeps|rises|falls short|explains|always"
BETWEEN = r"(?:(?:other|others|known|such|new|more|same|listed|comparable|ranked|whole) )?"
SINGULARS = (
    "state|place|institution|pair|donor|edition|survey|period|move|region|regency|ministry|agency|body|province|city|"
    "component|indicator|domain|evaluation|correlation|variant|weighting|list|fall|article|specification|profile"
)
UNIT = " (?:or more )?(?:place|point)|%"
JOINED = "(?!-| (?:bod|val|weight|mean))"  # other state bodies, domain values
KINDS_OF_PROSE = ("sentence", "note", "alt", "title", "drawn", "markdown")
MANY = r"(?:[2-9]|\d[\d,]*\d)(?![\d.,%]*\d)"
TOLD = ("sentence", "title", "alt")
NO_PLACE = "(?<!place )(?<!places )(?<!to )(?<!and )"  # place 34 of 34, or 3 to 34 of 34
# "from 47 to 47 indicators": the instruments of a negative control, the same on purpose.
SAME_ON_PURPOSE = {"instrument.effects.controls"}
# How a key ends that is said with one decision word alone.
DECIDED = {
    "refuted": "refuted",
    "feasible": "bounded",
    "not_needed": "arithmetic fact",
    "open": "bounded",
    "not_supported": "not supported",
}
ON_ASSUMPTION = {"instrument.falls.needed.refuted"}  # if what continues kept its average: hence bounded
LISTS = {"institution.levels.missing"}  # of indicators, which go by their numbers
MOST = 3  # numbers in one sentence, years apart
SHORTEST = 25  # characters of a sentence that may not be said twice


@dataclass(frozen=True)
class Fault:
    rule: str
    where: str
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where} {self.key}: {self.text!r}"


def faults(page: Iterable[Said]) -> list[Fault]:
    """Every breach of every rule, each once."""
    page = [said for said in page if said.text.strip()]
    found = [fault for rule in (*BY_TEXT, *BY_PAGE) for fault in rule(page)]
    return list(dict.fromkeys(found))


def _by_pattern(rule: str, pattern: str, kinds: tuple[str, ...], *without: str) -> Callable[..., Iterator[Fault]]:
    compiled = re.compile(pattern)

    def check(page: list[Said]) -> Iterator[Fault]:
        for said in page:
            if said.where in kinds and said.key not in without:
                text = _plain(said)
                for match in compiled.finditer(text):
                    yield Fault(rule, said.where, said.key, text[max(0, match.start() - 50) : match.end() + 50])

    return check


def _plain(said: Said) -> str:
    """The text as read: line breaks of a figure are spaces; code and addresses in Markdown are no prose."""
    text = CODE.sub("CODE", said.text) if said.where == "markdown" else said.text
    return text.replace("\n", " ") if said.where == "drawn" else text


EVERYWHERE = (*KINDS_OF_PROSE, "head", "cell")
BY_TEXT = (
    _by_pattern("one of many", rf"{ALONE}1 {BETWEEN}(?!(?:{NO_PLURALS})\b)[a-z]+s\b(?!')", KINDS_OF_PROSE),
    _by_pattern("one of many", rf"{ALONE}1 (?:were|are|have|do)\b", KINDS_OF_PROSE),
    _by_pattern("many of one", rf"{ALONE}(?:0|[2-9]|\d[\d,]+) {BETWEEN}(?:{SINGULARS})\b{JOINED}", KINDS_OF_PROSE),
    _by_pattern("none counted", rf"{ALONE}0 [a-z]+[^.:]*: none\b", KINDS_OF_PROSE),
    _by_pattern("all counted", rf"{NO_PLACE}{ALONE}({MANY}) of (?:the )?\1(?![\d.,%]*\d)", TOLD),
    _by_pattern("none counted", rf"{ALONE}0 of (?:the )?{MANY}", TOLD),
    _by_pattern(
        "from one to the same",
        rf"\b(?:from (?:rank )?({NUMBER})(?: in \d+)? to (?:rank )?\1|between ({NUMBER}) and \2)(?![\d.,%]*\d)",
        KINDS_OF_PROSE,
        *SAME_ON_PURPOSE,
    ),
    _by_pattern("from one to the same", rf"{ALONE}({NUMBER}) to \1(?![\d.,%]*\d)", KINDS_OF_PROSE, *SAME_ON_PURPOSE),
    _by_pattern("open that is decided", r"depends on the weights.*\b(?:0|100)\.00%", ("sentence",)),
    _by_pattern("hyphen for minus", r"(?<![\w–])-(?=\.?\d)", EVERYWHERE),
    _by_pattern("no unit", rf"\b(?:rose|fell|rise|fall) by \d[\d,]*(?![\d.,]*\d|{UNIT})", KINDS_OF_PROSE),
    _by_pattern("spaces", r"\S  +\S", ("sentence", "note", "alt", "title")),
    _by_pattern("punctuation", r"(?<!\.)\.\.(?!\.)|[,;:] ?[.,;:](?!\d)|(?<!\.[a-z])\.[,;]|[?!]\.", EVERYWHERE),
    _by_pattern("punctuation", r" [.,;:](?![\d.])", EVERYWHERE),
    _by_pattern("not filled", r"[{}]", EVERYWHERE),
    _by_pattern("missing", r"\b(?:nan|NaN|NaT|inf|True|False|None(?! of\b))\b|<NA>", EVERYWHERE),
    _by_pattern("empty brackets", r"\(\s*\)|\[\s*\]", EVERYWHERE),
    _by_pattern("machine id", r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b(?!\.(?:yml|ipynb|csv|md))", KINDS_OF_PROSE),
)  # fmt: skip


def no_unit(page: list[Said]) -> Iterator[Fault]:
    """A signed whole number, and what goes up or down by one, is of something that the text names."""
    for said in page:
        counted = re.search(rf"(?:{ALONE}[+−]|\b(?:up|down) )\d[\d,]*(?![\d.,%]*\d|%)", said.text)
        if said.where in ("sentence", "alt", "note") and counted and not re.search(r"place|point|level", said.text):
            yield Fault("no unit", said.where, said.key, said.text[max(0, counted.start() - 50) : counted.end() + 50])


def said_twice(page: list[Said]) -> Iterator[Fault]:
    """A sentence that a text before it on the page has said."""
    seen: dict[str, Said] = {}
    for said in page:
        if said.where in ("sentence", "note", "markdown"):
            for sentence in re.split(r"(?<=[.?!]) +|\n+", said.text):
                before = seen.setdefault(sentence, said)
                if before is not said and len(sentence) >= SHORTEST:
                    yield Fault("said twice", said.where, said.key, f"{sentence} (as {before.where} {before.key})")


def crowded(text: str) -> list[str]:
    """The sentences of a text, in any language, with more than MOST numbers; no years, and nothing in quotes."""
    text = re.sub("“[^”]*”", "“”", text)
    counted = re.compile(rf"{ALONE}[+−]?(?!(?:19|20)\d\d(?![\d.,]*\d))\d[\d.,]*")
    return [one for one in re.split(r"(?<=[.?!])\s+|\n\n+", text) if len(counted.findall(one)) > MOST]


def too_many_numbers(page: list[Said]) -> Iterator[Fault]:
    """A sentence that cannot be read aloud."""
    for said in page:
        if said.where in ("sentence", "markdown") and said.key not in LISTS:
            for sentence in crowded(_plain(said)):
                yield Fault("too many numbers", said.where, said.key, sentence)


def no_if(page: list[Said]) -> Iterator[Fault]:
    """A range of what the whole change of instrument did says what it supposes of reworded indicators."""
    for said in page:
        if said.where in ("sentence", "title", "alt", "drawn"):
            text = _plain(said)
            whole = re.search(r"\bwhole change\b", text) and re.search(rf"{ALONE}{NUMBER} to {NUMBER}", text)
            if whole and not re.search(r"\brewording\b|\bold criteria\b", text):
                yield Fault("no if", said.where, said.key, text)


def ids(page: list[Said]) -> Iterator[Fault]:
    """The id of an institution or a claim in place of its name."""
    for said in page:
        if said.where in KINDS_OF_PROSE:
            for word in re.findall(r"\b[a-z]+(?:-[a-z0-9]+)+\b", _plain(said)):
                if word in _ids():
                    yield Fault("machine id", said.where, said.key, word)


def decided_otherwise(page: list[Said]) -> Iterator[Fault]:
    """A decision word that its key contradicts: `...refuted` is said as refuted."""
    for said in page:
        for end, word in DECIDED.items():
            of_family = re.search(rf"[._]{end}$", said.key) and said.key not in ON_ASSUMPTION
            if said.decision and of_family and said.decision != word:
                yield Fault("decision", said.where, said.key, f"{said.decision}, not {word}")


def counted_twice(page: list[Said]) -> Iterator[Fault]:
    """Two counts of the same things on one page."""
    counts: dict[str, dict[str, Said]] = defaultdict(dict)
    for said in page:
        for n, thing in re.findall(r"\b(\d+) (known fall|institutions? known on both sides)", said.text):
            counts[thing].setdefault(n, said)
    for thing, by_count in counts.items():
        if len(by_count) > 1:
            told = ", ".join(f"{n} ({said.key})" for n, said in by_count.items())
            yield Fault("counted twice", "page", thing, told)


@lru_cache
def _ids() -> frozenset[str]:
    institutions, claims = tables.load("institutions")["institution_id"], tables.load("claims")["claim"]
    return frozenset(name for name in [*institutions, *claims] if "-" in name)


BY_PAGE = (no_unit, said_twice, too_many_numbers, no_if, ids, decided_otherwise, counted_twice)
