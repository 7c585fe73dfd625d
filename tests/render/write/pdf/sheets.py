"""What is wrong with the sheets of a PDF as a reader sees them: blank quarters, headings and captions left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pypdfium2

BODY = (0.095, 0.91)  # of a sheet's height: between running title and page number
TOP = 0.85  # of a sheet's height, from below: what begins higher begins the sheet
MOST_BLANK = 0.25  # of the body, at its foot or between two things, where the chapter goes on
DARK = 200  # of 255: what is darker is print
CAPTION = re.compile(r"(Table|Tabel) \d+\.")  # stands above its table; that of a figure stands below


def faults(made: bytes) -> list[str]:
    """One line a fault, with its sheet."""
    document = pypdfium2.PdfDocument(made)
    entries = [(entry.get_dest().get_index(), entry) for entry in document.get_toc() if entry.get_dest()]
    starts = {sheet for sheet, entry in entries if entry.level == 0 and _on_top(document[sheet], entry)}
    starts.add(len(document))
    headings = {entry.get_title() for _, entry in entries}
    return [
        f"sheet {number + 1}: {fault}"
        for number, sheet in enumerate(document)
        for fault in (*([] if number + 1 in starts else _blank(sheet)), *_alone(sheet, headings))
    ]


def _on_top(sheet: pypdfium2.PdfPage, entry: pypdfium2.PdfBookmark) -> bool:
    """Does what the entry leads to begin the sheet? A chapter further down leaves no blank sheet before it."""
    _, (_, height, *_) = entry.get_dest().get_view()
    return height > TOP * sheet.get_height()


def _blank(sheet: pypdfium2.PdfPage) -> Iterator[str]:
    seen = np.asarray(sheet.render(scale=0.5).to_pil().convert("L"))
    body = seen[int(BODY[0] * len(seen)) : int(BODY[1] * len(seen))]
    printed = np.flatnonzero((body < DARK).any(axis=1))
    widest = np.diff(np.concatenate([[-1], printed, [len(body)]])).max() / len(body)
    if widest > MOST_BLANK:
        yield f"{widest:.0%} blank"


def _alone(sheet: pypdfium2.PdfPage, headings: set[str]) -> Iterator[str]:
    """Is the lowest line of the body a heading, or the caption of a table?"""
    words, height = sheet.get_textpage(), sheet.get_height()
    boxes = [words.get_rect(place) for place in range(words.count_rects())]
    body = [box for box in boxes if box[1] > (1 - BODY[1]) * height]
    if body:
        _, bottom, _, top = min(body, key=lambda box: box[1])
        last = words.get_text_bounded(bottom=bottom - 1, top=top + 1).strip()
        if CAPTION.match(last) or last in headings:
            yield f"ends with {last!r}"
