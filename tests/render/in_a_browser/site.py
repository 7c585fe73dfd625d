"""The whole report and pages of an institution, built once in a copy of the project for the tests that look at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from analysis import paths
from analysis.commands.render import default_engine
from analysis.render import build
from analysis.render.institutions import build as institutions
from analysis.render.institutions.asked import LANGUAGES, Asked
from analysis.render.project import Project
from analysis.render.write import gate, reports
from tests.tree import copied_to

PDFS = ("brief.pdf", "report.pdf", "annex.pdf")  # named on pages, and left out: no browser test opens them
INSTITUTION = "kabupaten-merangin"


def built_in(folder: Path) -> Path:
    """The folder of the report. Runs that the project has finished before are not made again."""
    project = Project(copied_to(folder / "copy"))
    if paths.CACHE.is_dir():
        shutil.copytree(paths.CACHE, project.cache, ignore=shutil.ignore_patterns("*.lock"))
    asked = [Asked(INSTITUTION, language) for language in LANGUAGES]
    assert not institutions.build(asked, project, default_engine(), workers=2).failed
    writers = replace(reports.default_writers(), pdfs=lambda *_: dict.fromkeys(PDFS, gate.PDF))
    assert not build.build(project, how=default_engine(), writers=writers).failed
    return project.reports


def pages(folder: Path) -> dict[str, Path]:
    """Every page, by its place in the report."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
