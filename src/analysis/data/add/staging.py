"""Where an addition is tried out, and how it is moved in: nothing of it is in data/raw before all of it is right.

Everything is written in a folder beside data/raw. When the checks pass it is named `ready` by one rename, and its parts
are moved, the seal of the whole last. Whoever interrupts before that leaves data/raw as it was; what a process that was
killed had still to move is moved by the next addition.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.data import catalog, files
from analysis.data.raw_folder import instead
from analysis.methods.errors import InputError
from analysis.paths import PROCESSED, RAW

STAGING = RAW.with_name("raw.staging")
NEW_RAW, NEW_TABLES = STAGING / "new" / RAW.name, STAGING / "new" / PROCESSED.name
READY = STAGING / "ready"
LOCK = RAW.with_name(".raw.lock")
BUSY = "another `spbe add` is at work; wait for it"
LOOSE = ("names.csv", "corrections.yml", "source.yml")  # of data/raw, in the order in which they are moved


@contextmanager
def alone() -> Iterator[None]:
    """No other addition is at work inside, and what an earlier one left is finished or removed before."""
    files.require_folder(STAGING, "data/raw.staging")
    with files.locked(LOCK, "data/.raw.lock", BUSY):
        finish()
        yield


@contextmanager
def staged() -> Iterator[Path]:
    """A copy of data/raw, read in its place inside. What is left of it is removed in the end, however that comes."""
    try:
        NEW_RAW.parent.mkdir(parents=True)
        shutil.copytree(RAW, NEW_RAW, symlinks=True)
        with instead(NEW_RAW):
            yield NEW_RAW
    finally:
        if not READY.exists():
            files.remove(STAGING)


def finish() -> None:
    """Bring an addition that was ready to its end, and remove what another left behind."""
    if READY.is_dir():
        move()
    if STAGING.exists():
        files.remove(STAGING)


def move_in(folder: str) -> None:
    """Move the new raw folder, the files that changed with it and the tables made of them into their places.

    Raises InputError, with nothing moved, where data/raw was changed meanwhile.
    """
    if problems := catalog.verify(RAW):
        raise InputError([*problems, "data/raw was changed meanwhile; mend that and add the table again"])
    for path in sorted(NEW_RAW.iterdir()):
        if path.name not in (folder, *LOOSE):
            files.remove(path)
    with _uninterrupted():
        NEW_RAW.parent.rename(READY)
        move()
        files.remove(STAGING)


def move() -> None:
    """The moves; those that were done already are not done again."""
    raw, tables = READY / RAW.name, READY / PROCESSED.name
    folders = [path for path in sorted(raw.glob("*")) if path.is_dir()]
    for path in [*folders, *(raw / name for name in LOOSE)]:
        if path.exists():
            os.replace(path, RAW / path.name)
    if tables.is_dir():
        files.remove(PROCESSED)
        os.replace(tables, PROCESSED)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let the moves, some milliseconds, not be interrupted; where signals are not ours to hold, as they come."""
    held = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    try:
        before = {name: signal.signal(name, signal.SIG_IGN) for name in held}
    except ValueError:  # not the main thread
        before = {}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
