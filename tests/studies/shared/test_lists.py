"""The complete lists: their years, the types in them, and one type for every published index."""

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
