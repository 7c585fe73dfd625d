from __future__ import annotations

import pytest

from analysis.data import tables
from analysis.data.read.evaluation_pdf import known_names
from analysis.data.read.report_head import institution, plain, report_year
from tests.data.read.words import laid

COVER = """\
KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA
DAN REFORMASI BIROKRASI
INDEKS SPBE
{}
TAHUN 2020
"""
KNOWN = {"kabupaten madiun": "kabupaten-madiun", "kota bandung": "kota-bandung",
         "kementerian koordinator bidang perekonomian": "kemenko", "kementerian koordinator": "wrong"}  # fmt: skip


def test_the_year_of_the_evaluation_and_not_of_regulations():
    text = """\
EVALUASI SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK TAHUN 2023
Peraturan Menteri PANRB Nomor 59 Tahun 2020 tentang Pemantauan dan Evaluasi SPBE
Peraturan Presiden Nomor 95 Tahun 2018 dan Nomor 5 Tahun 2018
Jakarta, 26 Januari 2024
"""
    assert report_year(laid(text)) == 2023
    cover = "LAPORAN HASIL PEMANTAUAN SPBE 2024"
    before = "Hasil evaluasi SPBE tahun 2023 lebih rendah. " * 8
    assert report_year(laid(cover, before)) == 2024
    assert report_year(laid("Jakarta, 26 Januari 2024")) is None
    assert report_year(laid("Daftar"), [2022, 2023]) == 2023
    assert report_year(laid("INDEKS SPBE\nKABUPATEN MADIUN\nTAHUN 2021")) == 2021


@pytest.mark.parametrize(("text", "printed", "id"), [
    (COVER.format("PEMERINTAH KAB. MADIUN"), "PEMERINTAH KAB. MADIUN", "kabupaten-madiun"),
    ("INDEKS SPBE – PEMERINTAH KOTA BANDUNG           2,15", "PEMERINTAH KOTA BANDUNG", "kota-bandung"),
    ("INDEKS SPBE – KEMENTERIAN KOORDINATOR BIDANG     2,95\nPEREKONOMIAN     (Baik)",
     "KEMENTERIAN KOORDINATOR BIDANG PEREKONOMIAN", "kemenko"),
    ("INDEKS SPBE KOTA BANDUNG TAHUN 2023", "KOTA BANDUNG", "kota-bandung"),
    ("INDEKS SPBE – KOTA BANDUNG (KOBA)", "KOTA BANDUNG (KOBA)", "kota-bandung"),
    ("INDEKS SPBE: 3,12\nPEMERINTAH\nKOTA BANDUNG", "KOTA BANDUNG", "kota-bandung"),
    ("INDEKS SPBE – TAHUN 2023", "", ""),
    ("Nama Instansi : Kota Bandung", "Kota Bandung", "kota-bandung"),
    ("INDEKS SPBE – PEMERINTAH KOTA REKAAN", "PEMERINTAH KOTA REKAAN", ""),
    ("penerapan di Kota Bandung baik, di Kota Bandung juga", "Kota Bandung", "kota-bandung"),
    ("KABUPATEN REKAAN\nlebih baik dari Kota Bandung, dan Kota Bandung", "KABUPATEN REKAAN", ""),
    ("PEMERINTAH KOTA\nKota Bandung baik, Kota Bandung juga", "Kota Bandung", "kota-bandung"),
    ("Daftar isi", "", ""),
])  # fmt: skip
def test_whose_report_it_is(text, printed, id):
    known = KNOWN if "BIDANG" not in text else {key: x for key, x in KNOWN.items() if x != "wrong"}
    assert institution(laid(text), known) == (printed, id)


def test_spellings_of_a_name():
    assert plain("PEMERINTAH KAB. MADIUN") == plain("Kabupaten Madiun") == plain("Pemerintah Daerah Kabupaten Madiun")
    assert plain("Kota Madiun") != plain("Kabupaten Madiun")


def test_known_names_are_ours_and_of_one_institution():
    known = known_names()
    assert known["kabupaten madiun"] == "kabupaten-madiun"
    assert known["kota bandar lampung"] == "kota-bandar-lampung"
    assert set(known.values()) <= set(tables.load("institutions")["institution_id"])
    assert len(set(known.values())) > 500
