"""For every run of pytest here, `pytest --nbval notebooks/` too: published numbers are compared with a tolerance, and
tests that need a browser are told apart."""

import gc
import os

for _name in ("LC_ALL", "LC_MESSAGES", "LANG"):  # the command would speak Indonesian where this user does
    if os.environ.get(_name, "").startswith(("id", "in_")):
        del os.environ[_name]

pytest_plugins = ["tests.notebooks.tolerance", "tests.browser"]


def pytest_collection_modifyitems(items):
    """Modules with slow tests come first, so that no worker is left with a long one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish():
    """What was collected is no garbage, and need not be looked through again and again while the tests run."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
