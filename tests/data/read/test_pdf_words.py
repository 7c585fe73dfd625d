from __future__ import annotations

import io
from itertools import pairwise

import pypdf
import pytest
import typst

from analysis.data.read import pdf_words
from analysis.data.read.pdf_words import read_words
from analysis.methods.errors import InputError

PROSE = "Laporan hasil evaluasi sistem pemerintahan berbasis elektronik. " * 8


@pytest.fixture(scope="module")
def report() -> bytes:
    return typst.compile(f"#set page(width: 400pt, height: 300pt, margin: 20pt)\n{PROSE}".encode())


@pytest.fixture
def refusal(tmp_path):
    def of(content: bytes) -> str:
        path = tmp_path / "report.pdf"
        path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            read_words(path)
        assert "report.pdf" in caught.value.problems[0]
        return caught.value.problems[0]

    return of


def encrypted(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_words_stand_where_the_page_shows_them(report, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    words = read_words(path)
    assert [word.text for word in words] == PROSE.split()
    assert words[0].x0 == pytest.approx(20, abs=0.5)
    assert {word.page for word in words} == {1}
    assert all(a.y < b.y or a.x1 <= b.x0 for a, b in pairwise(words))


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(InputError):
            read_words(path)


def test_what_is_no_pdf_is_refused(refusal, report):
    assert "empty" in refusal(b"")
    assert "not a PDF" in refusal(b"indicator,level\n1,3\n")
    assert "damaged" in refusal(b"%PDF-1.7\n" + b"\0\1\2" * 400)
    assert "damaged" in refusal(report[: len(report) // 3])


def test_an_encrypted_file_is_refused(refusal, report):
    assert "password" in refusal(encrypted(report))


def test_a_scan_is_refused_with_what_to_do(refusal):
    assert "ocrmypdf" in refusal(typst.compile(b"#rect(width: 90%, height: 90%, fill: gray)"))


def test_a_huge_file_and_a_book_are_refused(refusal, report, monkeypatch):
    monkeypatch.setattr(pdf_words, "MOST_PAGES", 0)
    assert "pages" in refusal(report)
    monkeypatch.setattr(pdf_words, "LARGEST", 100)
    assert "bytes" in refusal(report)


@pytest.mark.parametrize(("word", "parts"), [
    ("10.Koordinasi", ["10.", "Koordinasi"]),
    ("Daerah3", ["Daerah", "3"]),
    ("Elektronik)3,00", ["Elektronik)", "3,00"]),
    ("2,153,30", ["2,15", "3,30"]),
    ("20232024", ["2023", "2024"]),
    ("35a", ["35a"]),
    ("3,30", ["3,30"]),
    ("Pusat/Pemerintah", ["Pusat/Pemerintah"]),
    ("2024", ["2024"]),
])  # fmt: skip
def test_cells_that_touch_are_parted(word, parts):
    assert pdf_words._apart(word) == parts
