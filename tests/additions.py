"""The additions that CONTRIBUTING.md works through, taken from its fenced blocks and carried out in a copy of the tree.

The words after the language of a block say what is done with it; a reader of the page does not see them:

    sh                   each line is a command, run in the copy
    yaml append FILE     put at the end of a file
    yaml under LINE FILE put below the first line that begins so (its spaces written as `·`)
    python write FILE    a new file
    python cell FILE     a new code cell at the end of a notebook
    python imports FILE  what its import cell holds from now on
    csv by-hand FILE     the beginning of what a person fills in; a test gives the rest
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.render.run.environment import HARMFUL
from tests.tree import copied_to, text

DOCUMENT = "CONTRIBUTING.md"
SECTION = re.compile(r"^### (.*)$", re.M)
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
SCRIPT = '#!/bin/sh\nPYTHONPATH={src} exec {python} {module} "$@"\n'


@dataclass(frozen=True)
class Step:
    """A block: its language, what is done with it, and to which file."""

    language: str
    action: str
    file: str
    under: str
    body: str


def sections(document: str) -> dict[str, list[Step]]:
    """The steps of each worked addition, by its heading."""
    parts = SECTION.split(document)[1:]
    return {title: list(_steps(body)) for title, body in zip(parts[::2], parts[1::2], strict=True)}


def _steps(body: str) -> Iterator[Step]:
    for told, block in BLOCK.findall(body):
        language, action, *more = [*told.split(), "run"] if told == "sh" else told.split()
        under, file = more if action == "under" else ("", *(more or [""]))
        yield Step(language, action, file, under.replace("·", " "), block)


def copy(folder: Path) -> Path:
    """A copy of the tree in which `.venv/bin/spbe` and `.venv/bin/python` are this Python with the copy's own code."""
    root = copied_to(folder)
    (root / ".venv" / "bin").mkdir(parents=True)
    for name, module in (("spbe", "-m analysis.cli"), ("python", "")):
        script = root / ".venv" / "bin" / name
        facts = {"src": shlex.quote(str(root / "src")), "python": shlex.quote(sys.executable), "module": module}
        script.write_text(SCRIPT.format(**facts), encoding="utf-8")
        script.chmod(0o755)
    return root


def run(command: str, root: Path) -> str:
    """What a command prints in the copy. Raises AssertionError with all it said where it fails."""
    env = {name: value for name, value in os.environ.items() if name not in {f"PYTHON{harmful}" for harmful in HARMFUL}}
    done = subprocess.run(["sh", "-c", command], cwd=root, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def carry_out(steps: list[Step], root: Path, by_hand: Callable[[Path], None] | None = None) -> list[str]:
    """Do the steps in the copy; what each command printed."""
    printed = []
    for step in steps:
        path = root / step.file
        if step.action == "run":
            printed += [run(line, root) for line in step.body.splitlines()]
        elif step.action == "append":
            path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + step.body, encoding="utf-8")
        elif step.action == "under":
            _put_under(path, step)
        elif step.action == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.body, encoding="utf-8")
        elif step.action == "cell":
            _add_cell(path, step.body)
        elif step.action == "imports":
            _set_imports(path, step.body)
        elif step.action == "by-hand":
            by_hand(path)
        else:
            raise AssertionError(f"{DOCUMENT}: no action {step.action!r}")
    return printed


def _put_under(path: Path, step: Step) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(step.under))
    path.write_text("".join([*lines[: at + 1], step.body, *lines[at + 1 :]]), encoding="utf-8")


def _add_cell(path: Path, source: str) -> None:
    nb = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": f"added-{len(nb['cells'])}", "metadata": {}}
    nb["cells"].append(cell | {"outputs": [], "source": source.rstrip("\n").splitlines(keepends=True)})
    path.write_text(json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def _set_imports(path: Path, source: str) -> None:
    nb = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in nb["cells"] if "".join(cell["source"]).startswith(("from ", "import ")))
    cell["source"] = source.rstrip("\n").splitlines(keepends=True)
    path.write_text(json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def of(title: str) -> list[Step]:
    """The steps of one addition of the document."""
    return sections(text(DOCUMENT))[title]
