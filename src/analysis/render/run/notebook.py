"""A notebook as plain JSON: how to read it, and how to take out what differs from one execution to the next.

Cells of notebooks older than format 4.5 get an id from their position. nbformat is left out on purpose: an unchanged
build must not pay for its import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from analysis.data.yaml_files import shown
from analysis.methods.errors import InputError
from analysis.render.run.output_size import limited, shortened
from analysis.render.run.terminal_text import terminal_text

# The name by which a kernel is found is that of any Python, so that other people's tools find one; what readers see is
# the name that `make lab` gives to the kernel of .venv.
KERNELSPEC = {"display_name": "SPBE study (.venv)", "language": "python", "name": "python3"}
PARAMETERS, INJECTED = "parameters", "injected-parameters"
DATABRICKS = "application/vnd.databricks.v1+notebook"
CELLS = ("code", "markdown", "raw")
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
LARGEST = 50_000_000  # bytes; those of the study have less than one million


def text(path: Path, where: str) -> str:
    """The text of a notebook's file. Raises InputError where it cannot be read, is too large or not UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{where}: cannot be read ({error.strerror}); restore it") from None
    if len(content) > LARGEST:
        raise InputError(f"{where}: larger than {LARGEST // 1_000_000} MB; clear its outputs and save it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = f"line {line}: not UTF-8 (byte 0x{content[error.start]:02x})"
        raise InputError(f"{where}: {found}; save it as UTF-8, or restore it") from None


def parse(text: str, where: str) -> dict:
    """The notebook in `text` as format 4.5, its multi-line texts joined; what other tools leave out or add is mended.

    Outputs, counts, metadata and ids that are missing are filled in, ids that are given twice or none are replaced,
    what the format does not know is dropped. Raises InputError, one line a cause with all its cells, for another
    format, another language, and cells whose content cannot be told.
    """
    nb = _json(text, where)
    problem = _other_format(nb) or _other_language(nb)
    if problem:
        raise InputError(f"{where}: {problem}")
    causes: dict[str, list[int]] = {}
    cells = []
    for number, cell in enumerate(nb["cells"], start=1):
        found = _damage(cell)
        if found:
            causes.setdefault(found, []).append(number)
        else:
            cells.append(_mended(cell))
    if causes:
        raise InputError(f"{where}: {listed(numbers)}: {cause}" for cause, numbers in causes.items())
    _identify(cells)
    return {"cells": cells, "metadata": _whole(nb.get("metadata") or {}), "nbformat": 4, "nbformat_minor": 5}


def read(path: Path, where: str) -> dict:
    """The notebook in a file. Raises InputError where it is none."""
    return parse(text(path, where), where)


def listed(numbers: list[int]) -> str:
    """Cells by number: `cell 4`, `cells 2, 3, 5 and 17 more`."""
    some = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return f"cell{'s'[: len(numbers) > 1]} {some}"


class _NoNotebookError(ValueError):
    """What JSON allows, or Python reads, and a notebook may not hold."""


def _json(text: str, where: str) -> dict:
    try:
        nb = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_pairs, parse_constant=_constant)
        if not isinstance(nb, dict):
            raise _NoNotebookError("no JSON object")
        if "nbformat" not in nb:
            raise _NoNotebookError("no `nbformat`")
        return nb
    except json.JSONDecodeError as error:
        why = f"line {error.lineno}: {error.msg}"
    except RecursionError:
        why = "nested too deeply"
    except ValueError as error:
        why = str(error)
    raise InputError(f"{where}: not a notebook of format 4 ({why}); open and save it in JupyterLab, or restore it")


