"""`spbe --version` says which version and which commit, or why no commit can be told."""

from __future__ import annotations

import subprocess
import tomllib

import pytest

from analysis import cli, paths
from analysis.commands import version
from tests.tree import ROOT


def git(folder, *arguments: str) -> str:
    named = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    done = subprocess.run(["git", "-C", str(folder), *named, *arguments], capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_the_command_tells_the_version_of_the_project(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert capsys.readouterr().out.startswith(f"{project['name']} {project['version']} (")


def test_a_commit_and_changes_since_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    outside = version.told()
    git(tmp_path, "init", "-q")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    before = version.told()
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-qm", "one")
    commit, day = git(tmp_path, "log", "-1", "--format=%H %cs").split()
    assert f"(commit {commit[:10]} of {day})" in version.told()
    clean = version.told()
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert version.told().startswith(clean.rstrip(")"))
    assert len({outside, before, clean, version.told()}) == 4
    assert not {commit[:10]} & {*outside.split(), *before.split()}
