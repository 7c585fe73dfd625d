"""Must a run be executed again? Its outputs are kept under a key made of everything that can change them.

The key is the SHA-256 of named parts (notebook, parameters, our modules, tables, catalogues, pins, Python, seed).
The parts are kept beside the outputs, so that a build can say what changed.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analysis import paths
from analysis.data.files import remove, write_whole
from analysis.methods.errors import InputError
from analysis.render.depends.reached import Sources
from analysis.render.project import Project, sha256
from analysis.render.run import notebook
from analysis.render.run.study import Run, Study

EXECUTED, KEY = "executed.ipynb", "key.json"
BUILDS_KEPT = 5
SOURCE = "en"  # the language of the texts
COMMON = {"common", "countries"}  # of a catalogue: what pages have in common
ENGINE = ("render.run.kernel", "render.run.notebook")  # our own code that decides what an executed notebook holds
ENGINES = {"papermill": ENGINE, "fork": (*ENGINE, "render.run.here", "render.run.warm", "render.run.warming")}
ROOMS = ("data", "methods", "studies", "present")  # packages that a notebook's code comes from


def explain(run: Run, study: Study, sources: Sources, engine: tuple[str, ...] = ENGINE) -> dict[str, str]:
    """Everything that can change a run's outputs: name -> hash, or the value itself where it is short.

    engine: modules of the package that decide what an executed notebook holds.
    Raises InputError for a table that has not been built, and for source whose tables or imports cannot be told.
    """
    project = sources.project
    where = project.name(project.notebook(run.notebook))
    nb = notebook.parse(run.source, where)
    reached = sources.of_notebook(nb, where)
    executing = sources.of_modules(*(f"{sources.package}.{name}" for name in engine))
    problems = list(reached.problems)
    parts = {
        "run": run.id,
        "notebook": sha256(notebook.essence(nb)),
        "study seed": str(study.seed),
        "language": run.language,
        "python": platform.python_version(),
    }
    if sources.packages:
        parts["packages that are not pinned"] = sources.packages
    parts |= {f"parameter {name}": json.dumps(value) for name, value in run.parameters.items()}
    parts |= {f"module {name}": sources.sha256(name) for name in reached.modules | executing.modules}
    for table in sorted(reached.tables):
        path = project.processed / f"{table}.csv"
        if path.is_file():
            parts[f"table {table}"] = sha256(sources.content(path))
        else:
            problems.append(f"{project.name(path)}: not built, and run {run.id} reads it; run `make data`")
    beside = [path for room in ROOMS for path in beside_modules(project.package / room)]
    beside = [path for path in beside if _is_read(path, reached.modules, run.language, sources)]
    read, refused = _read_directly(reached.places, project)
    for path in [project.requirements / "base.txt", *beside, *read]:
        if path.is_file():
            parts[f"file {project.name(path)}"] = sha256(sources.content(path))
    problems += [f"{where}: {problem}" for problem in refused]
    if problems:
        raise InputError(problems)
    return dict(sorted(parts.items()))


def _is_read(path: Path, modules: set[str], language: str, sources: Sources) -> bool:
    """Whether a file beside the modules is none of a catalogue, or a page of it that this run's texts are from."""
    locale = sources.project.package / "present" / "locale"
    if not path.is_relative_to(locale):
        return True
    pages = {*COMMON, *(name.split(".")[2] for name in modules if name.startswith(f"{sources.package}.present."))}
    return path.parent.name in (SOURCE, language) and path.stem in pages


def _read_directly(places: set[str], project: Project) -> tuple[list[Path], list[str]]:
    """Every file at these places of `analysis.paths`, and a refusal of places that hold what a build writes."""
    files, problems = [], []
    written = (project.cache, project.reports)
    for name in sorted(places):
        constant = getattr(paths, name, None)
        place = project.at(constant) if isinstance(constant, Path) else project.root
        if any(out.is_relative_to(place) or place.is_relative_to(out) for out in written):
            problems.append(
                f"its modules read files by paths.{name}, which holds what a build writes; "
                "give the file that is meant a constant of its own in paths.py"
            )
        else:
            files += [path for path in sorted(place.rglob("*")) if path.is_file()] if place.is_dir() else [place]
    return [path for path in files if path.suffix != ".pyc"], problems  # bytecode is made while runs are at work


