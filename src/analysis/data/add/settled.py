"""What does the person who adds a table settle by hand? Names, misprints, and what the checks find beyond single rows.

Names (`--names`): `printed,institution_id`, for a new institution also `name,type,province`. Misprints (`--misprints`):
`institution,column,printed,value,reason`, where value is the right figure, `missing`, or `as printed` for one that
breaks a rule and stays. Exceptions (`--exceptions`): `check,where,found,reason`, the first three as a refusal has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.data.definitions.spbe import TYPES
from analysis.data.read.grid import read_grid
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError

MISSING, AS_PRINTED = "missing", "as printed"
NAMES, MORE_NAMES = ("printed", "institution_id"), ("name", "type", "province")
MISPRINTS = ("institution", "column", "printed", "value", "reason")
EXCEPTIONS = ("check", "where", "found", "reason")
LOCAL = ("kabupaten", "kota")


def rows(path: Path, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[tuple[str, dict[str, str]]]:
    """Where a row stands, and its cells by their heads."""
    grid = read_grid(path)
    _, head = grid.rows[0]
    heads = [cell.lower() for cell in head]
    if not set(needed) <= set(heads) or not {h for h in heads if h} <= {*needed, *optional}:
        known = ",".join(needed) + (f" and, if needed, {','.join(optional)}" if optional else "")
        raise InputError(f"{grid.where(grid.rows[0][0])}: the header is {','.join(head)}; write {known}")
    if grid.faults:
        raise InputError(f"{grid.where(row)}: {why}" for (row, _), why in sorted(grid.faults.items()))
    empty = dict.fromkeys((*needed, *optional), "")
    return [(grid.where(row), empty | dict(zip(heads, cells, strict=False))) for row, cells in grid.rows[1:]]


def names(path: Path | None, known: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Printed name -> the cells of its row. `known`: names.csv. Raises InputError with every breach."""
    found: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    ids = set(known.loc[known["type"] != "mean", "institution_id"])
    provinces = set(known.loc[known["type"] == "provinsi", "province"])
    for where, row in rows(path, NAMES, MORE_NAMES) if path else []:
        if not row["printed"] or row["printed"] in found:
            problems.append(f"{where}: printed is empty or there before; give each printed name once")
        if row["institution_id"] not in ids:
            problems += [f"{where}: {why}" for why in _not_new(row, provinces)]
        found[row["printed"]] = row | {"where": where}
    if problems:
        raise InputError(problems)
    return found


def _not_new(row: Mapping[str, str], provinces: set[str]) -> list[str]:
    """Why a row does not describe an institution that no table has yet."""
    id, name = row["institution_id"], row["name"] or row["printed"]
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not row["type"]:
        return [f"institution_id {cut(id)} is not among ours; correct it, or for a new institution give its type too"]
    problems = []
    if row["type"] not in TYPES:
        problems.append(f"type {cut(row['type'])}: choose from {', '.join(TYPES)}")
    if id != slug:
        problems.append(f"institution_id {cut(id)}: of the name {cut(name)} it must be {slug}")
    if (row["type"] in LOCAL) != (row["province"] in provinces):
        problems.append(f"province {cut(row['province'])}: name that of a kabupaten or kota alone, as names.csv does")
    return problems


def misprints(path: Path | None) -> dict[tuple[str, str], dict[str, str]]:
    """(institution as printed, column) -> the cells of its row. Raises InputError with every breach."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    problems = []
    for where, row in rows(path, MISPRINTS) if path else []:
        key = row["institution"], row["column"]
        if key in found:
            problems.append(f"{where}: {' '.join(key)} is there before; keep one")
        if not row["reason"]:
            problems.append(f"{where}: reason is empty; say how you know")
        if row["value"] not in (MISSING, AS_PRINTED) and not re.fullmatch(r"\d(\.\d{1,5})?", row["value"]):
            problems.append(f"{where}: value {cut(row['value'])}: write the right figure, {MISSING} or {AS_PRINTED}")
        if not row["printed"] and row["value"] != MISSING:
            problems.append(f"{where}: an empty cell can only be {MISSING}; leave value as {MISSING}")
        found[key] = row | {"where": where}
    if problems:
        raise InputError(problems)
    return found


def exceptions(path: Path | None) -> dict[tuple[str, str, str], str]:
    """(check, where, found) -> reason. Raises InputError where a reason is empty or a finding is there twice."""
    found: dict[tuple[str, str, str], str] = {}
    problems = []
    for where, row in rows(path, EXCEPTIONS) if path else []:
        key = row["check"], row["where"], row["found"]
        if key in found or not row["reason"]:
            problems.append(f"{where}: without a reason, or there before; give each finding once, with its reason")
        found[key] = row["reason"]
    if problems:
        raise InputError(problems)
    return found
