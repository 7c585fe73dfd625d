"""A table of an office into a raw folder of its own: read, checked, tried out in a copy of data/raw, then moved in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.data import catalog, corrections
from analysis.data.add import about, changes, institutions, settled, source_file, staging, un_edition
from analysis.data.add.about import Matcher, Request, Taken
from analysis.data.build import processed
from analysis.data.checks import register
from analysis.data.checks.result import Result
from analysis.data.csv_files import read_csv
from analysis.data.files import sha256
from analysis.data.read import table_head
from analysis.data.read.grid import Grid, read_grid
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError
from analysis.paths import PROCESSED, RAW

AGREE = "sources_agree"
BOTH_KEPT = "both as printed and both kept; found when {source_id} was added"
REMEDY = "correct the table, or settle the figure (--misprints, value as printed) or the finding (--exceptions)"
NUMBERS = ("no", "nomor", "number")  # heads of columns that nobody misses
SHOWN = 200  # problems that a refusal lists


def take_in(request: Request, match: Matcher, only_check: bool = False) -> dict[str, object]:
    """Add a table. Returns what changed (see `changes`), with the folder, notes, and records of corrections.yml.

    Raises InputError with every problem of the file, and then of what the tables would be; nothing is written then,
    nor with `only_check`.
    """
    with staging.alone():
        if not processed.is_current():
            processed.build()
        grid = read_grid(request.file)
        head = table_head.find(grid, table_head.read_mapping(request.columns) if request.columns else None)
        source_id, year, taken = _read(grid, head, request, match)
        with staging.staged() as raw:
            written = _write(raw, source_id, year, request, taken)
            settled_now = _settle(raw, source_id, request, taken)
            catalog.seal()
            processed.build(staging.NEW_TABLES)
            before, after = changes.load(PROCESSED), changes.load(staging.NEW_TABLES)
            document = {"folder": f"data/raw/{source_id}", "year": year, "added": not only_check}
            document |= changes.changes(before, after, source_id) | written | settled_now
            document["notes"] = [*grid.notes, *_left_out(head), *taken.notes]
            if not only_check:
                staging.move_in(source_id)
    return document


def _left_out(head: table_head.Head) -> list[str]:
    heads = [cut(head) for head in head.left_out if table_head.words(head) not in NUMBERS]
    return [f"columns left out: {', '.join(heads)}"] if heads else []


def _read(grid: Grid, head: table_head.Head, request: Request, match: Matcher) -> tuple[str, int, Taken]:
    """Name of the folder, year, and the table with its rows checked. Raises InputError with every problem."""
    is_un = head.layout == table_head.UN
    problems = about.missing(request.told, "redefined" if is_un else "kind")
    year = un_edition.edition(grid, head, request.year) if is_un else request.year
    if year is None:
        problems.append("--year: not given; say which year was assessed")
    if is_un and not set(request.told.redefined.split()) <= {"osi", "tii", "hci", "none"}:
        problems.append(f"--redefined {cut(request.told.redefined)}: write osi, tii, hci, parted by blanks, or none")
    if problems:
        raise InputError(problems)
    names = {} if is_un else settled.names(request.names, read_csv(RAW / "names.csv"))
    try:
        if is_un:
            source_id = about.folder_name(request.name, request.told, year, f"undesa_egdi_{year}")
            return source_id, year, un_edition.take(grid, head, source_id, year, _states(request))
        source_id = about.folder_name(request.name, request.told, year)
        instrument = about.instrument_of(year, request.instrument)
        misprints = settled.misprints(request.misprints)
        return source_id, year, institutions.take(grid, head, source_id, year, instrument, match, names, misprints)
    except InputError as error:
        raise _shortened(error) from None


def _states(request: Request) -> dict[str, dict[str, str]]:
    """Names of states that were settled by hand: printed -> the row with its code."""
    if not request.names:
        return {}
    return {row["printed"]: row for _, row in settled.rows(request.names, settled.NAMES)}


def _shortened(error: InputError) -> InputError:
    more = len(error.problems) - SHOWN
    return InputError([*error.problems[:SHOWN], *([f"and {more} problems more"] if more > 0 else [])])


def _write(raw: Path, source_id: str, year: int, request: Request, taken: Taken) -> dict[str, object]:
    """The raw folder, and the names that are new, in the copy of data/raw."""
    folder = raw / source_id
    folder.mkdir()
    taken.table.to_csv(folder / taken.file, index=False, lineterminator="\n")
    told = source_file.text(source_id, request.told, year, taken, sha256(request.file), request.file.name)
    (folder / "source.yml").write_text(told, encoding="utf-8")
    catalog.source(source_id)
    names = taken.names if taken.names is not None else pd.DataFrame()
    if len(names):
        before = read_csv(raw / "names.csv")
        pd.concat([before, names]).to_csv(raw / "names.csv", index=False, lineterminator="\n")
    source_file.add_records(raw / corrections.FILE, taken.corrections, [])
    spelled = names[["spelling", "institution_id"]].to_dict("records") if len(names) else []
    return {"names_written": spelled, "corrections_written": [dict(c) for c in taken.corrections]}


def _settle(raw: Path, source_id: str, request: Request, taken: Taken) -> dict[str, object]:
    """Exceptions for what is kept as printed and for sources that differ, and none for what is no longer found.

    Raises InputError for every other finding, with its row where it is of the new table.
    """
    given, used = settled.exceptions(request.exceptions), set()
    exceptions, gone, problems = [], [], []
    for result in register.run(processed.tables()):
        for finding in result.failed:
            text = finding.text.removesuffix(f"; {register.REMEDY}")
            key = next((key for key in taken.rows if f"{finding.where} ".startswith(f"{key} ")), "")
            used.add((result.check, finding.where, text))
            reason = given.get((result.check, finding.where, text))
            reason = reason or _reason(result, text, taken.excused.get(key, ("", "")), source_id)
            if outlived := _outlived(result.check, finding.where, text):
                gone += outlived
            elif reason:
                exceptions.append({"check": result.check, "where": finding.where, "found": text, "reason": reason})
            else:
                row = f"{request.file.name}, row {taken.rows[key]}" if key else request.file.name
                problems.append(f"{row}: {result.check}: {finding.where}: {text}; {REMEDY}")
    lost = [
        f"{request.exceptions.name}: {': '.join(key)}: not found so; take the row out"
        for key in given
        if key not in used
    ]
    if problems or lost:
        raise _shortened(InputError([*problems, *lost]))
    source_file.remove_exceptions(raw / corrections.FILE, gone)
    source_file.add_records(raw / corrections.FILE, [], exceptions)
    removed = [dict(zip(("check", "where", "found"), key, strict=True)) for key in gone]
    return {"exceptions_written": exceptions, "exceptions_removed": removed}


def _reason(result: Result, text: str, excused: tuple[str, str], source_id: str) -> str:
    """Why a finding of a check is listed as an exception; empty where it is not."""
    if result.check == AGREE:
        return BOTH_KEPT.format(source_id=source_id)
    reason, of_check = excused
    return reason if of_check in ("", result.check) else ""


def _outlived(check: str, where: str, text: str) -> list[tuple[str, str, str]]:
    """The exception of a check at a place that is no longer found there, if that is what its finding says."""
    return [key for key in corrections.exceptions() if key[:2] == (check, where) and text == register.outlived(key[2])]
