"""How is something written so that nobody reads half of it, and nothing is written through a link to somewhere else?"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.methods.errors import InputError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at any moment it is the old one or the new one; a link in its place is replaced."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    try:
        with half.open("xb") as file:  # x: refuses whatever is there, a link too
            file.write(content)
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove what is at a path: a folder with all in it, a file, or a link but not what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def require_folder(path: Path, name: str) -> None:
    """Raises InputError where something else than a folder is in the place of one that a build writes."""
    if path.is_symlink():
        raise InputError(f"{name}: is a link, and a build would write to where it leads; remove the link")
    if path.exists() and not path.is_dir():
        raise InputError(f"{name}: is a file, and a build makes a folder there; move it away")


@contextmanager
def locked(path: Path, name: str, busy: str) -> Iterator[None]:
    """Hold a lock file; it goes with the process. Raises InputError with `busy` where another process holds it."""
    import fcntl

    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o644)
    except OSError as error:
        if not path.is_symlink() and path.is_file():
            raise  # a plain file that may not be written
        raise InputError(f"{name}: no plain file; remove it") from error
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise InputError(f"{name}: no plain file; remove it")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(busy) from error
        yield
    finally:
        os.close(file)


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def handed_in(path: Path, largest: int, remedy: str, beyond: str = "", blank: bytes | None = None) -> bytes:
    """The bytes of a file that somebody hands in, of which no more than `largest` are read.

    `blank` are bytes that hold nothing, white space by default; `remedy` ends each refusal, `beyond` says more of what
    is too large. Raises InputError for a file that is not there, cannot be read, is empty or too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; {remedy}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); {remedy}") from None
    if not content.strip(blank):
        raise InputError(f"{path.name}: the file is empty; {remedy}")
    if len(content) > largest:
        raise InputError(f"{path.name}: larger than {largest:,} bytes{beyond}; {remedy}")
    return content
