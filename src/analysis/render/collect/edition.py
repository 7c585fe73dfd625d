"""Which edition is this? Told from the commit, the sources and the data, never from the clock: a rebuild gives the
same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from analysis.render.collect.model import Edition
from analysis.render.project import Project, sha256
from analysis.render.run.study import Study

MANIFEST = "manifest.json"
SHORT = 10  # characters of a commit's hash: a fixed number, since git's own abbreviation depends on the clone
SOURCES = ("analysis_plan.yml", "notebooks", "requirements", "src/analysis", "study.yml")
# What a person can do where git does not tell the commit of a checkout; the keys are those of `Edition.unknown`.
REMEDIES = {
    "owner": "it belongs to another user; allow it: git config --global --add safe.directory {root} (or chown it)",
    "no_git": "git is not installed; install it",
    "no_commit": "it has no commit yet; commit it",
    "unread": "git says: {said}",
}


class _UnknownError(Exception):
    """Why git does not tell the commit: a key of REMEDIES, and git's words."""

    def __init__(self, why: str, said: str = ""):
        super().__init__(why)
        self.why, self.said = why, said


def of(study: Study, project: Project) -> Edition:
    """The edition that a build of this study states. Needs data/processed/manifest.json.

    Where the checkout has a commit that git does not tell, a line on stderr says why and what to do.
    """
    commit, date, unknown, remedy = commit_of(project.root)
    if unknown:
        print(f"render: the pages cannot name the commit of this checkout: {remedy}", file=sys.stderr)
    told = commit and not commit.endswith("+")
    return Edition(
        title=study.title,
        subtitle=study.subtitle,
        language=study.language,
        commit=commit,
        date=date,
        data_sha256=sha256(project.processed / MANIFEST),
        sources_sha256="" if told else sources_sha256(project),
        languages=study.languages,
        authors=", ".join(_cited(project, r"^ +- name: (.+)$")),
        repository="".join(_cited(project, r"^repository-code: ['\"]?(https?://[^'\"\s]+)")[:1]),
        look_up=(project.reports / "institutions" / "index.html").is_file(),
        address=study.address,
        unknown=unknown,
    )


def commit_of(root: Path) -> tuple[str, str, str, str]:
    """Short hash ("+" where tracked files differ from it) and ISO date of the commit, or why git does not tell them.

    The last two are a key of REMEDIES and what to do; all four are empty outside git.
    """
    if not (root / ".git").exists():  # an outer repository says nothing about us
        return "", "", "", ""
    try:
        return *_commit(root), "", ""
    except _UnknownError as error:
        return "", "", error.why, REMEDIES[error.why].format(root=root, said=error.said)


def in_language(made_of: Edition, plan: Study) -> Edition:
    """The same edition as the pages in the language of `plan` state it."""
    return replace(made_of, language=plan.language, title=plan.title, subtitle=plan.subtitle)


def _cited(project: Project, line: str) -> list[str]:
    """What lines of this form in CITATION.cff hold; nothing where there is no such file."""
    citation = project.root / "CITATION.cff"
    text = citation.read_text(encoding="utf-8") if citation.is_file() else ""
    return re.findall(line, text, flags=re.MULTILINE)


def sources_sha256(project: Project) -> str:
    """One hash of all that the report is made of besides the data: of a line `<sha256>  <path>` a file, by path.

    What `sha256sum` prints for these files, hashed once more; REPRODUCING.md has the command.
    """
    tops = [project.root / name for name in SOURCES]
    found = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file()]
    names = (project.name(path) for path in found)
    kept = sorted(
        (n for n in names if not any(p.startswith((".", "__pycache__")) for p in n.split("/"))), key=os.fsencode
    )
    return sha256(b"".join(f"{sha256(project.root / name)}  ".encode() + os.fsencode(name) + b"\n" for name in kept))


def _commit(root: Path) -> tuple[str, str]:
    """Short hash ("+" where tracked files differ from it) and ISO date of the commit. Raises _UnknownError."""
    if Path(_git(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
        raise _UnknownError("unread", "the repository is damaged")
    try:
        commit, date = _git(root, "log", "-1", "--format=%H %cs").split()
    except _UnknownError as error:
        raise _UnknownError("no_commit") if "not have any commits" in error.said else error from error
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return commit[:SHORT] + ("+" if changed else ""), date


def _git(root: Path, *args: str) -> str:
    """What git answers. Raises _UnknownError where it is missing or refuses."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"LC_ALL": "C", "LANGUAGE": "C"}  # its refusals are told apart by their words
    command = ["git", "--no-optional-locks", "-C", str(root), *args]
    try:
        done = subprocess.run(command, env=env, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise _UnknownError("no_git") from error
    except OSError as error:
        raise _UnknownError("unread", str(error)) from error
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip()
        owner = "dubious ownership" in said or "unsafe repository" in said  # the latter before git 2.37
        raise _UnknownError("owner" if owner else "unread", (said.splitlines() or ["nothing"])[0]) from error
    return os.fsdecode(done.stdout).strip()
