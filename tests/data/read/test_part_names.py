from __future__ import annotations

import pytest

from analysis.data import tables
from analysis.data.read.evaluation_pdf import _instrument
from analysis.data.read.part_names import INDEX, PartNames


@pytest.fixture(scope="module")
def names() -> dict[str, PartNames]:
    return {year: PartNames.of(_instrument(year, "")) for year in (2020, 2023, 2026)}


@pytest.mark.parametrize(("year", "instrument"), [(2020, "35"), (2023, "47"), (2026, "20")])
def test_the_regulations_own_names_are_known(names, year, instrument):
    parts = tables.load("instrument_parts")
    parts = parts[(parts["instrument"] == instrument) & (parts["level"] != "indicator")]
    for part in parts.to_dict("records"):
        assert names[year].part(part["name_id"]) == (part["level"], part["id"])


@pytest.mark.parametrize(("year", "label", "part"), [
    (2023, "SPBE", INDEX),
    (2023, "INDEKS SPBE", INDEX),
    (2023, "Domain Kebijakan SPBE", ("domain", "1")),
    (2023, "Domain 2 - Tata Kelola SPBE", ("domain", "2")),
    (2023, "Kebijakan Internal terkait Tata Kelola SPBE", ("aspect", "1")),
    (2023, "Audit TIK", ("aspect", "6")),
    (2023, "Penyelenggaraan SPBE", ("aspect", "4")),
    (2023, "Aspek 7 - Administrasi Pemerintahan", ("aspect", "7")),
    (2023, "Layanan Publik", ("aspect", "8")),
    (2023, "III. Manejemen SPBE", ("domain", "3")),
    (2020, "Strategi & Perencanaan", ("aspect", "4")),
    (2020, "Kebijakan Internal Layanan SPBE", ("aspect", "2")),
    (2023, "Domain/Aspek", None),
    (2023, "Nilai Indeks SPBE, Domain, dan Aspek", None),
    (2023, "Tingkat Kematangan Layanan Publik Sektor 1", None),
    (2023, "Penerapan Manajemen Risiko SPBE", None),
    (2020, "Layanan Publik Instansi Pemerintah", None),
])  # fmt: skip
def test_labels(names, year, label, part):
    assert names[year].part(label) == part
