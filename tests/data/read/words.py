"""Words laid out as a text is typed: one character is five points wide, one line twelve high."""

from __future__ import annotations

import re

from analysis.data.read.pdf_words import Word

WIDTH, LINE, SIZE = 5.0, 12.0, 10.0


def laid(*pages: str) -> list[Word]:
    """The words of pages, each a text whose columns and lines are places on the page."""
    return [
        Word(found[0], page, found.start() * WIDTH, found.end() * WIDTH, row * LINE, row * LINE + SIZE)
        for page, text in enumerate(pages, 1)
        for row, line in enumerate(text.splitlines(), 3)
        for found in re.finditer(r"\S+", line)
    ]


def texts(words: list[Word]) -> list[str]:
    return [word.text for word in words]
