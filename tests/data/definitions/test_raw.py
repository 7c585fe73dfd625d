"""Every raw table has one definition: the columns that its file has, and a key among them."""

import pytest

from analysis.data.csv_files import read_csv
from analysis.data.definitions import raw
from analysis.paths import RAW

FILES = sorted(path.relative_to(RAW).as_posix() for path in RAW.rglob("*.csv"))


@pytest.mark.parametrize("file", FILES)
def test_a_raw_table_has_the_columns_of_its_definition_and_its_key_names_each_row_once(file):
    table = read_csv(RAW / file)
    assert list(table) == raw.columns_of(file)
    assert not table.duplicated(raw.key_of(file)).any()


def test_no_definition_is_idle():
    used = {pattern for pattern in raw.TABLES for file in FILES if raw.fnmatch(file, pattern)}
    assert used == set(raw.TABLES)


def test_a_file_is_one_definition_s_or_nobody_s():
    for file in FILES:
        assert sum(raw.fnmatch(file, pattern) for pattern in raw.TABLES) == 1, file
    assert raw.columns_of("elsewhere/figures.csv") is None
    assert raw.key_of("elsewhere/figures.csv") is None
