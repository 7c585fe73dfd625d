"""Raw figures to typed tables: data/raw -> data/processed, with a manifest of what went in and came out."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd

from analysis.data import catalog
from analysis.data.tables import COLUMNS, KEYS, typed
from analysis.methods.errors import InputError
from analysis.paths import PACKAGE, PROCESSED, RAW

MANIFEST = "manifest.json"


def _code() -> dict[str, str]:
    """The modules that make the tables, by hash: a change of them rebuilds."""
    return {path.name: catalog.sha256(path) for path in sorted((PACKAGE / "data").glob("*.py"))}


def _inputs() -> dict[str, str]:
    return {str(p.relative_to(RAW)): catalog.sha256(p) for p in sorted(RAW.rglob("*")) if p.is_file()}


def _raw_tables() -> dict[str, pd.DataFrame]:
    from analysis.data import build_instruments, build_spbe, build_un

    raw_sources = catalog.sources()
    names = build_spbe.names()
    unit_of = names.set_index("spelling")["institution_id"]
    sources = build_spbe.sources(raw_sources)
    part_ids = build_instruments.part_ids()
    return {
        "institutions": build_spbe.institutions(),
        "names": names,
        "sources": sources,
        "spbe_index": build_spbe.spbe_index(raw_sources, sources, unit_of),
        "spbe_parts": build_spbe.spbe_parts(raw_sources, sources, unit_of, part_ids),
        "spbe_means": build_spbe.spbe_means(raw_sources, sources, unit_of),
        "population": build_spbe.population(),
        "egdi": build_un.egdi(raw_sources),
        "editions": build_un.editions(raw_sources),
        "instruments": build_instruments.instruments(),
        "instrument_parts": build_instruments.instrument_parts(),
        "bands": build_instruments.bands(),
        "crosswalk": build_instruments.crosswalk(),
        "evaluations": build_instruments.evaluations(unit_of),
        "claims": build_instruments.claims(),
    }


def tables() -> dict[str, pd.DataFrame]:
    """Build every processed table in memory and check it. Raises InputError with every breach at once."""
    from analysis.data import schemas

    built, problems = {}, []
    for name, table in _raw_tables().items():
        unknown = table.columns[table.isna().any()].intersection(list(COLUMNS[name]))
        for column in unknown:
            rows = table.loc[table[column].isna()]
            text = rows["spelling"] if "spelling" in rows else rows.iloc[:, 0]
            problems += [
                f"{name}.csv: {column} unknown for {spelling!r}; add it to data/raw/names.csv or part_names.csv"
                for spelling in sorted(set(text.astype(str)))
            ]
        try:
            built[name] = typed(name, table.fillna("")).sort_values(KEYS[name], kind="stable").reset_index(drop=True)
        except ValueError as error:
            problems.append(f"{name}.csv: {error}; mend the raw figure")
            continue
        problems += schemas.problems(name, built[name])
    if problems:
        raise InputError(problems)
    return built


def is_current(folder: Path = PROCESSED) -> bool:
    """Whether the processed tables were made from the present raw files by the present code and are unaltered."""
    path = folder / MANIFEST
    if not path.is_file():
        return False
    manifest = json.loads(path.read_text())
    if manifest["inputs"] != _inputs() or manifest["code"] != _code():
        return False
    return all(
        (folder / n).is_file() and catalog.sha256(folder / n) == o["sha256"] for n, o in manifest["outputs"].items()
    )


def build(folder: Path = PROCESSED) -> dict:
    """Write data/processed as a whole and return its manifest (hashes of inputs, code and outputs)."""
    built = tables()
    staging = folder.with_name(folder.name + ".staging")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    outputs = {}
    for name, table in built.items():
        path = staging / f"{name}.csv"
        flags = {column: table[column].map({True: "yes", False: ""}) for column in table.select_dtypes("bool")}
        table.assign(**flags).to_csv(path, index=False, lineterminator="\n")
        outputs[path.name] = {"sha256": catalog.sha256(path), "rows": len(table)}
    manifest = {"inputs": _inputs(), "code": _code(), "outputs": outputs}
    (staging / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(staging, folder)
    return manifest
