"""Can every raw table be used as it stands? Rows given twice, codes with two meanings, formulas, files nobody reads.

What is asked here comes before the tables are built: a row that is there twice would otherwise end in a failing join,
and a sealed file that nothing reads would say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd

from analysis.data import catalog, corrections
from analysis.data.definitions.model import TEXT
from analysis.data.definitions.raw import key_of
from analysis.data.raw_folder import raw_folder
from analysis.data.tables import TABLES
from analysis.methods.errors import InputError

# Columns of which each value of the first stands for one value of the second.
ONE_MEANING = [
    ("unsd_m49_regions/states.csv", "region_code", "region"),
    ("unsd_m49_regions/states.csv", "region", "region_code"),
    ("unsd_m49_regions/states.csv", "subregion_code", "subregion"),
    ("unsd_m49_regions/states.csv", "subregion", "subregion_code"),
    ("names.csv", "institution_id", "type"),
    ("names.csv", "institution_id", "province"),
]
SPREADSHEET = re.compile(r"[=+@\t\r\n＝＋＠－]|-(?!\d*\.?\d+$)")  # a figure such as -0.15 is none
DATE = re.compile(r"20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def doubled_rows(file: str, table: pd.DataFrame) -> Iterator[str]:
    """Is any row there twice?"""
    key = [column for column in key_of(file) or [] if column in table]
    for names, rows in table[table.duplicated(key, keep=False)].groupby(key, sort=False) if key else ():
        numbers = ", ".join(str(row + 2) for row in rows.index)
        yield f"data/raw/{file}, rows {numbers}: {' '.join(filter(None, names))} more than once; keep one row"


def two_meanings(file: str, table: pd.DataFrame) -> Iterator[str]:
    """Does a code or an id stand for two things?"""
    for pattern, code, meaning in ONE_MEANING:
        if fnmatch(file, pattern) and {code, meaning} <= set(table):
            for value, rows in table.groupby(code):
                if rows[meaning].nunique() > 1:
                    numbers = ", ".join(str(group.index[0] + 2) for _, group in rows.groupby(meaning))
                    found = ", ".join(sorted(set(rows[meaning])))
                    yield f"data/raw/{file}, rows {numbers}: {code} {value} has {meaning} {found}; keep one"


def formulas(file: str, table: pd.DataFrame) -> Iterator[str]:
    """Would a spreadsheet run a cell as a formula? These texts reach the CSV files that the report offers."""
    for column in table:
        for row, text in table[column].items():
            if SPREADSHEET.match(text):
                yield f"data/raw/{file}, row {row + 2}: {column} {_refusal(text)}"


def dates(file: str, table: pd.DataFrame) -> Iterator[str]:
    """Is every date of a source or a claim a year, a month or a day of this century?"""
    if (fnmatch(file, "*/sources.csv") or fnmatch(file, "press_claims_*/claims.csv")) and "date" in table:
        for row, text in table["date"].items():
            if text and not DATE.fullmatch(text):
                yield f"data/raw/{file}, row {row + 2}: date {text!r} is none; write 2023, 2023-05 or 2023-05-27"


def _refusal(text: str) -> str:
    return f"begins with {text[0]!r} ({text[:30]!r}), which a spreadsheet runs as a formula; write it in words"


def formulas_elsewhere(tables: dict[str, pd.DataFrame], exceptions: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Would a spreadsheet run a text of a source.yml, a correction or an exception as a formula? They reach it too."""
    for name, table in tables.items():
        for column in (column for column, about in TABLES[name].columns.items() if about.kind == TEXT):
            for text in sorted({text for text in table[column] if SPREADSHEET.match(text)}):
                yield f"{name}.csv: {column} {_refusal(text)} in the source.yml or corrections.yml that says so"
    for text in sorted({text for record in exceptions for text in record if SPREADSHEET.match(text)}):
        yield f"data/raw/{corrections.FILE}: an exception {_refusal(text)}"


def _tables(raw: Path) -> list[Path]:
    return sorted(path for path in raw.rglob("*") if path.suffix.lower() == ".csv")


def unknown_sources(tables: dict[str, pd.DataFrame], own: Iterable[str]) -> Iterator[str]:
    """Is every source that a row names described once? `own` are the ids of the source.yml files."""
    described = {id: f"{id}/source.yml" for id in own}
    for file, table in tables.items():
        if fnmatch(file, "*/sources.csv") and "source_id" in table:
            for id in table["source_id"]:
                if id in described:
                    yield f"data/raw/{file}: source {id} is described in {described[id]} too; keep one"
                described[id] = file
    for file, table in tables.items():
        if "source_id" in table and not fnmatch(file, "*/sources.csv"):
            for id, rows in table.groupby("source_id", sort=False):
                if id not in described:
                    numbers = ", ".join(str(row + 2) for row in rows.index)
                    beside = f"{file.rpartition('/')[0]}/sources.csv"
                    yield f"data/raw/{file}, rows {numbers}: source {id} is unknown; describe it in data/raw/{beside}"


def misplaced_indicators(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Has every aspect as many indicators as structure.csv counts, all of them in the domain of their aspect?"""
    for file, table in tables.items():
        found = re.fullmatch(r"(panrb_instruments_[^/]*)/instrument_(\d+)\.csv", file)
        structure = tables.get(f"{found[1]}/structure.csv") if found else None
        if structure is None or not {"n_indicators", "parent_domain"} <= set(structure) or "domain" not in table:
            continue
        aspects = structure[(structure["instrument"] == found[2]) & (structure["level"] == "aspect")]
        for id, count, domain in zip(aspects["id"], aspects["n_indicators"], aspects["parent_domain"], strict=True):
            own = table[table["aspect"] == id]
            if str(len(own)) != count:
                yield f"data/raw/{file}: {len(own)} indicators of aspect {id}, structure.csv counts {count}; mend one"
            for row, wrong in own.loc[own["domain"] != domain, "domain"].items():
                yield (
                    f"data/raw/{file}, row {row + 2}: domain {wrong or 'empty'}, but its aspect {id} lies in "
                    f"{domain or 'none'}; mend one"
                )


def problems(raw: Path | None = None) -> list[str]:
    """Every problem of the raw tables as they stand, one line each: file, row, rule and remedy."""
    raw, found, tables = raw or raw_folder(), [], {}
    for path in _tables(raw):
        file = path.relative_to(raw).as_posix()
        try:
            tables[file] = table = corrections.read_csv(path)
        except InputError as error:
            found += error.problems
            continue
        for question in (doubled_rows, two_meanings, formulas, dates):
            found += question(file, table)
    own = [str(meta["source_id"]) for meta in catalog.sources(raw).values()]
    return [*found, *unknown_sources(tables, own), *misplaced_indicators(tables)]


def unread(read: Iterable[str], raw: Path | None = None) -> list[str]:
    """Is any raw table there that nothing has read? `read` are paths relative to data/raw."""
    raw, known = raw or raw_folder(), set(read)
    return [
        f"data/raw/{file}: no table is built from it; take it out of data/raw, or give folder and file the name of "
        "one that is read (such as undesa_egdi_2024/egdi.csv), then run `spbe seal`"
        for path in _tables(raw)
        if (file := path.relative_to(raw).as_posix()) not in known
    ]
