"""A definition is whole: units of the closed list, sentences, keys and references that exist."""

import pytest

from analysis.data.definitions import model
from analysis.data.tables import TABLES

COLUMNS = [(name, column, about) for name, table in TABLES.items() for column, about in table.columns.items()]


def test_every_unit_is_of_the_closed_list():
    assert {about.unit for *_, about in COLUMNS} <= set(model.UNITS)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_table_and_each_of_its_columns_have_a_sentence(table):
    for sentence in (table.sentence, *(about.meaning for about in table.columns.values())):
        assert sentence == sentence.strip()
        assert sentence.endswith(".")
        assert len(sentence.split()) > 1
        assert "|" not in sentence, "it would end a cell of the codebook"


def test_the_key_of_a_table_is_among_its_columns():
    for table in TABLES.values():
        assert table.key
        assert set(table.key) <= set(table.columns)


def test_a_reference_names_a_column_of_another_row_s_table():
    for name, column, about in COLUMNS:
        if about.refers_to:
            table, _, of = about.refers_to.partition(".")
            assert of in TABLES[table].columns, f"{name}.{column}"
            assert TABLES[table].columns[of].kind == about.kind, f"{name}.{column}"


def test_rules_suit_the_kind_of_the_column():
    for name, column, about in COLUMNS:
        where = f"{name}.{column}"
        assert about.kind in (model.TEXT, model.WHOLE, model.NUMBER, model.FLAG), where
        assert not about.allowed or about.kind == model.TEXT, where
        assert not about.between or about.kind in (model.WHOLE, model.NUMBER), where
        assert ("" in about.allowed) <= about.optional, f"{where}: an empty cell is both allowed and refused"
        assert not (about.optional and about.kind == model.FLAG), f"{where}: an empty flag is a no"
