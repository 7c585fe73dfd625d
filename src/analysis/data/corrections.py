"""Known misprints of the raw figures, and named exceptions of the checks: data/raw/corrections.yml, never code.

A correction names the file, the row, the column, the wrong value that is expected there and the right one (or
`missing`). It is refused once the raw value is no longer the expected wrong one, so that it cannot outlive its cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pydantic import Field

from analysis.data import yaml_files
from analysis.data.csv_files import read_csv
from analysis.data.definitions.raw import columns_of
from analysis.data.raw_folder import raw_folder
from analysis.data.yaml_files import cut, shown
from analysis.data.yaml_schema import Line, Strict, Text, checked, near
from analysis.methods.errors import InputError

FILE = "corrections.yml"

_opened: ContextVar[set[str]] = ContextVar("opened")


@contextmanager
def opened() -> Iterator[set[str]]:
    """Inside, every raw table that `read` gives is noted, by its path relative to data/raw."""
    names: set[str] = set()
    token = _opened.set(names)
    try:
        yield names
    finally:
        _opened.reset(token)


class _Correction(Strict):
    """Cells are texts, quoted where they look like numbers: 3.10 is not 3.1."""

    file: Line
    row: dict[str, str] = Field(min_length=1)
    column: Line
    expect: str
    value: Line
    reason: Text
    rows: int = Field(default=1, ge=1)


class _Exception(Strict):
    check: Line
    where: Line
    reason: Text
    found: Text  # what is excused there, in the words of the check


class _Corrections(Strict):
    corrections: list[_Correction] = Field(default=[])
    exceptions: list[_Exception] = Field(default=[])


@lru_cache(maxsize=4)
def _document(content: bytes) -> yaml_files.Document:
    """The corrections in a file's bytes; checked once, because every raw table that is read asks for them."""
    document = yaml_files.parse(content, FILE)
    checked(document, _Corrections)
    return document


def _records(kind: str, raw: Path) -> list[dict]:
    """The corrections or the exceptions as written. Raises InputError with every breach of their form."""
    document = _document(yaml_files.contents(raw / FILE, FILE))
    records = document.content.get(kind, [])
    there = {path.relative_to(raw).as_posix() for path in raw.glob("*/*.csv")} | {"names.csv"}
    lost = []
    for number, record in enumerate(records):
        if record.get("file", "names.csv") not in there:
            where = f"{document.where((kind, number, 'file'))}: correction {number + 1}"
            meant = near(record["file"], there)
            lost.append(f"{where}: no file {cut(record['file'])} in data/raw{meant}; correct the name")
    if lost:
        raise InputError(lost)
    return records


def exceptions(raw: Path | None = None) -> dict[tuple[str, str, str], str]:
    """(check, where, what is found there) -> reason of every finding that a check lists and does not hold against us.

    Another finding at the same place is not excused. Raises InputError for a record that lacks one of the four or
    repeats another.
    """
    known: dict[tuple[str, str, str], str] = {}
    twice = []
    for number, record in enumerate(_records("exceptions", raw or raw_folder()), start=1):
        key = record["check"], record["where"], record["found"]
        if key in known:
            twice.append(f"{FILE}: exception {number}: {cut(': '.join(key))} is excused before; keep one of the two")
        known[key] = record["reason"]
    if twice:
        raise InputError(twice)
    return known


def read(file: str, raw: Path | None = None) -> pd.DataFrame:
    """A raw table (path relative to data/raw) as text with its corrections applied; a missing value is empty.

    Raises InputError where a column is missing, renamed or one too many, or a correction no longer fits.
    """
    raw = raw or raw_folder()
    table = read_csv(raw / file)
    _opened.get(set()).add(file)
    wanted = columns_of(file) or list(table.columns)
    lost = [column for column in wanted if column not in table]
    extra = [column for column in table if column not in wanted]
    if lost or extra:
        raise InputError(
            f"data/raw/{file}: columns missing: {', '.join(lost) or 'none'}; not expected: "
            f"{', '.join(map(cut, extra)) or 'none'}; the header must be {','.join(wanted)}; correct it"
        )
    for number, record in enumerate(_records("corrections", raw), start=1):
        if record["file"] == file:
            _apply(table, record, number)
    return table


def _apply(table: pd.DataFrame, record: dict, number: int) -> None:
    where = f"{FILE}: correction {number} ({cut(record['file'])})"
    unknown = ({*record["row"]} | {record["column"]}) - set(table.columns)
    if unknown:
        raise InputError(f"{where}: no column {', '.join(map(cut, sorted(unknown)))} in the file; correct the record")
    hit = pd.Series(True, index=table.index)
    for column, value in record["row"].items():
        hit &= table[column] == value
    if hit.sum() != record.get("rows", 1):
        raise InputError(
            f"{where}: {hit.sum()} rows match {shown(record['row'])}, expected {record.get('rows', 1)}; "
            "name the row exactly"
        )
    found = sorted(set(table.loc[hit, record["column"]]))
    if found != [record["expect"]]:
        raise InputError(
            f"{where}: {cut(record['column'])} is {cut(', '.join(found))}, no longer the wrong value "
            f"{cut(record['expect'])}; remove the correction if the figure was mended"
        )
    table.loc[hit, record["column"]] = "" if record["value"] == "missing" else record["value"]
