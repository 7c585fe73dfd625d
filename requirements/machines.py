"""Which machines is the study for? Python 3.11 to 3.14 on Linux and on Macs; the pins are asked about each of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import Marker
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
# sys_platform, platform_machine, platform_system
SYSTEMS = (
    ("linux", "x86_64", "Linux"),
    ("linux", "aarch64", "Linux"),
    ("darwin", "x86_64", "Darwin"),
    ("darwin", "arm64", "Darwin"),
)
# [tool.uv] in pyproject.toml resolves for these systems only; repeated on each line it would say nothing.
OURS = "sys_platform == 'darwin' or sys_platform == 'linux'"


def pythons(root: Path = ROOT) -> list[str]:
    """The minor versions that pyproject.toml supports, oldest first: "3.11" and so on."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = SpecifierSet(project["requires-python"])
    return [f"3.{minor}" for minor in range(100) if f"3.{minor}.0" in asked]


def environments(root: Path = ROOT) -> Iterator[dict[str, str]]:
    """The marker variables of each machine, on the first release of each Python: no later one is asked for."""
    for python in pythons(root):
        for platform, machine, system in SYSTEMS:
            yield {
                "implementation_name": "cpython",
                "implementation_version": f"{python}.0",
                "os_name": "posix",
                "platform_machine": machine,
                "platform_python_implementation": "CPython",
                "platform_release": "",
                "platform_system": system,
                "platform_version": "",
                "python_full_version": f"{python}.0",
                "python_version": python,
                "sys_platform": platform,
            }


def marker(text: str, machines: list[dict[str, str]]) -> str | None:
    """A marker as short as these machines allow: "" where all need the package, None where none does.

    What all systems need with the oldest Python is installed with every later one as well: an upper bound would
    leave it out there without a word.
    """
    if not text:
        return ""
    needed = [bool(Marker(text).evaluate(machine)) for machine in machines]
    if not any(needed):
        return None
    oldest = machines[0]["python_version"]
    if all(need for need, machine in zip(needed, machines, strict=True) if machine["python_version"] == oldest):
        return ""
    return re.sub(rf"^\({re.escape(OURS)}\) and | and \({re.escape(OURS)}\)", "", text)
