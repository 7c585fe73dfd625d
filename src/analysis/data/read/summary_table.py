"""What does a report print for the index, the domains and the aspects? Every list of such values, with its head.

A list is values below each other with labels to their left. A label may wrap over several lines around its value, and
other text may stand beside it: of all ways to join lines to labels, the one is taken that leaves fewest lines over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from analysis.data.read.layout import Head, decimals, head_of, in_columns, in_lines, in_order, stretches
from analysis.data.read.part_names import PartNames
from analysis.data.read.pdf_words import Word

VALUE = re.compile(r"[0-5](?:[.,]\d+)?")
Part = tuple[str, str]
MOST_LINES = 6  # of one label
MOST_OFF = 1.2  # of the size of the type: how far a value may stand from the middle, first or last line of its label
ENDS = 0.2  # of the size: labels with the value beside their middle come first
MOST_APART = 2.6  # of the size: lines farther apart are no one label
LEFT_OVER = 1.0  # what a line without a value costs
UNUSED = 0.6  # what a value without a label costs
FEWEST = 2  # values below each other that make a column
SHIFT = 60.0  # points by which labels of one list may be indented, or a list moved on its next page


@dataclass(frozen=True)
class ValueList:
    """Values of one column by part, and the column's head."""

    head: Head
    values: dict[Part, Word]

    @property
    def first(self) -> Word:
        return next(iter(self.values.values()))


def read_value_lists(words: list[Word], names: PartNames) -> list[ValueList]:
    """Every list of values of parts, in the order of pages; one that goes on on the next page is one list.

    A list may be of one value: that of an aspect whose row stands among those of its indicators.
    """
    lists: list[ValueList] = []
    for _, group in groupby(words, key=lambda word: word.page):
        page = list(group)
        for found in _on_page(page, names):
            before = next((done for done in lists if _goes_on(done, found)), None)
            if before:
                before.values.update(found.values)
            else:
                lists.append(found)
    return lists


def _goes_on(before: ValueList, found: ValueList) -> bool:
    last = [*before.values.values()][-1]
    return (
        last.page == found.first.page - 1
        and abs(last.x - found.first.x) < SHIFT
        and decimals(last) == decimals(found.first)
        and not before.values.keys() & found.values.keys()
        and found.head.year in (None, before.head.year)
    )


def _on_page(page: list[Word], names: PartNames) -> Iterable[ValueList]:
    columns = [column for column in in_columns(w for w in page if VALUE.fullmatch(w.text)) if column]
    for column in columns:
        others = [other[0].x for other in columns if other is not column and len(other) >= FEWEST]
        above = 0.0
        for run in _runs(_labelled(page, in_order(column, "y", "x"), names)):
            values = [*run.values()]
            yield ValueList(head_of(page, values, others, above), run)
            above = values[-1].bottom


def _runs(found: list[tuple[Part, Word]]) -> list[dict[Part, Word]]:
    """The values cut where a part comes again: two lists below each other."""
    runs: list[dict[Part, Word]] = []
    for part, word in found:
        if not runs or part in runs[-1]:
            runs.append({})
        runs[-1][part] = word
    return runs


def _labelled(page: list[Word], values: list[Word], names: PartNames) -> list[tuple[Part, Word]]:
    """The values of a column that have a label, from the top."""
    left = in_order(values, "x0")[0].x0
    reach = 3 * values[0].size
    beside = [
        stretch
        for line in in_lines(
            w
            for w in page
            if w.x1 <= left and values[0].y - reach <= w.y <= values[-1].y + reach and not VALUE.fullmatch(w.text)
        )
        for stretch in stretches(line)
        if any(letter.isalpha() for word in stretch for letter in word.text)
    ]
    found = [_join(lines, values, names) for lines in _label_columns(beside, values)]
    lengths = [len(pairs) for pairs in found]
    return found[lengths.index(max(lengths))] if found else []


def _label_columns(beside: list[list[Word]], values: list[Word]) -> Iterable[list[list[Word]]]:
    """Of the stretches of text left of a column those that stand below each other; the nearest first.

    Words of a chart can stand there too.
    """
    starts = in_order([s[0] for s in beside if any(abs(s[0].y - v.y) < 0.5 * v.size for v in values)], "x0")
    groups: list[list[Word]] = []
    for word in starts:
        if groups and word.x0 - groups[-1][-1].x0 < SHIFT:
            groups[-1].append(word)
        else:
            groups.append([word])
    for group in reversed(groups):
        near = [stretch for stretch in beside if stretch[0] in group]
        start, end = group[0].x0, max(stretch[-1].x1 for stretch in near)
        yield [stretch for stretch in beside if stretch[-1].x1 > start and stretch[0].x0 < end]


@dataclass(frozen=True)
class Label:
    """Lines from `start` up to `end` (not included) that name a part."""

    start: int
    end: int
    part: Part
    lines: list[list[Word]]

    def off(self, value: Word) -> float:
        """How far a value stands from the middle of the label, or from its first or last line; in sizes of the type."""
        first, last = self.lines[0][0].y, self.lines[-1][0].y
        ends = min(abs(first - value.y), abs(last - value.y)) + ENDS * value.size
        return min(abs((first + last) / 2 - value.y), ends) / value.size


def _labels(lines: list[list[Word]], names: PartNames) -> list[Label]:
    labels = []
    for start in range(len(lines)):
        for end in range(start + 1, min(start + MOST_LINES, len(lines)) + 1):
            if end > start + 1 and lines[end - 1][0].y - lines[end - 2][0].y > MOST_APART * lines[start][0].size:
                break
            text = " ".join(word.text for line in lines[start:end] for word in line)
            part = names.part(text)
            if part:
                labels.append(Label(start, end, part, lines[start:end]))
    return labels


def _join(lines: list[list[Word]], values: list[Word], names: PartNames) -> list[tuple[Part, Word]]:
    """Lines to labels and labels to values, both in order, so that as few lines as can be are left over."""
    labels = _labels(lines, names)
    cost = [[UNUSED * used for used in range(len(values) + 1)]]
    cost += [[math.inf] * (len(values) + 1) for _ in lines]
    came: dict[tuple[int, int], Label | None] = {}
    for line in range(1, len(lines) + 1):
        ending = [label for label in labels if label.end == line]
        for value in range(len(values) + 1):
            here = cost[line - 1][value] + LEFT_OVER
            for label in ending if value else []:
                off = label.off(values[value - 1])
                if off <= MOST_OFF and cost[label.start][value - 1] + off / 4 < here:
                    here = cost[label.start][value - 1] + off / 4
                    came[line, value] = label
            if value and cost[line][value - 1] + UNUSED <= here:
                here = cost[line][value - 1] + UNUSED
                came[line, value] = None
            cost[line][value] = here
    return _path(came, len(lines), values)


def _path(came: dict[tuple[int, int], Label | None], line: int, values: list[Word]) -> list[tuple[Part, Word]]:
    found = []
    value = len(values)
    while line:
        if (line, value) not in came:
            line -= 1
        elif label := came[line, value]:
            line, value = label.start, value - 1
            found.append((label.part, values[value]))
        else:
            value -= 1
    return found[::-1]
