"""`spbe --version`: which version of the study is this, and which commit?"""

from __future__ import annotations

from importlib import metadata

from analysis import paths

PACKAGE = "spbe-study"


def told() -> str:
    """One line: the package's version and, where git tells it, the commit and its day."""
    from analysis.render.collect import edition

    commit, day, _, remedy = edition.commit_of(paths.ROOT)
    where = remedy or "outside git"
    if commit:
        changed = ", with changes" if commit.endswith("+") else ""
        where = f"commit {commit.rstrip('+')} of {day}{changed}"
    return f"{PACKAGE} {metadata.version(PACKAGE)} ({where})"
