from __future__ import annotations

import sys

import pytest

from analysis.render.run import kernel
from analysis.render.run.kernel import _Manager


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
