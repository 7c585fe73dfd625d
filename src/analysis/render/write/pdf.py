"""How does the whole report become one PDF? Its contents as JSON beside `templates/report.typ`, set by Typst.

Offline, with the fonts that come with Typst and a creation date from the edition, so that the same pages are the same
bytes. No text of ours is read as Typst markup: prose goes over as tokens, everything else as plain strings.
"""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Code, Edition, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.write import characters, html
from analysis.render.write.prose import Prose, Token
from analysis.studies.shared.decisions import DECISIONS

TEMPLATE = html.TEMPLATES / "report.typ"
WORDS = ("minute", "change", "figure", "table", "findings", "contents", "glossary")
UNBROKEN = re.compile(r"\S{60}(?=\S)")  # of print-outs, where a line may be broken: a sheet is some 80 characters wide
Numbers = dict[tuple[str, str], int]
NO_DATE = 0  # seconds: what a PDF built outside version control gives as its time


def report_pdf(pages: Sequence[Page], edition: Edition) -> bytes:
    """The report as an accessible PDF (PDF/UA-1), A4. Code is left out.

    Raises InputError for Markdown that cannot be shown, and with Typst's own words for what it refuses.
    """
    pictures: dict[str, bytes] = {}
    document = _document(pages, edition, pictures)
    day = datetime.date.fromisoformat(edition.date) if edition.date else None
    midnight = day and datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        (root / "report.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        (root / "report.typ").write_bytes(TEMPLATE.read_bytes())
        try:
            return typst.compile(
                root / "report.typ",
                root=root,
                font_paths=characters.fonts_of_figures(root / "fonts"),
                ignore_system_fonts=True,
                package_path=root,
                package_cache_path=root,
                pdf_standards=["ua-1"],
                timestamp=midnight or NO_DATE,
            )
        except typst.TypstError as error:
            raise InputError(
                [f"report.pdf: {error.message}", *(f"report.pdf: {hint}" for hint in error.hints)]
            ) from error


def _document(pages: Sequence[Page], edition: Edition, pictures: dict[str, bytes]) -> dict[str, object]:
    tongue = edition.language
    files = {outline.file_name(p): _label(p) for p in pages}
    day = datetime.date.fromisoformat(edition.date) if edition.date else None
    return {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "language": tongue,
        "fonts": {"text": characters.TEXT_FONTS, "code": characters.CODE_FONTS},
        "date": day and {"year": day.year, "month": day.month, "day": day.day},
        "origin": outline.origin(edition),
        "lead": html.lead(tongue),
        "words": {name: language.fill(f"report.{name}", tongue) for name in WORDS}
        | {"data": language.fill("page.data", tongue), "parameters": language.fill("page.parameters", tongue)}
        | {name: language.fill(f"card.{name}", tongue) for name in ("verdict", "why")}
        | {"decisions": {d: language.decision_word(d, tongue) for d in DECISIONS}},
        "cards": [vars(card) | {"label": _label(page)} for page, card in outline.cards(pages)],
        "findings": _grouped(outline.findings(pages)),
        "pages": [_section(p, tongue, files, pictures, outline.numbers(pages)) for p in pages],
        "glossary": html.glossary(tongue, under=1),
    }


def _grouped(found: list[tuple[Page, list[Sentence]]]) -> list[dict[str, object]]:
    """Sentences under the question of their page."""
    return [
        {"question": outline.full_title(p), "label": _label(p), "sentences": list(map(_sentence, s))} for p, s in found
    ]


def _section(
    page: Page, tongue: str, files: dict[str, str], pictures: dict[str, bytes], numbers: Numbers
) -> dict[str, object]:
    prose, answer = Prose(page.title, f"run {page.run}"), outline.answer(page)
    return {
        "title": outline.full_title(page) if page.main or page.name else f"{page.title} ({page.run})",
        "other": outline.other_run(page, tongue),
        "label": _label(page),
        "answer": answer and _sentence(answer),
        "blocks": list(_blocks(page, prose, tongue, files, pictures, numbers)),
        "made": language.fill("report.run", tongue, run=page.run, notebook=page.notebook),
        "parameters": outline.parameter_list(page) if page.main else "",
    }


def _blocks(
    page: Page, prose: Prose, tongue: str, files: dict[str, str], pictures: dict[str, bytes], numbers: Numbers
) -> Iterable[dict[str, object]]:
    for block in outline.body(page):
        kind = {"kind": type(block).__name__}
        if isinstance(block, Markdown):
            yield kind | {"tokens": _linked(prose.read(block.text), files)}
        elif isinstance(block, Sentence):
            yield kind | _sentence(block)
        elif isinstance(block, Figure):
            name = f"{len(pictures) + 1}.svg"
            pictures[name] = block.svg.encode()
            words = {part: getattr(block, part) for part in ("title", "alt", "heading", "subtitle", "source")}
            about = {"path": name, "csv": outline.csv_path(page, block), "wide": bool(block.narrow)}
            yield kind | words | about | {"number": numbers[page.run, outline.anchor(block)]}
        elif isinstance(block, Table):
            shown = {name: getattr(block, name) for name in ("title", "note", "head", "cells", "align")}
            rows = language.fill("page.rows", tongue, rows=outline.rows(block))
            about = {"csv": outline.csv_path(page, block), "rows": rows}
            yield kind | shown | about | {"number": numbers.get((page.run, outline.anchor(block)), 0)}
        elif isinstance(block, Output) and (shown := outline.printed(block, tongue)):
            yield kind | {"text": UNBROKEN.sub("\\g<0>\u200b", shown)}
        elif not isinstance(block, Code | Output):
            raise TypeError(f"{kind['kind']} is no block of a page")


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {"text": sentence.text, "decision": sentence.decision}


def _label(page: Page) -> str:
    return f"run-{page.run}"


def _linked(tokens: list[Token], files: dict[str, str]) -> list[Token]:
    """Links to another page of the report lead to its section."""
    for token in tokens:
        if token["type"] == "link":
            file = token["attrs"]["url"].partition("#")[0]
            if file in files:
                token["attrs"]["to"] = files[file]
        _linked(token.get("children", []), files)
    return tokens
