"""What the checks of the whole tree share: its files, and what a path of somebody's machine looks like."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = {".git", ".venv", ".cache", "__pycache__", "reports", "processed"}

# The first folder of such a path; written with classes, so that this line is not one.
_FOLDERS = "wor[k]|hom[e]|roo[t]|tm[p]|User[s]|mn[t]|op[t]|va[r]"
MACHINE_PATH = re.compile(rf"(?<![\w.~:/<-])/(?:{_FOLDERS})(?:/|\b(?![\w-]))|\b[A-Z]:\\+(?:User[s]|Window[s])")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, tracked or about to be; relative to ROOT. Works in an unpacked archive too."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        found = [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]
    else:
        found = [p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file()]
        found = [p for p in found if not NOT_OURS & set(p.parts) and not any("_cache" in part for part in p.parts)]
    return tuple(sorted(found))


def text(path: Path) -> str:
    """The text of a file of the project; empty for a binary file."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
