"""Which levels does a file hold? A CSV with the columns `indicator,level`, one row an item, read or refused.

UTF-8 with or without a byte order mark, any line ends, empty lines ignored. Fields may be parted by semicolons, and
levels may have a decimal comma, as spreadsheets in Indonesian write them: both are read and noted. Whether an item
exists and its level is a number on the scale is the instrument's business (`analysis.methods.scores.scoring`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data import files
from analysis.methods.decimal_comma import with_point
from analysis.methods.errors import InputError

HEADER = ["indicator", "level"]
LARGEST = 1_000_000  # bytes; a complete file has a few hundred
SEMICOLONS, COMMAS = "semicolons", "commas"  # what may be noted
REMEDY = "give a CSV file with the columns indicator,level"


@dataclass(frozen=True)
class LevelsFile:
    """Levels by item in the order of the file, as typed but with decimal points, and where each stands there
    ("levels.csv, row 5"). `notes`: how the file was read, where that must be said (a dictionary each, its name under
    `warning`: SEMICOLONS, COMMAS).
    """

    levels: dict[str, str]
    where: dict[str, str]
    notes: list[dict[str, object]] = field(default_factory=list)


def read_levels(path: Path) -> LevelsFile:
    """The levels in a file. The header is row 1 and a row's number is its line in the file.

    Raises InputError where the file is missing, empty, binary, not UTF-8 or has another header, and for all rows at
    once: another number of fields, a blank cell, an indicator given before.
    """
    name = path.name
    text = _text(path)
    delimiter = _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(lines.line_num, [cell.strip() for cell in cells]) for cells in lines if cells]
    except csv.Error as error:
        raise InputError(f"{name}, row {lines.line_num}: not a row of CSV ({error}); {REMEDY}") from None
    if not rows or rows[0][1] != HEADER:
        found = ",".join(rows[0][1]) if rows else ""
        raise InputError(f"{name}, row 1: the header must be indicator,level, found {_short(found)}; {REMEDY}")
    if len(rows) == 1:
        raise InputError(f"{name}: no rows below the header; give one row for each indicator")
    levels, where = _read(name, rows[1:])
    return LevelsFile(levels, where, _notes(name, delimiter, rows[1:], levels))


def _read(name: str, rows: list[tuple[int, list[str]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Levels and where they stand. Raises InputError with every problem of every row."""
    levels: dict[str, str] = {}
    where: dict[str, str] = {}
    problems = []
    for number, cells in rows:
        place = f"{name}, row {number}"
        problem = _problem(cells, where)
        if not problem:
            try:
                levels[cells[0]] = with_point(cells[1])
            except InputError as error:
                problem = str(error)
        if problem:
            problems.append(f"{place}: {problem}")
        if len(cells) == len(HEADER) and cells[0]:
            where.setdefault(cells[0], place)
    if problems:
        raise InputError(problems)
    return levels, where


def _delimiter(text: str) -> str:
    """A semicolon where the first line with text has one and no comma."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in first and "," not in first else ","


def _notes(
    name: str, delimiter: str, rows: list[tuple[int, list[str]]], levels: dict[str, str]
) -> list[dict[str, object]]:
    """How the file was read, where a reader must know."""
    notes: list[dict[str, object]] = []
    if delimiter == ";":
        notes.append({"warning": SEMICOLONS, "file": name})
    commas = [cells for _, cells in rows if levels[cells[0]] != cells[1]]
    if commas:
        typed = commas[0][1]
        facts = {"file": name, "levels": len(commas), "typed": typed, "read": levels[commas[0][0]]}
        notes.append({"warning": COMMAS} | facts)
    return notes


def _text(path: Path) -> str:
    content = files.handed_in(path, LARGEST, REMEDY, ", not a file of levels")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path.name}: encoded as UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise InputError(f"{path.name}: a binary file; {REMEDY}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path.name}, row {row}: not UTF-8 (byte 0x{content[error.start]:02x}); save as UTF-8"
        ) from None


def _problem(cells: list[str], before: dict[str, str]) -> str:
    """What is wrong with a row; empty if nothing is."""
    if len(cells) != len(HEADER):
        return f"{len(cells)} fields, {len(HEADER)} expected; write indicator,level with a decimal point"
    for column, cell in zip(HEADER, cells, strict=True):
        if not cell:
            return f"{column} is blank; fill it or leave the row out"
    indicator = cells[0]
    if indicator in before:
        return f"indicator {_short(indicator)} is already in {before[indicator].rpartition(', ')[2]}; keep one of them"
    return ""


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
