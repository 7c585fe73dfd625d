"""Pin what pyproject.toml asks for: requirements/{base,lab,dev}.txt and environment.yml, from one list.

Run with `make lock` (needs uv on the path and a package index). The pinned files carry versions and
hashes and no address of any index. `lab.txt` and `dev.txt` hold only what comes on top of `base.txt`.
`environment.yml` is the same list of direct dependencies for conda; a test fails when they differ.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("base", "lab", "dev")
# Names that are not known to be the same package on conda-forge (there, `typst` is the command, not the
# Python package). They are installed by pip inside the conda environment.
PIP_ONLY = ("great-tables", "typst", "py-rattler", "pysyncon")
# [tool.uv] in pyproject.toml resolves for these machines only; repeated on each line it would say nothing.
MARKER = " ; python_full_version < '3.12' and sys_platform != 'win32'"
HEAD = "# Written by requirements/lock.py (make lock) from pyproject.toml; do not edit.\n"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_dependencies(root: Path = ROOT) -> dict[str, list[str]]:
    """Names that pyproject.toml asks for, by group."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    asked = {"base": project["dependencies"], **project["optional-dependencies"]}
    return {group: [canonical(re.match(r"[\w.-]+", line)[0]) for line in asked[group]] for group in GROUPS}


def blocks(text: str) -> dict[str, str]:
    """One entry a pinned package: canonical name -> its lines (version, marker, hashes)."""
    found = re.findall(r"^(?:[\w.-]+)==.*(?:\n[ ]+--hash.*)*", text, re.M)
    return {canonical(block.split("==")[0]): block for block in found}


def pinned_versions(root: Path = ROOT) -> dict[str, str]:
    """Canonical name -> pinned version over the three requirement files."""
    versions = {}
    for group in GROUPS:
        for name, block in blocks((root / "requirements" / f"{group}.txt").read_text()).items():
            versions[name] = re.match(r"[\w.-]+==([^\s;\\]+)", block)[1]
    return versions


def environment(root: Path = ROOT) -> str:
    """The text of environment.yml for the pinned direct dependencies."""
    asked, versions = direct_dependencies(root), pinned_versions(root)
    names = [name for group in GROUPS for name in asked[group]]
    conda = ["python=3.11"] + [f"{n}={versions[n]}" for n in names if n not in PIP_ONLY]
    pip = [f"{n}=={versions[n]}" for n in names if n in PIP_ONLY]
    body = {
        "name": "spbe-study",
        "channels": ["conda-forge"],
        "dependencies": [*conda, "pip", {"pip": [*pip, "--editable ."]}],
    }
    return HEAD + yaml.safe_dump(body, sort_keys=False)


def compile_group(group: str) -> dict[str, str]:
    base = ROOT / "requirements" / "base.txt"
    extra = [] if group == "base" else ["--extra", group, "--constraint", str(base)]
    command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    flags = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run([*command, *flags, *extra], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"lock: uv could not resolve the group {group!r}:\n{done.stderr}")
    return blocks(done.stdout.replace(MARKER, ""))


def main() -> None:
    base: dict[str, str] = {}
    for group in GROUPS:
        pinned = compile_group(group)
        base = base or pinned
        new = [block for name, block in pinned.items() if group == "base" or name not in base]
        (ROOT / "requirements" / f"{group}.txt").write_text(HEAD + "\n".join(new) + "\n")
        print(f"lock: requirements/{group}.txt, {len(new)} packages")
    (ROOT / "environment.yml").write_text(environment())
    print("lock: environment.yml")


if __name__ == "__main__":
    main()
