"""The parameters of each notebook: checked before any study, and their choices are those of the studies."""

from __future__ import annotations

import ast
import importlib
import re

import pytest

from analysis.render.project import Project
from analysis.render.run import notebook
from analysis.render.run.parameter_checks import module_of
from analysis.render.run.parameters import declared
from tests.notebooks.cells import read
from tests.tree import ROOT

NAMES = (
    "00_sources", "10_un_movement", "20_instrument_change", "21_instrument_checks", "22_other_explanations",
    "23_change_by_type", "24_growth", "30_spbe_and_un", "32_second_look", "50_institution", "60_open_questions",
)  # fmt: skip
LONGEST = 8  # choices that a comment lists; where a longer list comes from is said in words


def known(name: str) -> tuple[dict, dict, object]:
    """The notebook, its parameters and the module that checks them."""
    nb = notebook.read(Project().notebook(name), name)
    found, problems = declared(nb, name)
    assert problems == []
    return nb, found, importlib.import_module(module_of(nb))


@pytest.mark.parametrize("name", NAMES)
def test_all_parameters_are_checked_right_after_the_imports(name):
    nb, found, _ = known(name)
    sources = [cell["source"] for _, cell in notebook.code_cells(nb)]
    call = ast.parse(sources[2]).body[0].value
    assert ast.unparse(call.func) == "parameters.check"
    assert {word.arg: ast.unparse(word.value) for word in call.keywords} == {name: name for name in found}
    assert not any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(sources[0] + "\n" + sources[1])))


@pytest.mark.parametrize("name", NAMES)
def test_the_choices_of_a_comment_are_those_of_the_study(name):
    _, found, module = known(name)
    every = module.choices()
    for parameter in found.values():
        told = [f"{x:g}" if isinstance(x, float) else str(x) for x in every.get(parameter.name, [])]
        if parameter.choices or len(told) <= LONGEST:
            assert sorted(parameter.choices) == sorted(told), parameter.name
    module.check(**{parameter.name: parameter.default for parameter in found.values()})


@pytest.mark.parametrize("name", NAMES)
def test_a_country_and_its_years_stand_among_the_parameters_alone(name):
    nb = read(ROOT / "notebooks" / f"{name}.ipynb")
    for cell in nb.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            assert not re.search(r"\b(19|20)\d\d\b|IDN|Indonesia", cell.source), cell.source
