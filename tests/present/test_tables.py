from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.present.tables import Shown, interval, shown, to_csv, to_html, to_text

FRAME = pd.DataFrame({
    "type": ["City", "Regency", "City"],
    "name": ["Kota <A>", 'B "id="x"', "C & D"],
    "year": [2021, 2022, 2023],
    "n": [1234, 5, 6],
    "x": [1.275, None, -0.004],
    "low": [-0.5, 0.1, 0.1],
    "high": [0.25, 0.2, np.nan],
})  # fmt: skip
COLUMNS = {
    "name": ("Name", "text"),
    "year": ("Year", "year"),
    "n": ("N", "int"),
    "x": ("X", "+.2f"),
    ("low", "high"): ("Range", ".1f"),
}


@pytest.fixture
def table(catalogue) -> Shown:
    return shown(FRAME, COLUMNS, "type", "en")


def test_cells_as_readers_see_them(table):
    assert table.head == ["Name", "Year", "N", "X", "Range"]
    assert table.align == ["left", "left", "right", "right", "right"]
    assert table.cells == [
        ["City"],
        ["Kota <A>", "2021", "1,234", "+1.28", "−0.5 to 0.3"],
        ["C & D", "2023", "6", "0.00", "–"],
        ["Regency"],
        ['B "id="x"', "2022", "5", "–", "0.1 to 0.2"],
    ]


def test_cells_in_indonesian(catalogue):
    rows = shown(FRAME, COLUMNS, None, "id").cells
    assert rows[0] == ["Kota <A>", "2021", "1.234", "+1,28", "−0,5 s.d. 0,3"]
    assert len(rows) == 3


@pytest.mark.parametrize(("columns", "group", "said"), [
    ({f"c{i}": ("", "text") for i in range(8)}, None, "a table has 1 to 7 columns, not 8: leave some to the CSV"),
    ({}, None, "a table has 1 to 7 columns, not 0"),
    ({"nmae": ("Name", "text")}, None, "column 'nmae' is not in the frame (it has: type, name, year"),
    ({"name": ("Name", "text")}, "kind", "column 'kind' is not in the frame"),
    ({"x": ("X", ".2e")}, None, "column 'X': number form '.2e' is unknown"),
    ({"name": ("Name", ".2f")}, None, "column 'Name': 'Kota <A>' is not a number"),
    ({"x": ("X", "int")}, None, "column 'X': 1.275 is not a whole number"),
])  # fmt: skip
def test_what_cannot_be_shown_is_refused(catalogue, columns, group, said):
    with pytest.raises(InputError, match=re.escape(said)):
        shown(FRAME, columns, group, "en")


def test_csv_is_unrounded_and_plain():
    frame = pd.DataFrame({
        "a": [0.1 + 0.2, 1e-7, np.nan, 3.0, -0.0],
        "b": [Fraction(1, 3), Decimal("0.165"), None, np.int64(7), True],
        "c": ["x,y", 'q"r', "", pd.NaT, datetime.date(2024, 8, 17)],
    })  # fmt: skip
    assert to_csv(frame) == ('a,b,c\n0.3,0.333333333,"x,y"\n0.0000001,0.165,"q""r"\n,,\n3,7,\n0,true,2024-08-17\n')


def test_csv_takes_a_named_index_and_drops_an_unnamed_one():
    frame = pd.DataFrame({"x": [1, 2]}, index=["a", "b"])
    assert to_csv(frame) == "x\n1\n2\n"
    assert to_csv(frame.rename_axis("unit")) == "unit,x\na,1\nb,2\n"
    with pytest.raises(InputError, match="column 'two words' is no machine name"):
        to_csv(frame.rename(columns={"x": "two words"}))


class Tags(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_html_has_caption_and_scopes_and_nothing_of_its_maker(table):
    page = Tags(to_html(table, "Title & <more>", "A note < here."))
    names = [tag for tag, _ in page.tags]
    assert names[:2] == ["table", "caption"]
    assert "style" not in names
    assert "div" not in names
    assert not [attrs for _, attrs in page.tags if {"id", "headers", "style"} & attrs.keys()]
    assert [a.get("scope") for t, a in page.tags if t == "th"] == ["col"] * 5 + [
        "rowgroup", "row", "row", "rowgroup", "row",
    ]  # fmt: skip
    assert "Title & <more>" in page.text
    assert "A note < here." in page.text
    assert 'B "id="x"' in page.text, "text is kept as it is"
    row = [a.get("class") for t, a in page.tags if t in ("th", "td")][6:11]
    assert row == ["short", "short", "right", "right", "right"], "the first row: name, year, and numbers"


def test_html_is_the_same_twice(table):
    assert to_html(table, "T", "") == to_html(table, "T", "")


def test_html_of_one_column(catalogue):
    one = shown(FRAME[["name"]], {"name": ("Name", "text")}, None, "en")
    page = Tags(to_html(one, "T", ""))
    assert [t for t, _ in page.tags].count("td") == 3


def test_text_lines_up(table):
    lines = to_text(table, "Title", "Note").splitlines()
    assert lines[0] == "Title"
    assert lines[-1] == "Note"
    assert lines[1].index("Year") == lines[3].index("2021")
    assert lines[2] == "City"


def test_an_interval_that_closes_on_one_number_is_that_number(catalogue):
    frame = pd.DataFrame({"low": [0.1, 0.101], "high": [0.2, 0.102]})
    found = shown(frame, {("low", "high"): ("Range", ".2f")}, None, "en")
    assert [row[0] for row in found.cells] == ["0.10 to 0.20", "0.10"]


@pytest.mark.parametrize(("low", "high", "text"), [(43, 43, "43"), (43, 44, "43 s.d. 44")])
def test_an_interval_in_a_column_of_text_is_written_as_in_a_cell(catalogue, monkeypatch, low, high, text):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert interval(low, high, "int") == text
