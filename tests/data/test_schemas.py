"""A table that breaks its schema is refused with every breach named at once."""

import re

import pandas as pd
import pytest

from analysis.data import schemas, tables
from analysis.data.build import processed


@pytest.fixture(scope="module")
def built():
    return processed.tables()


def test_real_tables_keep_their_schemas(built):
    assert {name: schemas.problems(name, table) for name, table in built.items()} == {
        name: [] for name in tables.TABLES
    }


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("spbe_index", "index", 5.2, "in_range"),
        ("spbe_index", "predicate", "Bagus", "isin"),
        ("spbe_index", "source_id", "", "str_length"),
        ("egdi", "osi", -0.1, "in_range"),
        ("institutions", "type", "desa", "isin"),
    ],
)
def test_a_breach_names_table_row_key_rule_and_remedy(built, table, column, value, rule):
    broken = built[table].copy()
    broken.loc[7, column] = value
    (line,) = schemas.problems(table, broken)
    key = str(broken.loc[7, tables.TABLES[table].key[0]])
    assert line.startswith(f"{table}.csv, row 9 ({key}")
    assert column in line
    assert rule in line
    assert "corrections.yml" in line


def test_all_breaches_are_named_at_once(built):
    broken = pd.concat([built["claims"], built["claims"].head(1)], ignore_index=True)
    broken.loc[3, "statement"] = ""
    lines = schemas.problems("claims", broken)
    assert any("statement" in line for line in lines)
    assert any(re.search("unique|duplicate", line) for line in lines)


def test_an_extra_column_is_refused(built):
    assert schemas.problems("claims", built["claims"].assign(extra=1))


def test_an_empty_cell_is_refused_wherever_the_definition_does_not_allow_it(built):
    for name, table in tables.TABLES.items():
        for column, about in table.columns.items():
            if about.kind == "bool":
                continue
            broken = built[name].head(3).copy()
            broken.loc[1, column] = "" if about.kind == "str" else None
            named = [line for line in schemas.problems(name, broken) if f": {column} = " in line]
            assert bool(named) != about.optional, f"{name}.{column}: {named}"
