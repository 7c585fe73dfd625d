"""Which folders does a build read and write? Those of `analysis.paths`, or the same ones under another root."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from analysis import paths


@dataclass(frozen=True)
class Project:
    """A project folder. Tests and second copies name another `root`; the layout is always that of `analysis.paths`."""

    root: Path = paths.ROOT

    def at(self, place: Path) -> Path:
        """Where a place of `analysis.paths` is under this root."""
        return self.root / place.relative_to(paths.ROOT)

    @property
    def processed(self) -> Path:
        return self.at(paths.PROCESSED)

    @property
    def notebooks(self) -> Path:
        return self.at(paths.NOTEBOOKS)

    @property
    def reports(self) -> Path:
        return self.at(paths.REPORTS)

    @property
    def cache(self) -> Path:
        return self.at(paths.CACHE)

    @property
    def package(self) -> Path:
        return self.at(paths.PACKAGE)

    @property
    def requirements(self) -> Path:
        return self.at(paths.REQUIREMENTS)

    @property
    def study(self) -> Path:
        return self.at(paths.STUDY)

    def notebook(self, name: str) -> Path:
        """The file of a notebook, by the name that study.yml gives it."""
        return self.notebooks / f"{name}.ipynb"

    def name(self, path: Path) -> str:
        """A path as messages and hashes give it: relative to the project, the same on every machine."""
        return path.relative_to(self.root).as_posix()


def sha256(content: bytes | str | Path) -> str:
    """SHA-256 in hexadecimal of bytes, of text as UTF-8, or of a file's bytes."""
    if isinstance(content, Path):
        content = content.read_bytes()
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
