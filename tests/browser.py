"""A pytest plugin: every browser test gets a Chromium that is on the machine, and no network.

A test asks for `visit` and opens files with it. It fails if any page asked for something from outside, or if a script
on it failed. Without a Chromium these tests do not run, and the summary says so; SPBE_BROWSER=required makes that a
failure. `python -m tests.browser` prints the same line, or nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")  # as distributions call it, on the PATH
REQUIRED = os.environ.get("SPBE_BROWSER") == "required"
REMEDY = f"no {', '.join(NAMES)} on the PATH; install one (Debian: apt-get install chromium)"
NOT_RUN = f"NOT RUN: {REMEDY}"
WIDE, PHONE = 1200, 390  # width of the window, in CSS pixels
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
OURS = ("file:", "data:", "blob:", "about:")  # what a page may ask for
PATIENCE = 10_000  # milliseconds for anything that a test waits for


def found() -> str | None:
    """Where the machine's Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Visit:
    """Pages of one test, each in a window of its own; `asked` and `failed` say what went wrong on them."""

    def __init__(self, chromium):
        self.chromium = chromium
        self.contexts: list = []
        self.asked: list[str] = []  # addresses outside of the page's own file
        self.failed: list[str] = []  # errors that no script caught
        self.console: list[str] = []  # what the browser told: policy violations, for one

    def open(self, path: Path, width: int = WIDE, fragment: str = "", **settings):
        """The page of a file in a window `width` pixels wide. `settings`: those of playwright's new_context."""
        options = {"viewport": {"width": width, "height": 844}, "has_touch": width < 600} | settings
        context = self.chromium.new_context(**options)
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route(lambda url: not url.startswith(OURS), self._stop)
        page = context.new_page()
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("pageerror", lambda error: self.failed.append(str(error)))
        page.on("console", lambda message: self.console.append(message.text))
        page.goto(path.resolve().as_uri() + fragment)
        return page

    def _stop(self, route) -> None:
        self.asked.append(route.request.url)
        route.abort()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """One browser for the tests of a module: while it is open, playwright's event loop keeps kernels from running."""
    path = found()
    if path is None:
        (pytest.fail if REQUIRED else pytest.skip)(NOT_RUN)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium) -> Iterator[Visit]:
    """Opens pages; at the end the test fails if one asked for anything from outside, or if a script failed."""
    visit = Visit(chromium)
    yield visit
    visit.close()
    assert not visit.asked, f"asked from outside: {visit.asked}"
    assert not visit.failed, f"scripts failed: {visit.failed}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items) -> None:
    """Who asks for a browser is marked `browser` and `slow`."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker("slow")


def pytest_terminal_summary(terminalreporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if number := sum("browser" in report.keywords for report in skipped):
        terminalreporter.write_line(f"browser tests: NOT RUN ({number}); {REMEDY}", red=True, bold=True)


if __name__ == "__main__":
    print("" if found() else f"; browser tests: {NOT_RUN}")
