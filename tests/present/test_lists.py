"""A complete list that is taken in scores the forecasts; the pages that compare lists say that they leave it out."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.data import tables
from analysis.present import lists
from analysis.present.growth import crowding
from analysis.present.sources import holdings
from analysis.studies.growth.panel import panel
from analysis.studies.open_questions import index_forecast
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES
from analysis.studies.sources.holdings import coverage
from tests.present.shown import Shown
from tests.tree import files, text

YEAR = 2025


@pytest.fixture
def taken_in(monkeypatch):
    """The latest complete list once more, as that of the year after: preferred before what press says of that year."""
    held = tables.load("spbe_index")
    rows = held[held["source_id"] == LIST_SOURCES[COMPLETE[-1]]].assign(year=YEAR, source_id="simulated")
    frame = pd.concat([held.assign(preferred=held["preferred"] & (held["year"] != YEAR)), rows], ignore_index=True)
    plain = tables.load
    monkeypatch.setattr(tables, "load", lambda name, *folder: frame if name == "spbe_index" else plain(name, *folder))
    return len(rows)


def left_out(shown: Shown) -> list[str]:
    return [one["text"] for one in shown.about("sentence") if one["key"] == "lists.left_out"]


@pytest.mark.parametrize("tell", [
    lambda: holdings.coverage(coverage()), lambda: crowding.who(panel("all")), lists.left_out,
])  # fmt: skip
def test_pages_that_compare_lists_name_the_one_that_they_leave_out(monkeypatch, taken_in, tell):
    shown = Shown(monkeypatch)
    tell()
    (text,) = left_out(shown)
    assert str(YEAR) in text
    assert str(taken_in) in text
    assert all(str(year) in text for year in COMPLETE)


def rooms(having: str) -> set[str]:
    """The pages' rooms, in studies and in present, with a module that has these words in it."""
    modules = [
        path
        for path in files()
        if path.match("src/analysis/studies/*/*.py") or path.match("src/analysis/present/*/*.py")
    ]
    return {path.parent.name for path in modules if having in text(path)} - {"shared"}


def test_no_page_compares_lists_without_naming_those_that_it_leaves_out():
    assert len(rooms("COMPLETE")) > 5
    assert rooms("COMPLETE") - rooms("lists.left_out()") == set()


def test_nothing_is_said_where_all_lists_are_compared(monkeypatch):
    shown = Shown(monkeypatch)
    crowding.who(panel("all"))
    assert left_out(shown) == []


def test_comparisons_stay_as_they_are_and_the_forecast_is_scored_by_the_list(taken_in):
    facts = panel("all").facts
    assert (facts["first"], facts["second"]) == COMPLETE
    found = index_forecast.study().facts
    assert found["year"] == YEAR
    assert found["complete"]
    assert found["known"] == taken_in
