"""May a notebook be executed here? Refused are packages other than the pinned ones, and code that no key knows of.

Whether the files of an installed package are still those that were installed is not asked.
"""

from __future__ import annotations

import re
import site
import sys
from pathlib import Path

from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import environment

PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?: ; (.*?))? *\\?$", re.MULTILINE)
GROUPS = ("base", "dev", "lab")
UNCOUNTED = {"pip", "setuptools", "wheel", "spbe-study"}  # no notebook imports them; our own code is hashed
MODULE = {".py", ".pyc", ".pyd", ".so"}
LOOSE = {"sitecustomize", "usercustomize"}  # imported by Python itself as it starts
INSTALLER = "_virtualenv.pth"  # what virtualenv and uv leave in an environment that they made
OTHERS = (
    "in an environment of your own they count among what pages are made of, and figures may differ from the report's"
)


def require(project: Project, folders: list[str] | None = None) -> str:
    """The installed packages that are not pinned, in one line, since they enter the key of every run.

    folders: where packages are installed; those of this Python by default. Raises InputError with all that is wrong.
    """
    places = [Path(folder) for folder in folders or site.getsitepackages() if Path(folder).is_dir()]
    installed = [found for place in places for found in _installed(place)]
    pins = {group: pins_of(project, group) for group in GROUPS}
    differing = _differing(installed, pins["base"])
    problems = differing if folders or _is_our_own(project) else []
    if differing and not problems:
        print(f"render: packages that are not as pinned: {len(differing)}; {OTHERS}", file=sys.stderr)
    problems += [problem for place in places for problem in _unowned(place, project)]
    beside = [*_importable(project.notebooks), *_importable(project.package.parent, but=project.package.name)]
    for path in beside:
        problems.append(
            f"{project.name(path)}: would be used in place of what a notebook means, and no run's key knows it; "
            "remove it, or move what is needed into src/analysis"
        )
    try:
        environment.threads()
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    pinned = {(name, pin[0]) for group in pins.values() for name, pin in group.items()}
    other = sorted(set(installed) - pinned)
    return ", ".join(f"{name} {version}" for name, version in other if name not in UNCOUNTED)


def _is_our_own(project: Project) -> bool:
    """Whether this Python is that of the project's .venv, which holds the pins; conda's, for instance, is not."""
    return Path(sys.prefix).resolve() == (project.root / ".venv").resolve()


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(place: Path) -> list[tuple[str, str]]:
    """Name and version of each package in a folder, as the names of its *.dist-info say."""
    names = [path.name.removesuffix(path.suffix) for path in place.glob("*-*.*-info")]
    parts = [name.split("-") for name in names]
    return [(_canonical(part[0]), part[1]) for part in parts]


def pins_of(project: Project, group: str) -> dict[str, tuple[str, str]]:
    """Package -> version of its pin, and the marker that says on which machines it is for (empty: on all)."""
    path = project.requirements / f"{group}.txt"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {_canonical(name): (version, marker) for name, version, marker in PIN.findall(text)}


def _differing(installed: list[tuple[str, str]], pins: dict[str, tuple[str, str]]) -> list[str]:
    found: dict[str, list[str]] = {}
    for name, version in installed:
        found.setdefault(name, []).append(version)
    return [
        f"package {name}: {' and '.join(found.get(name, ['nothing']))} installed, "
        f"requirements/base.txt pins {version}; run `rm -f .venv/.base && make env`"
        for name, (version, marker) in pins.items()
        if found.get(name, []) != [version] and (name in found or _applies(marker))
    ]


def _applies(marker: str) -> bool:
    if not marker:
        return True
    from packaging.markers import Marker

    return Marker(marker).evaluate()


def _unowned(place: Path, project: Project) -> list[str]:
    """Files by which Python imports from elsewhere, or runs code, as it starts, and that no package brought along."""
    start = [*place.glob("*.pth"), *(path for path in place.iterdir() if path.stem in LOOSE and path.suffix in MODULE)]
    records = None
    problems = []
    for path in sorted(path for path in start if path.name != INSTALLER):
        if records is None:
            found = (record.read_text(encoding="utf-8") for record in place.glob("*.dist-info/RECORD"))
            records = "\n".join(["", *found])
        if f"\n{path.name}," not in records:
            problems.append(
                f"site-packages/{path.name}: belongs to no installed package and changes what Python imports; remove it"
            )
    return problems


def _importable(folder: Path, but: str = "") -> list[Path]:
    """What a Python that works in this folder could import from it, and a settings file that matplotlib would read."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith(".") or path.stem in (but, "__pycache__"):
            continue
        package = path.is_dir() and any(inner.suffix in MODULE for inner in path.iterdir())
        if package or path.suffix in MODULE or path.name == "matplotlibrc":
            found.append(path)
    return found
