"""Nothing is half written: whole projects in which a table is added, refused, interrupted, and killed on the way."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.data.add import dialects, test_un_edition
from tests.tree import ROOT, copied_to

TOLD = [
    "--publisher", "Kementerian PANRB", "--title", "A list for a test", "--published", "2025-03-13", "--obtained",
    "made for a test", "--terms", "none",
]  # fmt: skip
OF_LIST = [*TOLD, "--year", "2024", "--kind", "official_report", "--name", dialects.FOLDER]
# In which a step of the addition is replaced: it fails, is interrupted, or the process is killed there.
PLANTED = """
import os, signal, sys
from analysis.data.add import staging, take_in, changes
from analysis.data.build import processed
def stop(*_, **__):
    {how}
{where} = stop
from analysis import cli
sys.exit(cli.main(sys.argv[1:]))
"""
FAIL, INTERRUPT, KILL = (
    "raise OSError(28, 'disk full')",
    "raise KeyboardInterrupt",
    "os.kill(os.getpid(), signal.SIGKILL)",
)


def spbe(root: Path, *arguments: object, code: str = "") -> subprocess.CompletedProcess:
    start = ["-c", code] if code else ["-m", "analysis.cli"]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        encoding="utf-8",
    )


def state(root: Path) -> dict[str, str]:
    """Every file under data, by hash."""
    files = (path for path in sorted((root / "data").rglob("*")) if path.is_file() and path.name != ".raw.lock")
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def values(root: Path, name: str) -> pd.DataFrame:
    table = pd.read_csv(root / "data" / "processed" / f"{name}.csv", dtype=str, keep_default_na=False)
    return table.assign(source_id=table["source_id"].replace(dialects.SOURCE, dialects.FOLDER))


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    return copied_to(tmp_path_factory.mktemp("add") / "copy")


@pytest.fixture(scope="module")
def part(tmp_path_factory) -> Path:
    """Ten rows of a list, one with another value than is held."""
    table = dialects.held(ROOT).head(10)[["institution", "index"]]
    table.loc[table["institution"] == "Kabupaten Aceh Barat", "index"] = "2.70"
    path = tmp_path_factory.mktemp("table") / "part.csv"
    table.rename(columns={"institution": "Instansi", "index": "Indeks"}).to_csv(path, index=False)
    return path


@pytest.mark.slow
def test_the_list_of_2024_is_added_to_a_project_without_it_and_gives_the_tables_of_now(tmp_path):
    root = dialects.without_the_list(tmp_path / "copy")
    assert spbe(root, "seal").returncode == 0
    assert spbe(root, "build-data").returncode == 0
    file, misprints = dialects.workbook(dialects.held(ROOT), tmp_path), dialects.misprints(tmp_path, dialects.workbook)
    settled = ["--misprints", misprints, "--exceptions", root / "exceptions.csv"]
    done = spbe(root, "add", file, *OF_LIST, *settled, "--names", dialects.names(root, dialects.workbook), "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert len(document["new_institutions"]) == 8
    assert {row["institution"] for row in document["conflicts"]} == {"kabupaten-gowa", "kabupaten-serang"}
    assert "spbe_index" in document["tables"]
    assert "instrument_change" in document["pages"]
    for name, key in (("spbe_index", ["institution_id", "year"]), ("spbe_parts", ["unit", "year", "level", "part_id"])):
        found, now = (
            values(place, name).sort_values([*key, "source_id"]).reset_index(drop=True) for place in (root, ROOT)
        )
        pd.testing.assert_frame_equal(found, now)


@pytest.mark.slow
@pytest.mark.thorough
def test_an_addition_that_stops_anywhere_leaves_all_as_it_was_and_a_killed_one_is_finished(copy, part):
    before = state(copy)
    arguments = ["add", part, *TOLD, "--year", "2024", "--kind", "ministry", "--name", "test_list_2024"]
    for how, where in ((FAIL, "processed.build"), (INTERRUPT, "changes.changes"), (FAIL, "staging.move_in")):
        done = spbe(copy, *arguments, code=PLANTED.format(how=how, where=where))
        assert done.returncode in (1, 130)
        assert "Traceback" not in done.stderr
        assert state(copy) == before, where
    killed = spbe(copy, *arguments, code=PLANTED.format(how=KILL, where="processed.build"))
    assert killed.returncode == -signal.SIGKILL
    assert {file: sha for file, sha in state(copy).items() if "raw.staging" not in file} == before
    killed = spbe(copy, *arguments, code=PLANTED.format(how=KILL, where="staging.move"))
    assert killed.returncode == -signal.SIGKILL
    assert {file: sha for file, sha in state(copy).items() if "raw.staging" not in file} == before
    again = spbe(copy, *arguments)  # what was ready is moved in first, so that the folder is there already
    assert again.returncode == 1
    assert "test_list_2024: is there already" in again.stderr
    assert not (copy / "data" / "raw.staging").exists()
    assert spbe(copy, "check-data").returncode == 0
    listed = (copy / "data" / "raw" / "corrections.yml").read_text(encoding="utf-8")
    assert "2.70, preferred is 2.69" in listed


@pytest.mark.slow
@pytest.mark.thorough
def test_an_edition_of_the_un_becomes_a_folder_that_movement_is_asked_of(copy, tmp_path):
    table = test_un_edition.download(2024).assign(**{"Survey Year": "2026"})
    file = tmp_path / "EGOV_DATA_2026.csv"
    table.to_csv(file, index=False)
    told = [word if word != "2025-03-13" else "2026" for word in TOLD]
    done = spbe(copy, "add", file, *told, "--redefined", "none")
    assert done.returncode == 0, done.stderr
    assert "redefined: none" in (copy / "data" / "raw" / "undesa_egdi_2026" / "source.yml").read_text(encoding="utf-8")
    asked = json.loads(spbe(copy, "movement", "IDN", "2024", "2026", "--json").stdout)
    assert (asked["rank_from"], asked["rank_to"]) == (64, 64)