def beside_modules(folder: Path) -> list[Path]:
    """Files under a package that are not Python: catalogues, styles, templates."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    return sorted(path for path in files if not path.name.startswith("."))


def key(parts: dict[str, str]) -> str:
    """The folder name under which the outputs of these parts are kept."""
    return sha256(json.dumps(parts, sort_keys=True))[:32]


def differences(old: dict[str, str], parts: dict[str, str], most: int | None = None) -> str:
    """What of the parts is not as it was, in words; of each kind `most` by name, or all."""
    found = {
        "changed": [name for name in parts if name in old and old[name] != parts[name]],
        "new": [name for name in parts if name not in old],
        "gone": [name for name in old if name not in parts],
    }
    return "; ".join(f"{what}: {_some(names, most)}" for what, names in found.items() if names)


def _some(names: list[str], most: int | None) -> str:
    more = len(names) - (len(names) if most is None else most)
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True)
class Entry:
    """A finished run: its executed notebook, and what its cells said on stderr."""

    executed: str
    warnings: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return sha256(self.executed)


class Cache:
    """Finished runs in a folder, one sub-folder a key. Whatever is damaged or half written counts as absent.

    packed: notebooks are kept compressed.
    """

    def __init__(self, folder: Path, packed: bool = False):
        self.folder = folder
        self.packed = packed

    def _notebook(self, folder: Path) -> Path:
        return folder / (f"{EXECUTED}.gz" if self.packed else EXECUTED)

    def get(self, parts: dict[str, str]) -> Entry | None:
        """The entry of these parts, or None; an entry used counts as recent."""
        folder = self.folder / key(parts)
        if folder.is_symlink():
            return None
        record = _record(folder)
        try:
            content = self._notebook(folder).read_bytes()
            text = (gzip.decompress(content) if self.packed else content).decode("utf-8")
            entry = Entry(text, tuple(record["warnings"]))
            if record["parts"] != parts or record["sha256"] != entry.sha256:
                return None
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
            return None
        os.utime(folder / KEY)
        return entry

    def has(self, parts: dict[str, str]) -> bool:
        """Whether there seems to be an entry of these parts; `get` looks whether it is whole."""
        return (self.folder / key(parts) / KEY).is_file()

    def put(self, parts: dict[str, str], entry: Entry) -> None:
        """Keep an entry. The record is written last, so that an entry with a record is whole."""
        folder = self.folder / key(parts)
        if folder.is_symlink() or not folder.is_dir():
            remove(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KEY).unlink(missing_ok=True)
        content = entry.executed.encode()
        write_whole(self._notebook(folder), gzip.compress(content, 1, mtime=0) if self.packed else content)
        record = {"parts": parts, "sha256": entry.sha256, "warnings": entry.warnings}
        write_whole(folder / KEY, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())

    def why(self, parts: dict[str, str]) -> str:
        """Why these parts have no entry, told against the newest entry of the same run."""
        if (self.folder / key(parts)).exists():
            return "its kept copy is damaged or was made by an interrupted build"
        for folder in self._newest_first():
            old = _record(folder).get("parts", {})
            if old.get("run") == parts["run"]:
                break
        else:
            return "first time"
        return differences(old, parts)

    def prune(self, runs: int) -> None:
        """Keep the entries used last, as many as the last few builds of `runs` runs can have used."""
        for folder in self._newest_first()[BUILDS_KEPT * runs :]:
            with suppress(OSError):
                remove(folder)

    def _newest_first(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        times = {path: _time(path) for path in self.folder.iterdir() if path.is_dir()}
        return sorted(times, key=times.get, reverse=True)


def _time(folder: Path) -> int:
    record = folder / KEY
    return (record if record.exists() else folder).stat().st_mtime_ns


def _record(folder: Path) -> dict:
    try:
        record = json.loads((folder / KEY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