def _pairs(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NoNotebookError(f"{shown(twice)} is given twice in one object")
    return found


def _constant(name: str) -> None:
    raise _NoNotebookError(f"{name} is no number of JSON")


def _other_format(nb: dict) -> str | None:
    version = nb.get("nbformat")
    if type(version) is int and version < 4:
        return f"a notebook of format {version}; open and save it in JupyterLab, which makes format 4 of it"
    if version != 4 or type(version) is not int:
        return f"a notebook of format {shown(version)}; this reader knows format 4 only, save it as that"
    if not isinstance(nb.get("cells"), list):
        return "not a notebook of format 4 (no list of `cells`); open and save it in JupyterLab, or restore it"
    if not isinstance(nb.get("metadata") or {}, dict):
        return f"its metadata are {shown(nb['metadata'])}, no object; remove them"
    return None


def _other_language(nb: dict) -> str | None:
    """What the notebook, or the tool that wrote it, says of its language; nothing said counts as Python."""
    metadata = nb.get("metadata") or {}
    for part, name in (("kernelspec", "language"), ("language_info", "name"), (DATABRICKS, "language")):
        about = metadata.get(part)
        language = about.get(name) if isinstance(about, dict) else None
        if isinstance(language, str) and language and not re.match("i?python", language, re.IGNORECASE):
            return (
                f"written for {shown(language)}; only Python runs here, choose a Python kernel and translate its cells"
            )
    return None


def _whole(metadata: dict) -> dict:
    """Metadata without a kernel or language of which only a part is told; every run says what both are."""
    needed = {"kernelspec": ("name", "display_name"), "language_info": ("name",)}
    part = {
        key
        for key, names in needed.items()
        if not isinstance(about := metadata.get(key), dict) or not all(isinstance(about.get(n), str) for n in names)
    }
    return {key: value for key, value in metadata.items() if key not in part}


def _damage(cell: object) -> str | None:
    """Why it cannot be told what a cell holds, with the remedy."""
    if not isinstance(cell, dict):
        return f"is {shown(cell)}, no object; restore it"
    kind, source, metadata = cell.get("cell_type"), cell.get("source"), cell.get("metadata") or {}
    if kind not in CELLS:
        return f"is of the kind {shown(kind)}; make it code, Markdown or raw"
    if not isinstance(source, str) and not (isinstance(source, list) and all(isinstance(s, str) for s in source)):
        return "has a source that is no text; restore it"
    if not isinstance(metadata, dict):
        return f"has metadata {shown(metadata)}, no object; remove them"
    named = metadata.get("tags") or []
    if not isinstance(named, list) or not all(isinstance(tag, str) for tag in named):
        return f"has tags {shown(named)}; write them as a list of texts"
    editor = metadata.get("vscode")
    language = editor.get("languageId", "python") if isinstance(editor, dict) else "python"
    if kind == "code" and language != "python":
        return f"is written in {shown(language)}; only Python runs here, translate it"
    if kind == "code" and not _are_outputs(cell.get("outputs") or []):
        return "has outputs that are none of format 4; clear them"
    if "\0" in joined(source):
        return "holds the character U+0000; remove it"
    try:
        json.dumps([joined(source), named, cell.get("attachments")], ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"holds half a character (U+{ord(error.object[error.start]):04X}); write it again"
    return None


def _are_outputs(outputs: object) -> bool:
    return isinstance(outputs, list) and all(isinstance(o, dict) and _is_output(o) for o in outputs)


def _is_output(output: dict) -> bool:
    kind = output.get("output_type")
    if kind == "stream":
        said = output.get("text")
        lines = said if isinstance(said, list) else [said]
        return isinstance(output.get("name"), str) and all(isinstance(line, str) for line in lines)
    if kind in ("display_data", "execute_result"):
        return isinstance(output.get("data"), dict) and isinstance(output.get("metadata", {}), dict)
    return kind == "error"


def _mended(cell: dict) -> dict:
    """The cell with all that format 4.5 asks for and no more."""
    kind, metadata = cell["cell_type"], dict(cell.get("metadata") or {})
    if not metadata.get("tags", True):
        del metadata["tags"]
    mended = {"cell_type": kind, "id": cell.get("id"), "metadata": metadata, "source": joined(cell["source"])}
    if kind == "code":
        count = cell.get("execution_count")
        mended |= {"execution_count": count if type(count) is int else None, "outputs": cell.get("outputs") or []}
    elif isinstance(cell.get("attachments"), dict) and cell["attachments"]:
        mended["attachments"] = cell["attachments"]
    return mended


def _identify(cells: list[dict]) -> None:
    """Give each cell without an id of its own one from its position."""
    seen: set[str] = set()
    missing = []
    for number, cell in enumerate(cells, start=1):
        own = cell["id"]
        if isinstance(own, str) and CELL_ID.fullmatch(own) and own not in seen:
            seen.add(own)
        else:
            missing.append((number, cell))
    for number, cell in missing:
        names = (f"cell-{number}" + "-again" * turn for turn in range(9))
        cell["id"] = next(name for name in names if name not in seen)
        seen.add(cell["id"])


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
    build can show it. Of what a cell put out only so much stays as `output_size` keeps.
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
            warnings.append(f"cell {number}: {shortened(terminal_text(''.join(said)).strip())}")
        cell["outputs"] = limited(_streams_merged([o for o in cell["outputs"] if o.get("name") != "stderr"]))
    return warnings


def _streams_merged(outputs: list[dict]) -> list[dict]:
    """Neighbouring pieces of stdout as one: where the kernel cuts it depends on timing."""
    merged: list[dict] = []
    for is_text, group in groupby(outputs, lambda output: output["output_type"] == "stream"):
        together = list(group)
        if is_text:
            together = [together[0] | {"text": "".join(joined(output["text"]) for output in together)}]
        merged += together
    return merged
