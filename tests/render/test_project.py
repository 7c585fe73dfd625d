from __future__ import annotations

from pathlib import Path

from analysis import paths
from analysis.render.project import Project, sha256

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_layout_is_that_of_paths():
    project = Project()
    assert (project.root, project.package, project.study) == (paths.ROOT, paths.PACKAGE, paths.STUDY)
    assert (project.processed, project.notebooks, project.requirements) == (
        paths.PROCESSED,
        paths.NOTEBOOKS,
        paths.REQUIREMENTS,
    )
    assert (project.reports, project.cache) == (paths.REPORTS, paths.CACHE)


def test_another_root_has_the_same_layout():
    project = Project(Path("elsewhere"))
    assert project.notebook("10_toy") == Path("elsewhere/notebooks/10_toy.ipynb")
    assert project.name(project.package / "cli.py") == "src/analysis/cli.py"


def test_sha256_of_bytes_text_and_file(tmp_path):
    (tmp_path / "é").write_text("é", encoding="utf-8")
    assert sha256(b"") == sha256("") == EMPTY
    assert sha256(tmp_path / "é") == sha256("é") == sha256("é".encode())
