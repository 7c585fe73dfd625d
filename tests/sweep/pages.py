"""What a reader would see of a notebook run with other parameters, without a kernel and without pictures."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, wraps

import nbformat
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from analysis.data.build import manifest
from analysis.present import publish, tables
from tests.notebooks.cells import code_cells, tags
from tests.sweep.cases import Case
from tests.tree import ROOT

KIND = publish.MIME.format("")[: -len("+json")]


@dataclass(frozen=True)
class Said:
    """One text for readers: where it stands (sentence, note, title, alt, head, cell, drawn, markdown) and its key."""

    where: str
    key: str
    text: str
    decision: str | None = None


def page(case: Case) -> list[Said]:
    """Every text of the page, in its order."""
    nb = nbformat.read(ROOT / "notebooks" / f"{case.notebook}.ipynb", 4)
    found, names = [], {"__name__": "__main__"}
    with _caught(found), _studies_once():
        for number, cell in enumerate(nb.cells, start=1):
            if cell.cell_type == "markdown" and "notebook-only" not in tags(cell):
                found.append(Said("markdown", f"cell {number}", cell.source))
        for name, cell in code_cells(nb):
            exec(compile(cell.source, f"{case}, {name}", "exec"), names)
            if "parameters" in tags(cell):
                names |= case.parameters
    return found


@contextmanager
def _caught(found: list[Said]) -> Iterator[None]:
    """What would be displayed is read instead; a figure is searched for its texts, and no HTML is made."""
    kept = publish.display, Figure.savefig, tables.to_html, manifest.require_current
    drawn: list[str] = []

    def show(data: dict, **_: object) -> None:
        (mime,) = (name for name in data if name.startswith(KIND))
        about = data[mime]
        found.extend(_said(mime.removeprefix(KIND).removesuffix("+json"), about))
        found.extend(Said("drawn", about["key"], text) for text in dict.fromkeys(drawn))
        drawn.clear()

    def save(figure: Figure, target: io.BytesIO, **_: object) -> None:
        drawn.extend(artist.get_text() for artist in figure.findobj(Text) if artist.get_text().strip())
        target.write(_dot())

    manifest.require_current()  # once a page instead of at every table that is loaded
    publish.display, Figure.savefig, tables.to_html = show, save, lambda *_: ""
    manifest.require_current = lambda: None
    try:
        yield
    finally:
        publish.display, Figure.savefig, tables.to_html, manifest.require_current = kept


def _said(kind: str, about: dict) -> Iterator[Said]:
    if kind == "sentence":
        yield Said(kind, about["key"], about["text"], about["decision"])
    if kind in ("table", "figure"):
        yield Said("title", about["key"], about["title"])
    if kind == "figure":
        yield Said("alt", about["key"], about["alt"])
    if kind == "table":
        yield Said("note", about["key"], about["note"])
        yield from (Said("head", about["key"], text) for text in about["head"])
        yield from (Said("cell", about["key"], text) for row in about["cells"] for text in row)


@lru_cache
def _dot() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, "png")
    return target.getvalue()


_KEPT: dict[tuple[object, ...], object] = {}


@contextmanager
def _studies_once() -> Iterator[None]:
    """A study that is asked a second time for the same answers with what it answered first."""
    modules = [module for name, module in sys.modules.items() if name.startswith("analysis.studies.")]
    plain = {module: module.study for module in modules if hasattr(module, "study")}
    for module, study in plain.items():
        module.study = _once(study)
    try:
        yield
    finally:
        for module, study in plain.items():
            module.study = study


def _once(study: Callable) -> Callable:
    @wraps(study)
    def answer(*arguments: object) -> object:
        asked = (study.__module__, *arguments)
        try:
            return _KEPT[asked]
        except KeyError:
            return _KEPT.setdefault(asked, study(*arguments))
        except TypeError:  # what is asked with results of other studies
            return study(*arguments)

    return answer
