"""Would a notebook refuse the parameters of a run? Asks the check that it begins with, before anything is executed.

A notebook of the study imports `parameters` of its studies and calls `parameters.check` with all of its own first.
"""

from __future__ import annotations

import ast
import importlib

from analysis.methods.errors import InputError
from analysis.render.run import notebook
from analysis.render.run.study import Run

STUDIES = "analysis.studies."
NAME = "parameters"


def module_of(nb: dict) -> str | None:
    """The full name of the module whose check the notebook imports; None where it imports none."""
    for _, cell in notebook.code_cells(nb):
        try:
            statements = ast.parse(cell["source"]).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # the kernel refuses it
        for node in statements:
            of_studies = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(STUDIES)
            if of_studies and NAME in [alias.name for alias in node.names]:
                return f"{node.module}.{NAME}"
    return None


def refusals(run: Run, nb: dict) -> list[str]:
    """What the check of its notebook says against a run, a line each."""
    module = module_of(nb)
    if module is None:
        return []
    try:
        importlib.import_module(module).check(**run.parameters)
    except InputError as error:
        return [f"study.yml: run {run.id} (notebook {run.notebook}): {problem}" for problem in error.problems]
    return []
