import pytest
import yaml

from analysis.data.read import table_head
from analysis.data.read.grid import Grid
from analysis.methods.errors import InputError

USUAL = {
    "institution": ["Instansi", "NAMA INSTANSI", "Pemerintah Daerah", "Instansi Pusat/Pemerintah Daerah", "K/L/PD"],
    "index": ["Indeks SPBE", "Nilai", "NILAI INDEKS SPBE 2024", "Skor", "Index", "Hasil Evaluasi Nilai SPBE"],
    "predicate": ["Predikat", "PREDIKAT SPBE", "Predicate"],
    "kebijakan": ["Kebijakan", "Domain 1 - Kebijakan SPBE", "Nilai Domain Kebijakan Internal", "Policy"],
    "tata_kelola": ["Tata Kelola", "DOMAIN TATA KELOLA", "Governance"],
    "manajemen": ["Manajemen SPBE", "Management domain"],
    "layanan": ["Layanan", "Indeks Layanan SPBE 2023", "Services"],
    "listed_under": ["Kelompok", "Jenis Instansi"],
    "ignore": ["No", "No.", "Peringkat"],
    "": ["Catatan", "Provinsi", "SPBE", "Tahun", "Kabupaten Sleman", "2.51", "Indeks Kemandirian Fiskal"],
}  # fmt: skip


@pytest.mark.parametrize(("column", "head"), [(column, head) for column, heads in USUAL.items() for head in heads])
def test_usual_heads_are_known_and_others_are_not_guessed(column, head):
    assert table_head.column(head) == column


def grid(*rows):
    return Grid("t.csv", list(enumerate(map(list, rows), start=1)))


def test_the_head_is_found_below_lines_of_title():
    head = table_head.find(grid(["INDEKS SPBE"], ["No", "Instansi", "Nilai"], ["1", "Kota Bandung", "2.5"]))
    assert (head.last_row, head.columns) == (2, {"institution": 1, "index": 2})


def test_a_head_of_two_rows_is_one():
    rows = (
        ["No", "Instansi", "Indeks", "Nilai Domain", ""],
        ["", "", "", "Kebijakan", "Layanan"],
        ["1", "Kota A", "2", "3", "4"],
    )
    head = table_head.find(grid(*rows))
    assert (head.last_row, head.columns) == (2, {"institution": 1, "index": 2, "kebijakan": 3, "layanan": 4})


@pytest.mark.parametrize(("heads", "found"), [
    (["Instansi", "Nilai", "Catatan Umum"], "Catatan Umum"), (["Instansi", "Nilai", "Indeks SPBE"], "both name"),
    (["Instansi", "Predikat"], "no column index"), (["Satu", "Dua"], "no row with heads"),
])  # fmt: skip
def test_what_is_not_recognised_is_listed_and_a_mapping_file_asked_for(heads, found):
    with pytest.raises(InputError, match=found) as refused:
        table_head.find(grid(heads, ["Kota Bandung", "2.5", "x"]))
    assert "--columns" in str(refused.value)


def test_a_mapping_names_columns_and_what_is_left_out(tmp_path):
    path = tmp_path / "map.yml"
    path.write_text("institution: Satu\nindex: Dua\nignore: [Tiga]\n", encoding="utf-8")
    head = table_head.find(grid(["Satu", "Dua", "Tiga"], ["Kota A", "2", "x"]), table_head.read_mapping(path))
    assert (head.columns, head.left_out) == ({"institution": 0, "index": 1}, ("Tiga",))
    with pytest.raises(InputError, match="as the mapping file names it"):
        table_head.find(grid(["Instansi", "Nilai"], ["Kota A", "2"]), {"layanan": "Lima"})


@pytest.mark.parametrize(("text", "found"), [
    ("", "names no column"), ("isntansi: a", "no column"), ("index: [a]", "write its head"),
    ("ignore: a", "list the heads"),
])  # fmt: skip
def test_a_mapping_file_that_says_nothing_or_something_else_is_refused(tmp_path, text, found):
    path = tmp_path / "map.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=found):
        table_head.read_mapping(path)


def test_the_template_has_what_was_recognised_and_every_other_head():
    document = yaml.safe_load(
        table_head.template(grid(["No", "Instansi", "Hasil: akhir", "Nilai"], ["1", "Kota A", "x", "2"]))
    )
    assert document == {"institution": "Instansi", "index": "Nilai", "ignore": ["No", "Hasil: akhir"]}


def test_the_download_of_the_un_is_recognised_and_no_half_of_it():
    heads = [
        "Survey Year", "Country Name", "E-Government Rank", "E-Government Index", "E-Participation Index",
        "Online Service Index", "Human Capital Index", "Telecommunication Infrastructure Index",
    ]  # fmt: skip
    found = table_head.find(grid(heads, ["2026"] * 8))
    assert found.layout == table_head.UN
    assert found.columns == dict(
        zip(("year", "country", "rank", "egdi", "epi", "osi", "hci", "tii"), range(8), strict=True)
    )
    with pytest.raises(InputError, match="human capital index"):
        table_head.find(grid([h for h in heads if "Human" not in h], ["2026"] * 7))
