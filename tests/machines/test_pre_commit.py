"""Do the hooks of .pre-commit-config.yaml pass what is right and stop what is not? Each is run as pre-commit would."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.tree import ROOT, files

REPOS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
HOOKS = {hook["id"]: hook for repo in REPOS for hook in repo["hooks"]}
GOOD = {"a.py": '"""Nothing."""\n', "b.csv": "a\n1\n"}
BAD = {
    "ruff-check": ("a.py", "import os\n", "F401"),
    "ruff-format": ("a.py", "x = {  'a':1}\n", "reformat"),
    "large-files": ("a.csv", "a" * 1_100_000, "over 1 MB"),
}
IN_ENVIRONMENT = pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "ruff").exists(), reason="needs .venv with ruff")


def run(hook: str, *paths: Path) -> subprocess.CompletedProcess:
    command = [*shlex.split(HOOKS[hook]["entry"]), *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


def test_hooks_are_our_own_and_fetch_nothing():
    assert [repo["repo"] for repo in REPOS] == ["local"]
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}
    assert set(HOOKS) == set(BAD)


@IN_ENVIRONMENT
@pytest.mark.parametrize("hook", BAD)
def test_a_hook_passes_what_is_right_and_stops_what_is_not(hook, tmp_path):
    name, content, said = BAD[hook]
    good = [tmp_path / good for good in GOOD if hook == "large-files" or good.endswith(".py")]
    for path in good:
        path.write_text(GOOD[path.name], encoding="utf-8")
    assert run(hook, *good).returncode == 0
    (tmp_path / "bad").mkdir()
    bad = tmp_path / "bad" / name
    bad.write_text(content, encoding="utf-8")
    done = run(hook, *good, bad)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert name in done.stdout + done.stderr


@IN_ENVIRONMENT
def test_the_projects_own_files_pass():
    assert run("large-files", *files()).stdout == ""
    code = [path for path in files() if path.suffix == ".py"]
    assert run("ruff-format", *code).returncode == 0
    assert run("ruff-check", *code).returncode == 0
