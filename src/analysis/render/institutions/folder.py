"""Which pages of reports/institutions/ are as they were written, and how is the folder replaced?

A whole of its own, replaced by renames as reports/ is: pages that stay are taken over, so that at any moment it is the
old one or the new one. A record tells what each page was made of; one that was altered or cut off is as if not there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from analysis.data.files import remove, require_folder
from analysis.render.project import Project, sha256
from analysis.render.write import staging

RECORD = ".build.json"


class Folder:
    """The folder as it is, and the one that takes its place. Use as a context manager: what is unfinished goes.

    there, added: file -> what it was made of, one word.
    """

    def __init__(self, project: Project):
        self.place = project.reports / staging.INSTITUTIONS
        require_folder(self.place, project.name(self.place))
        self._hashes: dict[str, str] = {}
        self.there = self._read()
        self.added: dict[str, str] = {}

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self.added:
            shutil.rmtree(staging.staging(self.place), ignore_errors=True)

    def add(self, file: str, content: str, made_of: str) -> None:
        """Write a page of the new whole."""
        if not self.added:
            remove(staging.staging(self.place))
        path = staging.staging(self.place) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        self.added[file] = made_of
        path.write_bytes(content.encode())
        self._hashes[file] = sha256(content)

    def replace(self, kept: Collection[str]) -> bool:
        """Put what was added in the place of all but `kept`. Whether that made a difference."""
        if not self.added and set(kept) == set(self.there):
            return False
        new = staging.staging(self.place)
        if not self.added:
            remove(new)
        made_of = {file: self.there[file] for file in kept} | self.added
        for file in made_of.keys() - self.added.keys():
            (new / file).parent.mkdir(parents=True, exist_ok=True)
            _take_over(self.place / file, new / file)
        record = {file: [word, self._hashes[file]] for file, word in sorted(made_of.items())}
        (new / RECORD).write_bytes((json.dumps(record, indent=0) + "\n").encode())
        staging.swap(self.place)
        self.added = {}
        return True

    def _read(self) -> dict[str, str]:
        try:
            record = json.loads((self.place / RECORD).read_text(encoding="utf-8"))
            noted = [(str(file), str(made_of), str(digest)) for file, (made_of, digest) in record.items()]
        except (OSError, ValueError, TypeError, AttributeError):
            return {}
        whole = [row for row in noted if _is(self.place / row[0], row[2])]
        self._hashes = {file: digest for file, _, digest in whole}
        return {file: made_of for file, made_of, _ in whole}


def _is(path: Path, digest: str) -> bool:
    try:
        return not path.is_symlink() and sha256(path) == digest
    except OSError:
        return False


def _take_over(old: Path, new: Path) -> None:
    """The same file under another name, or a copy where the disk knows no second names."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
