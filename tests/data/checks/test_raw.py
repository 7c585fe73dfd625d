"""Raw tables with a row twice, a code of two meanings, a formula or no reader are refused by file and row."""

import re

import pandas as pd
import pytest

from analysis.data import catalog, corrections
from analysis.data.build import processed
from analysis.data.checks import raw
from analysis.data.csv_files import read_csv
from analysis.methods.errors import InputError
from analysis.paths import RAW
from tests.data.single_digit_changes import altered

FILES = sorted(path.relative_to(RAW).as_posix() for path in RAW.rglob("*.csv"))
SOURCES, STATES = "press_spbe_2018_2025/sources.csv", "unsd_m49_regions/states.csv"


def put(row, column, text):
    """A change of one cell of a raw table."""

    def change(table):
        table.loc[row, column] = text
        return table

    return change


def test_the_raw_tables_stand():
    assert raw.problems() == []


@pytest.mark.parametrize("file", FILES)
def test_every_row_that_is_there_twice_is_named(file):
    table = read_csv(RAW / file)
    for row in {0, len(table) // 2, len(table) - 1}:
        (line,) = raw.doubled_rows(file, pd.concat([table, table.iloc[[row]]], ignore_index=True))
        assert line.startswith(f"data/raw/{file}, rows {row + 2}, {len(table) + 2}: ")
        assert line.endswith(" more than once; keep one row")


@pytest.mark.parametrize("file", FILES)
def test_a_row_that_is_there_twice_is_refused_before_anything_is_built(file, monkeypatch):
    monkeypatch.setattr(processed, "_raw_tables", lambda: pytest.fail("built"))
    with altered(file, lambda table: pd.concat([table, table.iloc[[0]]])), pytest.raises(InputError, match="more than"):
        processed.tables()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62 21", "@SUM(A1)", "-cmd|' /C calc'!A0", "-", "--1", "-0.15-", "-1e5x", "\tx", "\rx", "＝1", "－5"],
)
def test_a_formula_is_refused_by_file_row_and_column(text):
    (line,) = raw.formulas("a/b.csv", pd.DataFrame({"note": ["fine", text]}))
    assert line.startswith("data/raw/a/b.csv, row 3: note begins with ")
    assert "spreadsheet runs as a formula; write it in words" in line


@pytest.mark.parametrize("text", ["", "-0.15", "-3", "-.5", "0.15", "a=b", "x@y.id", "1+1", "(-)", "–5"])
def test_a_figure_and_plain_text_are_no_formulas(text):
    assert list(raw.formulas("a/b.csv", pd.DataFrame({"note": [text]}))) == []


@pytest.mark.parametrize("file", FILES)
def test_a_formula_in_any_raw_table_stops_the_build(file):
    column = read_csv(RAW / file).columns[-1]
    with altered(file, put(0, column, "=A1")), pytest.raises(InputError) as refused:
        processed.tables()
    assert any(line.startswith(f"data/raw/{file}, row 2: {column} begins with '='") for line in refused.value.problems)


def test_a_formula_in_a_source_yml_or_in_corrections_stops_the_build(monkeypatch):
    of_folders, listed = catalog.sources(), corrections.exceptions()
    of_folders["undesa_egdi_2024"]["title"] = "@UN Survey"
    key = next(iter(listed))
    monkeypatch.setattr(catalog, "sources", lambda raw=RAW: of_folders)
    monkeypatch.setattr(corrections, "exceptions", lambda raw=RAW: listed | {key: "=HYPERLINK()"})
    with pytest.raises(InputError) as refused:
        processed.tables()
    assert [re.sub(" which.*", "", line) for line in refused.value.problems] == [
        "sources.csv: title begins with '@' ('@UN Survey'),",
        "data/raw/corrections.yml: an exception begins with '=' ('=HYPERLINK()'),",
    ]


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (STATES, put(0, "region_code", "143"), r"states.csv, rows .*: region Asia has region_code 142, 143; keep one"),
        (STATES, put(0, "subregion_code", "035"), "subregion_code 035 has subregion South-eastern Asia, Southern Asia"),
        (SOURCES, put(0, "date", "2025-13"), r"sources.csv, row 2: date '2025-13' is none; write 2023, 2023-05 or"),
        (SOURCES, put(0, "source_id", "nobody"), r"index.csv, rows .*: source analisisntb2024 is unknown; describe it"),
        (SOURCES, put(0, "source_id", "unsd_m49"), r"source unsd_m49 is described in unsd_m49/source.yml too"),
        (
            "panrb_instruments_2018_2026/structure.csv",
            lambda table: table.assign(n_indicators=table["n_indicators"].replace("11", "12").replace("8", "9")),
            r"instrument_47.csv: 8 indicators of aspect 5, structure.csv counts 9; mend one",
        ),
        (
            "panrb_instruments_2018_2026/instrument_47.csv",
            put(0, "domain", "2"),
            r"instrument_47.csv, row 2: domain 2, but its aspect 1 lies in 1; mend one",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused_by_file_and_row(file, change, message):
    with altered(file, change):
        assert any(re.search(message, line) for line in raw.problems())


def test_every_raw_table_is_read_and_one_that_nothing_reads_is_named(tmp_path):
    with corrections.opened() as read:
        processed._raw_tables()
    assert raw.unread(read) == []
    for file in ("undesa_egdi_2024/more.csv", "other_2020/egdi.CSV", "undesa_egdi_2024/egdi.csv"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("iso3\n", encoding="utf-8")
    assert [line.split(":")[0] for line in raw.unread(read, tmp_path)] == [
        "data/raw/other_2020/egdi.CSV",
        "data/raw/undesa_egdi_2024/more.csv",
    ]
    assert "take it out of data/raw, or give folder and file the name of" in raw.unread(read, tmp_path)[0]


def test_a_table_that_nothing_reads_stops_the_build(monkeypatch):
    monkeypatch.setattr(raw, "unread", lambda read: [f"{len(read)} read"])
    with pytest.raises(InputError, match=f"^{len(FILES)} read$"):
        processed.tables()
