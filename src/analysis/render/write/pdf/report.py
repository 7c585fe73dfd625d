"""Which of what pages say goes into the report, and which into its annex?

The report keeps of each main page what `shortened` tells, and leads to the annex for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.present import language
from analysis.render.collect import outline, shortened
from analysis.render.collect.model import Code, Edition, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.write import html
from analysis.render.write.pdf import setting
from analysis.render.write.pdf.setting import Numbers
from analysis.render.write.prose import Prose, Token

ANNEX = "annex"
UNBROKEN = re.compile(r"\S{60}(?=\S)")  # of print-outs, where a line may be broken: a sheet is some 80 characters wide


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
    return setting.compiled(part, "report.typ", document, pictures, edition)


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
    return setting.common(part, edition) | {
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
            yield kind | setting.pictured(page, block, pictures, numbers)
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
                token["attrs"]["url" if files[file].startswith(f"{ANNEX}.pdf") else "to"] = files[file]
        _linked(token.get("children", []), files)
    return tokens
