"""A build of pages that is killed, or meets a full disk, at any change of the disk: is what is left true?"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys

import pytest

from analysis.render.depends.cache import Cache
from analysis.render.institutions.folder import Folder
from analysis.render.project import Project
from analysis.render.write import staging
from tests.render.institutions.toy_pages import NAMES, files, make_pages
from tests.render.run.test_engine import wait_until
from tests.render.run.test_fork import on_linux
from tests.render.test_interrupted import ENDED
from tests.render.toy import Toy, cell
from tests.tree import ROOT, copied_to

PAGES = (
    """from analysis.render.institutions import build, making
from tests.render.institutions import toy_pages

build.fork.run_all, build.beside = toy_pages.run_here, toy_pages.beside
made = toy_pages.build_pages
"""
    + ENDED
)


def assert_nothing_is_false(toy: Toy, number: int) -> None:
    """The pages are a whole, each as the record has it; what is kept under a key is that page's."""
    staging.recover(toy.project.reports)
    there = files(toy)
    if there:
        assert set(Folder(toy.project).there) == set(there)
        told = {number for text in there.values() for number in re.findall(r": number (\d+)\.", text)}
        assert len(told) == 1, "pages of one build"
        assert int(told.pop()) <= number
    cache = Cache(toy.project.cache / "institutions", packed=True)
    for record in cache.folder.glob("*/key.json"):
        parts = json.loads(record.read_text(encoding="utf-8"))["parts"]
        entry = cache.get(parts)
        institution, _, language = parts["run"].partition("/")
        assert entry is None or f"{institution} in {language}" in entry.executed


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("how", ["killed", "full", "small"])
def test_a_build_that_ends_anywhere_leaves_nothing_false(tmp_path, how):
    """Each makes all pages anew; it ends before its first, second, ... change of the disk, or at a file size."""
    toy = make_pages(tmp_path / "toy")
    command = [sys.executable, "-c", PAGES, str(toy.project.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    ends = []
    with subprocess.Popen(command, cwd=ROOT, **pipes) as builds:
        for number in range(200):
            make_pages(
                toy.project.root, cell(f"print(f'the page of {{institution}} in {{language}}: number {number}.')")
            )
            builds.stdin.write(f"{how} {number * (1000 if how == 'small' else 1)}\n")
            builds.stdin.flush()
            ends.append(builds.stdout.readline().strip())
            assert_nothing_is_false(toy, number)
            if ends[-1] == "done":
                break
        builds.stdin.close()
    assert ends[-1] == "done"
    assert len(ends) > 10
    assert len(files(toy)) == 2 * len(NAMES) + 4


@pytest.mark.slow
@on_linux
def test_the_command_is_stopped_and_goes_on(tmp_path):
    """With real children: interrupted, killed, and without room for a page, then left alone."""
    root = copied_to(tmp_path / "copy")
    command = [sys.executable, "-m", "analysis.cli", "institutions", "--type", "lainnya", "--language", "id"]
    about = {
        "cwd": root,
        "env": os.environ | {"PYTHONPATH": str(root / "src")},
        "stderr": subprocess.PIPE,
        "text": True,
    }
    kept = root / ".cache" / "institutions"

    def interruptible() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background has it ignored

    def stopped(by: int, entries: int) -> tuple[int, str]:
        with subprocess.Popen(command, preexec_fn=interruptible, **about) as build:
            wait_until(lambda: len(list(kept.glob("*/key.json"))) >= entries, seconds=300)
            build.send_signal(by)
            said = build.stderr.read()
        return build.returncode, said

    status, said = stopped(signal.SIGINT, 1)
    assert status == 130, said
    assert not (root / "reports" / "institutions").exists()
    found = len(list(kept.glob("*/key.json")))
    status, said = stopped(signal.SIGKILL, found + 1)
    assert status == -signal.SIGKILL, said
    assert not (root / "reports" / "institutions").exists()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    full = subprocess.run(command, preexec_fn=small, check=False, **about)
    assert full.returncode == 1
    assert "File too large" in full.stderr
    assert not list((root / "reports").glob("institutions*"))
    done = subprocess.run(command, check=False, **about)
    assert done.returncode == 0, done.stderr
    assert "failed 0" in done.stderr
    assert "from kept runs" in done.stderr
    assert len(Folder(Project(root)).there) == len(list((root / "reports" / "institutions").glob("**/*.html"))) > 3
