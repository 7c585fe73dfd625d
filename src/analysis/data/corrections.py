"""Known misprints of the raw figures, and named exceptions of the checks: data/raw/corrections.yml, never code.

A correction names the file, the row, the column, the wrong value that is expected there and the right one (or
`missing`). It is refused once the raw value is no longer the expected wrong one, so that it cannot outlive its cause.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import yaml

from analysis.data.catalog import read_csv
from analysis.methods.errors import InputError
from analysis.paths import RAW

FILE = "corrections.yml"
FIELDS = {"file", "row", "column", "expect", "value", "reason", "rows"}


def _records(kind: str, raw: Path) -> list[dict]:
    path = raw / FILE
    if not path.is_file():
        raise InputError(f"{FILE}: not found in data/raw; restore it from version control")
    try:
        return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(kind) or []
    except yaml.YAMLError as error:
        raise InputError(f"{FILE}: cannot be read as YAML ({error}); restore it from version control") from None


def exceptions(raw: Path = RAW) -> dict[tuple[str, str], str]:
    """(check, where) -> reason of every finding that a check lists by name and does not hold against the data."""
    found = {}
    for number, record in enumerate(_records("exceptions", raw), start=1):
        if set(record) != {"check", "where", "reason"}:
            raise InputError(f"{FILE}: exception {number} needs exactly check, where, reason; it has {sorted(record)}")
        found[record["check"], str(record["where"])] = record["reason"]
    return found


def read(file: str, raw: Path = RAW) -> pd.DataFrame:
    """A raw table (path relative to data/raw) as text with its corrections applied; a missing value is empty."""
    table = read_csv(raw / file)
    for number, record in enumerate(_records("corrections", raw), start=1):
        if record.get("file") == file:
            _apply(table, record, number)
    return table


def _apply(table: pd.DataFrame, record: dict, number: int) -> None:
    where = f"{FILE}: correction {number} ({record.get('file')})"
    if not {"file", "row", "column", "expect", "value", "reason"} <= set(record) <= FIELDS:
        raise InputError(f"{where}: needs {', '.join(sorted(FIELDS - {'rows'}))}; it has {', '.join(sorted(record))}")
    unknown = ({*record["row"]} | {record["column"]}) - set(table.columns)
    if unknown:
        raise InputError(f"{where}: no column {', '.join(sorted(unknown))} in the file; correct the record")
    hit = pd.Series(True, index=table.index)
    for column, value in record["row"].items():
        hit &= table[column] == str(value)
    if hit.sum() != record.get("rows", 1):
        raise InputError(
            f"{where}: {hit.sum()} rows match {record['row']}, expected {record.get('rows', 1)}; name the row exactly"
        )
    found = sorted(set(table.loc[hit, record["column"]]))
    if found != [str(record["expect"])]:
        raise InputError(
            f"{where}: {record['column']} is {', '.join(found)}, no longer the wrong value {record['expect']}; "
            "remove the correction if the figure was mended"
        )
    table.loc[hit, record["column"]] = "" if record["value"] == "missing" else str(record["value"])
