"""What did a run publish? The executed notebook's outputs, as `analysis.present.publish` wrote them, made into a page.

Nothing is lost in silence: a bundle that is incomplete, a picture that was not published or cannot be read, a key that
stands for two things, and text or Markdown that the report cannot show are refused. What a cell printed is shown as a
terminal would show it, in one block a cell.
"""

from __future__ import annotations

import base64
import io
import math
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from PIL import Image

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.present.cards import PARTS
from analysis.render.collect import markdown
from analysis.render.collect.model import Block, Card, Code, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.project import sha256
from analysis.render.run import notebook, output_size
from analysis.render.run.study import Run
from analysis.render.run.terminal_text import terminal_text
from analysis.render.write import characters
from analysis.render.write.characters import Place
from analysis.render.write.prose import Prose, title

VALUE, TABLE, FIGURE, SENTENCE, HEADING, LINKS, CARD = (
    f"application/vnd.spbe.{kind}+json" for kind in ("value", "table", "figure", "sentence", "heading", "links", "card")
)
PNG, SVG, NARROW = "image/png", "image/svg+xml", "image/vnd.spbe.narrow+svg+xml"
NO_TITLE = "no heading; start it with `# ` and its question in Markdown"
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
LONGEST_KEY = 150  # characters: tables/<run id>_<key>.csv and the names it has while written stay under 255 bytes


def collect(nb: dict, run: Run, tongue: str = language.SOURCE) -> Page:
    """The page of an executed notebook, its Markdown in the language of readers.

    Raises InputError with everything that is wrong with what it published, and as `markdown.translated` does.
    """
    nb = markdown.translated(nb, run.notebook, tongue)
    collected = _Collector(where(run))
    superseded = any(notebook.INJECTED in notebook.tags(cell) for cell in nb["cells"])
    numbers = {id(cell): number for number, cell in notebook.code_cells(nb)}
    for cell in nb["cells"]:
        if markdown.is_read(cell):
            collected.blocks.append(Markdown(cell["source"]))
        elif id(cell) in numbers:
            if not (superseded and notebook.PARAMETERS in notebook.tags(cell)):
                collected.blocks.append(Code(cell["source"]))
            for output in cell["outputs"]:
                collected.add(output, numbers[id(cell)])
    question = title(nb)
    if question is None:
        collected.problems.append(f"{collected.where}: {NO_TITLE}")
    collected.problems += characters.refusals(collected.places)
    if collected.problems:
        raise InputError(collected.problems)
    page = Page(
        run.id,
        run.notebook,
        run.main,
        question,
        dict(run.parameters),
        collected.blocks,
        name=run.title,
        cards=collected.cards,
    )
    page.values.update(collected.values)
    return page


def where(run: Run) -> str:
    """How messages name a run."""
    return f"run {run.id} (notebook {run.notebook})"


