"""Is the house in order: no path of a machine, no registry's address, short modules, a test beside every module?"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from analysis.cli import main
from tests.tree import MACHINE_PATH, ROOT, files, text

PACKAGE = ROOT / "src" / "analysis"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
MAX_LINES, MAX_FILES = 300, 20  # of a module, of a folder
# Written with classes, so that this line names none.
REGISTRY = re.compile(
    r"py[p]i\.org|pythonhoste[d]|npmj[s]\.|anacond[a]\.(org|com)|(index-ur[l]|find-link[s])\s*=", re.I
)
# Modules without a test of their own, and why.
NO_TEST_OF_ITS_OWN = {
    "paths.py": "constants only; everything else uses them",
    "methods/errors.py": "one exception; every test of a refusal uses it",
    "data/checks/result.py": "two dataclasses; the tests of the checks use them",
    "data/checks/un.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/checks/spbe.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/checks/instruments.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/checks/keys.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/checks/means.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/checks/sources.py": "tests/data/checks/test_register.py plants a defect for every check",
    "data/build/un.py": "tests/data/build/test_processed.py builds all tables at once",
    "data/build/spbe.py": "tests/data/build/test_processed.py builds all tables at once",
    "data/build/instruments.py": "tests/data/build/test_processed.py builds all tables at once",
    "render/collect/model.py": "dataclasses without behaviour; the tests of collect, html and pdf use them",
}


def test_the_patterns_know_what_they_look_for():
    assert MACHINE_PATH.search('open("/' + 'home/someone/x.csv")')
    assert MACHINE_PATH.search("in /" + "work/main")
    assert MACHINE_PATH.search("C:\\" + "Users\\someone")
    assert REGISTRY.search("https://py" + "pi.org/simple")
    assert not MACHINE_PATH.search("https://example.go.id/home/x and data/tmp/x and </var>")


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["path of a machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern):
    found = []
    for path in files():
        for number, line in enumerate(text(path).splitlines(), start=1):
            if match := pattern.search(line):
                found.append(f"{path}, line {number}: {match[0]}")
    assert not found, "\n".join(found[:20])


def test_modules_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n >= MAX_LINES]
    assert not long, f"under {MAX_LINES} lines, please: {long}"


def test_folders_are_short():
    counts = Counter(path.parent.as_posix() for path in files())
    long = {name: n for name, n in counts.items() if n >= MAX_FILES and name.startswith(("src/", "tests/"))}
    assert not long, f"under {MAX_FILES} files, please: {long}"


def test_public_functions_and_modules_are_documented():
    missing = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            missing.append(f"{path.relative_to(ROOT)}: the module")
        for node in tree.body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                missing.append(f"{path.relative_to(ROOT)}, line {node.lineno}: {node.name}")
    assert not missing, "no docstring:\n" + "\n".join(missing)


def test_every_module_has_a_test_beside_it():
    missing = []
    for path in MODULES:
        place = path.relative_to(PACKAGE)
        test = Path("tests") / place.parent / f"test_{place.name}"
        if place.as_posix() not in NO_TEST_OF_ITS_OWN and not (ROOT / test).exists():
            missing.append(f"src/analysis/{place}: {test} is missing")
    assert not missing, "\n".join(missing)


def test_the_list_of_untested_modules_is_current():
    tests = {place: Path("tests") / Path(place).parent / f"test_{Path(place).name}" for place in NO_TEST_OF_ITS_OWN}
    assert not [place for place in NO_TEST_OF_ITS_OWN if not (PACKAGE / place).exists()]
    assert not [place for place, test in tests.items() if (ROOT / test).exists()]


def make_targets() -> dict[str, bool]:
    """Target -> whether it has a line of help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split()
    return {name: bool(re.search(rf"^{name}:.*## \S", makefile, re.M)) for name in phony}


def test_every_make_target_has_a_line_of_help():
    assert [name for name, helped in make_targets().items() if not helped] == []
    rules = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert sorted(rules) == sorted(make_targets()), "every rule is phony and every phony target has a rule"


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


def commands(path: Path) -> str:
    """The code in a document: fenced, indented and inline."""
    return "\n".join(re.findall(r"```.*?```|^ {4}[^\n]*$|`[^`\n]+`", text(path), re.S | re.M))


def test_make_commands_in_the_documents_exist():
    unknown = []
    for path in documents():
        asked = re.findall(r"(?:^|[`\s;&])make ((?:[a-z]+ ?)+)", commands(path), re.M)
        unknown += [f"{path}: make {name}" for names in asked for name in names.split() if name not in make_targets()]
    assert not unknown, "\n".join(unknown)
    assert "make report" in commands(Path("README.md"))
    assert "make test" in commands(Path("README.md"))


def test_spbe_commands_in_the_documents_exist(capsys):
    for path in documents():
        for name in re.findall(r"(?:^|[`\s/])spbe ([a-z][a-z-]+)", commands(path), re.M):
            with pytest.raises(SystemExit) as end:
                main([name, "--help"])
            assert end.value.code == 0, f"{path}: spbe {name}: {capsys.readouterr().err}"


def anchors(markdown: str) -> set[str]:
    """The anchors that a heading gets on a web page: lower case, punctuation dropped, spaces as hyphens."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", markdown, flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_links_between_the_documents_resolve():
    broken = []
    known = {path.as_posix() for path in files()}
    folders = {parent.as_posix() for path in files() for parent in path.parents}
    for path in documents():
        for link in re.findall(r"\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"", text(path)):
            target, _, anchor = "".join(link).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            place = Path(os.path.relpath(ROOT / path.parent / target, ROOT)) if target else path
            if place.as_posix() not in known | folders:
                broken.append(f"{path}: {target} does not exist (a built file is no target for a link)")
            elif anchor and place.suffix == ".md" and anchor not in anchors(text(place)):
                broken.append(f"{path}: {target}#{anchor}: no such heading")
    assert not broken, "\n".join(broken)
