"""Known misprints of the raw figures, and named exceptions of the checks: data/raw/corrections.yml, never code.

A correction names the file, the row, the column, the wrong value that is expected there and the right one (or
`missing`). It is refused once the raw value is no longer the expected wrong one, so that it cannot outlive its cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pydantic import Field

from analysis.data import yaml_files
from analysis.data.csv_files import read_csv
from analysis.data.yaml_files import cut, shown
from analysis.data.yaml_schema import Line, Strict, Text, checked, near
from analysis.methods.errors import InputError
from analysis.paths import RAW

FILE = "corrections.yml"

# What the tables are built from: a column that is renamed, lost or added is refused before it is misread.
COLUMNS = {
    "names.csv": "spelling,institution_id,canonical,type,province,join,why",
    "undesa_egdi_*/egdi.csv": "iso3,country,rank,egdi,osi,tii,hci,epi",
    "unsd_m49_regions/states.csv": "iso3,region_code,region,subregion_code,subregion",
    "worldbank_income_*/income.csv": "iso3,income",
    "worldbank_fragile_*/fragile.csv": "iso3,status",
    "panrb_evaluation_*/institutions.csv": "listed_under,institution,index,predicate,kebijakan,tata_kelola,manajemen,"
    "layanan",
    "panrb_*/means.csv": "year,unit,level,name,value",
    "panrb_instruments_*/instrument_*.csv": "indicator,domain,aspect,name_id,name_en,weight,repeats",
    "panrb_instruments_*/structure.csv": "instrument,level,id,parent_domain,name_id,name_en,weight,n_indicators",
    "panrb_instruments_*/part_names.csv": "instrument,level,published_name,id",
    "panrb_instruments_*/instruments.csv": "instrument,regulation,first_year,last_year,level_min,level_max,"
    "decimal_levels,certainty",
    "panrb_instruments_*/bands.csv": "instrument,predicate,predicate_en,from_inclusive,to,to_inclusive,source",
    "panrb_instruments_*/crosswalk_35_47.csv": "level,from35,to47,relation,certainty,evidence",
    "panrb_instruments_*/crosswalk_47_20.csv": "level,from47,to20,relation,certainty,evidence",
    "press_spbe_*/index.csv": "institution,year,instrument,index,predicate,source_id,confidence,derived,note",
    "press_spbe_*/parts.csv": "institution,year,instrument,level,name,value,source_id",
    "press_spbe_*/means.csv": "year,unit,instrument,level,name,value,source_id",
    "press_spbe_*/population.csv": "year,institutions,what,source_id,note",
    "press_claims_*/claims.csv": "claim,article,publisher,date,speaker,statement,quantities",
    "published_evaluations_*/evaluations.csv": "institution,year,instrument,level,id,value,status,source_id,location",
    "*/sources.csv": "source_id,title,publisher,date,url,kind,states",
}


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


def columns_of(file: str) -> list[str] | None:
    """The columns that a raw table (path relative to data/raw) must have; None for a file that is not ours."""
    return next((names.split(",") for pattern, names in COLUMNS.items() if fnmatch(file, pattern)), None)


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


def exceptions(raw: Path = RAW) -> dict[tuple[str, str, str], str]:
    """(check, where, what is found there) -> reason of every finding that a check lists and does not hold against us.

    Another finding at the same place is not excused. Raises InputError for a record that lacks one of the four or
    repeats another.
    """
    known: dict[tuple[str, str, str], str] = {}
    twice = []
    for number, record in enumerate(_records("exceptions", raw), start=1):
        key = record["check"], record["where"], record["found"]
        if key in known:
            twice.append(f"{FILE}: exception {number}: {cut(': '.join(key))} is excused before; keep one of the two")
        known[key] = record["reason"]
    if twice:
        raise InputError(twice)
    return known


def read(file: str, raw: Path = RAW) -> pd.DataFrame:
    """A raw table (path relative to data/raw) as text with its corrections applied; a missing value is empty.

    Raises InputError where a column is missing, renamed or one too many, or a correction no longer fits.
    """
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
