"""Is it said when browser tests could not run? And does a page that asks for something from outside fail its test?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests import browser
from tests.tree import ROOT

TESTS = """
import pytest

@pytest.mark.parametrize("html", {pages!r})
def test_page(visit, tmp_path, html):
    path = tmp_path / "page.html"
    path.write_text("<title>A page</title>" + html)
    assert visit.open(path).title() == "A page"

def test_other():
    pass
"""


def run(folder, pages: tuple[str, ...] = ("", ""), select: str = "", **told: str) -> tuple[int, str]:
    """Exit status and output of pytest on a test for each page, and one that opens none."""
    (folder / "test_it.py").write_text(TESTS.format(pages=pages), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.browser", "-p", "no:cacheprovider"]
    options = ["-c", str(ROOT / "pyproject.toml"), "-m", select, "--rootdir", str(folder), str(folder)]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SPBE", "PYTEST"))} | told
    done = subprocess.run([*command, *options], cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout


@pytest.fixture
def without(tmp_path) -> dict[str, str]:
    """A PATH without a browser."""
    (tmp_path / "empty").mkdir()
    return {"PATH": str(tmp_path / "empty")}


def test_without_a_chromium_the_summary_says_so(tmp_path, without):
    status, out = run(tmp_path, **without)
    lines = [line for line in out.splitlines() if line.startswith("browser tests:")]
    assert lines == [f"browser tests: NOT RUN (2); {browser.REMEDY}"]
    assert (status, out.splitlines()[-1].split(" in ")[0]) == (0, "1 passed, 2 skipped")


def test_where_a_chromium_is_required_its_lack_is_a_failure(tmp_path, without):
    status, out = run(tmp_path, SPBE_BROWSER="required", **without)
    assert status == 1
    assert out.splitlines()[-1].split(" in ")[0] == "1 passed, 2 errors"
    assert browser.NOT_RUN in out


def test_who_asks_for_a_page_is_marked(tmp_path, without):
    out = run(tmp_path, select="browser and slow", **without)[1]
    assert out.splitlines()[-1].startswith("2 skipped, 1 deselected")


def test_the_same_is_said_outside_of_pytest(without):
    told = [
        subprocess.run([sys.executable, "-m", "tests.browser"], cwd=ROOT, env=os.environ | env, capture_output=True)
        for env in ({}, without)
    ]
    assert browser.NOT_RUN.encode() in told[1].stdout
    assert (told[0].stdout.strip() == b"") == (browser.found() is not None)


OUTSIDE = {
    "picture": '<img src="{address}/x.png">',
    "script": "<script>fetch('{address}/x').catch(() => 0)</script>",
    "style": '<link rel="stylesheet" href="{address}/x.css">',
}


@pytest.fixture
def server():
    """A server on this machine that answers nobody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("kind", OUTSIDE)
def test_what_a_page_asks_from_outside_is_told_and_not_sent(tmp_path, chromium, server, kind):
    address = "http://{}:{}".format(*server.getsockname())
    path = tmp_path / "page.html"
    path.write_text(f"<title>A page</title>{OUTSIDE[kind].replace('{address}', address)}", encoding="utf-8")
    visit = browser.Visit(chromium)
    page = visit.open(path, width=browser.PHONE)
    assert page.evaluate("innerWidth") == browser.PHONE
    visit.close()
    [asked] = visit.asked
    assert asked.startswith(address)
    with pytest.raises(BlockingIOError):
        server.accept()


def test_a_script_that_fails_is_told(tmp_path, chromium):
    path = tmp_path / "page.html"
    path.write_text("<title>A page</title><script>nobody.knows()</script>", encoding="utf-8")
    visit = browser.Visit(chromium)
    visit.open(path)
    visit.close()
    assert (len(visit.failed), visit.asked) == (1, [])


@pytest.mark.skipif(browser.found() is None, reason="a browser is needed to be refused")
@pytest.mark.slow
def test_either_fails_the_test_that_opened_the_page(tmp_path):
    status, out = run(tmp_path, ("", '<img src="http://127.0.0.1:1/x.png">', "<script>nobody.knows()</script>"))
    assert status == 1
    assert out.splitlines()[-1].split(" in ")[0] == "4 passed, 2 errors"
