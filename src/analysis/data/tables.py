"""The processed tables: their columns, keys and types, and the one function that reads them.

Figures are numbers as published (floats of at most five decimals); weights and ids are text, so that exact
arithmetic starts from the printed decimals.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.data.build import manifest
from analysis.data.csv_files import read_csv
from analysis.methods.errors import InputError
from analysis.paths import PROCESSED

TEXT, WHOLE, NUMBER, FLAG = "str", "Int64", "float64", "bool"

COLUMNS: dict[str, dict[str, str]] = {
    "institutions": {"institution_id": TEXT, "name": TEXT, "type": TEXT, "province": TEXT},
    "names": {"spelling": TEXT, "institution_id": TEXT, "join": TEXT, "why": TEXT},
    "sources": {
        "source_id": TEXT, "title": TEXT, "publisher": TEXT, "date": TEXT, "url": TEXT, "kind": TEXT, "states": TEXT,
    },
    "spbe_index": {
        "institution_id": TEXT, "year": WHOLE, "source_id": TEXT, "index": NUMBER, "decimals": WHOLE, "predicate": TEXT,
        "instrument": TEXT, "confidence": TEXT, "status": TEXT, "preferred": FLAG, "why": TEXT, "below_floor": FLAG,
        "listed_under": TEXT, "spelling": TEXT, "note": TEXT,
    },
    "spbe_parts": {
        "unit": TEXT, "year": WHOLE, "instrument": TEXT, "level": TEXT, "part_id": TEXT, "source_id": TEXT,
        "value": NUMBER, "preferred": FLAG, "why": TEXT,
    },
    "spbe_means": {
        "year": WHOLE, "unit": TEXT, "source_id": TEXT, "instrument": TEXT, "value": NUMBER, "preferred": FLAG,
        "why": TEXT,
    },
    "population": {"year": WHOLE, "institutions": WHOLE, "what": TEXT, "source_id": TEXT, "note": TEXT},
    "egdi": {
        "iso3": TEXT, "edition": WHOLE, "country": TEXT, "rank": WHOLE, "egdi": NUMBER, "osi": NUMBER, "tii": NUMBER,
        "hci": NUMBER, "epi": NUMBER, "source_id": TEXT,
    },
    "editions": {
        "edition": WHOLE, "source_id": TEXT, "weight_osi": TEXT, "weight_tii": TEXT, "weight_hci": TEXT,
        "not_computed": TEXT,
    },
    "states": {"iso3": TEXT, "region": TEXT, "subregion": TEXT, "income": TEXT, "fragile": TEXT},
    "instruments": {
        "instrument": TEXT, "regulation": TEXT, "first_year": WHOLE, "last_year": WHOLE, "level_min": TEXT,
        "level_max": TEXT, "decimal_levels": TEXT, "certainty": TEXT,
    },
    "instrument_parts": {
        "instrument": TEXT, "level": TEXT, "id": TEXT, "parent": TEXT, "name_id": TEXT, "name_en": TEXT, "weight": TEXT,
        "repeats": WHOLE,
    },
    "bands": {
        "instrument": TEXT, "predicate": TEXT, "predicate_en": TEXT, "from_inclusive": TEXT, "to": TEXT,
        "to_inclusive": TEXT,
    },
    "crosswalk": {
        "from_instrument": TEXT, "to_instrument": TEXT, "level": TEXT, "from_id": TEXT, "to_id": TEXT, "relation": TEXT,
        "certainty": TEXT, "evidence": TEXT,
    },
    "evaluations": {
        "institution_id": TEXT, "year": WHOLE, "instrument": TEXT, "level": TEXT, "id": TEXT, "source_id": TEXT,
        "value": NUMBER, "status": TEXT, "location": TEXT,
    },
    "claims": {
        "claim": TEXT, "article": TEXT, "publisher": TEXT, "date": TEXT, "speaker": TEXT, "statement": TEXT,
        "quantities": TEXT,
    },
}  # fmt: skip

KEYS: dict[str, list[str]] = {
    "institutions": ["institution_id"],
    "names": ["spelling"],
    "sources": ["source_id"],
    "spbe_index": ["institution_id", "year", "source_id"],
    "spbe_parts": ["unit", "year", "instrument", "level", "part_id", "source_id"],
    "spbe_means": ["year", "unit", "source_id"],
    "population": ["year"],
    "egdi": ["iso3", "edition"],
    "editions": ["edition"],
    "states": ["iso3"],
    "instruments": ["instrument"],
    "instrument_parts": ["instrument", "level", "id"],
    "bands": ["instrument", "predicate"],
    "crosswalk": ["from_instrument", "to_instrument", "level", "from_id", "to_id"],
    "evaluations": ["institution_id", "year", "instrument", "level", "id", "source_id"],
    "claims": ["claim"],
}


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table of texts with the columns and types of the processed table `name`; empty numbers are missing."""
    out = {}
    for column, kind in COLUMNS[name].items():
        text = table[column]
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
    if name not in COLUMNS:
        raise InputError(f"no table {name!r}; known are {', '.join(COLUMNS)}")
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


def load_all(folder: Path = PROCESSED) -> dict[str, pd.DataFrame]:
    """Every processed table by name."""
    return {name: load(name, folder) for name in COLUMNS}
