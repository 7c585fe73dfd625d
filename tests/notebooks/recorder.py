"""A pytest plugin beside nbval: what did nbval really compare, and what did each cell show when it ran again?

nbval reports a cell as passed when it compared nothing. With `--record FILE` this plugin writes, for each cell of
each notebook, the outcome, the number of stored items that were compared, how many numbers were equal only within the
tolerance (`tests.notebooks.tolerance`), and what the cell published.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell

PICTURES = ("image/png", "image/svg+xml")
OURS = "application/vnd.spbe."


def pytest_addoption(parser):
    parser.addoption("--record", metavar="FILE", help="write what nbval compared and what the cells published")


def pytest_configure(config):
    config.recorded = {}


def pytest_itemcollected(item):
    """Have the cell count what of its stored outputs nbval compares."""
    if not isinstance(item, IPyNbCell):
        return
    compare, item.compared = item.compare_outputs, 0

    def counting(test, ref, skip_compare=None):
        item.compared = sum(compared_items(output, skip_compare or item.parent.skip_compare) for output in ref)
        return compare(test, ref, skip_compare)

    item.compare_outputs = counting


def compared_items(output, skipped) -> int:
    """How many representations of one stored output nbval looks at (it skips images)."""
    if output["output_type"] == "stream":
        return 1
    return sum(mime not in skipped for mime in output.get("data", {}))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if isinstance(item, IPyNbCell) and (report.when == "call" or report.failed):
        shown = [output.get("data", {}) for output in item.test_outputs or []]
        item.config.recorded.setdefault(str(item.path), {})[item.cell_num] = {
            "outcome": report.outcome,
            "compared": item.compared,
            "tolerated": item.tolerated,
            "why": report.longreprtext if report.failed else "",
            "shown": [{k: v for k, v in data.items() if k.startswith(OURS) or k in PICTURES} for data in shown],
        }
    return report


def pytest_sessionfinish(session):
    if target := session.config.getoption("--record"):
        Path(target).write_text(json.dumps(session.config.recorded), encoding="utf-8")
