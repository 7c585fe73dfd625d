"""The whole report and pages of an institution, built in a copy of the project for the tests that look at all of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from analysis import paths
from analysis.commands.render import default_engine
from analysis.render import build
from analysis.render.institutions import build as institutions
from analysis.render.institutions.asked import LANGUAGES, Asked
from analysis.render.project import Project
from tests.tree import copied_to

INSTITUTION = "kabupaten-merangin"


def built_in(folder: Path) -> Path:
    """The folder of the report. Runs that the project has finished before are not made again."""
    project = Project(copied_to(folder / "copy"))
    if paths.CACHE.is_dir():
        shutil.copytree(paths.CACHE, project.cache, ignore=shutil.ignore_patterns("*.lock"))
    asked = [Asked(INSTITUTION, language) for language in LANGUAGES]
    assert not institutions.build(asked, project, default_engine(), workers=2).failed
    assert not build.build(project, how=default_engine()).failed
    return project.reports


def pages(folder: Path) -> dict[str, Path]:
    """Every page, by its place in the report."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
