"""Raw figures to typed tables: data/raw -> data/processed, with a manifest of what went in and came out."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from errno import EEXIST, ENOTEMPTY
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.data import catalog, corrections
from analysis.data.build import manifest
from analysis.data.checks import raw, register
from analysis.data.files import sha256
from analysis.data.raw_folder import raw_folder
from analysis.data.tables import TABLES, typed
from analysis.methods.errors import InputError
from analysis.paths import PROCESSED

STAGING = ".staging"  # beside the folder of the tables, with a name of its own for each build
NAMES, PART_NAMES = "data/raw/names.csv", "data/raw/panrb_instruments_2018_2026/part_names.csv"
# What refers to an id had a printed name: the columns that may hold it, and the file that gives it the id.
IDS = {
    "names.institution_id": (("spelling", "institution"), NAMES),
    "instrument_parts.id": (("name",), PART_NAMES),
}


def _raw_tables() -> dict[str, pd.DataFrame]:
    from analysis.data.build import gtmi, instruments, spbe, un

    raw_sources = catalog.sources()
    names = spbe.names()
    unit_of = names.set_index("spelling")["institution_id"]
    sources = spbe.sources(raw_sources)
    part_ids = instruments.part_ids()
    return {
        "institutions": spbe.institutions(),
        "names": names,
        "sources": sources,
        "spbe_index": spbe.spbe_index(raw_sources, sources, unit_of),
        "spbe_predicates": spbe.spbe_predicates(unit_of),
        "spbe_parts": spbe.spbe_parts(raw_sources, sources, unit_of, part_ids),
        "spbe_means": spbe.spbe_means(raw_sources, sources, unit_of),
        "spbe_shares": spbe.spbe_shares(unit_of),
        "population": spbe.population(),
        "egdi": un.egdi(raw_sources),
        "editions": un.editions(raw_sources),
        "states": un.states(),
        "gtmi": gtmi.gtmi(raw_sources),
        "gtmi_answers": gtmi.gtmi_answers(raw_sources),
        "instruments": instruments.instruments(),
        "instrument_parts": instruments.instrument_parts(),
        "printed_weights": instruments.printed_weights(raw_sources),
        "bands": instruments.bands(),
        "crosswalk": instruments.crosswalk(),
        "evaluations": instruments.evaluations(unit_of),
        "claims": instruments.claims(),
    }


def _unknown(name: str, table: pd.DataFrame) -> list[str]:
    """Rows without a value in a column where even an empty text is one."""
    problems = []
    for column in table.columns[table.isna().any()].intersection(list(TABLES[name].columns)):
        rows = table.loc[table[column].isna()]
        spellings, file = IDS.get(TABLES[name].columns[column].refers_to, ((), ""))
        spelling = next((s for s in spellings if s in rows), rows.columns[0])
        remedy = f"add it to {file}" if file else "mend the raw figure"
        problems += [
            f"{name}.csv: {column} unknown for {text!r}; {remedy}" for text in sorted(set(rows[spelling].astype(str)))
        ]
    return problems


def tables() -> dict[str, pd.DataFrame]:
    """Build every processed table in memory and check it.

    Raises InputError with every breach at once: first those of the raw tables, then those of the tables made of them.
    """
    from analysis.data import schemas

    if problems := raw.problems():
        raise InputError(problems)
    with corrections.opened() as read:
        raw_tables = _raw_tables()
    built, problems = {}, raw.unread(read)
    for name, table in raw_tables.items():
        problems += _unknown(name, table)
        try:
            rows = typed(name, table.fillna("")).sort_values(list(TABLES[name].key), kind="stable")
            built[name] = rows.reset_index(drop=True)
        except (ValueError, TypeError) as error:
            problems.append(f"{name}.csv: {error}; mend the raw figure")
            continue
        problems += schemas.problems(name, built[name])
    problems += raw.formulas_elsewhere(built, ((*key, why) for key, why in corrections.exceptions().items()))
    if problems:
        raise InputError(problems)
    return built


def is_current(folder: Path = PROCESSED) -> bool:
    """Whether the processed tables were made from the present raw files by the present code and are unaltered."""
    noted = {f"{name}.csv" for name in TABLES}
    return not manifest.problems(folder) and manifest.outputs(folder).keys() == noted


def build(folder: Path = PROCESSED) -> dict:
    """Write data/processed as a whole and return its manifest (hashes of inputs, code and outputs).

    Raises InputError, with nothing written, where a raw file is not as it was sealed, a raw figure cannot be used,
    a check of the tables fails or what they are made of changes meanwhile.
    """
    raw_files = raw_folder()
    before = manifest.sources(raw_files)
    inputs, code = manifest.inputs(raw_files), manifest.code()
    catalog.require_sealed()
    built = tables()
    problems = register.problems(register.run(built))
    if problems:
        raise InputError(problems)
    if manifest.sources(raw_files) != before:
        raise InputError("data/raw or the code was changed while the tables were built; run `make data` again")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}{STAGING}.") as staging:
        outputs = _write(built, Path(staging) / "new")
        noted = {"inputs": inputs, "code": code, "outputs": outputs}
        (Path(staging) / "new" / manifest.MANIFEST).write_text(json.dumps(noted, indent=1) + "\n", encoding="utf-8")
        _replace(folder, Path(staging))
    return noted


def _write(built: dict[str, pd.DataFrame], folder: Path) -> dict[str, dict]:
    folder.mkdir()
    outputs = {}
    for name, table in built.items():
        path = folder / f"{name}.csv"
        flags = {column: table[column].map({True: "yes", False: ""}) for column in table.select_dtypes("bool")}
        table.assign(**flags).to_csv(path, index=False, lineterminator="\n")
        outputs[path.name] = {"sha256": sha256(path), "rows": len(table)}
    return outputs


def _replace(folder: Path, staging: Path) -> None:
    """Put the new tables in the place of `folder`; another build may do the same meanwhile, and the last one stays."""
    for turn in count():
        with suppress(FileNotFoundError):
            os.replace(folder, staging / f"old{turn}")
        try:
            os.replace(staging / "new", folder)
            return
        except OSError as error:
            if error.errno not in (EEXIST, ENOTEMPTY):
                raise