class _Collector:
    """Blocks and values of one run so far, with what each key stands for."""

    def __init__(self, where: str):
        self.where = where
        self.blocks: list[Block] = []
        self.cards: list[Card] = []
        self.values: dict[str, object] = {}
        self.problems: list[str] = []
        self.places: list[Place] = []  # texts, which the report must be able to show
        self._printed: int | None = None  # the cell whose print-out is the last block
        self._content: dict[tuple[str, str], object] = {}  # (namespace, key) -> what it was published with

    def add(self, output: dict, cell: int) -> None:
        """One output of a cell."""
        where = f"{self.where}: cell {cell}"
        data = {"text/plain": output["text"]} if output["output_type"] == "stream" else output["data"]
        try:
            if VALUE in data:
                for key, value in data[VALUE]["values"].items():
                    self._value(key, value, where)
                    self.places.append(Place(f"{where}: value {key}", str(value), "data"))
            elif TABLE in data:
                self._keyed(_table(data), where)
            elif FIGURE in data:
                self._keyed(_figure(data), where)
            elif SENTENCE in data:
                sentence = data[SENTENCE]
                marked = sentence.get("finding", False)
                block = Sentence(sentence["key"], sentence["text"], sentence.get("decision"), marked)
                self._keyed(block, where)
                self._value(block.key, block.text, where)
            elif CARD in data:
                self._card(Card(**data[CARD]), where)
            elif LINKS in data:
                self._plain(data, cell, f"{where}: links {data[LINKS]['key']}")
            elif HEADING in data:
                pass  # the words of a figure, which has them too
            elif output_size.CUT in data:
                self._print(Output("", cut=data[output_size.CUT]["bytes"]), cell)
            else:
                self._plain(data, cell, where)
        except InputError as error:
            self.problems += [f"{where}: {problem}" for problem in error.problems]
        except (KeyError, TypeError, AttributeError) as error:
            self.problems.append(f"{where}: a published output lacks {error}; publish it with present.publish")

    def _card(self, card: Card, where: str) -> None:
        for part in PARTS:
            self._value(f"{card.key}.{part}", getattr(card, part), where)
            self.places.append(Place(f"{where}: card {card.key}: {part}", getattr(card, part)))
        self.cards.append(card)

    def _plain(self, data: dict, cell: int, where: str) -> None:
        """What was shown without being published."""
        pictures = sorted(kind for kind in data if kind.startswith("image/"))
        if pictures:
            raise InputError(f"a picture ({', '.join(pictures)}) that was not published; show it with publish.figure")
        if "text/markdown" in data:
            text = notebook.joined(data["text/markdown"])
            Prose("", "shown text").read(text)
            self.places.append(Place(f"{where}: shown Markdown", text))
            self.blocks.append(Markdown(text))
            self._printed = None
            return
        text = terminal_text(notebook.joined(data.get("text/plain", "")))
        self._print(Output(text, notebook.joined(data.get("text/html", ""))), cell)
        self.places.append(Place(f"{where}: printed text", output_size.shortened(text), "printed"))

    def _print(self, block: Output, cell: int) -> None:
        """Join what one cell prints piece by piece."""
        if self._printed == cell:
            last = self.blocks.pop()
            text = f"{last.text}{'' if last.text.endswith(chr(10)) or not last.text else chr(10)}{block.text}"
            block = Output(text, last.html + block.html, last.cut + block.cut)
        self.blocks.append(block)
        self._printed = cell

    def _keyed(self, block: Table | Figure | Sentence, where: str) -> None:
        kind = "sentence" if isinstance(block, Sentence) else "table or figure"  # the latter two share tables/<key>.csv
        self._claim(kind, block.key, block, where)
        self.blocks.append(block)
        self._printed = None
        self.places += _places(block, where)

    def _value(self, key: str, value: object, where: str) -> None:
        finite = isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
        if not finite or isinstance(value, bool):
            self.problems.append(f"{where}: value {key} is {value!r}; publish a finite number or a text")
            return
        self._claim("value", key, value, where)
        self.values[key] = value

    def _claim(self, kind: str, key: str, content: object, where: str) -> None:
        if not KEY.fullmatch(key):
            self.problems.append(f"{where}: key {key!r}: write at least two lower-case words joined by dots")
        if len(key) > LONGEST_KEY:
            self.problems.append(f"{where}: key {key[:40]}…: it names a file; write {LONGEST_KEY} characters at most")
        if self._content.setdefault((kind, key), content) != content:
            self.problems.append(f"{where}: {kind} {key} is published twice with different content; rename one")


def _table(data: dict) -> Table:
    parts = {name: data[TABLE][name] for name in ("key", "title", "note", "head", "cells", "align", "csv")}
    return Table(**parts, html=notebook.joined(data.get("text/html", "")))


