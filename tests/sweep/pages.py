"""What a reader would see of a notebook run with other parameters, without a kernel and without pictures."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps

import nbformat
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.data.build import manifest
from analysis.present import cards, language, publish, tables
from analysis.present.charts import style, svg
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un.donors import Panel
from analysis.studies.un_movement import rank_confidence, rank_sets
from tests.notebooks.cells import code_cells, tags
from tests.sweep.cases import DRAWS, Case
from tests.tree import ROOT

FIGURE = publish.MIME.format("figure")
KIND = publish.MIME.format("")[: -len("+json")]


@dataclass(frozen=True)
class Said:
    """One text for readers: where it stands (sentence, note, title, alt, head, cell, drawn, markdown) and its key."""

    where: str
    key: str
    text: str
    decision: str | None = None


def page(case: Case, drawn: bool = True) -> list[Said]:
    """Every text of the page, in its order; without `drawn` not those inside of drawings, which take the most time."""
    nb = nbformat.read(ROOT / "notebooks" / f"{case.notebook}.ipynb", 4)
    found, names = [], {"__name__": "__main__"}
    with _caught(found, drawn), studies_once():
        for number, cell in enumerate(nb.cells, start=1):
            if cell.cell_type == "markdown" and "notebook-only" not in tags(cell):
                found.append(Said("markdown", f"cell {number}", cell.source))
        for name, cell in code_cells(nb):
            exec(compile(cell.source, f"{case}, {name}", "exec"), names)
            if "parameters" in tags(cell):
                names |= case.parameters
    return found


@contextmanager
def _caught(found: list[Said], draws: bool) -> Iterator[None]:
    """What would be displayed is read instead; a figure is searched for its texts, and no HTML is made."""
    kept = publish.display, publish.figure, tables.to_html, manifest.require_current
    pictures, plain_drawing, tongue = (
        (svg.svg, svg.png),
        publish.drawing,
        language.current(),
    )  # a page may choose its own
    drawn: list[str] = []

    def show(data: dict, **_: object) -> None:
        (mime,) = (name for name in data if name.startswith(KIND))
        about = data[mime]
        found.extend(_said(mime.removeprefix(KIND).removesuffix("+json"), about))
        if mime == FIGURE:  # not the bundle with its words, which goes before it
            found.extend(Said("drawn", about["key"], text) for text in dict.fromkeys(drawn))
            drawn.clear()

    def drawing(figure: Figure) -> str:
        drawn.extend(_written(figure))
        return "<svg/>"

    def blank(key: str, draw: Callable, data: pd.DataFrame, *arguments: object, **named: object) -> None:
        words = {name: named[name] for name in ("csv", "texts") if name in named}
        plain_drawing(key, lambda *_, **__: Figure(), data, *arguments, **words)

    svg.svg, svg.png = drawing, lambda _: ""
    publish.drawing = plain_drawing if draws else blank
    manifest.require_current()  # once a page instead of at every table that is loaded
    publish.display, tables.to_html = show, lambda *_: ""
    publish.figure = _drawn_once(publish.figure)
    manifest.require_current = lambda: None
    try:
        yield
    finally:
        publish.display, publish.figure, tables.to_html, manifest.require_current = kept
        (svg.svg, svg.png), publish.drawing = pictures, plain_drawing
        language.use(tongue)


def _said(kind: str, about: dict) -> Iterator[Said]:
    if kind == "sentence":
        yield Said(kind, about["key"], about["text"], about["decision"])
    if kind == "card":
        yield from (Said("sentence", f"{about['key']}.{part}", about[part], about["decision"]) for part in cards.PARTS)
    if kind in ("table", "figure"):
        yield Said("title", about["key"], about["title"])
    if kind == "figure":
        yield Said("alt", about["key"], about["alt"])
        yield from (
            Said("title", about["key"], about[part]) for part in ("heading", "subtitle", "source") if part in about
        )
    if kind == "table":
        yield Said("note", about["key"], about["note"])
        yield from (Said("head", about["key"], text) for text in about["head"])
        yield from (Said("cell", about["key"], text) for row in about["cells"] for text in row)


_DRAWN: dict[bytes, Figure] = {}


def _drawn_once(publish_figure: Callable) -> Callable:
    """A figure drawn again from equal data, words and options, in the same language, is that of the first time."""

    @wraps(publish_figure)
    def figure(key: str, draw: Callable, data: pd.DataFrame, *arguments: object, **named: object) -> None:
        def drawn(data: pd.DataFrame, **options: object) -> Figure:
            drawing = draw, data, options, style.sheet(), language.current()
            asked = hashlib.sha256(pickle.dumps(drawing)).digest()
            if asked not in _DRAWN:
                _DRAWN[asked] = Figure()
                _DRAWN[asked].written = _written(draw(data, **options))
            return _DRAWN[asked]

        publish_figure(key, drawn, data, *arguments, **named)

    return figure


def _written(figure: Figure) -> list[str]:
    """The texts of a figure."""
    if hasattr(figure, "written"):
        return figure.written
    return [artist.get_text() for artist in figure.findobj(Text) if artist.get_text().strip()]


# What the studies of many moves share, beside `study`; nobody changes the frames that are given out.
PARTS = ((rank_sets, "_robust_world"), (survey, "edition"), (survey, "components"))
_KEPT: dict[tuple[object, ...], object] = {}


@contextmanager
def studies_once() -> Iterator[None]:
    """A study, or one of PARTS, that is asked a second time for the same answers with what it answered first.

    Scenarios of errors take as few draws as the parameter that says how many.
    """
    modules = [module for name, module in sys.modules.items() if name.startswith("analysis.studies.")]
    plain = {(module, "study"): module.study for module in modules if hasattr(module, "study")}
    plain |= {(module, name): getattr(module, name) for module, name in PARTS}
    draws = rank_confidence.DRAWS
    rank_confidence.DRAWS = DRAWS
    for (module, name), function in plain.items():
        setattr(module, name, _once(function))
    try:
        yield
    finally:
        rank_confidence.DRAWS = draws
        for (module, name), function in plain.items():
            setattr(module, name, function)


def _once(study: Callable) -> Callable:
    @wraps(study)
    def answer(*arguments: object) -> object:
        given = (pickle.dumps(one) if isinstance(one, Panel) else one for one in arguments)
        asked = (study.__module__, study.__name__, *given)
        try:
            return _KEPT[asked]
        except KeyError:
            return _KEPT.setdefault(asked, study(*arguments))
        except TypeError:  # what is asked with results of other studies; only those of a panel take long
            return study(*arguments)

    return answer
