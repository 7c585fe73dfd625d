"""Is what a notebook stores the result of its code, portable and open to comparison? One function a rule."""

from __future__ import annotations

import base64
import io
import json
import re

from nbformat import NotebookNode
from PIL import Image

from analysis.render.run.notebook import listed
from analysis.render.run.small_picture import MOST
from analysis.render.run.store import FIGURE, PNG
from tests.notebooks.cells import code_cells, outputs, tags, texts
from tests.tree import MACHINE_PATH

MAX_OUTPUT_BYTES = 800_000  # a complete list of institutions as CSV takes 150 kB, a picture 20 kB at most
TIME_OR_ADDRESS = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\b\d\d:\d\d:\d\d\b|\b0x[0-9a-f]{6,}")
NARROWEST = 250  # dots: of less nobody can tell what is drawn
NBVAL_COMMENT = re.compile(r"^\s*#+\s*(?:NBVAL_|PYTEST_VALIDATE_)\w+\s*$", re.M)


def metadata_is_portable(nb: NotebookNode) -> list[str]:
    about = nb.metadata.get("kernelspec")
    kernel = about.get("name") if isinstance(about, dict) else about
    problems = [] if kernel == "python3" else [f"kernelspec is {kernel!r}; it must be 'python3' (make store)"]
    extra = sorted(set(nb.metadata) - {"kernelspec", "language_info"})
    problems += [f"notebook metadata {_named(extra)} must go (make store)"] if extra else []
    cells = [n for n, cell in enumerate(nb.cells, start=1) if set(cell.metadata) - {"tags"}]
    if cells:
        extra = sorted({key for cell in nb.cells for key in cell.metadata} - {"tags"})
        problems.append(f"{listed(cells)}: metadata {_named(extra)} must go (make store)")
    return problems


def _named(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def hides_nothing_from_nbval(nb: NotebookNode) -> list[str]:
    problems = []
    for name, cell in code_cells(nb):
        escapes = [t for t in tags(cell) if re.match(r"nbval|raises-exception|skip-execution|injected", t.lower())]
        escapes += [match.strip() for match in NBVAL_COMMENT.findall(cell.source)]
        problems += [f"{name}: `{escape}` takes it out of the comparison; remove it" for escape in escapes]
    return problems


def outputs_are_stored(nb: NotebookNode) -> list[str]:
    """Every code cell shows something or is tagged `no-output`, as run once from top to bottom."""
    problems, counts = [], {}
    for count, (name, cell) in enumerate(code_cells(nb), start=1):
        silent = "no-output" in tags(cell)
        if not cell.outputs and not silent:
            problems.append(f"{name}: nothing is stored; run make store, or tag it `no-output` if it shows nothing")
        if cell.outputs and silent:
            problems.append(f"{name}: tagged `no-output` but has outputs")
        if cell.execution_count != count:
            counts[int(name.removeprefix("cell "))] = f"{cell.execution_count}, expected {count}"
    if counts:
        first = next(iter(counts.values()))
        problems.append(f"{listed(list(counts))}: execution count {first}{', …' * (len(counts) > 1)}; run make store")
    if not any(cell.outputs for _, cell in code_cells(nb)):
        problems.append("no cell has a stored output: re-execution would compare nothing")
    return problems


def figures_have_a_small_picture(nb: NotebookNode) -> list[str]:
    """Each figure can be seen where the file is read, and is a picture of `MOST` bytes at most; nothing else is."""
    problems = []
    for name, output in outputs(nb):
        data = output.get("data", {})
        images = [mime for mime in data if mime.startswith("image/")]
        if images != ([PNG] if FIGURE in data else []):
            problems.append(f"{name}: stores {', '.join(images) or 'a figure without a picture'} (make store)")
        elif images:
            problems += [f"{name}: {why} (make store)" for why in _wrong_picture(data[PNG])]
    return problems


def _wrong_picture(stored: str) -> list[str]:
    try:
        png = base64.b64decode(stored, validate=True)
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
            width = picture.width
    except (OSError, ValueError, SyntaxError):
        return ["its picture is no PNG"]
    problems = [f"its picture has {len(png)} bytes, {MOST} at most"] if len(png) > MOST else []
    return [*problems, f"its picture is {width} dots wide, {NARROWEST} at least"] if width < NARROWEST else problems


def no_stored_errors(nb: NotebookNode) -> list[str]:
    problems = [f"{name}: a stored error ({o.ename})" for name, o in outputs(nb) if o.output_type == "error"]
    warned = [name for name, o in outputs(nb) if o.output_type == "stream" and o.name == "stderr"]
    return problems + [f"{name}: stores a message on stderr; mend its cause" for name in warned]


def outputs_are_small(nb: NotebookNode) -> list[str]:
    size = sum(len(json.dumps(output, ensure_ascii=False).encode()) for _, output in outputs(nb))
    return [f"outputs take {size // 1000} kB, {MAX_OUTPUT_BYTES // 1000} at most"] if size > MAX_OUTPUT_BYTES else []


def outputs_are_timeless(nb: NotebookNode) -> list[str]:
    """No time of day, no address in memory and no path of a machine, which differ on every run."""
    return [
        f"{name}: an output holds {match[0]!r}, which differs from run to run or by machine"
        for name, output in outputs(nb)
        for text in texts(output)
        for pattern in (TIME_OR_ADDRESS, MACHINE_PATH)
        if (match := pattern.search(text))
    ]


RULES = (
    metadata_is_portable,
    hides_nothing_from_nbval,
    outputs_are_stored,
    figures_have_a_small_picture,
    no_stored_errors,
    outputs_are_small,
    outputs_are_timeless,
)
