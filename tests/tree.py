"""What the checks of the whole tree share: its files, and what a path of somebody's machine looks like."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = re.compile(
    r"\.git|\.venv|\.cache|\.hypothesis|\.ipynb_checkpoints|__pycache__|\.\w+_cache|raw\.staging|\.raw\.lock|(reports|processed)(\.(staging|previous).*)?"
)

# The first folder of such a path; written with classes, so that this line is not one.
_FOLDERS = "wor[k]|hom[e]|roo[t]|tm[p]|User[s]|mn[t]|op[t]|va[r]"
MACHINE_PATH = re.compile(rf"(?<![\w.~:/<-])/(?:{_FOLDERS})(?:/|\b(?![\w-]))|\b[A-Z]:\\+(?:User[s]|Window[s])")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, tracked or about to be; relative to ROOT. Works without git or its repository too."""
    return tuple(sorted(path for path in _tracked(ROOT) or _lying_about(ROOT) if (ROOT / path).is_file()))


def _tracked(root: Path) -> list[Path]:
    """What git lists; nothing in an unpacked archive, without git, and where git refuses another user's checkout."""
    if not (root / ".git").exists():
        return []  # git would list the files of an outer repository
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [Path(os.fsdecode(name)) for name in done.stdout.split(b"\0") if name]


def _lying_about(root: Path) -> list[Path]:
    """What is there, without what is built."""
    return [
        path for path in (p.relative_to(root) for p in root.rglob("*")) if not any(map(BUILT.fullmatch, path.parts))
    ]


def text(path: Path) -> str:
    """The text of a file of the project; empty for a binary file."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def copied_to(folder: Path) -> Path:
    """The project's files as they stand, with the built tables, in a folder of their own; no reports and no cache."""
    for path in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    shutil.copytree(ROOT / "data" / "processed", folder / "data" / "processed")
    return folder
