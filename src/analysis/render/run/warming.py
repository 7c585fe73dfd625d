"""What do the children of the warm parent have in common? Read, imported and drawn once, before the first fork.

That is what a notebook's own imports name, what our modules keep for the whole process (functions with a cache that
take nothing), what a module offers for it (`warm()`), the words of the language, and the fonts. No notebook is executed
here: children get all of it as it is then, and what one does to it no other sees.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from types import ModuleType

from analysis.render.run import notebook
from analysis.render.run.engine import Job

ROOMS = ("data", "methods", "studies")  # rooms whose functions do not hang on the language of a page
WARM = "warm"  # function of a module that reads what its functions will need


def warm(job: Job) -> None:
    """Import and read what this job needs, if that was not done."""
    _engine()
    if job.seed is not None:
        os.environ["SPBE_SEED"] = str(job.seed)
    _modules(job.source)
    _words(job.language)
    _fonts()


@cache
def _engine() -> None:
    """papermill, the shell, and the schema of notebooks."""
    import nbformat

    from analysis.render.run import here

    here.shell()
    nbformat.validate(nbformat.v4.new_notebook())


@cache
def _modules(source: str) -> None:
    offered = [getattr(importlib.import_module(name), WARM, None) for name in imported(source)]
    package = __name__.partition(".")[0]
    known = [module for name, module in sys.modules.items() if name.startswith(tuple(f"{package}.{r}" for r in ROOMS))]
    for function in [*filter(callable, offered), *(function for module in known for function in kept(module))]:
        with suppress(Exception):  # a child that asks for it tells why it cannot be had
            function()


def kept(module: ModuleType) -> list[Callable[[], object]]:
    """The module's own functions that take nothing and whose result is kept."""
    mine = [x for x in vars(module).values() if getattr(x, "__module__", "") == module.__name__]
    cached = [x for x in mine if callable(x) and hasattr(x, "cache_info")]
    return [function for function in cached if not inspect.signature(function.__wrapped__).parameters]


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
