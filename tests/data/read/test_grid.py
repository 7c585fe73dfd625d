import pytest

from analysis.data.read.grid import LARGEST, MOST_ROWS, read_grid
from analysis.methods.errors import InputError

TEXT = "Instansi;Indeks\nKabupaten Pulau \u2013 Sleman;2,51\nKota Bandung;3,04\n"
ROWS = [(1, ["Instansi", "Indeks"]), (2, ["Kabupaten Pulau \u2013 Sleman", "2,51"]), (3, ["Kota Bandung", "3,04"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_table_is_read_alike_from_every_dialect(tmp_path, encoding, delimiter, end):
    path = tmp_path / "table.csv"
    path.write_bytes(TEXT.replace(";", delimiter).replace("\n", end).encode(encoding))
    assert read_grid(path).rows == ROWS


def test_a_comma_between_fields_is_told_from_one_in_figures(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('Instansi,Indeks\n"Kementerian Desa; Transmigrasi",2.51\nKota Bandung,"3,04"\n', encoding="utf-8")
    assert read_grid(path).rows[2] == (3, ["Kota Bandung", "3,04"])


def test_an_encoding_that_was_guessed_is_noted(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    assert any("Windows-1252" in note for note in read_grid(path).notes)


def test_rows_keep_their_numbers_behind_empty_ones_and_fields_of_two_lines(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('Judul\n\n"Nama\nInstansi",Indeks\nKota Bandung,3.04\n', encoding="utf-8")
    assert read_grid(path).rows == [(1, ["Judul"]), (3, ["Nama Instansi", "Indeks"]), (5, ["Kota Bandung", "3.04"])]


@pytest.mark.parametrize(
    ("cell", "found"), [("=A1+B1", "formula"), ("Kota\u202eBandung", "U+202E"), (" =1", "formula")]
)
def test_a_cell_that_is_no_plain_text_is_a_fault_of_its_place(tmp_path, cell, found):
    path = tmp_path / "table.csv"
    path.write_text(f"Instansi,Indeks\nKota Bandung,{cell}\n", encoding="utf-8")
    ((place, why),) = read_grid(path).faults.items()
    assert place == (2, 1)
    assert found in why


@pytest.mark.parametrize(("content", "found"), [
    (b"", "empty"), (b" \n\n", "empty"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0 xls", "XLSX"), (b"a\0b,c", "binary"),
    (b"PK\x03\x04 no zip", "damaged"), (b"a,b\nc,\x81\xff\n", "row 2"), (b'a,b\n"c,d\n', "row 2"),
    (b"a,b\n" * (MOST_ROWS + 1), f"{MOST_ROWS:,} rows"), (b"," * 200 + b"\na,b\n", "columns"),
    (b"a" * (LARGEST + 1), f"{LARGEST:,} bytes"), (b"\xff\xfea", "UTF-16"),
])  # fmt: skip
def test_what_is_no_table_is_refused_with_what_it_is(tmp_path, content, found):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=found):
        read_grid(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_grid(tmp_path / "none.csv")
