from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from analysis.render.collect import edition
from analysis.render.collect.model import Edition
from analysis.render.project import Project, sha256
from analysis.render.run import study
from tests.tree import ROOT

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
NOBODY = 65534


def git(toy, *args: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(["git", *who, *args], cwd=toy.project.root, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def of(toy) -> Edition:
    return edition.of(study.read(toy.project), toy.project)


def told(made: Edition) -> tuple[str, str, str]:
    return made.commit, made.date, made.unknown


@pytest.fixture
def committed(toy, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-05-06T23:30:00+09:00")
    git(toy, "init", "--quiet")
    git(toy, "add", ".")
    git(toy, "commit", "--quiet", "--message", "A toy")
    return toy


@needs_git
def test_the_edition_is_told_from_the_commit(committed, capsys):
    head = git(committed, "rev-parse", "HEAD")
    data = sha256(committed.project.processed / "manifest.json")
    assert of(committed) == Edition("A toy", "It toys", "en", head[:10], "2024-05-06", data, "", ("en",))
    assert capsys.readouterr() == ("", "")


@needs_git
def test_a_changed_tracked_file_adds_a_plus_and_an_untracked_one_does_not(committed):
    committed.write("new.txt", "new")
    assert not of(committed).commit.endswith("+")
    committed.write("study.yml", committed.project.study.read_text(encoding="utf-8") + "# more\n")
    made = of(committed)
    assert made.commit.endswith("+")
    assert made.sources_sha256 == edition.sources_sha256(committed.project), "the commit does not say what was built"


def test_outside_git_there_is_no_commit_but_the_hash_of_the_sources(toy, capsys):
    made = of(toy)
    assert told(made) == ("", "", "")
    assert made.sources_sha256 == edition.sources_sha256(toy.project)
    assert capsys.readouterr() == ("", "")


@needs_git
def test_an_outer_repository_says_nothing_about_us(toy, capsys):
    subprocess.run(["git", "init", "--quiet"], cwd=toy.project.root.parent, check=True)
    assert told(of(toy)) == ("", "", "")
    assert capsys.readouterr() == ("", "")


def said(capsys) -> str:
    """The one line on stderr."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("render: the pages cannot name the commit of this checkout: ")
    return err


@pytest.mark.parametrize(("line", "repository"), [
    ("repository-code: https://example.org/spbe", "https://example.org/spbe"),
    ('repository-code: "https://example.org/spbe"', "https://example.org/spbe"),
    ("repository-code: nowhere", ""),
    ("license: MIT", ""),
])  # fmt: skip
def test_authors_and_repository_are_those_of_the_citation(toy, line, repository):
    assert (of(toy).authors, of(toy).repository) == ("", "")
    toy.write("CITATION.cff", f"authors:\n  - name: Ü\n  - name: B C\n{line}\n")
    assert (of(toy).authors, of(toy).repository) == ("Ü, B C", repository)


@needs_git
def test_a_repository_without_commit(toy, capsys):
    git(toy, "init", "--quiet")
    assert told(of(toy)) == ("", "", "no_commit")
    assert "it has no commit yet" in said(capsys)


@needs_git
def test_without_git(committed, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    made = of(committed)
    assert told(made) == ("", "", "no_git")
    assert made.sources_sha256
    assert "git is not installed; install it" in said(capsys)


@needs_git
@pytest.mark.parametrize("damage", ["HEAD", "objects"])
def test_a_damaged_repository(committed, capsys, damage):
    path = committed.project.root / ".git" / damage
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert told(of(committed)) == ("", "", "unread")
    assert "git says: fatal: " in said(capsys)


@needs_git
def test_a_status_that_fails_is_not_taken_for_no_change(committed, capsys):
    committed.write(".git/index", "no index")
    assert told(of(committed)) == ("", "", "unread")
    assert "git says: " in said(capsys)


@needs_git
@pytest.mark.parametrize("tongue", ["C", "de_DE.UTF-8"])
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_checkout_of_another_user_is_said(committed, monkeypatch, capsys, tongue):
    for name in ("SUDO_UID", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    home = committed.project.root.parent / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("LANGUAGE", tongue)
    mine = of(committed)
    for path in [committed.project.root, *committed.project.root.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    made = of(committed)
    assert told(made) == ("", "", "owner")
    assert made.sources_sha256
    remedy = f"git config --global --add safe.directory {committed.project.root}"
    assert remedy in said(capsys)
    subprocess.run(remedy.split(), check=True)
    assert of(committed) == mine, "the remedy that is named helps"
    assert capsys.readouterr() == ("", "")


@needs_git
def test_inside_a_hook_of_git(committed, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert of(committed).date == "2024-05-06"


@pytest.mark.parametrize("file", ["src/analysis/studies/movement.py", "study.yml", "notebooks/10_toy.ipynb"])
def test_the_hash_of_the_sources_sees_every_file_and_nothing_that_was_made(toy, file):
    before = edition.sources_sha256(toy.project)
    for made in ("src/analysis/__pycache__/x.pyc", "notebooks/.ipynb_checkpoints/x.ipynb", "reports/index.html"):
        toy.write(made, "x")
    assert edition.sources_sha256(toy.project) == before
    toy.write(file, (toy.project.root / file).read_text(encoding="utf-8") + " ")
    assert edition.sources_sha256(toy.project) != before


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_command_in_reproducing_gives_the_hash_of_the_sources():
    text = (ROOT / "REPRODUCING.md").read_text(encoding="utf-8")
    command = text[text.index("    find analysis_plan.yml") :].split("\n\n")[0]
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split()[0] == edition.sources_sha256(Project(ROOT))
