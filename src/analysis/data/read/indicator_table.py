"""Which level does the table of indicators give to each row? Every column of levels, with its head.

A row's number says where it stands; its level is the value of a column that lies nearest, where all rows of a page
take values in order. So a name may wrap, overlap its neighbour or surround the line of its number, and lines with the
value of an aspect stay without a row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, mode

from analysis.data.read.layout import COLUMN, Head, decimals, head_of, in_columns, in_order
from analysis.data.read.pdf_words import Word
from analysis.data.read.row_numbers import row_numbers

WHOLE = re.compile(r"([0-5])(?:[.,]0+)?\*{0,3}")
DECIMAL = re.compile(r"([0-5](?:[.,]\d+)?)\*{0,3}")
FIGURE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?%?\*{0,3}")
REACH = 4.0  # distances between rows by which the first and the last level may stand outside the numbers of rows
SHARE = 0.5  # of the rows: fewer values below each other are no column of levels


@dataclass(frozen=True)
class LevelColumn:
    """A column of levels: its head, and by row (from 1) the word that is the level there."""

    head: Head
    levels: dict[int, Word]


@dataclass(frozen=True)
class Block:
    """Rows that stand below each other on one page, and how far to the right the table reaches."""

    numbers: list[Word]
    first: int  # the row of the first number
    right: float

    @property
    def pitch(self) -> float:
        gaps = [after.y - before.y for before, after in pairwise(self.numbers)]
        return median(gaps) if gaps else 2 * self.numbers[0].size


@dataclass(frozen=True)
class IndicatorTable:
    """The numbered rows and the columns of levels beside them, from the left."""

    numbers: list[Word]
    columns: list[LevelColumn]


def read_indicator_table(
    words: list[Word], rows: int, services: int = 1, parts_of_levels: bool = False
) -> IndicatorTable:
    """The table of `rows` indicators; its last `services` rows may carry one number. Empty where there is none."""
    value = DECIMAL if parts_of_levels else WHOLE
    tables = [_table(words, numbers, value) for numbers in row_numbers(words, rows, services)]
    filled = [max((len(column.levels) for column in table.columns), default=0) for table in tables]
    return tables[filled.index(max(filled))] if tables else IndicatorTable([], [])


def _table(words: list[Word], numbers: list[Word], value: re.Pattern[str]) -> IndicatorTable:
    blocks = _blocks(numbers)
    found = [_values(words, block, value) for block in blocks]
    columns = _columns(found, blocks)
    figures = _columns([_values(words, block, FIGURE) for block in blocks], blocks)
    middles = [_middle(column) for column in [*columns, *figures]]
    placed = [
        [[at[word] for word in values] for at, values in zip(found, column, strict=True)]
        for column in (columns if value is DECIMAL else map(_of_one_form, columns))
    ]
    return IndicatorTable(numbers, [_level_column(words, blocks, column, middles) for column in placed])


def _of_one_form(column: list[list[Word]]) -> list[list[Word]]:
    """The words of a column with as many decimals as most have: beside levels 3, a 3,00 is the value of an aspect."""
    usual = mode(decimals(word) for values in column for word in values)
    return [[word for word in values if decimals(word) == usual] for values in column]


def _blocks(numbers: list[Word]) -> list[Block]:
    """The rows cut at the ends of pages, and where the table goes on beside itself."""
    starts = [0] if numbers else []
    for place, (before, after) in enumerate(pairwise(numbers), 1):
        if after.page != before.page or after.y <= before.y:
            starts.append(place)
    blocks = [
        Block(numbers[start:end], start + 1, math.inf)
        for start, end in pairwise([*starts, len(numbers)])
        if end > start
    ]
    return [
        replace(block, right=after.numbers[0].x0) if after and after.numbers[0].page == block.numbers[0].page else block
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]


def _values(words: list[Word], block: Block, value: re.Pattern[str]) -> dict[Word, Word]:
    """The words of a block that can be levels, by where they would stand if its numbers stood at nought."""
    first, last = block.numbers[0], block.numbers[-1]
    reach = REACH * block.pitch
    return {
        replace(word, x0=word.x0 - first.x, x1=word.x1 - first.x): word
        for word in words
        if word.page == first.page
        and first.y - reach <= word.y <= last.y + reach
        and first.x1 + first.size <= word.x0 < block.right
        and value.fullmatch(word.text)
    }


def _columns(found: list[dict[Word, Word]], blocks: list[Block]) -> list[list[list[Word]]]:
    """Columns from the left, each with the values of every block from the top.

    Columns of two blocks are one where they stand alike; where no column then reaches over all rows, by their order.
    """
    rows = sum(len(block.numbers) for block in blocks)
    columns = []
    for column in in_columns(word for values in found for word in values):
        left, right = column[0].x, column[-1].x
        if len(column) >= SHARE * rows and right - left <= 4 * COLUMN:
            inside = [[word for word in values if left <= word.x <= right] for values in found]
            columns.append([in_order(values, "y", "x") for values in inside])
    if any(sum(map(len, column)) >= rows for column in columns):
        return columns
    return _by_order(found, blocks) or columns


def _by_order(found: list[dict[Word, Word]], blocks: list[Block]) -> list[list[list[Word]]]:
    """The first column of each block, the second and so on; none where blocks have other numbers of columns."""
    own = [
        [in_order(column, "y", "x") for column in in_columns(values) if len(column) >= SHARE * len(block.numbers)]
        for values, block in zip(found, blocks, strict=True)
    ]
    same = len({len(columns) for columns in own}) == 1
    return [list(column) for column in zip(*own, strict=True)] if same else []


def _level_column(
    words: list[Word], blocks: list[Block], column: list[list[Word]], middles: list[float]
) -> LevelColumn:
    """A column of words as levels of rows; `middles` are those of all columns of figures, from the numbers of rows."""
    levels: dict[int, Word] = {}
    heads = []
    for block, values in zip(blocks, column, strict=True):
        for row, word in match(block.numbers, values, REACH * block.pitch).items():
            levels[block.first + row] = word
        if values:
            heads.append(head_of(words, values, [middle + block.numbers[0].x for middle in middles]))
    year = next((head.year for head in heads if head.year), None)  # later pages may repeat the head, or a page's title
    return LevelColumn(Head(heads[0].text if heads else "", year), dict(sorted(levels.items())))


def _middle(column: list[list[Word]]) -> float:
    values = [word.x for block in column for word in block]
    return sum(values) / len(values)


def match(rows: Sequence[Word], values: Sequence[Word], reach: float) -> dict[int, Word]:
    """For each row (from 0) its value: rows take values in order, the sum of their distances being smallest.

    A value lies below the number of the row before and above that of the row after, the outermost no farther than
    `reach`. A value may stay without a row; a row without a value only where there is none for it.
    """
    lonely = 1e6  # more than all distances together: as few rows as can be go without
    cost = [[0.0] * (len(values) + 1)]
    allowed = [_off(rows, row, values, reach) for row in range(len(rows))]
    for offs in allowed:
        line = [cost[-1][0] + lonely]
        for place, off in enumerate(offs):
            line.append(min(cost[-1][place + 1] + lonely, line[-1], cost[-1][place] + off))
        cost.append(line)
    return _backwards(values, cost, allowed)


def _off(rows: Sequence[Word], row: int, values: Sequence[Word], reach: float) -> list[float]:
    """How far each value stands from a row's number; infinitely far where it cannot belong to it."""
    low = rows[row - 1].y if row else rows[row].y - reach
    high = rows[row + 1].y if row + 1 < len(rows) else rows[row].y + reach
    return [abs(rows[row].y - value.y) if low < value.y < high else math.inf for value in values]


def _backwards(values: Sequence[Word], cost: list[list[float]], allowed: list[list[float]]) -> dict[int, Word]:
    pairs = {}
    row, place = len(allowed), len(values)
    while row and place:
        here = cost[row][place]
        if here == cost[row][place - 1]:
            place -= 1
        elif here == cost[row - 1][place - 1] + allowed[row - 1][place - 1]:
            row, place = row - 1, place - 1
            pairs[row] = values[place]
        else:
            row -= 1
    return pairs
