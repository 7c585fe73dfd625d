"""Tables that are altered, or older than what they are made of, are not answered from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analysis.data.build import manifest
from analysis.methods.errors import InputError


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Path]:
    """A folder of tables, one of raw files and a package, as just built."""
    places = {"folder": tmp_path / "processed", "raw": tmp_path / "raw", "package": tmp_path / "analysis"}
    for place, files in {
        "folder": ["egdi.csv"],
        "raw": ["un/egdi.csv"],
        "package": ["data/a.py", "methods/b.py"],
    }.items():
        for name in files:
            path = places[place] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("1\n", encoding="utf-8")
    noted = {"inputs": manifest.inputs(places["raw"]), "code": manifest.code(places["package"])}
    noted["outputs"] = {"egdi.csv": {"sha256": manifest.sha256(places["folder"] / "egdi.csv"), "rows": 1}}
    (places["folder"] / manifest.MANIFEST).write_text(json.dumps(noted), encoding="utf-8")
    return places


def refusals(made: dict[str, Path]) -> list[str]:
    """What is refused; the quick way and the thorough one agree."""
    found = manifest.problems(**made)
    told = []
    try:
        manifest.require_current(**made)
    except InputError as error:
        told = error.problems
    assert told == found
    return found


def test_tables_as_built_may_be_used(made):
    assert refusals(made) == []
    assert manifest.outputs(made["folder"]) == {"egdi.csv": manifest.sha256(made["folder"] / "egdi.csv")}


@pytest.mark.parametrize(
    ("place", "name", "why"),
    [
        ("folder", "egdi.csv", "data/processed/egdi.csv: not as it was built; run `make data`"),
        ("raw", "un/egdi.csv", "data/processed: older than data/raw/un/egdi.csv; run `make data`"),
        ("raw", "new.csv", "data/processed: older than data/raw/new.csv; run `make data`"),
        ("package", "methods/b.py", "data/processed: older than src/analysis/methods/b.py; run `make data`"),
    ],
)
def test_a_change_of_equal_size_and_time_is_refused_and_its_undoing_is_not(made, place, name, why):
    path = made[place] / name
    assert refusals(made) == []
    before = path.read_bytes() if path.exists() else None
    path.write_text("2\n", encoding="utf-8")
    os.utime(path, ns=(0, 0) if before is None else (path.stat().st_atime_ns, 1))
    assert refusals(made) == [why]
    path.unlink() if before is None else path.write_bytes(before)
    assert refusals(made) == []


def test_a_lost_file_is_refused(made):
    (made["raw"] / "un" / "egdi.csv").unlink()
    (made["folder"] / "egdi.csv").unlink()
    assert refusals(made) == [
        "data/processed/egdi.csv: not as it was built; run `make data`",
        "data/processed: older than data/raw/un/egdi.csv; run `make data`",
    ]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"inputs": {}, "code": [], "outputs": {}}', '{"outputs": {"a": 1}}']
)
def test_a_damaged_manifest_is_refused(made, text):
    (made["folder"] / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert refusals(made) == ["data/processed/manifest.json: damaged; run `make data`"]


def test_tables_that_were_never_built_are_refused(made):
    (made["folder"] / manifest.MANIFEST).unlink()
    assert refusals(made) == ["data/processed/manifest.json: the processed tables are not built; run `make data`"]


def test_a_change_that_is_undone_leaves_another_stamp(made):
    before = manifest.sources(made["raw"], made["package"])
    path = made["raw"] / "un" / "egdi.csv"
    about, text = path.stat(), path.read_bytes()
    path.write_bytes(b"2\n")
    path.write_bytes(text)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert manifest.sources(made["raw"], made["package"]) != before
