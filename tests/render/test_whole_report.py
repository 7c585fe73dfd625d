"""Is the whole report as a reader wants it? Its PDFs sheet by sheet, and its questions in the other language."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from tests.render.write.pdf.sheets import faults
from tests.render.write.pdf.test_report import links
from tests.sweep.questions import DOCUMENT, table, ways

LENGTHS = {"brief.pdf": (2, 2), "report.pdf": (2, 25), "annex.pdf": (26, 200)}  # sheets
FOLDERS = ["", "id"]
HASH = re.compile(r"[0-9a-f]{32}")


def reader(path: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(path.read_bytes()))


def words(path: Path) -> str:
    return "".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(path))


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", LENGTHS)
def test_no_sheet_is_a_quarter_blank_and_no_heading_stands_alone(whole_report, folder, name):
    made = (whole_report / folder / name).read_bytes()
    least, most = LENGTHS[name]
    assert least <= len(pypdfium2.PdfDocument(made)) <= most
    assert faults(made) == []


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("folder", FOLDERS)
def test_links_between_the_pdfs_arrive_and_only_the_annex_has_hashes(whole_report, folder):
    made = {name: reader(whole_report / folder / name) for name in LENGTHS}
    places = {f"{name}#{place}" for name, one in made.items() for place in one.named_destinations}
    for name, leads_to in (("brief.pdf", "report.pdf#"), ("report.pdf", "annex.pdf#")):
        led = {address for address in links(made[name])[0] if address.startswith(leads_to)}
        assert len(led) > 8
        assert led <= places
        assert not HASH.search(words(whole_report / folder / name))
    assert HASH.search(words(whole_report / folder / "annex.pdf"))


@pytest.mark.slow
@pytest.mark.thorough
def test_each_question_of_readers_is_answered_in_indonesian_too(whole_report):
    pages = {path.name: path.read_text(encoding="utf-8") for path in (whole_report / "id").glob("*.html")}
    assert table(ways("id", pages), "id") in DOCUMENT.read_text(encoding="utf-8"), "run `make accept`"
