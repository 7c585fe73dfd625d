"""What the checks of notebooks share: their cells, tags, outputs and texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

from analysis.methods.errors import InputError
from analysis.render.run import notebook


def read(path: Path) -> NotebookNode:
    """A notebook as the build reads it. Raises InputError, one line a cause, where it is none."""
    return rejoin_lines(nbformat.from_dict(notebook.read(path, f"notebooks/{path.name}")))


def refusals(path: Path) -> list[str]:
    """Why nbval cannot be given a notebook: it is none, or the build had to mend it before it could run."""
    try:
        mended = read(path)
    except InputError as error:
        return error.problems
    stored = rejoin_lines(nbformat.from_dict(json.loads(path.read_text(encoding="utf-8-sig"))))
    numbers = [
        number
        for number, (was, now) in enumerate(zip(stored["cells"], mended.cells, strict=True), start=1)
        if was != now
    ]
    remedy = "not as `make store` writes it (outputs, ids or counts are missing or none of format 4.5); run make store"
    if numbers:
        return [f"{notebook.listed(numbers)}: {remedy}"]
    as_it_is = (stored["nbformat"], stored.get("nbformat_minor")) == (4, 5) and "metadata" in stored
    return [] if as_it_is else [f"the notebook: {remedy}"]


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def code_cells(nb: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """(name, cell) of every code cell; the name counts all cells from 1, as a reader does."""
    return ((f"cell {n}", cell) for n, cell in enumerate(nb.cells, start=1) if cell.cell_type == "code")


def outputs(nb: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    return ((name, output) for name, cell in code_cells(nb) for output in cell.outputs)


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, as it reads and not as it is escaped."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value
