from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis.methods.errors import InputError
from analysis.paths import PACKAGE
from analysis.render.run import environment


def test_only_what_is_listed_passes(tmp_path, monkeypatch):
    for name in ("PYTHONPATH", "PYTHONOPTIMIZE", "JUPYTER_PATH", "IPYTHON_CONFIG", "MPLBACKEND", "WHATEVER", "LANG"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    made = environment.of_kernel(tmp_path)
    own = {"HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "TMPDIR", "MATPLOTLIBRC", "MPLCONFIGDIR"}
    counts = {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}
    passed = {name for name in environment.PASSED if name in os.environ}
    assert made.keys() == own | counts | passed | environment.FIXED.keys()
    assert made["OPENBLAS_CORETYPE"] == "Haswell"
    assert all(made[name].startswith(str(tmp_path)) for name in own)
    assert environment.of_kernel(tmp_path, shared=tmp_path / "all")["MPLCONFIGDIR"] == str(tmp_path / "all/matplotlib")


@pytest.mark.parametrize(("given", "expected"), [(None, "1"), ("", "1"), ("2", "2"), ("64", "64")])
def test_threads_are_one_or_as_many_as_are_asked_for(monkeypatch, tmp_path, given, expected):
    monkeypatch.delenv("SPBE_THREADS", raising=False)
    if given is not None:
        monkeypatch.setenv("SPBE_THREADS", given)
    assert environment.of_kernel(tmp_path)["OPENBLAS_NUM_THREADS"] == expected


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5", "²", "1000"])
def test_what_is_no_number_of_threads_is_refused(monkeypatch, given):
    monkeypatch.setenv("SPBE_THREADS", given)
    with pytest.raises(InputError, match=f"^SPBE_THREADS={given}: no number of threads; unset it, or"):
        environment.threads()


SCORE = ["rescore", "3", "3", "1", "3.61", "--json"]
TRAP = "import os\nopen(os.environ['SPRUNG'], 'w').close()\n"


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONOPTIMIZE", "PYTHONWARNINGS", "PYTHONINSPECT", "none"])
def test_the_command_answers_as_if_python_were_left_alone(tmp_path, name):
    """The trap is a module that every answer imports, on a path of the user's."""
    (tmp_path / "pandas.py").write_text(TRAP, encoding="utf-8")
    value = {"PYTHONPATH": str(tmp_path), "PYTHONWARNINGS": "error", "none": ""}.get(name, "1")
    env = {key: text for key, text in os.environ.items() if not key.startswith("PYTHON")}
    start = "import sys; from analysis.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, *SCORE]
    expected = subprocess.run(
        command, env=env, capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )
    env |= {name: value, "SPRUNG": str(tmp_path / "sprung")}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, "")
    assert not (tmp_path / "sprung").exists()


def test_the_command_starts_again_once_and_with_its_own_package(monkeypatch):
    started = []
    monkeypatch.setattr(os, "execv", lambda program, command: started.append(command))
    for name in environment.HARMFUL:
        monkeypatch.delenv(f"PYTHON{name}", raising=False)
    environment.restart_clean(["claims"])
    assert started == []
    monkeypatch.setenv("PYTHONPATH", "x")
    environment.restart_clean(["claims", "--json"])
    [command] = started
    assert (command[:2], command[4:]) == ([sys.executable, "-I"], [str(PACKAGE.parent), "claims", "--json"])
