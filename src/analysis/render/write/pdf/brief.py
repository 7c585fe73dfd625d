"""What lies on a desk: the brief, two sheets. Claims with verdicts; one figure, what to know, where the rest is."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Edition, Figure, Page
from analysis.render.write import front, html
from analysis.render.write.pdf import setting

SHEETS = 2
SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)  # of its text, in points: the largest that fits
KNOW = ("score", "instruments", "margins")


def brief_pdf(pages: Sequence[Page], edition: Edition, report: bytes) -> bytes:
    """The brief as an accessible PDF (PDF/UA-1).

    report: the PDF whose sheets its questions name. Raises InputError where the brief does not fit its sheets.
    """
    pictures: dict[str, bytes] = {}
    document = _document(pages, edition, pictures) | {"questions": _questions(pages, edition, sheets_of(report, pages))}
    for size in SIZES:
        made = setting.compiled("brief", "brief.typ", document | {"size": size}, pictures, edition)
        if len(pypdfium2.PdfDocument(made)) <= SHEETS:
            return made
    raise InputError(
        f"brief.pdf: longer than {SHEETS} sheets even at {SIZES[-1]} points; shorten the texts of the cards"
    )


def _document(pages: Sequence[Page], edition: Edition, pictures: dict[str, bytes]) -> dict[str, object]:
    tongue, cards = edition.language, [card for _, card in outline.cards(pages)]
    return setting.common("brief", edition) | {
        "version": outline.version(edition),
        "cards": [vars(card) | {"label": ""} for card in cards],
        "figure": _figure(pages, pictures),
        "know": [language.fill(f"report.know.{name}", tongue) for name in KNOW],
        "meanings": html.meaning(tongue, {language.decision_word(card.decision, tongue) for card in cards}),
        "citation": outline.citation(edition, edition.title),
    }


def _figure(pages: Sequence[Page], pictures: dict[str, bytes]) -> dict[str, object] | None:
    """The first figure of the page whose card comes first."""
    first = next((page for page, _ in outline.cards(pages)), None)
    found = next((block for block in first.blocks if isinstance(block, Figure)), None) if first else None
    return setting.pictured(first, found, pictures, outline.numbers(pages)) if first and found else None


def _questions(pages: Sequence[Page], edition: Edition, sheets: dict[str, int]) -> list[dict[str, str]]:
    """What readers ask, each with the place in the report."""
    mains, asked = {page.run for page in pages if page.main}, []
    for question, address in front.questions(pages, edition):
        run = address.partition(".html")[0]
        if run in mains:
            sheet = language.fill("report.sheet", edition.language, sheet=sheets[run])
            asked.append({"question": question, "address": f"report.pdf#run-{run}", "sheet": sheet})
    return asked


def sheets_of(made: bytes, pages: Sequence[Page]) -> dict[str, int]:
    """Run of each main page -> the number of the sheet, from 1, on which the report begins it."""
    chapters = [entry for entry in pypdfium2.PdfDocument(made).get_toc() if entry.level == 0]
    runs = [page.run for page in pages if page.main]
    return {run: entry.get_dest().get_index() + 1 for run, entry in zip(runs, chapters, strict=False)}
