"""Counts of what is held agree with a count of the raw files, and disagreements with those that were noted."""

import csv

from analysis.paths import RAW
from analysis.studies.sources import holdings


def test_coverage_counts_every_preferred_published_figure_once():
    frame = holdings.coverage().set_index("year")
    for year in (2023, 2024):
        with (RAW / f"panrb_evaluation_{year}" / "institutions.csv").open(encoding="utf-8") as file:
            assert frame.loc[year, "held"] == len({row["institution"] for row in csv.DictReader(file)})
    with (RAW / "press_spbe_2018_2025" / "index.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["derived"]]
    for year in (2018, 2019, 2020, 2021, 2025):
        assert frame.loc[year, "held"] == len({r["institution"] for r in rows if r["year"] == str(year)})


def test_the_five_known_disagreements_are_found():
    differing, counts = holdings.agreement()
    assert set(zip(differing["name"], differing["year"], strict=True)) == {
        ("Kabupaten Mesuji", 2023),
        ("Kota Manado", 2023),
        ("Kabupaten Polewali Mandar", 2023),
        ("Kabupaten Gowa", 2024),
        ("Kabupaten Serang", 2024),
    }
    assert counts["compared"] - counts["agreeing"] == len(differing)


def test_every_check_passes_and_exceptions_are_listed():
    results = holdings.check_results()
    frame, listed = holdings.check_table(results), holdings.listed_findings(results)
    assert frame["failed"].sum() == 0
    assert frame["listed"].sum() == len(listed) > 0
    assert (listed["reason"] != "").all()
    rows = listed.set_index("key")
    assert rows.loc["kabupaten-luwu 2024 panrb_lap2024", ["of", "name"]].tolist() == ["body", "Kabupaten Luwu"]
    assert rows.loc["2008 CMR", ["of", "name", "rest"]].tolist() == ["state", "CMR", ["2008"]]
    assert rows.loc["nasional 2021 domain 3 1.23", ["of", "rest"]].tolist() == [
        "nation",
        ["2021", "domain", "3", "1.23"],
    ]
    assert rows.loc["jdg_maturity", ["of", "name", "rest"]].tolist() == ["source", "JDG UPN Jatim", []]
    assert (listed["kind"] != "").all(), "each has a text for readers"


def test_doubtful_joins_are_marked():
    joined = holdings.joined_names()
    assert set(joined["join"]) == {"certain", "doubtful"}
    assert "Sekretariat Jenderal Komisi Pemilihan Umum" in set(joined.loc[joined["join"] == "doubtful", "spelling"])


def test_missing_domains_have_the_interval_that_the_index_implies():
    frame = holdings.implied_domains().set_index("name")
    assert frame["possible"].to_dict() == {
        "Kementerian Energi dan Sumber Daya Mineral": "4.00",
        "Kementerian Pertanian": "4.30",
        "Provinsi Jawa Timur": "4.60, 4.70",
    }
    # by hand, Jawa Timur: index and three domains as printed, each within half a hundredth
    assert (frame["high"] - frame["low"]).round(6).eq(round(0.01 * (1 + 0.87) / 0.13, 6)).all()
