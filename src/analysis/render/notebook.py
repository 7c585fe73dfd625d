"""A notebook as plain JSON: how to read it, and how to take out what differs from one execution to the next.

Cells of notebooks older than format 4.5 get an id from their position. nbformat is left out on purpose: an unchanged
build must not pay for its import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.methods.errors import InputError

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
PARAMETERS, INJECTED = "parameters", "injected-parameters"
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def parse(text: str, where: str) -> dict:
    """The notebook in `text`, its multi-line texts joined. Raises InputError where it is none."""
    try:
        nb = json.loads(text)
        for number, cell in enumerate(nb["cells"], start=1):
            cell["source"] = joined(cell["source"])
            cell.setdefault("metadata", {})
            cell.setdefault("id", f"cell-{number}")
        nb["nbformat_minor"] = max(5, nb["nbformat_minor"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{where}: not a notebook of format 4 ({error}); open and save it in JupyterLab, or restore it"
        ) from error
    return nb


def read(path: Path, where: str) -> dict:
    """The notebook in a file. Raises InputError where it is none."""
    return parse(path.read_text(encoding="utf-8"), where)


def joined(text: str | list[str]) -> str:
    """A text of the notebook format, which may be stored as a list of lines."""
    return "".join(text) if isinstance(text, list) else text


def tags(cell: dict) -> list[str]:
    """The tags of a cell."""
    return cell["metadata"].get("tags", [])


def code_cells(nb: dict) -> Iterator[tuple[int, dict]]:
    """Code cells with the number that a reader sees beside them after "Restart and run all": blank ones have none,
    and neither has the cell that papermill adds (it gets the number of the cell before)."""
    number = 0
    for cell in nb["cells"]:
        if cell["cell_type"] == "code" and cell["source"].strip():
            number += INJECTED not in tags(cell)
            yield number, cell


def essence(nb: dict) -> str:
    """What of a notebook decides its outputs: kind, source and tags of each cell; not outputs, counts, ids."""
    return json.dumps([[cell["cell_type"], cell["source"], tags(cell)] for cell in nb["cells"]])


def clean(nb: dict) -> list[str]:
    """Take out, in place, what differs between two executions of the same notebook; execution counts stay.

    Of the metadata of cells only tags stay: timing and the notes of papermill and JupyterLab are not results. Text on
    stderr goes as well, since warnings name process ids and folders. It is returned, one message a cell, so that the
    build can show it.
    """
    warnings = []
    nb["metadata"] = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    for cell in nb["cells"]:
        cell["metadata"] = {"tags": list(tags(cell))} if tags(cell) else {}
        if INJECTED in tags(cell):
            cell["id"] = INJECTED
    for number, cell in code_cells(nb):
        said = [joined(o["text"]) for o in cell["outputs"] if o.get("name") == "stderr"]
        if said:
            warnings.append(f"cell {number}: {''.join(said).strip()}")
        cell["outputs"] = _streams_merged([o for o in cell["outputs"] if o.get("name") != "stderr"])
    return warnings


def _streams_merged(outputs: list[dict]) -> list[dict]:
    """Neighbouring pieces of stdout as one: where the kernel cuts it depends on timing."""
    merged: list[dict] = []
    for output in outputs:
        if output["output_type"] == "stream" and merged and merged[-1]["output_type"] == "stream":
            merged[-1]["text"] = joined(merged[-1]["text"]) + joined(output["text"])
        else:
            merged.append(output)
    return merged
