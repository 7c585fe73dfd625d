"""The complete lists: their years, the types in them, and one type for every published index."""

import pandas as pd
import pytest

from analysis.data import tables
from analysis.studies.shared import lists


def test_the_lists_are_complete_and_hold_the_six_types():
    index = lists.index_table()
    for year in lists.COMPLETE:
        listed = index[index["source_id"] == lists.LIST_SOURCES[year]]
        assert set(listed["year"]) == {year}
        assert sorted(set(listed["type"])) == sorted(lists.TYPES)
        assert listed["institution_id"].is_unique


def test_every_published_index_has_a_type():
    assert len(lists.index_table()) == len(tables.load("spbe_index"))
    assert lists.index_table()["type"].isin(lists.TYPES).all()


def with_a_list(monkeypatch, year: int, n: int) -> None:
    """The first rows of the latest complete list stand once more, as a list of another year."""
    held = tables.load("spbe_index")
    rows = held[held["source_id"] == lists.LIST_SOURCES[lists.COMPLETE[-1]]].head(n)
    frame = pd.concat([held, rows.assign(year=year, source_id="simulated")], ignore_index=True)
    plain = tables.load
    monkeypatch.setattr(tables, "load", lambda name, *folder: frame if name == "spbe_index" else plain(name, *folder))


def test_no_list_is_left_out_now():
    assert lists.not_compared() == {}


@pytest.mark.parametrize(("year", "n", "named"), [
    (2025, 615, True), (2025, 554, True), (2025, 553, False),  # nobody says how many were assessed
    (2021, 466, True), (2021, 465, False),  # of 517 assessed
    (2024, 615, False),  # another source of a year that is compared
])  # fmt: skip
def test_a_further_list_is_named_where_it_has_most_institutions(monkeypatch, year, n, named):
    with_a_list(monkeypatch, year, n)
    assert lists.not_compared() == ({year: n} if named else {})
