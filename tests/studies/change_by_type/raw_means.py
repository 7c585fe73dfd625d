"""The means by type as the reports print them, from the raw files alone, with the weights of both instruments typed."""

from __future__ import annotations

import csv
from fractions import Fraction

from analysis.paths import RAW

FOLDERS = {
    2020: "panrb_lhe_2020",
    2021: "panrb_lhe_2021",
    2022: "panrb_lhe_2022",
    2023: "panrb_evaluation_2023",
    2024: "panrb_evaluation_2024",
}
UNITS = {
    "kementerian": ["Kementerian"],
    "lembaga": ["LPNK"],
    "lainnya": ["Lembaga Lain", "LNS dan Instansi Lainnya"],
    "provinsi": ["Provinsi"],
    "kabupaten": ["Kabupaten"],
    "kota": ["Kota"],
    "nasional": ["Nasional"],
}
OLD_ASPECTS = {  # of the report of 2020: share of the index, and domain
    "Kebijakan Tata Kelola": (Fraction("0.07"), "policy"),
    "Kebijakan Layanan": (Fraction("0.10"), "policy"),
    "Kelembagaan": (Fraction("0.08"), "governance"),
    "Strategi & Perencanaan": (Fraction("0.08"), "governance"),
    "Teknologi Informasi dan Komunikasi": (Fraction("0.12"), "governance"),
    "Administrasi Pemerintahan": (Fraction("0.35"), "services"),
    "Layanan Publik": (Fraction("0.20"), "services"),
}
NEW_ASPECTS = {  # of the report of 2021
    "Kebijakan Internal Tata Kelola SPBE": (Fraction("0.13"), "policy"),
    "Perencanaan Strategis SPBE": (Fraction("0.10"), "governance"),
    "Teknologi Informasi dan Komunikasi": (Fraction("0.10"), "governance"),
    "Penyelenggara SPBE": (Fraction("0.05"), "governance"),
    "Penerapan Manajemen SPBE": (Fraction("0.12"), "management"),
    "Audit TIK": (Fraction("0.045"), "management"),
    "Layanan Administrasi Pemerintahan Berbasis Elektronik": (Fraction("0.275"), "services"),
    "Layanan Publik Berbasis Elektronik": (Fraction("0.18"), "services"),
}
OLD = {"policy": Fraction("0.17"), "governance": Fraction("0.28"), "services": Fraction("0.55")}
NEW = {
    "policy": Fraction("0.13"),
    "governance": Fraction("0.25"),
    "management": Fraction("0.165"),
    "services": Fraction("0.455"),
}


def rows(year: int, group: str, level: str) -> dict[str, str]:
    """Name -> text of the figure, as printed in the report of the year."""
    with (RAW / FOLDERS[year] / "means.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    units = UNITS[group]
    return {
        x["name"]: x["value"] for x in found if (x["year"], x["level"]) == (str(year), level) and x["unit"] in units
    }


def printed(year: int, group: str) -> str | None:
    """The printed mean index, as text; None where the report prints none."""
    return next(iter(rows(year, group, "index").values()), None)


def from_aspects(year: int, group: str) -> dict[str, Fraction]:
    """The domains as weighted means of the printed aspects, exact."""
    about = OLD_ASPECTS if year == 2020 else NEW_ASPECTS
    texts = rows(year, group, "aspect")
    assert set(texts) == set(about)
    sums: dict[str, list[Fraction]] = {}
    for name, (weight, domain) in about.items():
        total = sums.setdefault(domain, [Fraction(0), Fraction(0)])
        total[0] += weight * Fraction(texts[name])
        total[1] += weight
    return {domain: total / weight for domain, (total, weight) in sums.items()}
