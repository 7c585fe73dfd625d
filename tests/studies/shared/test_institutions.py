"""Institution-years re-scored, and pairs across the change, against plain Python over the processed files."""

import csv

import pytest

from analysis.methods.errors import InputError
from analysis.paths import PROCESSED
from analysis.studies.shared import institutions


def rows(name):
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_hand():
    """Effect of every institution-year with four domains under 47, without pandas."""
    named = {row["institution_id"] for row in rows("institutions")}
    values = {}
    for row in rows("spbe_parts"):
        if row["level"] == "domain" and row["instrument"] == "47" and row["preferred"] == "yes" and row["value"]:
            values.setdefault((row["unit"], int(row["year"])), {})[row["part_id"]] = float(row["value"])
    weights = {"1": 0.13 - 0.17, "2": 0.25 - 0.28, "3": 0.165, "4": 0.455 - 0.55}
    return {
        key: sum(weights[part] * value for part, value in parts.items())
        for key, parts in values.items()
        if key[0] in named and set(parts) == set(weights)
    }


def test_the_effects_agree_with_a_second_route(by_hand):
    frame = institutions.rescored()
    assert len(frame) == len(by_hand) > 1200
    for row in frame.itertuples():
        assert row.effect == pytest.approx(by_hand[row.institution_id, row.year], abs=1e-9)
        assert row.effect == pytest.approx(row.index_47 - row.index_35, abs=1e-9)


def test_the_complete_lists_have_their_published_index_and_one_value_below_the_scale():
    frame = institutions.rescored()
    lists = frame[frame["year"].isin([2023, 2024])]
    assert lists["index"].notna().all()
    assert frame.loc[frame["below_floor"], ["institution_id", "year"]].to_numpy().tolist() == [
        ["kabupaten-banyuasin", 2023]
    ]
    assert (lists["index_47"] - lists["index"]).abs().max() < 0.01


def test_a_pair_is_the_nearest_figure_on_either_side():
    frame = institutions.pairs().set_index("institution_id")
    one = frame.loc["kabupaten-grobogan"]
    held = {int(row["year"]): float(row["index"]) for row in rows("spbe_index") if row["institution_id"] == one.name}
    assert one[["before_year", "before", "after_year", "after"]].tolist() == [2019, held[2019], 2021, held[2021]]
    assert one["fall"] == pytest.approx(held[2019] - held[2021])
    assert frame.index.is_unique
    index = [row for row in rows("spbe_index") if row["preferred"] == "yes" and row["confidence"] != "low"]
    both = {row["institution_id"] for row in index if row["instrument"] == "35"} & {
        row["institution_id"] for row in index if row["instrument"] == "47" and int(row["year"]) <= 2024
    }
    assert set(institutions.pairs(with_low=False)["institution_id"]) == both


def test_a_figure_of_low_confidence_only_stands_in():
    every, better = (institutions.pairs(with_low=flag).set_index("institution_id") for flag in (True, False))
    assert every["low_confidence"].sum() == len(every) - len(better) > 0
    assert every.loc[better.index].equals(better)


def test_years_can_be_chosen():
    assert set(institutions.pairs(2019, 2021)["before_year"]) == {2019}
    assert set(institutions.pairs(2019, 2021)["after_year"]) == {2021}


def test_types_can_be_chosen():
    frame = institutions.rescored()
    assert set(institutions.of_type(frame, "kota")["type"]) == {"kota"}
    assert institutions.of_type(frame, "all") is frame


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: institutions.pairs(2021), "before_year 2021: choose last or one of 2018, 2019, 2020"),
        (lambda: institutions.pairs(2019, 2025), "after_year 2025: choose first or one of 2021, 2022, 2023, 2024"),
        (lambda: institutions.of_type(institutions.pairs(), "desa"), "institution_type desa: unknown; choose all"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
