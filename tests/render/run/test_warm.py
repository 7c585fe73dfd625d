"""The parent's loop, with tasks that are no notebooks: who dies, who hangs, and how many are at work at once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from analysis import paths
from analysis.render.run import fork
from tests.render.run.tasks import Task
from tests.render.run.test_engine import is_alive, wait_until
from tests.render.run.test_fork import on_linux
from tests.tree import ROOT

pytestmark = on_linux
PATH = os.pathsep.join(map(str, (paths.PACKAGE.parent, ROOT)))


def results(tmp_path: Path, *names: str, workers: int = 2, limit: float = 20) -> list:
    found = []
    fork.run_all([Task(name, tmp_path, limit) for name in names], PATH, workers, found.append)
    return found


def test_each_task_gets_its_result(tmp_path):
    assert sorted(results(tmp_path, "a", "b", "c", "d", "e")) == ["A", "B", "C", "D", "E"]
    assert len({path.suffix for path in tmp_path.iterdir()}) == 5, "each in a process of its own"


@pytest.mark.parametrize("name", ["killed", "exits", "raises", "unsendable"])
def test_a_child_that_ends_early_is_lost_by_name_and_the_others_go_on(tmp_path, name):
    found = results(tmp_path, "a", name, "b")
    [lost] = [result for result in found if isinstance(result, tuple)]
    assert lost[:3] == (name, "begun", False)
    assert ("last words" in lost[3]) == (name == "raises")
    assert sorted(result for result in found if result is not lost) == ["A", "B"]


def test_a_child_that_hangs_is_stopped_and_tells_where_it_was(tmp_path):
    started = time.monotonic()
    [lost] = results(tmp_path, "hangs", limit=0.5)
    assert time.monotonic() - started < 10
    assert lost[:3] == ("hangs", "begun", True)
    assert "in do" in lost[3]


def test_a_child_that_goes_on_is_not_stopped(tmp_path):
    assert results(tmp_path, "steps", limit=1.2) == ["STEPS"]


def test_no_more_at_once_than_there_are_workers(tmp_path):
    def first(lost):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fork.run_all([Task(f"hangs {i}", tmp_path, 0.5) for i in range(5)], PATH, 2, first)
    assert len(list(tmp_path.iterdir())) <= 4, "the first two, and at most two after them"


def test_children_end_when_the_loop_is_left(tmp_path):
    def interrupted(result):
        wait_until(lambda: list(tmp_path.glob("hangs.*")))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fork.run_all([Task("a", tmp_path), Task("hangs", tmp_path)], PATH, 2, interrupted)
    [left] = tmp_path.glob("hangs.*")
    wait_until(lambda: not is_alive(int(left.suffix[1:])))
