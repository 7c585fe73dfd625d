"""The curve of all designs: every option has words, the declared design is marked, and the table tells what moves."""

from __future__ import annotations

import re

import pytest

from analysis.present import language
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import designs as show
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown
from tests.studies import once


@pytest.fixture(scope="module")
def main():
    return once.controlled("nearest", 2018)


@pytest.fixture(scope="module")
def page(main):
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        show.curve(main)
    return page


def test_it_publishes_what_it_promises(page):
    assert page.keys("figure") == ["relation.synthetic_control.designs"]
    assert page.keys("table") == ["relation.synthetic_control.choices"]
    assert page.decisions == {"relation.synthetic_control.designs": None}


def test_the_curve_fits_and_marks_the_declared_design(page, main):
    figure = page.figures["relation.synthetic_control.designs"]
    assert fits(figure)
    assert collisions(figure) == []
    drawn = words(figure)
    assert language.number(main.facts["p"], ".0%", "en") in drawn
    assert phrase("relation.synthetic_control.designs.limit") in drawn
    for name in ("region", "all", "values", "positions", "centred", "plain", "ridge", "ratio", "mean", "mean_up"):
        assert phrase(f"relation.synthetic_control.option.{name}") in drawn
    for option in (10, 20, 40, 80):
        assert phrase("relation.synthetic_control.option.donors", option=option) in drawn


def test_every_design_is_in_the_csv(page, main):
    [figure] = page.about("figure")
    assert figure["csv"].count("\n") == len(main.designs.table) + 1


def test_the_sentence_tells_each_statistic_and_the_control(page, main):
    text, table = page.sentences["relation.synthetic_control.designs"], main.designs.table
    for name in ("ratio", "mean", "mean_up"):
        shares = table.loc[table["statistic"] == name, "share"]
        ends = [language.number(x, ".1%", "en") for x in (shares.min(), shares.max())]
        assert " to ".join(ends) in text
    tii = table["share_tii"]
    assert re.search(rf"\b{(tii <= 0.10).sum()} of {tii.notna().sum()}\b", text)


def test_the_table_of_choices_is_what_the_study_found(page, main):
    cells = page.tables["relation.synthetic_control.choices"]["cells"]
    found = main.designs.influence
    assert [row[5] for row in cells] == [language.number(x, ".1%", "en") for x in found["moves"]]
    assert len(cells) == len(main.designs.declared)
