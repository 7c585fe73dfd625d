from __future__ import annotations

import subprocess

import pytest

from analysis.render import edition, study
from analysis.render.model import Edition
from analysis.render.project import sha256


def git(toy, *args: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(["git", *who, *args], cwd=toy.project.root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def of(toy) -> Edition:
    return edition.of(study.read(toy.project), toy.project)


@pytest.fixture
def committed(toy, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-05-06T23:30:00+09:00")
    git(toy, "init", "--quiet")
    git(toy, "add", ".")
    git(toy, "commit", "--quiet", "--message", "A toy")
    return toy


def test_the_edition_is_told_from_the_commit(committed):
    head = git(committed, "rev-parse", "HEAD")
    data = sha256(committed.project.processed / "manifest.json")
    assert of(committed) == Edition("A toy", "It toys", "en", head[:10], "2024-05-06", data)


def test_a_changed_tracked_file_adds_a_plus_and_an_untracked_one_does_not(committed):
    committed.write("new.txt", "new")
    assert not of(committed).commit.endswith("+")
    committed.write("study.yml", committed.project.study.read_text() + "# more\n")
    assert of(committed).commit.endswith("+")


def test_outside_git_there_is_no_commit(toy):
    assert (of(toy).commit, of(toy).date) == ("", "")


def test_an_outer_repository_says_nothing_about_us(toy):
    subprocess.run(["git", "init", "--quiet"], cwd=toy.project.root.parent, check=True)
    assert (of(toy).commit, of(toy).date) == ("", "")


def test_a_repository_without_commit(toy):
    git(toy, "init", "--quiet")
    assert (of(toy).commit, of(toy).date) == ("", "")


def test_without_git(committed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert (of(committed).commit, of(committed).date) == ("", "")


def test_inside_a_hook_of_git(committed, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert of(committed).date == "2024-05-06"
