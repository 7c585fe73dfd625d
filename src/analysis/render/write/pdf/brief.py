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


def brief_pdf(pages: Sequence[Page], edition: Edition) -> bytes:
    """The brief as an accessible PDF (PDF/UA-1). Raises InputError where it does not fit its sheets."""
    pictures: dict[str, bytes] = {}
    document = _document(pages, edition, pictures)
    for size in SIZES:
        made = setting.compiled("brief", "brief.typ", document | {"size": size}, pictures, edition)
        if len(pypdfium2.PdfDocument(made)) <= SHEETS:
            return made
    raise InputError(
        f"brief.pdf: longer than {SHEETS} sheets even at {SIZES[-1]} points; shorten the texts of the cards"
    )


def _document(pages: Sequence[Page], edition: Edition, pictures: dict[str, bytes]) -> dict[str, object]:
    tongue = edition.language
    return setting.common("brief", edition) | {
        "version": outline.version(edition),
        "cards": [vars(card) | {"label": ""} for _, card in outline.cards(pages)],
        "figure": _figure(pages, pictures),
        "know": [*(language.fill(f"report.know.{name}", tongue) for name in KNOW), html.lead(tongue)],
        "questions": _questions(pages, edition),
        "citation": outline.citation(edition, edition.title),
    }


def _figure(pages: Sequence[Page], pictures: dict[str, bytes]) -> dict[str, object] | None:
    """The first figure of the page whose card comes first."""
    first = next((page for page, _ in outline.cards(pages)), None)
    found = next((block for block in first.blocks if isinstance(block, Figure)), None) if first else None
    return setting.pictured(first, found, pictures, outline.numbers(pages)) if first and found else None


def _questions(pages: Sequence[Page], edition: Edition) -> list[dict[str, str]]:
    """What readers ask, each with the page of the report that answers."""
    titles = {page.run: outline.full_title(page) for page in pages if page.main}
    asked = []
    for question, address in front.questions(pages, edition):
        run = address.partition(".html")[0]
        if run in titles:
            asked.append({"question": question, "address": f"report.pdf#run-{run}", "title": titles[run]})
    return asked
