"""Which words does a PDF show, and where? Words with their positions, or a refusal that says what to do.

Positions are in points from the top left corner of the page. Characters that a file prints twice on one spot, as some
programs do for bold, count once. pdfplumber (pdfminer.six) reads the file.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from analysis.methods.errors import InputError

LARGEST = 60_000_000  # bytes; an evaluation report has one or two million
MOST_PAGES = 300
FEWEST_WORDS = 30  # a report with a layer of text has thousands
WORD_GAP = 0.2  # of the size of the type: what is farther apart is two words
TOUCHING = re.compile(r"(?:(\d{1,2}[.)]?)(?=\(?[^\W\d_]{3}))?(\D*[^\W\d_][^\w]?)([0-5](?:[.,]\d+)?)?")
FIGURE = re.compile(r"[0-5][.,]\d\d|20[12]\d")
FIGURES = re.compile(rf"(?:{FIGURE.pattern}){{2,}}")
REMEDY = "give the ministry's evaluation report as a PDF file"
SCAN = "add a text layer, for instance with ocrmypdf, or type the levels into a CSV file for `spbe score`"


@dataclass(frozen=True)
class Word:
    """A word on page `page` (from 1): its left and right edge, its top and bottom."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 1.0)


def read_words(path: Path, as_written: bool = False) -> list[Word]:
    """The words of every page, page by page: characters that stand beside each other are a word.

    With `as_written`, characters must also follow each other in the file, which parts words that are printed over
    each other, and cuts those that a program wrote in pieces.

    Raises InputError where there is no such file, where it is empty, too large, no PDF, encrypted or damaged, and
    where its pages are pictures without text or its type cannot be turned into characters.
    """
    _require_pdf(path)
    words = _pages(path, as_written)
    if len(words) < FEWEST_WORDS:
        raise InputError(f"{path.name}: {len(words)} words of text, so its pages are pictures (a scan); {SCAN}")
    coded = sum("(cid:" in word.text for word in words)
    if coded > len(words) / 2:
        raise InputError(f"{path.name}: its type has no table of characters, so no text can be read; {SCAN}")
    return words


def _require_pdf(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(1024)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; {REMEDY}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); {REMEDY}") from None
    if not size:
        raise InputError(f"{path.name}: the file is empty; {REMEDY}")
    if size > LARGEST:
        raise InputError(f"{path.name}: {size:,} bytes, more than {LARGEST:,}; give the pages with the tables alone")
    if b"%PDF-" not in start:
        raise InputError(f"{path.name}: not a PDF file; {REMEDY}")


def _pages(path: Path, as_written: bool) -> list[Word]:
    import pdfplumber  # a second to import: only the command that needs it pays
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every defect of a font
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > MOST_PAGES:
                raise InputError(
                    f"{path.name}: {len(document.pages)} pages, more than {MOST_PAGES}; give those of the report alone"
                )
            return [word for page in document.pages for word in _words(page, as_written)]
    except InputError:
        raise
    except Exception as error:  # pdfminer raises nearly anything on a damaged file
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        kind = type(cause).__name__ if isinstance(cause, Exception) else type(error).__name__
        if "Password" in kind or "Encrypt" in kind:
            raise InputError(f"{path.name}: encrypted; save a copy without a password and give that") from None
        raise InputError(f"{path.name}: damaged, it cannot be opened as a PDF ({kind}); fetch it again") from None


def _words(page: object, as_written: bool) -> Iterable[Word]:
    found = page.dedupe_chars(tolerance=1).extract_words(
        x_tolerance_ratio=WORD_GAP,
        y_tolerance=2,
        return_chars=True,
        expand_ligatures=False,
        use_text_flow=as_written,
    )
    page.close()
    for word in found:
        letters = [(letter, char) for char in word["chars"] for letter in normalize("NFKC", char["text"])]  # fi is two
        start = 0
        for text in _apart("".join(letter for letter, _ in letters)):
            end = start + len(text)
            x0, x1 = letters[start][1]["x0"], letters[end - 1][1]["x1"]
            start = end
            yield Word(text, page.page_number, x0, x1, word["top"], word["bottom"])


def _apart(text: str) -> list[str]:
    """A word cut where cells touch: a row's number or level and its name ("10.Tim", "Daerah3"), two values or years."""
    if FIGURES.fullmatch(text):
        return FIGURE.findall(text)
    touching = TOUCHING.fullmatch(text)
    return [part for part in touching.groups() if part] if touching else [text] if text else []
