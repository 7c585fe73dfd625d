"""Weights and levels of instruments stay printed decimals, and every instrument that a row names is one of three."""

from analysis.data import tables
from analysis.data.definitions import instruments
from analysis.data.definitions.model import INSTRUMENTS, TEXT

TABLES = {table.name: table for table in instruments.TABLES}


def test_what_exact_arithmetic_starts_from_is_text():
    exact = {"instruments": ("level_min", "level_max"), "instrument_parts": ("weight",), "bands": ("to",)}
    for table, columns in exact.items():
        assert {TABLES[table].columns[column].kind for column in columns} == {TEXT}


def test_the_instruments_of_the_definition_are_those_of_the_table():
    assert sorted(INSTRUMENTS) == sorted(tables.load("instruments")["instrument"])


def test_only_what_is_in_force_has_no_last_year():
    table = tables.load("instruments")
    assert table.loc[table["last_year"].isna(), "instrument"].tolist() == ["20"]
    assert TABLES["instruments"].columns["last_year"].optional
