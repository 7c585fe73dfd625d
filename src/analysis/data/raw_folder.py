"""Which folder of raw files is read? data/raw, or within `instead` a copy of it in which an addition is tried out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from analysis.paths import RAW

_folder: ContextVar[Path] = ContextVar("raw folder", default=RAW)


def raw_folder() -> Path:
    """The folder of raw files that is read where none is named."""
    return _folder.get()


@contextmanager
def instead(folder: Path) -> Iterator[None]:
    """Inside, `folder` is read in the place of data/raw."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)
