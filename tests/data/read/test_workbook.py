import io
import time
import tracemalloc
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from analysis.data.read import workbook
from analysis.data.read.grid import MOST_ROWS
from analysis.methods.errors import InputError


def content(*rows, merge=(), sheets=1):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    for _ in range(sheets - 1):
        book.create_sheet().append(["x"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def altered(packed: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(old, new) if name.startswith("xl/worksheets/") else text)
    return out.getvalue()


def read(*rows, **more):
    return workbook.read_workbook("a.xlsx", content(*rows, **more))


def test_numbers_are_shown_without_the_noise_of_binary_fractions():
    grid = read(
        ["Instansi", "Indeks"], ["Kota Bandung", 0.1 + 0.2], ["Kota Bogor", 3], [None, None], ["Kota Kediri", 2.5]
    )
    assert [cells[1] for _, cells in grid.rows] == ["Indeks", "0.3", "3", "2.5"]
    assert [number for number, _ in grid.rows] == [1, 2, 3, 5]
    assert grid.faults == {}


@pytest.mark.parametrize(("value", "found"), [
    (datetime(2024, 1, 2), "date"), (True, "truth value"), ("#REF!", "error"), ("#N/A", "error"),
    ("a\u200bb", "U+200B"),
])  # fmt: skip
def test_what_is_no_plain_value_is_a_fault(value, found):
    ((place, why),) = read(["Instansi", "Indeks"], ["Kota Bandung", value]).faults.items()
    assert place == (2, 1)
    assert found in why


def test_a_formula_without_a_stored_value_is_a_fault_and_with_one_a_note():
    packed = content(["Instansi", "Indeks"], ["Kota Bandung", "=1+2"])
    assert "stored value" in workbook.read_workbook("a.xlsx", packed).faults[2, 1]
    stored = altered(packed, b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>")
    stored = altered(stored, b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")
    grid = workbook.read_workbook("a.xlsx", stored)
    assert grid.rows[1][1] == ["Kota Bandung", "3"]
    assert grid.faults == {}
    assert any("formulas" in note for note in grid.notes)


def test_merged_cells_are_faults_of_each_of_them():
    grid = read(["Instansi", "Predikat"], ["Kota Bandung", "Baik"], ["Kota Bogor"], merge=["B2:B3"])
    assert {place for place, why in grid.faults.items() if "B2:B3" in why} == {(2, 1), (3, 1)}


def test_an_area_merged_over_the_whole_sheet_costs_no_time():
    packed = altered(content(["a", "b"], ["c", "d"], merge=["A1:B2"]), b"A1:B2", b"A1:XFD1048576")
    start = time.monotonic()
    grid = workbook.read_workbook("a.xlsx", packed)
    assert time.monotonic() - start < 2
    assert set(grid.faults) == {(1, 0)}  # openpyxl writes the first cell of an area alone


def test_text_on_two_sheets_and_on_none_is_refused():
    with pytest.raises(InputError, match="several sheets"):
        read(["a"], sheets=2)
    with pytest.raises(InputError, match="no text"):
        read()


def test_too_many_rows_are_refused_before_they_are_read():
    with pytest.raises(InputError, match=f"{MOST_ROWS:,} rows"):
        read(*([f"Kota {n}", 2.5] for n in range(MOST_ROWS + 1)))


def test_a_workbook_that_unpacks_to_much_is_refused_at_once():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (workbook.UNPACKED + 1))
    tracemalloc.start()
    with pytest.raises(InputError, match="unpacks"):
        workbook.read_workbook("a.xlsx", out.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged():
    packed = content(["Instansi", "Indeks"], ["Kota Bandung", 2.5])
    load_workbook(io.BytesIO(packed))
    for end in range(30, len(packed), 500):
        with pytest.raises(InputError, match="damaged"):
            workbook.read_workbook("a.xlsx", packed[:end])
