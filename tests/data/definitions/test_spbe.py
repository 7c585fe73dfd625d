"""Figures of institutions lie on the scale, refer to named bodies, and a source's kind has a place in the order."""

import pytest

from analysis.data import preference
from analysis.data.definitions import spbe

TABLES = {table.name: table for table in spbe.TABLES}


def test_whatever_is_a_point_of_the_scale_ends_at_five():
    points = [a for table in spbe.TABLES for a in table.columns.values() if a.unit == "points"]
    assert len(points) == 5
    assert {about.between for about in points} == {(0, 5)}


@pytest.mark.parametrize(("table", "column"), [("spbe_index", "institution_id"), ("spbe_parts", "unit")])
def test_who_has_a_figure_must_have_a_name(table, column):
    assert TABLES[table].columns[column].refers_to == "names.institution_id"


def test_every_kind_that_may_state_a_figure_of_an_institution_has_a_place_in_the_order_of_sources():
    known = TABLES["sources"].columns["kind"].allowed
    stating = {"official_report", "ministry", "local_government", "paper", "news"}
    assert stating <= set(known)
    assert {preference.kind_rank(kind, True) for kind in stating} == set(range(len(preference.KINDS)))
