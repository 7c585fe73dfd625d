"""The parts of the national change: by hand from the raw lists, and what the printed shares imply."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from analysis.paths import RAW
from analysis.studies.change_by_type import change, national_mean
from analysis.studies.change_by_type.parameters import choices
from tests.studies.change_by_type import raw_means

LISTED = {"Kementerian": "kementerian", "Lembaga Pemerintah Non Kementerian (LPNK)": "lembaga", "Provinsi": "provinsi"}
LISTED |= {"Kabupaten": "kabupaten", "Kota": "kota"}


@pytest.fixture(scope="module", params=choices()["year"])
def both(request):
    found = change.study(request.param)
    return found, national_mean.study(found)


@pytest.fixture(scope="module")
def first():
    return national_mean.study(change.study(2021))


def counted(year: int) -> dict[str, int]:
    """Bodies of each type on the ministry's complete list, from the raw file."""
    with (RAW / f"panrb_evaluation_{year}" / "institutions.csv").open(encoding="utf-8", newline="") as file:
        found: dict[str, int] = {}
        for row in csv.DictReader(file):
            kind = LISTED.get(row["listed_under"], "lainnya")
            found[kind] = found.get(kind, 0) + 1
    return found


@pytest.mark.parametrize("year", [2023, 2024])
def test_numbers_are_those_of_the_raw_list(year):
    assert national_mean.numbers()[f"list_{year}"] == counted(year)


def test_the_parts_by_hand_from_the_raw_files(first):
    counts, total = counted(2023), sum(counted(2023).values())
    parts = {
        group: Fraction(n, total)
        * (Fraction(raw_means.printed(2021, group)) - Fraction(raw_means.printed(2020, group)))
        for group, n in counts.items()
    }
    assert first.facts["taken"] == pytest.approx(-float(sum(x for x in parts.values() if x < 0)), abs=1e-12)
    assert first.facts["rises"] == pytest.approx(float(parts["kabupaten"]), abs=1e-12)
    assert first.facts["net"] == pytest.approx(float(sum(parts.values())), abs=1e-12)


def test_parts_sum_to_the_change_of_the_weighted_mean(both):
    found, result = both
    types = found.change[found.change["group"] != "nasional"].set_index("group")
    parts = result.contributions.set_index("group")
    weighted = (parts["share"] * types["after"]).sum() - (parts["share"] * types["before"]).sum()
    assert parts["across"].sum() == pytest.approx(weighted, abs=1e-12)
    assert parts["share"].sum() == pytest.approx(1, abs=1e-12)
    old = (parts["share"] * types["rescored"]).sum() - (parts["share"] * types["before"]).sum()
    assert result.facts["net_old"] == pytest.approx(old, abs=1e-12)


def test_equal_weights_would_show_the_fall_that_the_national_mean_hides():
    """The weights do it: with one vote a type the mean of 2021 is far lower than with the bodies' own numbers."""
    found = change.study(2021)
    result = national_mean.study(found)
    equal = national_mean.contributions(dict.fromkeys(found.facts["group_names"], 1), found.change)
    assert equal["across"].sum() < -0.15
    assert abs(result.facts["net"]) < 0.04
    assert result.facts["taken"] > result.facts["rises"] > 0.5 * result.facts["taken"]


def test_the_range_is_over_every_set_of_numbers(both):
    _, result = both
    assert result.weightings["weighting"].tolist() == ["list_2023", "list_2024", "implied"]
    assert result.facts["net_low"] == result.weightings["net"].min()
    assert result.facts["net_high"] == result.weightings["net"].max()
    assert result.facts["net_low"] <= result.facts["net"] <= result.facts["net_high"]


def test_shares_imply_numbers_that_give_the_printed_nation_and_one_share_that_does_not_fit(first):
    counts = national_mean.implied_numbers()
    assert sum(counts.values()) == 517
    shares = {"kementerian": "0.7353", "lembaga": "0.7200", "lainnya": "0.1818", "provinsi": "0.4412", "kota": "0.3222"}
    for group, share in shares.items():
        assert any(f"{n / counts[group]:.4f}" == share for n in range(counts[group] + 1)), group
    mean = sum(n * Fraction(raw_means.printed(2021, group)) for group, n in counts.items()) / 517
    assert f"{float(mean):.2f}" == raw_means.printed(2021, "nasional")
    assert not any(f"{n / counts['kabupaten']:.4f}" == "0.2093" for n in range(counts["kabupaten"] + 1))
    assert first.facts["mean_fits"]
    assert not first.facts["share_fits"]
