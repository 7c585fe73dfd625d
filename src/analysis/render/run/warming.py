"""What do the children of the warm parent have in common? Read, imported and drawn once, before the first fork.

Only what a notebook's own imports name, the words of its language, and the fonts: nothing that a notebook computes,
unless a module that it imports offers it (`warm()`). Children get it as it is then; what one does to it no other sees.
"""

from __future__ import annotations

import ast
import importlib
import io
import os
import sys
from functools import cache

from analysis.render.run import notebook
from analysis.render.run.engine import Job

WARM = "warm"  # function of a module that reads what its functions will need


def warm(job: Job) -> None:
    """Import and read what this job needs, if that was not done."""
    from analysis.render.run import here  # noqa: F401  papermill, nbclient and the shell

    if job.seed is not None:
        os.environ["SPBE_SEED"] = str(job.seed)
    _modules(job.source)
    _words(job.language)
    _fonts()


@cache
def _modules(source: str) -> None:
    for name in imported(source):
        module = importlib.import_module(name)
        if callable(offered := getattr(module, WARM, None)):
            offered()


def imported(source: str) -> list[str]:
    """Modules that the cells of a notebook import, in order; one that fails is the notebook's to tell."""
    found: dict[str, None] = {}
    for _, cell in notebook.code_cells(notebook.parse(source, "notebook")):
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            for name in _names(node):
                if _is_module(name):
                    found.setdefault(name)
    return list(found)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def _is_module(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:
        return False
    return name in sys.modules


@cache
def _words(language: str | None) -> None:
    from analysis.present import language as words

    words.catalogue(language or words.SOURCE)
    words.catalogue(words.SOURCE)


@cache
def _fonts() -> None:
    """The list of fonts, and the ones that are drawn with. No figure is left, nor pyplot."""
    from matplotlib.figure import Figure

    for kind in ("svg", "png"):
        Figure().subplots().figure.savefig(io.BytesIO(), format=kind)
