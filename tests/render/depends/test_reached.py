from __future__ import annotations

import pytest

from analysis.render.depends.reached import Reached, Sources
from analysis.render.project import Project
from tests.render.toy import Toy, cell


def reached(toy: Toy, *cells: str) -> Reached:
    return Sources(toy.project).of_notebook({"cells": [cell(source) for source in cells]}, "notebooks/x.ipynb")


def test_imports_are_followed_with_every_package_on_the_way(toy):
    found = reached(toy, "import numpy as np", "from analysis.studies import movement")
    assert found.modules == {
        "analysis", "analysis.studies", "analysis.studies.movement", "analysis.data", "analysis.data.tables",
    }  # fmt: skip
    assert found.tables == {"egdi"}
    assert found.problems == []


@pytest.mark.parametrize(
    "source",
    [
        "import analysis.studies.movement",
        "import analysis.studies.movement as m",
        "from analysis.studies.movement import study",
        "from analysis.studies.movement import *",
        "if True:\n    from analysis.studies import (\n        movement as m,\n    )",
    ],
)
def test_every_form_of_import_is_seen(toy, source):
    assert "analysis.studies.movement" in reached(toy, source).modules


@pytest.mark.parametrize(
    "source", ["from . import deep", "from .deep import x", "from .. import studies\nfrom ..studies import deep"]
)
def test_relative_imports_and_imports_in_functions_are_seen(toy, source):
    toy.write("src/analysis/studies/deep.py", "x = 1\n")
    toy.write(
        "src/analysis/studies/movement.py", "def f():\n" + "".join(f"    {line}\n" for line in source.split("\n"))
    )
    assert "analysis.studies.deep" in reached(toy, "from analysis.studies import movement").modules


def test_a_package_imports_too(toy):
    toy.write("src/analysis/studies/__init__.py", "from . import other\n")
    found = reached(toy, "from analysis.studies import movement")
    assert "analysis.studies.other" in found.modules
    assert found.tables == {"egdi", "bands"}


@pytest.mark.parametrize(
    "source",
    [
        'from analysis.data import tables\ntables.load("egdi")',
        'from analysis.data import tables as t\nt.load("egdi")',
        'import analysis.data.tables\nanalysis.data.tables.load("egdi")',
        'from analysis.data.tables import load as read\nread("egdi")',
    ],
)
def test_every_form_of_loading_a_table_is_seen(toy, source):
    assert reached(toy, source).tables == {"egdi"}
    assert reached(toy, source).problems == []


@pytest.mark.parametrize(
    "use",
    [
        "tables.load(name)",
        'tables.load(f"{name}")',
        "map(tables.load, names)",
        "tables.load()",
        'tables.load("egdi", folder)',
    ],
)
def test_a_table_that_cannot_be_told_is_refused(toy, use):
    toy.write("src/analysis/studies/movement.py", f"from analysis.data import tables\n\nx = {use}\n")
    assert reached(toy, "from analysis.studies import movement").problems == [
        "src/analysis/studies/movement.py: line 3: which table this loads cannot be told from the source; call "
        '`tables.load("name")` with the name itself'
    ]


def test_something_else_called_load_is_none_of_our_business(toy):
    found = reached(toy, "import json\njson.load(f)\nx.tables.load(y)")
    assert (found.tables, found.problems) == (set(), [])


@pytest.mark.parametrize(
    "source", ["from analysis.paths import RAW\nRAW", "from analysis import paths\nx = paths.RAW / 'a'"]
)
def test_files_read_by_a_place_are_seen(toy, source):
    assert reached(toy, source).places == {"RAW"}


def test_a_magic_is_refused(toy):
    assert reached(toy, "x = 1", "%matplotlib inline").problems == [
        "notebooks/x.ipynb: cell 2: line 1: invalid syntax; write plain Python, without magics"
    ]


def test_the_projects_own_modules_can_all_be_told():
    project = Project()
    names = [
        p.relative_to(project.package.parent).with_suffix("").parts for p in project.package.glob("studies/**/*.py")
    ]
    found = Sources(project).of_modules(*(".".join(name) for name in names))
    assert found.problems == []
    assert "analysis.data.tables" in found.modules
    assert found.places == {"RAW", "PLAN"}, "with PACKAGE or PROCESSED every page would depend on every file in it"
