"""Does every supported machine find a built file of every pin, whose hash is listed?

Run with `.venv/bin/python requirements/wheels.py` (needs uv on the path and a package index; nothing is downloaded but
the lists of files). For each Python and system it counts the pins it needs, names those that have no wheel there (pip
then builds them from source), and says from which glibc or macOS on all other wheels fit. Exit status 1 if a wheel is
missing that is not in NO_WHEEL, or if no source with a listed hash is there in its stead.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

from packaging import tags
from packaging.markers import Marker
from packaging.utils import canonicalize_name, parse_wheel_filename

sys.path.insert(0, str(Path(__file__).parent))
import lock
import machines

# Pins that pip builds from their source on some machine, and why that is accepted; anything else is an error.
NO_WHEEL: tuple[str, ...] = ()
GLIBC = [(2, minor) for minor in (17, 27, 28, 31, 34, 36, 39)]
MACOS = [(11, 0), (12, 0), (13, 0), (14, 0), (15, 0)]


def supported(python: str, system: str, machine: str, newest: tuple[int, int]) -> set[tags.Tag]:
    """The tags of wheels that a CPython on this system takes, up to this glibc (Linux) or macOS."""
    version = tuple(map(int, python.split(".")))
    if system == "linux":
        platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(5, newest[1] + 1)]
        platforms += [f"manylinux{old}_{machine}" for old in ("1", "2010", "2014")] + [f"linux_{machine}"]
    else:
        platforms = list(tags.mac_platforms(newest, machine))
    abi = f"cp{version[0]}{version[1]}"
    found = set(tags.cpython_tags(version, [abi], platforms))
    return found | set(tags.compatible_tags(version, abi, platforms))


def files(text: str) -> dict[str, list[tuple[str, str]]]:
    """Canonical name -> (file name, sha256) of every file that a pylock.toml lists for its one version."""
    found = {}
    for package in tomllib.loads(text)["packages"]:
        listed = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        entry = [
            (each.get("name") or Path(urlparse(each["url"]).path).name, each["hashes"]["sha256"]) for each in listed
        ]
        found[canonicalize_name(package["name"])] = entry
    return found


def listed_files(blocks: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """What the index has of every pin: asked of uv, which writes it into a file that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "pins.in", Path(folder) / "pylock.toml"
        asked.write_text("\n".join(block.split(" ")[0] for block in blocks.values()) + "\n", encoding="utf-8")
        command = ["uv", "pip", "compile", str(asked), "--universal", "--no-deps", "--quiet", "--format", "pylock.toml"]
        command += ["--python-version", machines.pythons()[0], "--output-file", str(answer)]
        done = subprocess.run(command, cwd=lock.ROOT, capture_output=True, encoding="utf-8")
        if done.returncode:
            sys.exit(f"wheels: uv could not list the files:\n{done.stderr}")
        return files(answer.read_text(encoding="utf-8"))


def without_wheel(blocks: dict[str, str], index: dict, taken: set[tags.Tag], wheel: bool = True) -> list[str]:
    """Pins of which the index has no wheel (or, with wheel=False, no source) whose hash the pin lists."""
    missing = []
    for name, block in blocks.items():
        hashed = [file for file, sha in index.get(name, []) if f"sha256:{sha}" in block]
        if wheel:
            fits = any(taken & parse_wheel_filename(file)[3] for file in hashed if file.endswith(".whl"))
        else:
            fits = any(not file.endswith(".whl") for file in hashed)
        if not fits:
            missing.append(name)
    return missing


def rows(blocks: dict[str, str], index: dict) -> Iterator[tuple[str, int, list[str], list[str], str]]:
    """One row a machine: its name, pins needed, pins without wheel, of these without source, lowest system for all."""
    for machine in machines.environments():
        needed = {
            name: block
            for name, block in blocks.items()
            if not lock.marker(block) or Marker(lock.marker(block)).evaluate(machine)
        }
        python, system, processor = (machine[name] for name in ("python_version", "sys_platform", "platform_machine"))
        levels = GLIBC if system == "linux" else MACOS
        least = [without_wheel(needed, index, supported(python, system, processor, level)) for level in levels]
        first = next(level for level, missing in zip(levels, least, strict=True) if missing == least[-1])
        lowest = f"{'glibc' if system == 'linux' else 'macOS'} {first[0]}.{first[1]}"
        source = without_wheel({name: blocks[name] for name in least[-1]}, index, set(), wheel=False)
        yield f"Python {python}, {system} {processor}", len(needed), least[-1], source, lowest


def main() -> int:
    blocks = {name: block for group in lock.GROUPS for name, block in lock.blocks(lock.pinned(group)).items()}
    index = listed_files(blocks)
    status = 0
    for name, needed, missing, nothing, lowest in rows(blocks, index):
        wrong = sorted({*nothing, *missing} - set(NO_WHEEL)) + sorted(nothing)
        status = 1 if wrong else status
        said = f"no wheel: {', '.join(missing)}" if missing else "every one has a wheel"
        print(
            f"{name:28} {needed} pins, from {lowest} on; {said}"
            + (f"; NO FILE: {', '.join(nothing)}" if nothing else "")
        )
    return status


if __name__ == "__main__":
    sys.exit(main())
