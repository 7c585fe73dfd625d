from __future__ import annotations

import dataclasses

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.write.pdf.brief import SHEETS, brief_pdf
from tests.render.pages import edition, pages
from tests.render.write.pdf.test_report import links, read, sheets
from tests.render.write.test_front import CARD


def carded(**changes: str):
    card = dataclasses.replace(CARD, **changes)
    return [dataclasses.replace(one, cards=[card] if one.run == "toy" else []) for one in pages()]


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_two_sheets_with_the_claims_on_the_first_and_a_figure_on_the_second(tongue):
    reader = read(brief_pdf(carded(), dataclasses.replace(edition(), language=tongue)))
    first, second = sheets(reader)
    for part in (CARD.claim, CARD.verdict, CARD.why, CARD.change):
        assert part in first
    assert "It rose" in second
    assert reader.trailer["/Root"]["/Lang"] == tongue
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_question_leads_to_its_place_in_the_report():
    outside, _ = links(read(brief_pdf(carded(), edition())))
    asked = {address for address in outside if address.startswith("report.pdf#run-")}
    assert asked <= {f"report.pdf#run-{page.run}" for page in pages() if page.main}


def test_long_texts_are_set_smaller_and_what_does_not_fit_is_refused():
    longer = carded(why="A reason that goes on. " * 40)
    assert len(read(brief_pdf(longer, edition())).pages) == SHEETS
    with pytest.raises(InputError, match=r"brief\.pdf: longer than 2 sheets"):
        brief_pdf(carded(why="A reason that goes on. " * 900), edition())


def test_without_cards_or_figures_it_says_what_to_know():
    bare = [dataclasses.replace(one, blocks=one.blocks[:1]) for one in pages()]
    assert len(read(brief_pdf(bare, edition())).pages) == SHEETS
