"""Are the processed tables those of the present raw files and the present code? Told from what their build noted.

Nothing heavy is imported: every question of the command asks this first.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from analysis.data.files import sha256
from analysis.methods.errors import InputError
from analysis.paths import PACKAGE, PROCESSED, RAW

MANIFEST = "manifest.json"
REMEDY = "run `make data`"


def stamp(path: Path) -> tuple[int, ...]:
    """What no change of a file leaves as it was: the time of change (ctime) is set by the system alone."""
    return _stamp(path.stat())


def _stamp(about: os.stat_result) -> tuple[int, ...]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_size


def inputs(raw: Path = RAW) -> dict[str, str]:
    """Every raw file by hash."""
    return {path.relative_to(raw).as_posix(): sha256(path) for path in _raw_files(raw)}


def code(package: Path = PACKAGE) -> dict[str, str]:
    """The modules that make and check the tables, by hash: a change of them rebuilds and checks again."""
    return {path.relative_to(package).as_posix(): sha256(path) for path in _modules(package)}


def _raw_files(raw: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(raw)]


def _modules(package: Path) -> list[Path]:
    return [Path(entry.path) for part in ("data", "methods") for entry in _entries(package / part, ".py")]


def _entries(folder: Path | str, ending: str = "") -> list[os.DirEntry]:
    """The files under a folder in the order of their paths, without hidden ones; those with an ending, if given."""
    there = {}
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        there = {entry.name: entry for entry in entries}
    found = []
    for name in sorted(there):
        if there[name].is_dir(follow_symlinks=False):
            found += _entries(there[name].path, ending)
        elif there[name].is_file() and not name.startswith(".") and name.endswith(ending):
            found.append(there[name])
    return found


def outputs(folder: Path = PROCESSED) -> dict[str, str]:
    """File -> the hash that the build of the tables noted. Raises what a missing or damaged manifest does."""
    noted = json.loads((folder / MANIFEST).read_bytes())["outputs"]
    return {file: output["sha256"] for file, output in noted.items()}


def sources(raw: Path = RAW, package: Path = PACKAGE) -> list[tuple]:
    """Everything that tables are made of, with its stamp: no change leaves this as it was, one that is undone neither.

    Not the hashes, since this is asked at every table that is read.
    """
    entries = [*_entries(package / "data", ".py"), *_entries(package / "methods", ".py"), *_entries(raw)]
    return [(entry.path, *_stamp(entry.stat())) for entry in entries]


def problems(folder: Path = PROCESSED, raw: Path = RAW, package: Path = PACKAGE) -> list[str]:
    """Why the tables in `folder` may not be used, one line each; empty where they are as built and up to date."""
    name = f"data/{folder.name}"
    try:
        noted = json.loads((folder / MANIFEST).read_bytes())
        made = outputs(folder)
        before = {f"data/{raw.name}": noted["inputs"], f"src/{package.name}": noted["code"]}
        tables = {file: sha256(folder / file) if (folder / file).is_file() else "" for file in made}
        now = {f"data/{raw.name}": inputs(raw), f"src/{package.name}": code(package)}
        found = [f"{name}/{file}: not as it was built; {REMEDY}" for file in made if tables[file] != made[file]]
        for place in before:
            changed = sorted(file for file, _ in before[place].items() ^ now[place].items())
            found += [f"{name}: older than {place}/{file}; {REMEDY}" for file in dict.fromkeys(changed)]
        return found
    except FileNotFoundError:
        return [f"{name}/{MANIFEST}: the processed tables are not built; {REMEDY}"]
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return [f"{name}/{MANIFEST}: damaged; {REMEDY}"]


def require_current(folder: Path = PROCESSED, raw: Path = RAW, package: Path = PACKAGE) -> None:
    """Raises InputError where the tables may not be used. Everything is read again only when a file was changed."""
    state = [*sources(raw, package), *((path, *stamp(path)) for path in sorted(folder.glob("*")))]
    found = _problems_while(tuple(state), folder, raw, package)
    if found:
        raise InputError(found)


@lru_cache(maxsize=4)
def _problems_while(_state: tuple, folder: Path, raw: Path, package: Path) -> tuple[str, ...]:
    return tuple(problems(folder, raw, package))
