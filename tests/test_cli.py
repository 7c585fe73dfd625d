"""Every subcommand answers --help and refuses tables that are altered or out of date without a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.paths import PACKAGE, PROCESSED, RAW

COMMANDS = [
    "build-data", "check-data", "seal", "score", "rescore", "explain-fall", "institution", "movement", "render",
    "store", "new-notebook",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_subcommand_has_help(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"spbe {command}" in capsys.readouterr().out


def test_an_unknown_subcommand_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["guess"])
    assert stopped.value.code == 2


def test_the_installed_command_starts_fast_enough_to_be_asked():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analysis.cli", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    slow = [name for name in ("pandas", "matplotlib", "papermill", "pandera") if f" {name}\n" in done.stderr]
    assert slow == [], "import these inside the handlers"


@pytest.fixture
def project(tmp_path):
    """A copy of what `build-data` reads, its raw files writable, and what it wrote."""
    shutil.copytree(PACKAGE, tmp_path / "src" / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(RAW, tmp_path / "data" / "raw")
    shutil.copytree(PROCESSED, tmp_path / "data" / "processed")
    return tmp_path


def spbe(project: Path, *arguments: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "analysis.cli", *arguments],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project / "src")},
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def alter(project: Path) -> None:
    path = project / "data" / "raw" / "undesa_egdi_2022" / "egdi.csv"
    text = path.read_text(encoding="utf-8")
    assert "Indonesia,77" in text
    path.write_text(text.replace("Indonesia,77", "Indonesia,76"), encoding="utf-8")


def written(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (project / "data").glob("processed*/*")}


def test_tables_are_not_built_from_altered_raw_files(project):
    before = written(project)
    alter(project)
    done = spbe(project, "build-data")
    assert (done.returncode, done.stdout) == (1, "")
    assert "spbe build-data: undesa_egdi_2022/egdi.csv: column rank now holds" in done.stderr
    assert "Traceback" not in done.stderr
    assert written(project) == before


def test_tables_are_not_built_when_a_check_fails_after_sealing_again(project):
    before = written(project)
    alter(project)
    assert spbe(project, "seal").returncode == 0
    done = spbe(project, "build-data")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "spbe build-data: ranks: 2022 IDN: rank 76, from the EGDI 77; mend the raw figure or list it under exceptions "
        "in data/raw/corrections.yml"
    ]
    assert written(project) == before


QUESTIONS = [
    ["rescore", "3", "3", "1", "3.61"],
    ["explain-fall", "3.04", "2.62"],
    ["movement", "IDN", "2018", "2020"],
    ["score", "levels.csv", "--instrument", "35"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_no_question_is_answered_from_tables_that_are_altered_or_out_of_date(project, question):
    """Each change leaves size and time; the table that it is about need not be one that the question reads."""
    levels = "".join(f"{number},3\n" for number in range(1, 36))
    (project / "levels.csv").write_text(f"indicator,level\n{levels}", encoding="utf-8")
    assert spbe(project, *question).returncode == 0
    for name, why in {
        "data/processed/egdi.csv": "data/processed/egdi.csv: not as it was built; run `make data`",
        "data/raw/undesa_egdi_2022/egdi.csv": "data/processed: older than {}; run `make data`",
        "src/analysis/data/build/un.py": "data/processed: older than {}; run `make data`",
    }.items():
        path = project / name
        about, text = path.stat(), path.read_bytes()
        path.write_bytes(text.replace(b"e", b"f", 1))
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        done = spbe(project, *question)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"spbe {question[0]}: {why.format(name)}\n")
        path.write_bytes(text)
    assert spbe(project, *question).returncode == 0


@pytest.mark.parametrize("command", [["rescore", "3", "3", "1", "3.61", "--json"], ["rescore", "9", "3", "1", "1"]])
def test_a_closed_pipe_ends_in_silence(project, command):
    read, write = os.pipe()
    os.close(read)
    done = spbe(project, *command, stdout=write)
    os.close(write)
    refused = "9" in command
    assert done.returncode == 1
    assert done.stderr.count("\n") == refused


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["rescore", "3", "3", "1", "3.61"], ["--help"]])
def test_a_full_disk_is_one_line_and_no_traceback(project, command):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = spbe(project, *command, stdout=full)
    assert done.returncode == 1
    assert done.stderr == "spbe: output: No space left on device; see that it can be read and written\n"
