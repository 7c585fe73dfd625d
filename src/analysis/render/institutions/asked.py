"""Which institutions' pages are asked for, and what are their files called?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.write.institution_page import FOLDER, OTHER

LANGUAGES = tuple(FOLDER)  # the first one's pages are in the folder itself
BESIDE = ("index.html", "calculator.html")  # the pages of each language that are of no institution
REPORT = (
    "index.html",
    "brief.pdf",
    "report.pdf",
    "glossary.html",
    "data.html",
)  # of the report, in each head
Shard = tuple[int, int]  # which part, of how many; the first is 1


@dataclass(frozen=True)
class Asked:
    """The page of one institution in one language. evaluation: path of a file with levels of its own, or empty."""

    institution: str
    language: str
    evaluation: str = ""

    @property
    def file(self) -> str:
        """The page's file in reports/institutions."""
        return f"{FOLDER[self.language]}{self.institution}.html"

    @property
    def translation(self) -> str:
        """The file of the page in the other language."""
        return f"{FOLDER[OTHER[self.language]]}{self.institution}.html"

    @property
    def run(self) -> str:
        """How messages and the cache name it."""
        return f"{self.institution}/{self.language}"


def institutions(
    project: Project, ids: Collection[str] = (), kind: str | None = None, shard: Shard | None = None
) -> list[str]:
    """Ids of the institutions asked for, in the order of the tables: all of them where nothing narrows it.

    Raises InputError where none of those named is of the type.
    """
    table = tables.load("institutions", project.processed)
    of_kind = table if kind is None else table[table["type"] == kind]
    found = [name for name in of_kind["institution_id"] if not ids or name in ids]
    if not found:
        raise InputError(f"institutions: none of those named is of the type {kind}; leave out the names, or the type")
    return [name for name in found if shard is None or in_shard(name, shard)]


def in_shard(institution: str, shard: Shard) -> bool:
    """Whether an institution is in this part of all: told by its id alone, so that others may come and go."""
    which, parts = shard
    return int.from_bytes(hashlib.sha256(institution.encode()).digest()[:8], "big") % parts == which - 1


def language_of(file: str) -> str:
    """The language of a page, by its place."""
    return "en" if file.startswith(FOLDER["en"]) else "id"


def pages(files: Iterable[str], language: str | None = None) -> set[str]:
    """Those of the files that are pages of institutions (in a language)."""
    own = {file for file in files if file.rpartition("/")[2] not in BESIDE}
    return {file for file in own if language is None or language_of(file) == language}


def seen_from(files: Iterable[str], language: str) -> frozenset[str]:
    """Files of reports/institutions as links in a page of a language name them."""
    names = {*files, *(f"{prefix}{name}" for prefix in FOLDER.values() for name in BESIDE)}
    own = FOLDER[language]
    beside = {name.removeprefix(own) for name in names if language_of(name) == language}
    up = "../" if own else ""
    report = {f"{up}../{folder}{name}" for folder in ("", *(f"{one}/" for one in LANGUAGES)) for name in REPORT}
    return frozenset(beside | report | {f"{up}{name}" for name in names})
