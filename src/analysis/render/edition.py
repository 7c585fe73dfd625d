"""Which edition is this? Told from the commit and the data, never from the clock: a rebuild gives the same bytes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from analysis.render.model import Edition
from analysis.render.project import Project, sha256
from analysis.render.study import Study

MANIFEST = "manifest.json"
SHORT = 10  # characters of a commit's hash: a fixed number, since git's own abbreviation depends on the clone


def of(study: Study, project: Project) -> Edition:
    """The edition that a build of this study states. Needs data/processed/manifest.json."""
    commit, date = _commit(project.root)
    data = sha256(project.processed / MANIFEST)
    return Edition(study.title, study.subtitle, study.language, commit, date, data)


def _commit(root: Path) -> tuple[str, str]:
    """Short hash ("+" where tracked files differ from it) and ISO date of the commit; empty outside git."""
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None or Path(top).resolve() != root.resolve():
        return "", ""  # no repository, or only an outer one that says nothing about us
    head = _git(root, "log", "-1", "--format=%H %cs")
    if not head:
        return "", ""
    commit, date = head.split()
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return commit[:SHORT] + ("+" if changed else ""), date


def _git(root: Path, *args: str) -> str | None:
    """What git answers; None where it is missing or refuses."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--no-optional-locks", "-C", str(root), *args]
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
