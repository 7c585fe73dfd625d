"""How does a run become a page, and the report a first page? One file each: styles, pictures and script are in it.

A page opens from a folder without a network. Its words come from the catalogue, its shape from `templates/`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pygments import lex
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Code, Edition, Figure, Markdown, Output, Page, Table
from analysis.render.write.gate import HARMLESS
from analysis.render.write.prose import Prose, Token, to_html
from analysis.studies.shared.decisions import DECISIONS

TEMPLATES = Path(__file__).with_name("templates")
ICON = (  # two bars with a gap: the break between the instruments
    "data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 16 16%27%3E"
    "%3Crect width=%2716%27 height=%2716%27 rx=%273%27 fill=%27%230b5394%27/%3E"
    "%3Cpath d=%27M3 12V7h4v5zM9 12V4h4v8z%27 fill=%27%23fff%27/%3E%3C/svg%3E"
)
SVG_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
COLOURED = {"k", "ow", "s", "m", "c", "nf", "nc", "nn", "nb"}  # classes of Pygments, or their first letters


def run_page(page: Page, pages: Sequence[Page], edition: Edition) -> str:
    """The HTML of one run. `pages` are all runs in their order, for the links to the one before and after.

    Raises InputError for Markdown that cannot be shown, and for a picture without a size.
    """
    prose = Prose(page.title, f"run {page.run}")
    blocks = [(type(b).__name__, b, extra(b, prose, edition.language, page)) for b in outline.body(page)]
    runs = [p.run for p in pages]
    at = runs.index(page.run) if page.run in runs else None
    return render(
        "page.html.j2",
        edition,
        outline.file_name(page),
        page=page,
        picture=outline.first_picture([page]),
        numbers=outline.numbers(pages if at is not None else [*pages, page]),
        other=outline.other_run(page, edition.language),
        answer=outline.answer(page),
        blocks=blocks,
        has_code=any(isinstance(b, Code) for b in page.blocks),
        entries=[(f"#{s.anchor}", s.title) for s in prose.sections],
        parameters=outline.parameters(page),
        before=pages[at - 1] if at else None,
        after=pages[at + 1] if at is not None and at + 1 < len(pages) else None,
    )


def lead(tongue: str) -> str:
    """What the decision words are for."""
    words = ", ".join(language.decision_word(decision, tongue) for decision in DECISIONS)
    return language.fill("report.lead", tongue, words=words)


def glossary(tongue: str, under: int) -> list[Token]:
    """The glossary's Markdown as tokens, its headings one level below `under`."""
    text = (language.LOCALE / tongue / "glossary.md").read_text(encoding="utf-8")
    return Prose("", "glossary", level=under).read(text)


def meaning(tongue: str, terms: Collection[str]) -> list[Token]:
    """The glossary's entries of these terms, in its order."""
    entries = [part for token in glossary(tongue, under=1) for part in token.get("children", ())]
    kept, wanted = [], False
    for part in entries:
        if part["type"] == "def_list_head":
            wanted = "".join(child.get("raw", "") for child in part["children"]) in terms
        if wanted and part["type"].startswith("def_list"):
            kept.append(part)
    return [{"type": "def_list", "children": kept}] if kept else []


def highlighted(source: str) -> Markup:
    """Python with our few classes of colour."""
    parts = []
    for kind, text in lex(source.strip("\n"), PythonLexer(stripnl=False, ensurenl=False)):
        short = STANDARD_TYPES.get(kind, "")
        name = next((c for c in (short, short[:1]) if c in COLOURED), "")
        parts.append(Markup('<span class="{}">{}</span>').format(name, text) if name else Markup.escape(text))
    return Markup("").join(parts)


def extra(block: object, prose: Prose, tongue: str, page: Page | None = None) -> object:
    """What a template needs beside a block: its Markdown or code as HTML, picture, or shown text.

    page: of whose files pictures are taken; without one they are in the page itself.
    """
    if isinstance(block, Markdown):
        return Markup(to_html(prose.read(block.text)))
    if isinstance(block, Code):
        return highlighted(block.source)
    if isinstance(block, Figure):
        return _picture(block, page)
    if isinstance(block, Output):
        return outline.printed(block, tongue)
    return _table(block) if isinstance(block, Table) else None


def _table(block: Table) -> Markup:
    """The table without its note, which does not scroll with it."""
    table, end, _ = block.html.partition("</table>")
    return Markup(table + end)


def _picture(figure: Figure, page: Page | None) -> dict[str, object]:
    """Where the pictures of a figure are, with their sizes in CSS pixels: for wide and, where there is one, narrow."""
    found: dict[str, object] = {"alt": figure.alt, "narrow": None}
    for name, svg, ending in (("wide", figure.svg, "svg"), ("narrow", figure.narrow, "narrow.svg")):
        if svg:
            size = SVG_SIZE.search(svg)
            if size is None:
                raise InputError(f"figure {figure.key}: the picture has no size; publish it with publish.figure")
            width, height = (round(float(x) * 96 / 72) for x in size.groups())
            embedded = "data:image/svg+xml," + quote(svg, safe=HARMLESS)
            source = outline.figure_path(page, figure, ending) if page else embedded
            found[name] = {"src": source, "width": width, "height": height}
    return found


@lru_cache
def environment() -> Environment:
    """The templates with what all pages have: their style, their script, and the hashes that let these in."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    env.globals |= {name: getattr(outline, name) for name in ("anchor", "answer", "csv_path", "file_name")}
    env.globals |= {name: getattr(outline, name) for name in ("figure_path", "cited")}
    env.globals |= {"rows": outline.rows, "other_run": outline.other_run, "full_title": outline.full_title}
    env.globals["icon"] = ICON
    for name, file in (("style", "style.css"), ("script", "script.js")):
        text = "\n" + (TEMPLATES / file).read_text(encoding="utf-8").strip() + "\n"
        env.globals |= {name: Markup(text), f"{name}_hash": policy_hash(text)}
    return env


def policy_hash(text: str) -> str:
    """How the content policy of a page names the one script, or style, that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def render(name: str, edition: Edition, file: str | None = None, **facts: object) -> str:
    """A template filled with the edition, the words of its language and `facts`.

    file: the page's own, in the folder of its language; None for a page that is not of the report itself.
    """
    tongue = edition.language
    return (
        environment()
        .get_template(name)
        .render(
            {
                "entries": [],
                "home": "",
                "calculator": "",
                "picture": "",
                "glossary_at": None if file is None else "glossary.html",
            }
            | {
                "edition": edition,
                "address": f"{edition.address}{edition.folder}" if edition.address and file else "",
                "here": file,
                "translations": [] if file is None else translations(edition, file),
                "look_up": outline.look_up(edition),
                "version": outline.version(edition),
                "origin": outline.origin(edition),
                "citation": lambda title: outline.citation(edition, title),
                "word": lambda key, **facts: language.fill(key, tongue, **facts),
                "decision_word": lambda decision: language.decision_word(decision, tongue),
            }
            | facts
        )
    )


def translations(edition: Edition, file: str) -> list[tuple[str, str, str]]:
    """The same page in each other language: the language, where it is as seen from the page, and its name."""
    up = "../" if edition.folder else ""
    others = [tongue for tongue in edition.languages if tongue != edition.language]
    return [
        (tongue, f"{up}{edition.folder_of(tongue)}{file}", language.fill(f"page.in.{tongue}", tongue))
        for tongue in others
    ]
