"""Which Python is taken: the newest that really starts and can make a .venv? And what is said if none can?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tree import ROOT

TOOLS = ("sh", "make", "awk", "cut", "grep", "head", "sed", "sort", "test", "touch", "cat")
SHIM = "#!/bin/sh\necho 'pyenv: no such command' >&2\nexit 127\n"


@pytest.fixture
def machine(tmp_path):
    """A folder that is all of PATH: the tools that make needs, and no Python yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def add(folder: Path, name: str, version: tuple[int, int] | None, lacks: str = "") -> None:
    """A Python of this version, on which a module may be missing; a shim that starts nothing for None."""
    folder.mkdir(parents=True, exist_ok=True)
    hidden = f"; sys.modules[{lacks!r}] = None" if lacks else ""
    before = f"import sys; sys.version_info = (*{version}, 0, 'final', 0); sys.executable = '{folder / name}'{hidden}"
    script = SHIM if version is None else f'#!/bin/sh\nexec "{sys.executable}" -c "{before}\n$2" "$3"\n'
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


def run(folder: Path, *command: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess:
    env = {"PATH": str(folder), "HOME": str(folder.parent)} | variables
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


def found(folder: Path, *options: str, **variables: str) -> list[str]:
    lines = run(folder, "sh", "requirements/pythons", *options, **variables).stdout.splitlines()
    return [f"{version} {Path(path).name}" for version, path in (line.split(" ", 1) for line in lines)]


def test_this_python_is_found_by_its_path():
    done = run(Path(os.environ["PATH"]), "/bin/sh", "requirements/pythons", sys.executable, PATH=os.environ["PATH"])
    assert done.stdout.startswith(f"3.{sys.version_info.minor} ")


def test_the_newest_comes_first_whatever_its_name(machine):
    add(machine, "python3.11", (3, 11))
    add(machine, "python3.12", (3, 12))
    add(machine, "python3", (3, 13))
    assert found(machine) == ["3.13 python3", "3.12 python3.12", "3.11 python3.11"]


def test_a_shim_that_starts_nothing_is_passed_over(machine):
    add(machine, "python3.14", None)
    add(machine, "python3.13", None)
    add(machine, "python3.12", (3, 12))
    assert found(machine) == ["3.12 python3.12"]


@pytest.mark.parametrize("lacks", ["ensurepip", "venv"])
def test_a_python_that_can_make_no_venv_is_passed_over(machine, lacks):
    add(machine, "python3.13", (3, 13), lacks)
    add(machine, "python3.11", (3, 11))
    assert found(machine) == ["3.11 python3.11"]


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 15), (4, 11)])
def test_an_unsupported_python_is_passed_over(machine, version):
    add(machine, "python3", version)
    assert found(machine) == []
    done = run(machine, "sh", "requirements/pythons", "--why")
    assert done.stderr == f"python3: Python {version[0]}.{version[1]} is not one of 3.14 3.13 3.12 3.11\n"


def test_one_of_each_is_named(machine):
    add(machine, "python3.13", (3, 13))
    add(machine, "python3", (3, 13))
    assert found(machine) == ["3.13 python3.13"]


def test_those_that_pyenv_keeps_are_found_when_asked_for(machine, tmp_path):
    for version in ((3, 12), (3, 9)):
        add(tmp_path / "of pyenv" / "versions" / "{}.{}.1".format(*version) / "bin", "python3", version)
    add(machine, "python3.11", (3, 11))
    kept = {"PYENV_ROOT": str(tmp_path / "of pyenv")}
    assert found(machine, **kept) == ["3.11 python3.11"]
    assert found(machine, "--all", **kept) == ["3.12 python3", "3.11 python3.11"]


@pytest.fixture
def study(tmp_path):
    """What `make env` reads."""
    folder = tmp_path / "study"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    return folder


def test_without_any_python_make_says_what_to_install(machine, study):
    add(machine, "python3.13", None)
    add(machine, "python3", (3, 11), "ensurepip")
    done = run(machine, "make", "report", cwd=study)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[:2] == [
        "python3.13: pyenv: no such command",
        "python3: Python 3.11 has no venv: apt-get install python3.11-venv, or the like",
    ]
    assert lines[2].startswith("env: no Python 3.11 to 3.14 that can make a .venv; install one")
    assert lines[2].endswith("or name it: make report PYTHON=/where/it/is/python3.13")
    assert not (study / ".venv").exists()


def test_a_python_that_is_named_is_taken_or_refused_and_no_other(machine, study):
    add(machine, "python3.13", (3, 13))
    add(machine, "python3.10", (3, 10))
    done = run(machine, "make", "env", "PYTHON=python3.10", cwd=study)
    assert done.returncode == 2
    assert done.stderr.startswith("python3.10: Python 3.10 is not one of")
    assert not (study / ".venv").exists()


def test_the_newest_is_what_make_takes(machine, study):
    add(machine, "python3.12", (3, 12))
    add(machine, "python3.14", (3, 14))
    done = run(machine, "make", "--dry-run", ".venv/.python", cwd=study)
    assert re.search(r'^"(.*)" -m venv', done.stdout, re.M)[1] == str(machine / "python3.14")


def test_another_python_than_that_of_the_venv_is_not_ignored(study):
    (study / ".venv" / "bin").mkdir(parents=True)
    (study / ".venv" / ".python").touch()
    (study / ".venv" / "bin" / "python").symlink_to(sys.executable)
    path = Path(os.environ["PATH"])
    other = study / "other"
    add(study, "other", (3, 11))
    other.write_text("#!/bin/sh\necho 3.99\n", encoding="utf-8")
    env = {"PATH": os.environ["PATH"]}
    done = run(path, "make", "--dry-run", ".venv/.python", f"PYTHON={other}", cwd=study, **env)
    assert done.returncode == 2
    assert '"make distclean" first' in done.stderr
    assert run(path, "make", "--dry-run", "distclean", f"PYTHON={other}", cwd=study, **env).returncode == 0
    assert run(path, "make", "--dry-run", ".venv/.python", f"PYTHON={sys.executable}", cwd=study, **env).returncode == 0


@pytest.mark.parametrize("target", ["help", "report"])
def test_windows_is_refused_with_the_remedy(machine, study, target):
    done = run(machine, "make", target, cwd=study, OS="Windows_NT")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Install WSL" in done.stderr
