"""How do the pages become PDFs: the report, and the annex that has all of each page? As JSON, set by Typst.

The report keeps of each main page what `shortened` tells, and leads to the annex for the rest.

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
from analysis.render.collect import outline, shortened
from analysis.render.collect.model import Code, Edition, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.write import characters, html
from analysis.render.write.prose import Prose, Token
from analysis.studies.shared.decisions import DECISIONS

SHARED, ANNEX = "shared.typ", "annex"
WORDS = ("minute", "change", "figure", "table", "findings", "contents", "glossary", "annex", "know", "questions")
UNBROKEN = re.compile(r"\S{60}(?=\S)")  # of print-outs, where a line may be broken: a sheet is some 80 characters wide
Numbers = dict[tuple[str, str], int]
NO_DATE = 0  # seconds: what a PDF built outside version control gives as its time


def report_pdf(pages: Sequence[Page], edition: Edition) -> bytes:
    """What is found, page by page, as an accessible PDF (PDF/UA-1), A4.

    Raises InputError for Markdown that cannot be shown, and with Typst's own words for what it refuses.
    """
    return _set("report", pages, [shortened.short(page) for page in pages if page.main], edition)


def annex_pdf(pages: Sequence[Page], edition: Edition) -> bytes:
    """Everything that the pages show but their code, likewise."""
    return _set(ANNEX, pages, pages, edition)


def _set(part: str, pages: Sequence[Page], shown: Sequence[Page], edition: Edition) -> bytes:
    pictures: dict[str, bytes] = {}
    document = _document(part, pages, shown, edition, pictures)
    return compiled(part, "report.typ", document, pictures, edition)


def compiled(
    part: str, template: str, document: dict[str, object], pictures: dict[str, bytes], edition: Edition
) -> bytes:
    """One PDF from a template and what it says. Raises InputError with Typst's own words for what it refuses."""
    day = datetime.date.fromisoformat(edition.date) if edition.date else None
    midnight = day and datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        (root / "report.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        for name in (SHARED, template):
            (root / name).write_bytes((html.TEMPLATES / name).read_bytes())
        try:
            return typst.compile(
                root / template,
                root=root,
                font_paths=characters.fonts_of_figures(root / "fonts"),
                ignore_system_fonts=True,
                package_path=root,
                package_cache_path=root,
                pdf_standards=["ua-1"],
                timestamp=midnight or NO_DATE,
            )
        except typst.TypstError as error:
            told = [f"{part}.pdf: {problem}" for problem in (error.message, *error.hints)]
            raise InputError(told) from error


def common(part: str, edition: Edition) -> dict[str, object]:
    """What every PDF says about itself, and the words of the templates."""
    tongue = edition.language
    day = datetime.date.fromisoformat(edition.date) if edition.date else None
    title = language.fill(f"report.part.{part}", tongue)
    return {
        "whole": part == ANNEX,
        "title": edition.title,
        "name": edition.title if part == "report" else f"{edition.title} – {title}",
        "subtitle": edition.subtitle,
        "language": tongue,
        "fonts": {"text": characters.TEXT_FONTS, "code": characters.CODE_FONTS},
        "date": day and {"year": day.year, "month": day.month, "day": day.day},
        "words": {name: language.fill(f"report.{name}", tongue) for name in WORDS}
        | {name: language.fill(f"page.{name}", tongue) for name in ("data", "parameters", "cite")}
        | {name: language.fill(f"card.{name}", tongue) for name in ("verdict", "why")}
        | {"decisions": {d: language.decision_word(d, tongue) for d in DECISIONS}},
    }


def _document(
    part: str, pages: Sequence[Page], shown: Sequence[Page], edition: Edition, pictures: dict[str, bytes]
) -> dict[str, object]:
    tongue, whole = edition.language, part == ANNEX
    files = {outline.file_name(p): f"{ANNEX}.pdf#{_label(p)}" for p in pages}
    files |= {outline.file_name(p): _label(p) for p in shown}
    numbers = outline.numbers(pages)
    sections = [_section(p, tongue, files, pictures, numbers) for p in shown]
    for page, section in zip(shown, sections, strict=True):
        section["annex"] = "" if whole else f"{ANNEX}.pdf#{_label(page)}"
    return common(part, edition) | {
        "origin": outline.origin(edition) if whole else outline.version(edition),
        "lead": html.lead(tongue),
        "cards": [] if whole else [vars(card) | {"label": _label(page)} for page, card in outline.cards(pages)],
        "findings": [] if whole else _grouped([(p, [a]) for p in shown if (a := outline.answer(p))]),
        "pages": sections,
        "glossary": [] if whole else html.glossary(tongue, under=1),
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
            yield kind | pictured(page, block, pictures, numbers)
        elif isinstance(block, Table):
            shown = {name: getattr(block, name) for name in ("title", "note", "head", "cells", "align")}
            rows = language.fill("page.rows", tongue, rows=outline.rows(block))
            about = {"csv": outline.csv_path(page, block), "rows": rows}
            yield kind | shown | about | {"number": numbers.get((page.run, outline.anchor(block)), 0)}
        elif isinstance(block, Output) and (shown := outline.printed(block, tongue)):
            yield kind | {"text": UNBROKEN.sub("\\g<0>\u200b", shown)}
        elif not isinstance(block, Code | Output):
            raise TypeError(f"{kind['kind']} is no block of a page")


def pictured(page: Page, block: Figure, pictures: dict[str, bytes], numbers: Numbers) -> dict[str, object]:
    """What a template needs of a figure, whose picture is added to `pictures`."""
    name = f"{len(pictures) + 1}.svg"
    pictures[name] = block.svg.encode()
    words = {part: getattr(block, part) for part in ("title", "alt", "heading", "subtitle", "source")}
    about = {"kind": "Figure", "path": name, "csv": outline.csv_path(page, block), "wide": bool(block.narrow)}
    return words | about | {"number": numbers[page.run, outline.anchor(block)]}


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
                token["attrs"]["url" if files[file].startswith(f"{ANNEX}.pdf") else "to"] = files[file]
        _linked(token.get("children", []), files)
    return tokens
