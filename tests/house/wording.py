"""Where do asserts quote readers' texts? Read from the source of the tests and from the catalogue, by the words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

from tests.tree import ROOT

REFUSALS = ("command.", "check.", "finding.", "calculator.refuse.")  # what is told to whoever types or gives a file
LEAST = 3  # words of a text in a row that count as quoted
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FACT = re.compile(r"\{[^{}]*\}")


class Quote(NamedTuple):
    """An assert that quotes a reader's text: its file, its line, and the string it has."""

    file: str
    line: int
    text: str


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [word.lower() for word in WORD.findall(text)]


@cache
def texts() -> tuple[str, ...]:
    """Between spaces, the words of every stretch of English text between two facts; one of LEAST words at least."""
    found = set()
    for path in sorted((ROOT / "src" / "analysis" / "present" / "locale" / "en").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.context.startswith(REFUSALS):
                    continue
                forms = message.id if isinstance(message.id, list | tuple) else [message.id]
                found |= {tuple(words(part)) for form in forms for part in FACT.split(form)}
    return tuple(f" {' '.join(stretch)} " for stretch in sorted(found) if len(stretch) >= LEAST)


def quoted(text: str) -> bool:
    """Whether a string between two numbers has LEAST words, and these in a row in one of the texts."""
    stretches = [words(part) for part in re.split(r"\d+(?:[.,]\d+)*", text)]
    long = [f" {' '.join(stretch)} " for stretch in stretches if len(stretch) >= LEAST]
    return any(stretch in known for stretch in long for known in texts())


def quotes(path: Path) -> Iterator[Quote]:
    """Every string in an assert of a module that quotes a reader's text; what an assert says when it fails is none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assert):
            for part in ast.walk(node.test):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and quoted(part.value):
                    yield Quote(path.relative_to(ROOT).as_posix(), part.lineno, part.value)
