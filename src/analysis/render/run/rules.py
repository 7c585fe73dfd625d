"""What may the code of a notebook not do, lest a kept page be stale? Read or write files, and hide code, in usual ways.

The key of a run holds what its source tells: modules, tables, packages. A file that a cell opens by itself, and code
that is made from text, are not told; a page would stay as it was when they change. So they are refused before anything
runs, as far as the name of a call tells: this is no sandbox, and whoever wants to get around it can. How a notebook
reads is another matter, for the tests (`tests/notebooks/conventions.py`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from analysis.render.run import notebook

# Calls that read or write files: tables come from studies, results leave by publishing.
FILE_CALLS = re.compile(
    r"(open|urlopen|loadtxt|genfromtxt|fromfile|imread|imsave|save|savez|savetxt|savefig|dump|mkdir|unlink|touch|"
    r"ExcelFile|ExcelWriter|HDFStore|(read|write)_\w+|"
    r"to_(csv|excel|parquet|pickle|feather|hdf|json|html|latex|sql|stata|clipboard|xml|orc))$"
)
EVASIONS = {"exec", "eval", "compile", "get_ipython", "__import__", "import_module"}


def file_calls(tree: ast.AST) -> Iterator[str]:
    """Names of calls that read or write files, in the order of the source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if FILE_CALLS.fullmatch(called):
                yield called


def evasions(tree: ast.AST) -> Iterator[str]:
    """Names by which code is made from text, or IPython is reached."""
    named = (getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree))
    return (name for name in named if name in EVASIONS)


def problems(nb: dict, where: str) -> list[str]:
    """Every breach, by cell; source that is no plain Python is left to the kernel, which refuses it."""
    found = []
    for number, cell in notebook.code_cells(nb):
        try:
            tree = ast.parse(cell["source"])
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        said = [
            f"calls {name}, and no key knows of the file; load tables in studies, publish results with present.publish"
            for name in file_calls(tree)
        ]
        said += [f"uses {name}, and no key knows of what it runs; write plain calls" for name in evasions(tree)]
        found += [f"{where}: cell {number}: {problem}" for problem in dict.fromkeys(said)]
    return found
