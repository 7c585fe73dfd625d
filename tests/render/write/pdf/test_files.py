from __future__ import annotations

import dataclasses
import io

import pypdf
import pytest

from analysis.methods.errors import InputError
from analysis.render.collect.model import Markdown
from analysis.render.write.pdf.files import pdfs
from analysis.render.write.pdf.report import report_pdf
from tests.render.pages import edition, page, pages


def test_a_brief_a_report_and_its_annex_the_same_as_each_alone():
    made = pdfs(pages(), edition())
    assert set(made) == {"brief.pdf", "report.pdf", "annex.pdf"}
    assert made["report.pdf"] == report_pdf(pages(), edition())
    lengths = {name: len(pypdf.PdfReader(io.BytesIO(content)).pages) for name, content in made.items()}
    assert lengths["brief.pdf"] == 2


def test_what_one_writer_refuses_is_refused():
    image = dataclasses.replace(page(), blocks=[Markdown("![x](y.png)")])
    with pytest.raises(InputError, match="run toy: Markdown has an image"):
        pdfs([image], edition())
