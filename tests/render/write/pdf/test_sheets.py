from __future__ import annotations

import dataclasses

import pytest

from analysis.render.collect.model import Markdown, Sentence
from analysis.render.write.pdf.files import pdfs
from analysis.render.write.pdf.report import annex_pdf
from analysis.render.write.pdf.setting import TEMPLATES
from tests.render.pages import edition, page, pages, table
from tests.render.write.pdf.sheets import faults
from tests.render.write.pdf.test_brief import carded, made as brief

LINE = Markdown("A line of text.")


@pytest.mark.parametrize("name", ["report.pdf", "annex.pdf"])
def test_what_the_templates_make_has_no_fault(name):
    assert faults(pdfs(pages(), edition())[name]) == []


@pytest.fixture
def unruly(monkeypatch, tmp_path):
    """Templates that hold no heading or caption to what follows it."""
    for template in TEMPLATES.glob("*.typ"):
        loose = template.read_text(encoding="utf-8").replace("sticky: true", "sticky: false")
        (tmp_path / template.name).write_text(loose, encoding="utf-8")
    monkeypatch.setattr("analysis.render.write.pdf.setting.TEMPLATES", tmp_path)


def placed(block) -> set[str]:
    """The faults found with the block at every height of a sheet."""
    blocks = ([Markdown("# Is it so?"), *([LINE] * lines), *block, *([LINE] * 9)] for lines in range(22, 40))
    made = (annex_pdf([dataclasses.replace(page(), blocks=list(one))], edition()) for one in blocks)
    return {fault.partition(": ")[2] for one in made for fault in faults(one)}


def test_a_heading_at_the_foot_of_a_sheet_is_found(unruly):
    assert "ends with 'Alone'" in placed([Markdown("## Alone")])


def test_a_heading_is_never_at_the_foot_of_a_sheet():
    assert placed([Markdown("## Alone")]) == set()


def test_a_caption_is_never_at_the_foot_of_a_sheet():
    assert not any("ends with" in fault for fault in placed([table()]))


def test_a_sheet_that_is_a_quarter_blank_is_found():
    short = next(block for block in page().blocks if isinstance(block, Sentence))
    long = dataclasses.replace(short, text="Never broken. " * 150)
    assert placed([short, short]) == set()
    assert any("blank" in fault for fault in placed([short, long]))


def test_a_brief_with_little_on_its_first_sheet_is_found():
    assert any("blank" in fault for fault in faults(brief(carded(), edition())))
