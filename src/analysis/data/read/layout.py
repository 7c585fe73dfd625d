"""How do words on a page stand to each other? Lines, stretches of a line, columns and what heads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.data.read.pdf_words import Word

SPACE = 0.9  # of the size of the type: words farther apart than this stand in different cells
COLUMN = 9.0  # points between the middles of two values beyond which they stand in different columns
REACH = 80.0  # points to each side that the head of a column takes at most
HEAD_WORDS = 6  # a stretch of more words is a sentence or a caption
HEAD_LINES = 9  # a head with what may stand between it and the first row
NO_LEVEL = re.compile(r"target|rata|nasional|bobot|selisih|mandiri|kenaikan|perubahan|sebelum|lalu|gap$|delta", re.I)
YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")


def in_order(words: Iterable[Word], *by: str) -> list[Word]:
    """The words by some of their positions, the first of them first; words on one spot by their text."""
    return sorted(words, key=lambda word: tuple(getattr(word, name) for name in (*by, "text")))


def in_lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words by page and line, from the top, each line from the left; what overlaps by half is one line."""
    lines: list[list[Word]] = []
    for word in in_order(words, "page", "y", "x0"):
        last = lines[-1] if lines else []
        if last and last[0].page == word.page and word.y - last[0].y < min(last[0].size, word.size) / 2:
            last.append(word)
        else:
            lines.append([word])
    return [in_order(line, "x0", "y") for line in lines]


def stretches(line: list[Word]) -> list[list[Word]]:
    """A line cut where a wide gap divides two words."""
    cut = [line[:1]]
    for before, word in pairwise(line):
        if word.x0 - before.x1 > SPACE * min(before.size, word.size):
            cut.append([])
        cut[-1].append(word)
    return [part for part in cut if part]


def in_columns(words: Iterable[Word]) -> list[list[Word]]:
    """Words whose middles stand below each other, from the left."""
    columns: list[list[Word]] = []
    for word in in_order(words, "x", "page", "y"):
        if columns and word.x - columns[-1][-1].x <= COLUMN:
            columns[-1].append(word)
        else:
            columns.append([word])
    return columns


def decimals(word: Word) -> int:
    """How many decimals a figure is printed with."""
    return len(re.split("[.,]", word.text.rstrip("*%"))[1]) if re.search("[.,]", word.text) else 0


@dataclass(frozen=True)
class Head:
    """What heads a column: its words, and the year nearest above its values (None where no year stands there)."""

    text: str
    year: int | None

    @property
    def is_other(self) -> bool:
        """Whether the head names something else than what the institution got: a target, an average, a weight."""
        return bool(NO_LEVEL.search(self.text))


def head_of(words: Iterable[Word], column: list[Word], others: Sequence[float], above: float = 0.0) -> Head:
    """The head of a column, read from the words over its first value, none above `above`.

    `others` are the middles of the other columns: the head of a column reaches half the way to its neighbours.
    """
    first = in_order(column, "page", "y", "x")[0]
    left, right = _slot(first.x, others)
    reach = max(above, first.y - HEAD_LINES * 1.5 * first.size)
    over = [word for word in words if word.page == first.page and reach <= word.y < first.y - 0.6 * first.size]
    start = min([first.x, *others]) - REACH  # where the first column begins
    parts = [part for line in in_lines(over) for part in stretches(line) if not _is_sentence(part, start)]
    text = [word.text for part in parts for word in part if left <= word.x <= right]
    years = [int(found) for word in text for found in YEAR.findall(word)]
    return Head(" ".join(text), years[-1] if years else None)


def _is_sentence(part: list[Word], start: float) -> bool:
    """Whether a stretch is no head: long, and with small letters or from before the first column on."""
    small = sum(word.text.islower() for word in part)
    return len(part) > HEAD_WORDS and (small > 1 or part[0].x0 < start)


def _slot(x: float, others: Iterable[float]) -> tuple[float, float]:
    left, right = x - REACH, x + REACH
    for other in others:
        middle = (x + other) / 2
        if other < x - COLUMN:
            left = max(left, middle)
        elif other > x + COLUMN:
            right = min(right, middle)
    return left, right
