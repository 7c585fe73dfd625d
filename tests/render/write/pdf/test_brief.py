from __future__ import annotations

import dataclasses

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.write.pdf.brief import SHEETS, brief_pdf, sheets_of
from analysis.render.write.pdf.report import report_pdf
from tests.render.pages import edition, pages
from tests.render.write.pdf.test_report import read, sheets
from tests.render.write.test_front import CARD


def made(pages, edition) -> bytes:
    return brief_pdf(pages, edition, report_pdf(pages, edition))


def carded(**changes: str):
    card = dataclasses.replace(CARD, **changes)
    return [dataclasses.replace(one, cards=[card] if one.run == "toy" else []) for one in pages()]


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_two_sheets_with_the_claims_on_the_first_and_a_figure_on_the_second(tongue):
    reader = read(made(carded(), dataclasses.replace(edition(), language=tongue)))
    first, second = sheets(reader)
    for part in (CARD.claim, CARD.verdict, CARD.why, CARD.change):
        assert part in first
    assert "It rose" in second
    assert reader.trailer["/Root"]["/Lang"] == tongue
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_place_in_a_pdf_has_the_number_of_its_sheet():
    assert sheets_of(report_pdf(carded(), edition()), carded()) == {"toy": 3, "other": 4}


def test_a_verdict_is_explained():
    told = " ".join(sheets(read(made(carded(decision="refuted"), edition()))))
    assert "The data contradict" in told


def test_long_texts_are_set_smaller_and_what_does_not_fit_is_refused():
    longer = carded(why="A reason that goes on. " * 40)
    assert len(read(made(longer, edition())).pages) == SHEETS
    with pytest.raises(InputError, match=r"brief\.pdf: longer than 2 sheets"):
        made(carded(why="A reason that goes on. " * 900), edition())


def test_without_cards_or_figures_it_says_what_to_know():
    bare = [dataclasses.replace(one, blocks=one.blocks[:1]) for one in pages()]
    assert len(read(made(bare, edition())).pages) == SHEETS
