from __future__ import annotations

import dataclasses
import io
import re
import tempfile
import unicodedata

import pypdf
import pytest

from analysis.methods.errors import InputError
from analysis.render.collect.model import Figure, Markdown, Output
from analysis.render.write.pdf.report import annex_pdf, report_pdf
from tests.render.pages import AWKWARD, edition, page, pages, table
from tests.render.write.test_front import CARD


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def text(reader: pypdf.PdfReader) -> str:
    """All words, ligatures taken apart, white space as one space."""
    found = "\n".join(p.extract_text() for p in reader.pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", found))


@pytest.fixture(scope="module")
def made() -> bytes:
    return annex_pdf(pages(), edition())


@pytest.fixture(scope="module")
def reader(made) -> pypdf.PdfReader:
    return read(made)


def test_a4_with_title_language_and_date(reader):
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert reader.metadata.title == "A study of <nothing> & more – Annex"
    assert reader.metadata.creation_date.date().isoformat() == "2024-08-17"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def sheets(reader: pypdf.PdfReader) -> list[str]:
    """The words of each sheet, ligatures taken apart, white space as one space."""
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFKC", p.extract_text())) for p in reader.pages]


def test_claims_and_verdicts_come_first_on_their_sheet_then_answers_with_the_sheet_of_each():
    made = [dataclasses.replace(one, cards=[CARD] if one.run == "toy" else []) for one in pages()]
    first, second, third = sheets(read(report_pdf(made, edition())))[:3]
    parts = ["A study of <nothing> & more", "In one minute", CARD.claim, "bounded",
             CARD.verdict, CARD.why, CARD.period, CARD.change]  # fmt: skip
    places = [first.index(part, first.index("In one minute") if part == "bounded" else 0) for part in parts]
    assert places == sorted(places)
    assert "It is not otherwise." not in first + second
    assert "Findings Is it so? 3" in second
    assert third.index("Is it so?") < third.index("It is so, by 0.12")


def test_the_annex_has_all_pages_and_the_hashes_that_the_report_leaves_out():
    annex, report = text(read(annex_pdf(pages(), edition()))), text(read(report_pdf(pages(), edition())))
    for word in ("Kota <1>", "Is it so? (toy_2022)", "Built from commit 0123abcdef+"):
        assert word in annex
        assert word not in report
    assert "Contents" in annex
    assert "Glossary" in report
    assert not re.search(r"[0-9a-f]{32}", report)


def test_links_of_the_report_lead_to_the_annex():
    outside, _ = links(read(report_pdf(pages(), edition())))
    assert "annex.pdf#run-toy" in outside
    assert "run-toy" in read(annex_pdf(pages(), edition())).named_destinations


def test_every_character_is_kept(reader):
    found = text(reader)
    for sentence in (f"A plain sentence: {AWKWARD}", f"A note: {AWKWARD}"):
        assert sentence in found
    assert "printed <b>" in found
    assert "Kota <1>" in found
    assert "code_like" in found
    assert "print('<&>'" not in found, "no code in the PDF"


def test_running_title_and_page_numbers(reader):
    for number, sheet in enumerate(reader.pages[1:], start=2):
        lines = [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        assert lines[-1].endswith(f"more {number}") or str(number) in lines
        assert "A study of <nothing> & more" in unicodedata.normalize("NFKC", " ".join(lines))


def test_a_figure_stays_with_its_caption_and_has_its_text(reader):
    captions = 0
    for sheet in reader.pages:
        words = unicodedata.normalize("NFKC", sheet.extract_text())
        found = len(re.findall(r"Figure \d+\.", words))
        assert found == words.count("It rose")
        captions += found
    assert captions == 3
    assert f"Two bars: {AWKWARD}" in alternative_texts(reader)


def alternative_texts(reader: pypdf.PdfReader) -> set[str]:
    return {str(o["/Alt"]) for o in objects(reader) if "/Alt" in o}


def objects(reader: pypdf.PdfReader):
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict):
            yield found


def links(reader: pypdf.PdfReader) -> tuple[set[str], int]:
    """Addresses that links go to, and how many links stay inside."""
    outside, inside = set(), 0
    for sheet in reader.pages:
        for note in sheet.get("/Annots", []):
            action = note.get_object().get("/A", {})
            if "/URI" in action:
                outside.add(action["/URI"])
            else:
                inside += 1
    return outside, inside


def test_links_are_live(reader):
    outside, inside = links(reader)
    assert "https://example.org/a_b?c=d#e" in outside
    assert {"tables/toy_figure.csv", "tables/toy_long.csv", "tables/toy_2022_toy_table.csv"} <= outside
    assert "other.html" not in outside, "a link to another page of the report goes to its section"
    assert inside >= 3 + 3, "contents, and the link in the prose of each page"


def test_the_outline_lists_pages_and_sections(reader):
    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert titles[-3:] == ["Is it so?", "Why & how <much>?", "Is it so? (toy_2022)"]


def test_a_run_is_named_by_its_own_title_where_it_has_one():
    made = [*pages()[:2], dataclasses.replace(pages()[2], name="Toys of 2022")]
    titles = [entry["/Title"] for entry in read(annex_pdf(made, edition())).outline if not isinstance(entry, list)]
    assert "Is it so? – Toys of 2022" in titles
    assert "Is it so? (toy_2022)" not in titles


def test_a_long_table_repeats_its_head_and_its_group():
    long = dataclasses.replace(page(), blocks=[table(rows=90)])
    sheets = [unicodedata.normalize("NFKC", p.extract_text()) for p in read(annex_pdf([long], edition())).pages]
    carrying = [sheet for sheet in sheets if "Kota <" in sheet]
    assert len(carrying) > 1
    assert all("Points" in sheet for sheet in carrying)
    assert "Lower & last" in carrying[-1]


def set_table(head: list[str], cells: list[list[str]], align: list[str]) -> list[str]:
    """The sheets of a report of one table, their lines kept."""
    block = dataclasses.replace(table(), head=head, cells=cells, align=align)
    made = annex_pdf([dataclasses.replace(page(), blocks=[block])], edition())
    return [re.sub(r" +\n", "\n", unicodedata.normalize("NFKC", p.extract_text())) for p in read(made).pages]


def test_wide_heads_take_no_room_from_short_text():
    head = ["Outcome", *["Share of countries"] * 6]
    cells = [["A group with a name that is wider than its column, n = 4"], ["HCI (control)", *["\u22120.590"] * 6]]
    made = "\n".join(set_table(head, cells, ["left"] + ["right"] * 6))
    assert "HCI (control)" in made, "short text is not broken"
    assert made.count("\u22120.590") == 6
    assert made.count("Share of\n") == 6, "heads are"


def test_long_text_gets_what_numbers_leave():
    name = "Kementerian Pendidikan dan Kebudayaan Nasional"
    head = ["Body", *(f"{part} {year}" for part in ("Policy", "Governance", "Services") for year in (2023, 2024))]
    made = "\n".join(set_table(head, [[name, *["3.30"] * 6]] * 3, ["left"] + ["right"] * 6))
    assert made.count("Kementerian Pendidikan\n") == 3, "two words a line"


def test_no_row_is_broken_between_pages():
    rows = [[f"first{i}", f"{'word ' * 120} last{i}"] for i in range(40)]
    made = set_table(["Name", "Text"], rows, ["left", "left"])
    where = {mark: [n for n, sheet in enumerate(made) if re.search(rf"{mark}\b", sheet)]
             for i in range(40) for mark in (f"first{i}", f"last{i}")}  # fmt: skip
    assert len({n for found in where.values() for n in found}) > 1
    assert all(where[f"first{i}"] == where[f"last{i}"] for i in range(40))


def test_the_same_pages_are_the_same_bytes_wherever_they_are_made(made, tmp_path, monkeypatch):
    other = tmp_path / "another folder"
    other.mkdir()
    monkeypatch.chdir(other)
    monkeypatch.setattr(tempfile, "tempdir", str(other))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert annex_pdf(pages(), edition()) == made


def test_another_edition_is_another_pdf(made):
    assert annex_pdf(pages(), edition(date="2024-08-18")) != made
    undated = read(annex_pdf([page()], edition(commit="", date="", sources_sha256="7e" * 32)))
    assert "/CreationDate" not in undated.metadata
    assert "Built outside version control" in text(undated)


def test_fonts_are_those_that_come_with_typst_or_matplotlib(reader):
    fonts = {str(o["/BaseFont"]).split("+")[-1] for o in objects(reader) if "/BaseFont" in o}
    assert fonts
    assert all(font.startswith(("Libertinus", "DejaVuSans", "NewCM")) for font in fonts), fonts


def test_a_study_without_findings_or_pictures_is_set_too():
    bare = dataclasses.replace(page(), blocks=[Markdown("# Is it so?\n\nNobody knows.")], parameters={})
    assert "Nobody knows." in text(read(annex_pdf([bare], edition(subtitle=""))))


def test_a_long_line_of_a_print_out_stays_on_the_sheet():
    bare = dataclasses.replace(page(), blocks=[Output("y" * 1_000)])
    made = "\n".join(sheet.extract_text() for sheet in read(annex_pdf([bare], edition())).pages)
    lines = [line for line in made.splitlines() if "yyy" in line]
    assert sum(line.count("y") for line in lines) == 1_000
    assert max(map(len, lines)) < 85


def test_what_cannot_be_shown_is_refused():
    image = dataclasses.replace(page(), blocks=[Markdown("![x](y.png)")])
    with pytest.raises(InputError, match="run toy: Markdown has an image"):
        annex_pdf([image], edition())
    broken = [dataclasses.replace(b, svg="no picture") if isinstance(b, Figure) else b for b in page().blocks]
    with pytest.raises(InputError, match=r"annex\.pdf: "):
        annex_pdf([dataclasses.replace(page(), blocks=broken)], edition())
