"""A small notebook that keeps every rule, to be spoilt in one way at a time by the tests of the rules."""

from __future__ import annotations

from nbformat import NotebookNode, v4

VALUE = "application/vnd.spbe.value+json"


def shown(value: float = 2.79, key: str = "example.mean") -> NotebookNode:
    """What `publish.value(key, value)` stores."""
    data = {VALUE: {"values": {key: value}}, "text/plain": ""}
    return v4.new_output("display_data", data=data)


def code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    cell = v4.new_code_cell(source, outputs=list(outputs))
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook of these cells, executed once from top to bottom."""
    nb = v4.new_notebook(cells=list(cells))
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
        cell.execution_count = count
    return nb


def good() -> NotebookNode:
    return notebook(
        v4.new_markdown_cell("# How large is the mean?"),
        v4.new_markdown_cell("The defaults below are the main run; other runs take theirs from `study.yml`."),
        code(
            'country: str = "IDN"  # whose mean; one of: IDN, SGP\nscore: float = 2.79  # the mean',
            tags=("parameters", "no-output"),
        ),
        code("from analysis.present import publish", tags=("no-output",)),
        v4.new_markdown_cell("## The mean"),
        code('publish.value("example.mean", score)', shown()),
    )
