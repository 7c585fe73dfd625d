"""Pin what pyproject.toml asks for: requirements/{base,lab,dev}.txt and environment.yml, from one list.

Run with `make lock` (needs uv on the path and a package index). What is pinned now stays where it still fits;
`--upgrade` takes the newest of everything. One list serves all supported Pythons and systems (`machines.py`;
`wheels.py` checks that each finds its files). The pinned files carry versions and hashes and no address of any index.
`lab.txt` and `dev.txt` hold only what comes on top of `base.txt`. `environment.yml` is the same list of direct
dependencies for conda; a test fails when they differ.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import machines

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("base", "lab", "dev")
# Names that are not known to be the same package on conda-forge (there, `typst` is the command, not the
# Python package). They are installed by pip inside the conda environment.
PIP_ONLY = ("axe-playwright-python", "playwright", "typst", "py-rattler", "pysyncon", "rocrate")
HEAD = "# Written by requirements/lock.py (make lock) from pyproject.toml; do not edit.\n"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def project(root: Path = ROOT) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def direct_dependencies(root: Path = ROOT) -> dict[str, list[str]]:
    """Names that pyproject.toml asks for, by group."""
    asked = {"base": project(root)["dependencies"], **project(root)["optional-dependencies"]}
    return {group: [canonical(re.match(r"[\w.-]+", line)[0]) for line in asked[group]] for group in GROUPS}


def pinned(group: str, root: Path = ROOT) -> str:
    """The text of one requirements file."""
    return (root / "requirements" / f"{group}.txt").read_text(encoding="utf-8")


def blocks(text: str) -> dict[str, str]:
    """One entry a pinned package: canonical name -> its lines (version, marker, hashes)."""
    found = re.findall(r"^(?:[\w.-]+)==.*(?:\n[ ]+--hash.*)*", text, re.M)
    return {canonical(block.split("==")[0]): block for block in found}


def marker(block: str) -> str:
    """On which machines a pin is for; empty: on all."""
    found = re.search(r" ; (.*?) \\$", block.splitlines()[0])
    return found[1] if found else ""


def version(block: str) -> str:
    return re.match(r"[\w.-]+==([^\s;\\]+)", block)[1]


def pinned_versions(root: Path = ROOT) -> dict[str, str]:
    """Canonical name -> pinned version over the three requirement files."""
    return {name: version(block) for group in GROUPS for name, block in blocks(pinned(group, root)).items()}


def environment(root: Path = ROOT) -> str:
    """The text of environment.yml for the pinned direct dependencies."""
    asked, versions = direct_dependencies(root), pinned_versions(root)
    names = [name for group in GROUPS for name in asked[group]]
    conda = [f"python{project(root)['requires-python']}"]
    conda += [f"{n}={versions[n]}" for n in names if n not in PIP_ONLY]
    pip = [f"{n}=={versions[n]}" for n in names if n in PIP_ONLY]
    body = {
        "name": "spbe-study",
        "channels": ["conda-forge"],
        "dependencies": [*conda, "pip", {"pip": [*pip, "--editable ."]}],
    }
    return HEAD + yaml.safe_dump(body, sort_keys=False)


def for_our_machines(text: str) -> dict[str, str]:
    """The pins of a universal resolution, each with a marker only where some supported machine does without it."""
    ours = list(machines.environments())
    kept = {}
    for name, block in blocks(text).items():
        short = machines.marker(marker(block), ours)
        if short is not None:
            first, *hashes = block.splitlines()
            first = f"{first.split()[0]}{f' ; {short}' if short else ''} \\"
            kept[name] = "\n".join([first, *hashes])
    return kept


def compile_group(group: str, base: dict[str, str], upgrade: bool) -> dict[str, str]:
    """Resolve one group on top of `base`; the present pins are kept where they fit."""
    python = machines.pythons()[0]
    command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", python]
    command += ["--fork-strategy", "fewest", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    with tempfile.TemporaryDirectory() as folder:
        out, constraints = Path(folder) / "out.txt", Path(folder) / "base.txt"
        present = {**blocks(pinned("base")), **blocks(pinned(group))}
        # A pin that leaves out the oldest Python is none to keep: another version may do for all.
        kept = [block for block in present.values() if "python_full_version >" not in marker(block)]
        out.write_text("" if upgrade else "\n".join(kept) + "\n", encoding="utf-8")
        constraints.write_text("\n".join(block.split(" ")[0] for block in base.values()) + "\n", encoding="utf-8")
        extra = [] if group == "base" else ["--extra", group, "--constraint", str(constraints)]
        done = subprocess.run(
            [*command, "--quiet", "--output-file", str(out), *extra], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            sys.exit(f"lock: uv could not resolve the group {group!r}:\n{done.stderr}")
        text = out.read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==", text, re.M)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sys.exit(
            f"lock: no one version of {', '.join(twice)} serves every supported Python; bound it in pyproject.toml"
        )
    return for_our_machines(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions, not the present ones")
    upgrade = parser.parse_args().upgrade
    base: dict[str, str] = {}
    for group in GROUPS:
        found = compile_group(group, base, upgrade)
        base = base or found
        new = [block for name, block in found.items() if group == "base" or name not in base]
        (ROOT / "requirements" / f"{group}.txt").write_text(HEAD + "\n".join(new) + "\n", encoding="utf-8")
        print(f"lock: requirements/{group}.txt, {len(new)} packages")
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
    print("lock: environment.yml")


if __name__ == "__main__":
    main()
