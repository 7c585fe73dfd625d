"""Whose row is it? The body of a list of institutions: its rows with their institution, under their heading.

Headings may stand in a column of their own or in rows of the table. A name counts as one of ours where it has the same
words, whatever case and abbreviation of its kind; near names are listed in the refusal and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from analysis.data.add.about import Matcher
from analysis.data.read.grid import Grid
from analysis.data.read.table_head import ORDINAL, Head, words
from analysis.data.yaml_files import cut

SERIAL = re.compile(r"\(?\W*([ivx]+|[a-z]|\d{1,4})\W*\)?", re.I)  # a cell that only numbers its row
MEAN = re.compile(r"(rata rata|rerata|jumlah|total|nasional|average|mean|median)\b")
KINDS = ("kabupaten", "kota", "provinsi")
OFFERED = 3  # near names in a message


@dataclass
class Row:
    """A row of the list: its number in the file, name as printed, id of the institution, heading, cells by column."""

    number: int
    printed: str
    institution_id: str
    heading: str
    cells: dict[str, str]


@dataclass
class Body:
    """The rows, what is wrong with them, and which lines were left out."""

    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # printed names that were settled by hand


def read_body(
    grid: Grid, head: Head, match: Matcher, settled: Mapping[str, Mapping[str, str]], headings: Collection[str]
) -> Body:
    """The rows below the head, with every problem of their names. `headings`: those that official lists have."""
    body, heading = Body(), ""
    by_words = {_bare(text): text for text in headings}
    lines = [(number, cells) for number, cells in grid.rows if number > head.last_row]
    last = max((number for number, cells in lines if _at(cells, head, "index")), default=0)
    for number, cells in lines:
        told = [cell for cell in cells if cell and not SERIAL.fullmatch(cell)]
        if not told:
            body.notes.append(f"row {number} numbers the columns or rows and was left out")
        elif len(told) == 1 and _bare(told[0]) in by_words:
            heading = by_words[_bare(told[0])]
        elif len(told) == 1 and number > last and not match.same(told[0]):
            body.notes.append(f"row {number} stands below the table and was left out: {cut(told[0])}")
        elif row := _row(grid, head, number, cells, heading, body, match, settled, by_words):
            body.rows.append(row)
    body.problems += list(_doubled(grid, body.rows))
    lost = sorted(set(settled) - body.used)
    body.problems += [f"{settled[name]['where']}: no row of {grid.name} has the name {cut(name)}" for name in lost]
    return body


def _at(cells: list[str], head: Head, column: str) -> str:
    place = head.columns.get(column)
    return cells[place] if place is not None and place < len(cells) else ""


def _bare(text: str) -> str:
    """The words of a heading without what numbers it ("A. KEMENTERIAN")."""
    found = words(text).split()
    return " ".join(found[1:] if len(found) > 1 and ORDINAL.fullmatch(found[0]) else found)


def _row(
    grid: Grid, head: Head, number: int, cells: list[str], heading: str, body: Body, match: Matcher,
    settled: Mapping[str, Mapping[str, str]], by_words: Mapping[str, str],
) -> Row | None:  # fmt: skip
    where = grid.where(number)
    faults = [
        f"{where}: {column}: {why}"
        for column, place in head.columns.items()
        if (why := grid.faults.get((number, place)))
    ]
    body.problems += faults
    if grid.faults.get((number, head.columns["institution"])):
        return None
    printed = _at(cells, head, "institution")
    if not printed:
        body.problems.append(f"{where}: institution is empty; write the name, or take the row out")
        return None
    own = _at(cells, head, "listed_under")
    under = by_words.get(_bare(own), own) if own else heading
    found = _institution(printed, under, match, settled, body)
    if not found:
        body.problems.append(f"{where}: {_unknown(printed, under, match)}")
    faulty = {column for column, place in head.columns.items() if (number, place) in grid.faults}
    kept = {column: _at(cells, head, column) for column in head.columns if column not in faulty}
    return Row(number, printed, found, under, kept)


def _institution(
    printed: str, heading: str, match: Matcher, settled: Mapping[str, Mapping[str, str]], body: Body
) -> str:
    """The id of the institution; empty where the name is none of ours and nobody has settled it."""
    if printed in settled:
        body.used.add(printed)
        return settled[printed]["institution_id"]
    return match.same(printed) or match.same(_with_kind(printed, heading)) or ""


def _with_kind(printed: str, heading: str) -> str:
    """A name below the heading of its kind, which may leave the kind out."""
    kind = heading.lower()
    return f"{kind} {printed}" if kind in KINDS and words(printed).split()[:1] not in [[k] for k in KINDS] else ""


def _unknown(printed: str, heading: str, match: Matcher) -> str:
    if MEAN.match(words(printed)):
        return f"{cut(printed)} is a mean or a sum, no institution; take the row out"
    near = match.near(_with_kind(printed, heading) or printed)[:OFFERED]
    meant = f"is {' or '.join(near)} meant? " if near else ""
    return (
        f"{cut(printed)} is no name that is known; {meant}Settle it in a file of names (--names map.csv: "
        "printed,institution_id)"
    )


def _doubled(grid: Grid, rows: list[Row]) -> Iterator[str]:
    first: dict[str, Row] = {}
    for row in rows:
        before = first.setdefault(row.institution_id or f"{row.number}", row)
        if before is not row:
            also = "" if before.printed == row.printed else f", there as {cut(before.printed)}"
            yield (
                f"{grid.where(row.number)}: {cut(row.printed)} is in row {before.number} already{also}; keep one row "
                "for each institution"
            )
