"""Are the files of the project found with git, and without it?"""

from __future__ import annotations

import shutil

import pytest

from tests import tree


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_same_files_are_found_with_git_and_without():
    if not (tree.ROOT / ".git").exists():
        pytest.skip("an unpacked archive")
    with_git = set(tree._tracked(tree.ROOT))
    if not with_git:
        pytest.skip("git does not read this checkout")
    there = {path for path in with_git if (tree.ROOT / path).is_file()}
    assert {path for path in tree._lying_about(tree.ROOT) if (tree.ROOT / path).is_file()} == there


@pytest.mark.parametrize("lack", ["git", "its consent"])
def test_without_git_the_files_are_those_that_lie_about(monkeypatch, tmp_path, lack):
    if lack == "git":
        monkeypatch.setenv("PATH", "")
    else:
        (tmp_path / "git").write_text(
            "#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nexit 128\n", encoding="utf-8"
        )
        (tmp_path / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
    assert tree._tracked(tree.ROOT) == []
    found = tree.files.__wrapped__()
    assert {"README.md", "src/analysis/cli.py", "tests/tree.py"} <= {path.as_posix() for path in found}
