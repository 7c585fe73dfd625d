from __future__ import annotations

from pathlib import Path

import pytest

from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import surroundings
from tests.render.toy import Toy

HASH = " \\\n    --hash=sha256:00\n"
PINS = f"numpy==2.4.1{HASH}typing_extensions==4.15 ; python_version >= '3.8'{HASH}"


@pytest.fixture
def packages(toy: Toy, tmp_path: Path) -> Path:
    """A folder of packages: two that are pinned, one that the tests pin, and what installs them."""
    toy.write("requirements/base.txt", f"{PINS}appnope==1.0 ; sys_platform == 'nowhere'{HASH}")
    toy.write("requirements/dev.txt", f"pytest==9.2.0{HASH}")
    folder = tmp_path / "site-packages"
    for name in ("numpy-2.4.1", "typing_extensions-4.15", "pytest-9.2.0", "pip-24.0"):
        install(folder, name)
    return folder


def install(folder: Path, name: str, *files: str) -> None:
    info = folder / f"{name}.dist-info"
    info.mkdir(parents=True)
    (info / "RECORD").write_text("".join(f"{file},sha256=x,1\n" for file in files), encoding="utf-8")
    for file in files:
        (folder / file).touch()


def problems(toy: Toy, packages: Path) -> list[str]:
    try:
        surroundings.require(toy.project, [str(packages)])
    except InputError as error:
        return error.problems
    return []


def test_this_installation_is_the_pinned_one():
    surroundings.require(Project())


def test_pinned_packages_pass_and_others_are_told(toy, packages):
    assert surroundings.require(toy.project, [str(packages)]) == ""
    install(packages, "numexpr-2.14")
    install(packages, "pytest_xdist-3.8.0")
    assert surroundings.require(toy.project, [str(packages)]) == "numexpr 2.14, pytest-xdist 3.8.0"


def test_another_version_a_lost_package_and_two_of_one_are_refused(toy, packages):
    install(packages, "numpy-2.3.9")
    (packages / "typing_extensions-4.15.dist-info" / "RECORD").unlink()
    (packages / "typing_extensions-4.15.dist-info").rmdir()
    remedy = "run `rm -f .venv/.base && make env`"
    [two, lost] = problems(toy, packages)
    assert two in {
        f"package numpy: {found} installed, requirements/base.txt pins 2.4.1; {remedy}"
        for found in ("2.4.1 and 2.3.9", "2.3.9 and 2.4.1")
    }
    assert lost == f"package typing-extensions: nothing installed, requirements/base.txt pins 4.15; {remedy}"


@pytest.mark.parametrize("name", ["paths.pth", "sitecustomize.py", "usercustomize.py"])
def test_what_changes_imports_and_belongs_to_no_package_is_refused(toy, packages, name):
    (packages / name).write_text("import os\n", encoding="utf-8")
    expected = f"site-packages/{name}: belongs to no installed package and changes what Python imports; remove it"
    assert problems(toy, packages) == [expected]


def test_what_a_package_brought_along_passes(toy, packages):
    install(packages, "setuptools-79.0", "distutils-precedence.pth")
    assert problems(toy, packages) == []


@pytest.mark.parametrize(
    "name",
    ["notebooks/numpy.py", "notebooks/numpy/__init__.py", "notebooks/x.so", "notebooks/matplotlibrc", "src/numpy.py"],
)
def test_what_would_be_imported_or_read_beside_the_notebooks_is_refused(toy, packages, name):
    toy.write(name, "")
    shown = "/".join(name.split("/")[:2])
    assert [problem.partition(":")[0] for problem in problems(toy, packages)] == [shown]


def test_what_other_tools_leave_beside_the_notebooks_passes(toy, packages):
    for name in (".ipynb_checkpoints/a.py", "__pycache__/a.pyc", "README.md", "pictures/a.png"):
        toy.write(f"notebooks/{name}", "")
    assert problems(toy, packages) == []


def test_all_that_is_wrong_is_told_at_once(toy, packages, monkeypatch):
    monkeypatch.setenv("SPBE_THREADS", "none")
    toy.write("notebooks/numpy.py", "")
    (packages / "paths.pth").touch()
    install(packages, "numpy-2.3.9")
    assert len(problems(toy, packages)) == 4


def test_other_versions_in_an_environment_of_one_s_own_are_said_and_count(toy, packages, monkeypatch, capsys):
    monkeypatch.setattr(surroundings.site, "getsitepackages", lambda: [str(packages)])
    toy.write("requirements/base.txt", PINS.replace("2.4.1", "2.4.2"))
    (packages / "_virtualenv.pth").touch()
    assert surroundings.require(toy.project) == "numpy 2.4.1"
    assert "packages that are not as pinned: 1; " in capsys.readouterr().err
    monkeypatch.setattr(surroundings.sys, "prefix", str(toy.project.root / ".venv"))
    with pytest.raises(InputError, match=r"package numpy: 2\.4\.1 installed"):
        surroundings.require(toy.project)
