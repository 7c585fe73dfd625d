from __future__ import annotations

import sys

import numpy as np
import pytest

from analysis.render import kernel
from analysis.render.kernel import _Manager, seed


def test_seeds_depend_on_study_and_run_and_are_the_same_everywhere():
    assert seed(2021, "movement") == seed(2021, "movement")
    others = {seed(2021, "movement"), seed(2022, "movement"), seed(2021, "movement2"), seed(2021, "tnemevom")}
    assert len(others) == 4
    assert seed(0, "a") == int(np.random.SeedSequence(0, spawn_key=(97,)).generate_state(1)[0])
    assert all(0 <= found < 2**32 for found in others)


@pytest.fixture
def manager(tmp_path, monkeypatch) -> _Manager:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "short")
    return _Manager(kernel_name="python3")


def test_the_kernel_is_this_interpreter_over_a_socket_file(manager):
    assert manager.kernel_spec.argv[0] == sys.executable
    assert (manager.transport, manager.ip) == ("ipc", "short/kernel-ipc")


def test_where_the_path_is_too_long_for_a_socket_tcp_is_used(monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "x" * kernel.LONGEST_SOCKET)
    assert _Manager(kernel_name="python3").transport == "tcp"
