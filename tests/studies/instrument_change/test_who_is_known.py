"""Known institutions against published means, by plain Python over the processed files."""

import csv

import pytest

from analysis.paths import PROCESSED
from analysis.studies.instrument_change import who_is_known
from tests.golden import kept


def rows(name):
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def known_by_hand(year):
    return [
        float(row["index"])
        for row in rows("spbe_index")
        if row["year"] == str(year)
        and row["preferred"] == "yes"
        and row["status"] == "published"
        and row["confidence"] != "low"
    ]


@pytest.fixture(scope="module")
def table():
    return who_is_known.by_year().set_index("year")


@pytest.mark.parametrize("year", range(2018, 2025))
def test_differences_agree_with_a_second_route(table, year):
    values = known_by_hand(year)
    published = next(
        float(row["value"])
        for row in rows("spbe_means")
        if row["year"] == str(year) and row["unit"] == "nasional" and row["preferred"] == "yes"
    )
    assert table.loc[year, "n"] == len(values)
    assert table.loc[year, "difference"] == pytest.approx(sum(values) / len(values) - published, abs=1e-12)


def test_a_complete_list_is_its_own_population_and_shows_how_far_a_published_mean_is_known(table):
    assert table.loc[2023, ["low", "high"]].tolist() == pytest.approx([table.loc[2023, "mean"]] * 2)
    assert table.loc[2023, "raked"] == pytest.approx(table.loc[2023, "difference"])
    assert who_is_known.known_to(table.reset_index()) == kept.near("national.largest_gap")


def test_raking_by_type_and_place_shrinks_what_selection_by_kind_did(table):
    early = table.loc[:2022]
    assert (early["difference"] > 0.2).all(), "the known institutions stood above the nation"
    assert (early["raked"] < early["difference"]).all()
    assert (early["raked"] > 0.1).all(), "and still do with the mix of the complete list"
    assert (early["effective"] <= early["n"]).all()


def test_bounds_hold_the_published_mean_and_are_empty_where_the_number_is_not_published(table):
    there = table.dropna(subset=["low"])
    assert set(table.index) - set(there.index) == {2022}
    assert ((there["low"] - 0.05 <= there["published"]) & (there["published"] <= there["high"] + 0.05)).all()
    values = known_by_hand(2021)
    assert table.loc[2021, "low"] == pytest.approx((sum(values) + (517 - len(values))) / 517)


def test_the_year_of_few_assessments_counts_those_carried_over():
    counts = who_is_known.population()
    assert counts[2020] == counts[2019] == 637
    assert 2022 not in counts


def test_types_are_compared_with_their_own_published_mean():
    frame = who_is_known.by_type().set_index(["year", "type"])
    assert set(frame.loc[2021].index) == {"kementerian", "provinsi", "kabupaten", "kota"}
    named = {row["institution_id"]: row["type"] for row in rows("institutions")}
    cities = [
        float(row["index"])
        for row in rows("spbe_index")
        if row["year"] == "2021" and row["preferred"] == "yes" and named[row["institution_id"]] == "kota"
    ]
    assert frame.loc[(2021, "kota"), "mean"] == pytest.approx(sum(cities) / len(cities))
    assert frame.loc[(2021, "kota"), "n"] == len(cities)