def _figure(data: dict) -> Figure:
    names = ("key", "title", "alt", "data_sha256", "csv", "heading", "subtitle", "source")
    parts = {name: data[FIGURE][name] for name in names}
    if sha256(parts["csv"]) != parts["data_sha256"]:
        raise InputError(f"figure {parts['key']}: data_sha256 is not that of its csv; publish both from the same table")
    if SVG not in data:
        raise InputError(f"figure {parts['key']} has no picture; publish the figure itself with publish.figure")
    svg, narrow = (_svg(parts["key"], notebook.joined(data[kind])) if kind in data else "" for kind in (SVG, NARROW))
    png = _png(parts["key"], notebook.joined(data[PNG])) if PNG in data else b""
    return Figure(**parts, svg=svg, narrow=narrow, png=png)


def _svg(key: str, text: str) -> str:
    """An SVG that loads nothing. Raises InputError for one that is damaged or refers to anything outside it."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise InputError(f"figure {key}: the picture is damaged ({error}); publish it again") from error
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        links = [value for attribute, value in element.attrib.items() if attribute.rpartition("}")[2] == "href"]
        if name in ("script", "image", "foreignObject") or not all(link.startswith("#") for link in links):
            raise InputError(f"figure {key}: its picture loads something ({name}); draw marks and text alone")
    return text


def _png(key: str, text: str) -> bytes:
    try:
        png = base64.b64decode("".join(text.split()), validate=True)
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
    except Exception as error:  # decoders raise whatever they run into
        raise InputError(f"figure {key}: the picture is damaged ({error}); publish it again") from error
    return png


def _places(block: Table | Figure | Sentence, where: str) -> list[Place]:
    """Every text of a published block that a reader sees, and its CSV where that is all."""
    where = f"{where}: {type(block).__name__.lower()} {block.key}"
    if isinstance(block, Sentence):
        return [Place(where, block.text)]
    if isinstance(block, Figure):
        data = {"alt": block.alt, "csv": block.csv}
        shown = {name: getattr(block, name) for name in ("title", "heading", "subtitle", "source")}
        return [
            *(Place(f"{where}: {k}", x) for k, x in shown.items() if x),
            *(Place(f"{where}: {k}", x, "data") for k, x in data.items()),
        ]
    shown = {"title": block.title, "note": block.note, "head": "\t".join(block.head)}
    shown |= {f"row {number}": "\t".join(row) for number, row in enumerate(block.cells, start=1)}
    places = [Place(f"{where}: {name}", text) for name, text in shown.items()]
    return places if block.cells else [*places, Place(f"{where}: csv", block.csv, "data")]


def prefixed(page: Page, key: str) -> str:
    """A key as the whole report knows it: plain from a main run, after the run's id from any other."""
    return key if page.main else f"{page.run}.{key}"


def merge_values(pages: Iterable[Page]) -> dict[str, object]:
    """reports/values.json: every value and sentence of every run, sorted by key.

    Raises InputError for each key that two runs publish with different values.
    """
    pairs = ((page, prefixed(page, key), value) for page in pages for key, value in page.values.items())
    return _merged(pairs, "key")


def merge_tables(pages: Iterable[Page]) -> dict[str, str]:
    """reports/tables: file name -> CSV of every table and figure. Raises InputError where two share a file name."""
    blocks = ((page, block) for page in pages for block in page.blocks if isinstance(block, Table | Figure))
    return _merged(((page, _file(prefixed(page, block.key)), block.csv) for page, block in blocks), "table")


def _file(key: str) -> str:
    return key.replace(".", "_") + ".csv"


def _merged(pairs: Iterator[tuple[Page, str, object]], what: str) -> dict:
    merged, owner, problems = {}, {}, []
    for page, key, content in pairs:
        if merged.setdefault(key, content) != content:
            both = f"runs {owner[key]} and {page.run}"
            problems.append(f"{what} {key}: {both} publish it with different content; rename one")
        owner.setdefault(key, page.run)
    if problems:
        raise InputError(problems)
    return dict(sorted(merged.items()))
