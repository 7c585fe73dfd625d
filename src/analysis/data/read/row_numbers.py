"""Where does the table of indicators number its rows? The chain 1, 2, 3 ... down a column and over pages.

A number of a row stands below the one before it, or on a later page. Of all chains the longest counts, and of these the
one whose numbers have a level to their right: numbered lists, captions and the numbers of pages make none that long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.data.read.layout import SPACE, in_lines
from analysis.data.read.pdf_words import Word

NUMBER = re.compile(r"(?:indikator|ind|i)?[-.:]?0?(\d{1,2})[.):]?", re.I)
SERVICE = re.compile(r"35[-.]?([1-3a-c])[.):]?|3[567]\.([1-3])", re.I)  # services of one indicator: 35a, 35.2, 36.2
BEFORE = re.compile(r"(?:indikator|ind|no|nomor)[.:]?", re.I)  # what may stand close before a row's number
LEVEL = re.compile(r"([0-5])(?:[.,](\d+))?\*{0,3}")
IN_TEXT = 0.1  # what speaks for a number close behind other words, as in a caption, or beside a merged cell
MOST_CHAINS = 6  # that are looked at more closely
PAGES = 4  # a table may pause for so many pages
MARGIN = 90.0  # points by which a table may stand elsewhere on its next page
NEXT_BLOCK = 110.0  # points to a second block of the table beside the first


@dataclass(frozen=True)
class Step:
    """A word that may number row `number`, and how much speaks for it."""

    number: int
    word: Word
    weight: float


def row_numbers(words: list[Word], rows: int, services: int = 1) -> list[list[Word]]:
    """The longest chains of words that number the rows from 1 on, at most to `rows`: the likeliest of each start.

    The last `services` rows may repeat one number: the services of one indicator.
    """
    steps = _steps(words, rows, services)
    by_number: dict[int, list[Step]] = {}
    for step in steps:
        by_number.setdefault(step.number, []).append(step)
    chains = [_chain(start, by_number) for start in by_number.get(1, [])]
    longest = max((len(chain) for _, chain in chains), default=0)
    likely = sorted(
        ((score, -place) for place, (score, chain) in enumerate(chains) if len(chain) == longest), reverse=True
    )
    return [chains[-place][1] for _, place in likely[:MOST_CHAINS]]


def _chain(start: Step, by_number: dict[int, list[Step]]) -> tuple[float, list[Word]]:
    """The best chain from one start: its score and its words."""
    ends: list[tuple[float, Step, tuple]] = [(start.weight, start, ())]
    while True:
        further = []
        for step in by_number.get(ends[0][1].number + 1, []):
            ways = [(end[0] + fit, -place) for place, end in enumerate(ends)
                    if (fit := _fit(end[1].word, step.word)) is not None]  # fmt: skip
            if ways:
                score, place = max(ways)
                further.append((score + step.weight, step, ends[-place]))
        if not further:
            break
        ends = further
    score, place = max((end[0], -place) for place, end in enumerate(ends))
    end = ends[-place]
    words = []
    while end:
        words.append(end[1].word)
        end = end[2]
    return score, words[::-1]


def _steps(words: list[Word], rows: int, services: int) -> list[Step]:
    """Every word that may number a row, for each row that it may number, from the top."""
    steps = []
    for line in in_lines(words):
        levels = [word for word in line if LEVEL.fullmatch(word.text)]
        for place, word in enumerate(line):
            weight = 2.0 if any(level.x0 > word.x1 + word.size for level in levels) else 1.0
            if place and _follows(line[place - 1], word):
                weight = IN_TEXT
            steps += [Step(number, word, weight) for number in _numbers(word.text, rows, services)]
    return steps


def _follows(before: Word, word: Word) -> bool:
    """Whether a word belongs to a text before it, such as the caption of a table; a level ends a table beside it."""
    apart = word.x0 - before.x1 >= SPACE * word.size
    return not (apart or BEFORE.fullmatch(before.text) or LEVEL.fullmatch(before.text))


def _numbers(text: str, rows: int, services: int) -> Iterable[int]:
    last = rows - services + 1
    service = SERVICE.fullmatch(text) if services > 1 else None
    if service:
        return [last + "1a2b3c".index((service[1] or service[2]).lower()) // 2]
    found = NUMBER.fullmatch(text)
    number = int(found[1]) if found else 0
    if services > 1 and number == last:
        return range(last, rows + 1)
    return [number] if 1 <= number <= rows else []


def _fit(before: Word, word: Word) -> float | None:
    """How well a number follows the one before it: 0 below it, less beside it or on a later page; None where not."""
    aside = abs(word.x - before.x)
    if word.page == before.page:
        if word.y > before.y + 0.5 * before.size and aside <= 1.5 * word.size:
            return -aside / 1000
        return -1.5 if word.x > before.x + NEXT_BLOCK and word.y < before.y else None
    later = word.page - before.page
    return 0.5 - later - aside / 1000 if 0 < later <= PAGES and aside <= MARGIN else None
