"""Does docs/review.md tell a reviewer what is so? Its blocks are run in a copy, what it says of other tools is tried.

The words after `sh` say where a block can be run: with nothing after it in the environment of the tests; `lab` only
with JupyterLab; `elsewhere` only with a network. A block `text` is what the commands before it print.
"""

from __future__ import annotations

import json
import logging
import re
import shlex
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from analysis.cli import build_parser
from analysis.render.write import crate
from tests import additions
from tests.golden import kept
from tests.notebooks import test_review as spoilt
from tests.notebooks.review import FIGURE
from tests.tree import ROOT, text

DOCUMENT = text(Path("docs/review.md"))
BLOCK = re.compile(r"^```(\w+) ?(\w*)\n(.*?)^```$", re.M | re.S)
HERE, LAB, ELSEWHERE = "", "lab", "elsewhere"
TARGETS = set(re.findall(r"^([a-z]+):", text(Path("Makefile")), re.M))


def blocks(document: str) -> list[tuple[str, str, str | None]]:
    """(where, commands, what they print) of each block of commands; None where that is not told."""
    found = BLOCK.findall(document)
    following = [*found[1:], ("", "", "")]
    return [
        (where, body, after[2] if after[0] == "text" else None)
        for (language, where, body), after in zip(found, following, strict=True)
        if language == "sh"
    ]


def failures(document: str, root: Path) -> list[str]:
    """The commands that print something else than the document says, with what they print."""
    found = []
    for where, commands, told in blocks(document):
        if where == HERE:
            printed = additions.run(f"set -e\n{commands}", root)
            found += [printed] if told is not None and printed != told else []
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A copy of the tree, with the values of the report as `make report` writes them of the main runs."""
    root = additions.copy(tmp_path_factory.mktemp("review") / "copy")
    facts = {name: shlex.quote(str(x)) for name, x in (("src", root / "src"), ("python", sys.executable))}
    script = root / ".venv" / "bin" / "papermill"
    script.write_text(additions.SCRIPT.format(**facts, module="-m papermill"), encoding="utf-8")
    script.chmod(0o755)
    (root / "reports").mkdir()
    (root / "reports" / "values.json").write_text(kept.written(kept.numbers(kept.stored())), encoding="utf-8")
    return root


@pytest.mark.slow
def test_every_block_prints_what_the_document_says(root):
    assert failures(DOCUMENT, root) == []
    assert "Singapore" in (root / ".cache" / "reviewed" / "singapore.ipynb").read_text(encoding="utf-8")


@pytest.mark.slow
def test_another_number_is_found(root):
    hand = DOCUMENT[DOCUMENT.index("## One number by hand") : DOCUMENT.index("## Where things are")]
    assert failures(hand, root) == []
    assert len(failures(hand.replace("2.2413 2.4504", "2.2414 2.4504"), root)) == 1
    assert len(failures(hand.replace(",2.81\n", ",2.82\n"), root)) == 1


def test_blocks_are_told_apart():
    found = blocks(DOCUMENT)
    assert {where for where, *_ in found} == {HERE, LAB, ELSEWHERE}
    assert sum(told is not None for *_, told in found) == 4
    assert DOCUMENT.count("```") == 2 * len(BLOCK.findall(DOCUMENT))


def named() -> list[str]:
    """Everything in the document that stands as code on a line, and each command of the blocks that are not run."""
    lines = [line for where, body, _ in blocks(DOCUMENT) if where != HERE for line in body.splitlines()]
    return re.findall(r"`([^`\n]+)`", BLOCK.sub("", DOCUMENT)) + lines


def test_commands_and_files_that_are_named_exist():
    made = [name.split()[1] for name in named() if name.startswith("make ") and "/" not in name]
    assert len(made) >= 6
    assert set(made) <= TARGETS
    asked = {word for name in named() for word in re.findall(r"\bspbe ([a-z-]+)", name)}
    assert len(asked) >= 2
    for subcommand in asked:
        with pytest.raises(SystemExit) as done:
            build_parser().parse_args([subcommand, "--help"])
        assert done.value.code == 0
    files = [name for name in named() if re.fullmatch(r"[\w./-]+", name) and ("/" in name or name.endswith(".yml"))]
    built = ("reports/", ".venv/", ".cache/")
    files = [name for name in files if not name.startswith(built) and name not in ("source.yml", "nbval-skip")]
    assert len(files) > 10
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert f"reports/{crate.FILE}" in named()


def test_blocks_that_are_not_run_name_what_there_is():
    (lab,) = (body for where, body, _ in blocks(DOCUMENT) if where == LAB)
    assert all((ROOT / name).is_file() for name in re.findall(r"notebooks/\S+", lab))
    assert re.search(r"^nbconvert==", text(Path("requirements/lab.txt")), re.M)
    assert ".venv/.lab" in text(Path("Makefile"))
    (elsewhere,) = (body for where, body, _ in blocks(DOCUMENT) if where == ELSEWHERE)
    assert elsewhere.rstrip().endswith(" reports")
    name, version = re.search(r"--profile-identifier (process)-run-crate-([\d.]+)", elsewhere).groups()
    assert crate.PROFILE.endswith(f"/{name}/{version}")


def other_picture(nb):
    """Another picture in the place of the one that is drawn."""
    nb.cells[spoilt.FIGURE_CELL].outputs[0].data["image/png"] = "iVBORw0KGgo="
    assert FIGURE in nb.cells[spoilt.FIGURE_CELL].outputs[0].data


HOLES = (spoilt.stripped, spoilt.skipped, spoilt.hiding_an_error, other_picture)


@pytest.mark.slow
def test_nbval_alone_lets_pass_what_the_document_says(tmp_path):
    for spoil in (*HOLES, spoilt.stale):
        nb = spoilt.with_figure()
        spoil(nb)
        nbformat.write(nb, tmp_path / f"{spoil.__name__}.ipynb")
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert len(set(re.findall(r"^FAILED \S*stale\.ipynb", done.stdout, re.M))) == 1
    assert len(re.findall(r"^FAILED ", done.stdout, re.M)) == 1, done.stdout


def test_papermill_only_warns_of_a_parameter_that_is_not_there(tmp_path, caplog):
    given = {"country": "SGP", "contry": "SGP"}
    with caplog.at_level(logging.WARNING, "papermill"):
        papermill.execute_notebook(
            ROOT / "notebooks" / "32_second_look.ipynb", tmp_path / "out.ipynb", given, prepare_only=True
        )
    assert "contry" in caplog.text
    assert json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))["cells"]
