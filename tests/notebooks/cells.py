"""What the checks of notebooks share: their cells, tags, outputs and texts."""

from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode


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
