"""Is it the source that runs? Bytecode that Python would take, since size and time agree, is not taken."""

from __future__ import annotations

import os
import pkgutil
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import SourceLoader, paths
from analysis.render.write import gate

HEADER = slice(4, 8)
BY_HASH = (3).to_bytes(4, "little")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "src" / "analysis"
    (folder / "inner").mkdir(parents=True)
    shutil.copy(paths.PACKAGE / "__init__.py", folder)
    (folder / "inner" / "__init__.py").touch()
    (folder / "inner" / "one.py").write_text("X = 1\n", encoding="utf-8")
    return folder


def run(package: Path, code: str = "from analysis.inner.one import X; print(X)", **env: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-c", code]
    env = clean | {"PYTHONPATH": str(package.parent)} | env
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def edit(path: Path, text: str) -> None:
    """Change a file and leave its size and its time."""
    about = path.stat()
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size == about.st_size
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize("kept", ["by Python", "by time", "by hash", "unchecked"])
def test_an_edit_of_equal_size_and_time_is_seen(package, kept):
    path = package / "inner" / "one.py"
    modes = {"by time": "TIMESTAMP", "by hash": "CHECKED_HASH", "unchecked": "UNCHECKED_HASH"}
    if kept in modes:
        py_compile.compile(str(path), invalidation_mode=py_compile.PycInvalidationMode[modes[kept]])
    else:
        assert run(package) == "1"
    edit(path, "X = 2\n")
    assert run(package) == "2"
    edit(path, "X = 3\n")
    assert run(package) == "3"


def test_bytecode_is_kept_by_hash_that_of_the_package_itself_too(package):
    run(package)
    kept = {path.name.split(".")[0]: path.read_bytes()[HEADER] for path in package.rglob("*.pyc")}
    assert len(list(package.rglob("*.pyc"))) == 3
    assert kept == {"__init__": BY_HASH, "one": BY_HASH}


def test_kept_bytecode_is_used(package):
    """Told by marking the kept bytecode: else every start would compile everything again."""
    run(package)
    kept = next(package.rglob("one.*.pyc"))
    edit(package / "inner" / "one.py", "X = 9\n")
    marked = kept.with_name("marked")
    shutil.copy(kept, marked)
    assert run(package) == "9"
    head, other = kept.read_bytes()[:16], marked.read_bytes()[16:]
    kept.write_bytes(head + other)  # the hash of `X = 9`, the code of `X = 1`
    assert run(package) == "1"


def test_where_nothing_can_be_kept_the_source_runs(package):
    assert run(package, PYTHONDONTWRITEBYTECODE="1") == "1"
    assert list(package.rglob("*.pyc")) == []


def test_only_sources_are_imported(package):
    """Neither bytecode without a source nor a compiled module in the place of one."""
    py_compile.compile(str(package / "inner" / "one.py"), cfile=str(package / "inner" / "two.pyc"))
    (package / "inner" / "one.abi3.so").write_bytes(b"\x7fELF")
    code = (
        "import importlib.util as u; print(u.find_spec('analysis.inner.two'), u.find_spec('analysis.inner.one').origin)"
    )
    assert run(package, code).split() == ["None", str(package / "inner" / "one.py")]


def test_what_a_loader_ran_is_known():
    assert isinstance(gate.__loader__, SourceLoader)
    assert gate.__loader__.source == Path(gate.__file__).read_bytes()


def test_files_beside_the_modules_can_be_read_as_data_of_the_package():
    assert b"msgctxt" in pkgutil.get_data("analysis.present", "locale/en/common.po")
