"""Corrections change exactly the cell that they name, and are refused once their cause is gone."""

import pytest
import yaml

from analysis.data import corrections
from analysis.methods.errors import InputError

RECORD = {
    "file": "list/values.csv",
    "row": {"name": "B"},
    "column": "value",
    "expect": "0.6",
    "value": "missing",
    "reason": "below the scale",
}


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "values.csv").write_text("name,value\nA,1.50\nB,0.6\nC,0.6\n", encoding="utf-8")
    return tmp_path


def write(raw, **changes):
    (raw / "corrections.yml").write_text(yaml.safe_dump({"corrections": [RECORD | changes]}), encoding="utf-8")


def test_a_correction_changes_only_its_cell(raw):
    write(raw)
    assert corrections.read("list/values.csv", raw)["value"].tolist() == ["1.50", "", "0.6"]


def test_other_files_are_untouched(raw):
    (raw / "list" / "other.csv").write_text("name,value\nB,0.6\n", encoding="utf-8")
    write(raw, file="list/other.csv")
    assert corrections.read("list/values.csv", raw)["value"].tolist() == ["1.50", "0.6", "0.6"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"expect": "0.7"}, "value is 0.6, no longer the wrong value 0.7"),
        ({"row": {"name": "D"}}, "0 rows match"),
        ({"row": {"value": "0.6"}}, "2 rows match .* expected 1"),
        ({"column": "index"}, "no column index"),
        (
            {"note": "x"},
            r"line \d+: correction 1: note: unknown; known are file, row, column, expect, value, reason, rows",
        ),
        ({"expect": 0.6}, "correction 1: expect: must be str, is float 0.6; put it in quotes"),
        ({"value": None}, r"correction 1: value: must be str, is empty \(null\); write a text"),
        ({"row": {"name": 3}}, "correction 1: row: name: must be str, is int 3; put it in quotes"),
        ({"row": {}}, "correction 1: row: none; list at least one"),
        ({"rows": 0}, "correction 1: rows: 0 is less than 1; write 1 or more"),
        (
            {"file": "list/value.csv"},
            r"no file list/value.csv in data/raw \(is list/values.csv meant\?\); correct",
        ),
    ],
)
def test_a_correction_that_no_longer_fits_is_refused(raw, changes, message):
    write(raw, **changes)
    with pytest.raises(InputError, match=message):
        corrections.read("list/values.csv", raw)


EXCEPTION = {"check": "ranks", "where": "2020 AND", "found": "rank 80", "reason": "as printed"}


@pytest.mark.parametrize("lost", sorted(EXCEPTION))
def test_an_exception_without_one_of_its_four_parts_is_refused(raw, lost):
    record = {name: text for name, text in EXCEPTION.items() if name != lost}
    (raw / "corrections.yml").write_text(yaml.safe_dump({"exceptions": [EXCEPTION, record]}), encoding="utf-8")
    with pytest.raises(InputError, match=rf"exception 2: {lost}: missing"):
        corrections.exceptions(raw)


def test_exceptions_differ_by_what_is_found_and_none_is_given_twice(raw):
    other = EXCEPTION | {"found": "rank 81"}
    (raw / "corrections.yml").write_text(yaml.safe_dump({"exceptions": [EXCEPTION, other]}), encoding="utf-8")
    assert list(corrections.exceptions(raw)) == [("ranks", "2020 AND", "rank 80"), ("ranks", "2020 AND", "rank 81")]
    (raw / "corrections.yml").write_text(
        yaml.safe_dump({"exceptions": [EXCEPTION, other, dict(EXCEPTION)]}), encoding="utf-8"
    )
    with pytest.raises(
        InputError, match="exception 3: ranks: 2020 AND: rank 80 is excused before; keep one of the two"
    ):
        corrections.exceptions(raw)


def test_what_is_read_is_noted(raw):
    write(raw)
    with corrections.opened() as names:
        corrections.read("list/values.csv", raw)
    corrections.read("list/values.csv", raw)
    assert names == {"list/values.csv"}


def test_the_projects_corrections_all_apply_and_one_value_becomes_missing():
    table = corrections.read("panrb_evaluation_2024/institutions.csv").set_index("institution")
    assert table.loc["Provinsi Jawa Timur", "kebijakan"] == ""
    press = corrections.read("press_spbe_2018_2025/index.csv").set_index("source_id")
    assert press.loc["unes_lampung", "year"] == "2022"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("iso3,country,rank,EGDI,osi,tii,hci,epi", "missing: egdi; not expected: EGDI; the header must be iso3,"),
        ("iso3,country,rank,egdi,osi,tii,hci,epi,x", "missing: none; not expected: x"),
    ],
)
def test_a_renamed_or_added_column_is_refused_with_file_and_remedy(tmp_path, header, message):
    path = tmp_path / "undesa_egdi_2024" / "egdi.csv"
    path.parent.mkdir()
    path.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"data/raw/undesa_egdi_2024/egdi.csv: columns {message}.*; correct it"):
        corrections.read("undesa_egdi_2024/egdi.csv", tmp_path)
