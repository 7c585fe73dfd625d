"""How is a PDF set? What it says goes over as JSON beside its template, for Typst.

Offline, with the fonts that come with Typst and a creation date from the edition, so that the same pages are the same
bytes. No text of ours is read as Typst markup: prose goes over as tokens, everything else as plain strings.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from pathlib import Path

import typst

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Edition, Figure, Page
from analysis.render.write import characters
from analysis.studies.shared.decisions import DECISIONS

TEMPLATES, SHARED = Path(__file__).parent, "shared.typ"
WORDS = (
    "minute", "figure", "table", "findings", "contents", "glossary", "annex", "know", "questions", "meanings",
)  # fmt: skip
NO_DATE = 0  # seconds: what a PDF built outside version control gives as its time
Numbers = dict[tuple[str, str], int]


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
            (root / name).write_bytes((TEMPLATES / name).read_bytes())
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
        "whole": part == "annex",
        "title": edition.title,
        "name": edition.title if part == "report" else f"{edition.title} – {title}",
        "subtitle": edition.subtitle,
        "language": tongue,
        "fonts": {"text": characters.TEXT_FONTS, "code": characters.CODE_FONTS},
        "date": day and {"year": day.year, "month": day.month, "day": day.day},
        "words": {name: language.fill(f"report.{name}", tongue) for name in WORDS}
        | {name: language.fill(f"page.{name}", tongue) for name in ("data", "parameters", "cite")}
        | {name: language.fill(f"card.{name}", tongue) for name in ("verdict", "why", "change")}
        | {"decisions": {d: language.decision_word(d, tongue) for d in DECISIONS}},
    }


def pictured(page: Page, block: Figure, pictures: dict[str, bytes], numbers: Numbers) -> dict[str, object]:
    """What a template needs of a figure, whose picture is added to `pictures`."""
    name = f"{len(pictures) + 1}.svg"
    pictures[name] = block.svg.encode()
    words = {part: getattr(block, part) for part in ("title", "alt", "heading", "subtitle", "source")}
    about = {"kind": "Figure", "path": name, "csv": outline.csv_path(page, block), "wide": bool(block.narrow)}
    return words | about | {"number": numbers[page.run, outline.anchor(block)]}
