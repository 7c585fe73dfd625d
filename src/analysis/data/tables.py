"""The processed tables: what each is (`TABLES`, from `definitions`), and the one function that reads them.

Figures are numbers as published (floats of at most five decimals); weights and ids are text, so that exact
arithmetic starts from the printed decimals.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.data.build import manifest
from analysis.data.csv_files import read_csv
from analysis.data.definitions import instruments, spbe, un
from analysis.data.definitions.model import FLAG, NUMBER, WHOLE, Table
from analysis.methods.errors import InputError
from analysis.paths import PROCESSED

TABLES: dict[str, Table] = {table.name: table for room in (spbe, un, instruments) for table in room.TABLES}


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table of texts with the columns and types of the processed table `name`; empty numbers are missing."""
    out = {}
    for column, about in TABLES[name].columns.items():
        text, kind = table[column], about.kind
        if kind == FLAG:
            out[column] = text.map({"yes": True, "": False}).astype(bool)
        elif kind in (WHOLE, NUMBER):
            out[column] = pd.to_numeric(text.where(text != "")).astype(kind)
        else:
            out[column] = text.astype(str)
    return pd.DataFrame(out)


def load(name: str, folder: Path = PROCESSED) -> pd.DataFrame:
    """The processed table `name`, typed; read once a process while the file stays as it is, and the caller's own.

    Raises InputError where it has not been built or is damaged, and where the project's own tables are not as they
    were built or are older than data/raw. Another folder is read as it is.
    """
    if name not in TABLES:
        raise InputError(f"no table {name!r}; known are {', '.join(TABLES)}")
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise InputError(f"data/processed/{name}.csv: not built; run `make data`")
    if folder == PROCESSED:
        manifest.require_current()
    return _read(name, path, manifest.stamp(path)).copy(deep=False)  # pandas copies when it is written to


@lru_cache(maxsize=64)
def _read(name: str, path: Path, _stamp: tuple[int, ...]) -> pd.DataFrame:
    """The table in a file of a given stamp: a changed file of the same name is read anew."""
    try:
        if not path.read_bytes().endswith(b"\n"):
            raise ValueError("its last line is cut off")
        return typed(name, read_csv(path))
    except (ValueError, LookupError, TypeError):
        raise InputError(f"data/processed/{name}.csv: empty, cut off or altered; run `make data`") from None
