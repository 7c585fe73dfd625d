"""The effect on institutions against plain Python over the processed files, and against arithmetic by hand."""

import csv
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.paths import PROCESSED
from analysis.studies.instrument_change import comparable_series, effects
from analysis.studies.shared.lists import TYPES
from tests.studies import once
from tests.studies.by_hand import rescored

WEIGHTS = {"1": 0.13 - 0.17, "2": 0.25 - 0.28, "3": 0.165, "4": 0.455 - 0.55}


def rows(name):
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_hand():
    """(year, institution) -> effect, of the official lists, and institution -> row; without pandas."""
    about = {row["institution_id"]: row for row in rows("institutions")}
    values = defaultdict(dict)
    for row in rows("spbe_parts"):
        official = row["source_id"] == f"panrb_lap{row['year']}" and row["level"] == "domain"
        if official and row["unit"] in about and row["value"]:
            values[row["year"], row["unit"]][row["part_id"]] = float(row["value"])
    found = {
        (int(year), unit): sum(WEIGHTS[part] * value for part, value in parts.items())
        for (year, unit), parts in values.items()
        if len(parts) == 4
    }
    return found, about


@pytest.fixture(scope="module")
def result():
    return effects.study("all", 2024)


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_second_route_gives_every_published_mean(by_hand, result, year):
    found, about = by_hand
    kept = {unit: x for (y, unit), x in found.items() if y == year and (y, unit) != (2023, "kabupaten-banyuasin")}
    for name in ("", *TYPES):
        those = [x for unit, x in kept.items() if not name or about[unit]["type"] == name]
        key = ".".join(filter(None, ["institutions", str(year), name]))
        assert result.values[f"{key}.n"] == len(those)
        assert result.values[f"{key}.mean_effect"] == pytest.approx(mean(those), abs=1e-9)
        assert result.values[f"{key}.share_negative"] == pytest.approx(mean(x < -1e-12 for x in those), abs=1e-9)


def test_the_mean_with_the_value_below_the_scale(by_hand, result):
    every = [x for (year, _), x in by_hand[0].items() if year == 2023]
    assert result.values["institutions.2023.n_with_below_floor"] == len(every)
    assert result.values["institutions.2023.mean_effect_with_below_floor"] == pytest.approx(mean(every), abs=1e-9)
    assert "institutions.2024.n_with_below_floor" not in result.values
    assert result.facts["below_floor"] == "Kabupaten Banyuasin 2023"


def test_a_second_route_gives_the_provinces(by_hand, result):
    found, about = by_hand
    groups = defaultdict(list)
    for (year, unit), x in found.items():
        if year == 2024 and about[unit]["province"]:
            groups[about[unit]["province"]].append(x)
    frame = result.by_province.set_index("province")
    assert dict(frame["n"]) == {province: len(xs) for province, xs in groups.items()}
    for province, xs in groups.items():
        assert frame.loc[province, "mean_effect"] == pytest.approx(mean(xs), abs=1e-9)
    enough = {province: mean(xs) for province, xs in groups.items() if len(xs) >= 5}
    assert result.facts["named"] == len(enough)
    assert result.facts["low_name"] == min(enough, key=enough.get)
    assert result.facts["high_name"] == max(enough, key=enough.get)


def test_counts_add_up_and_rounding_decides_no_sign():
    result = effects.study("all", 2023)
    facts, every = result.facts, result.every
    effect = result.shown["effect"]
    counts = [(effect < -1e-9).sum(), (effect.abs() <= 1e-9).sum(), (effect > 1e-9).sum()]
    assert [facts[name] for name in ("negative", "unchanged", "positive")] == counts
    assert sum(counts) == facts["n"]
    lists = every[every["year"].isin([2023, 2024])]
    near = lists[lists["effect"].abs() <= facts["half_width"]]
    floor = near[["policy", "governance", "management", "services"]] == 1
    assert floor.all(axis=None), "nearer to 0 than rounding only where every domain stands at the floor"


def test_the_lowest_and_the_highest_type(result):
    means = {name: result.values[f"institutions.2024.{name}.mean_effect"] for name in TYPES}
    ends = min(means, key=means.get), max(means, key=means.get)
    assert (result.facts["low_type"], result.facts["high_type"]) == ends


def test_the_sign_turns_where_the_old_index_would_reach_the_new_one(result):
    frame = result.sensitivity.set_index(["year", "domain"])
    lists = result.every[(result.every["year"] == 2024)]
    for domain, weight in {"policy": 0.17, "governance": 0.28, "services": 0.55}.items():
        turns_at = frame.loc[(2024, domain), "turns_at"]
        assert (lists["index_47"] - (lists["index_35"] + weight * turns_at)).mean() == pytest.approx(0, abs=1e-12)
        assert frame.loc[(2024, domain), "within"] == (abs(turns_at) <= 0.5)
    everything = frame.loc[(2024, "all")]
    assert everything["turns_at"] == pytest.approx(lists["effect"].mean())
    assert everything["high"] - everything["low"] == pytest.approx(1)
    assert everything["low"] < 0 < everything["high"]


def test_local_governments_cluster_by_province_and_central_bodies_alone(result):
    frame = result.scenario.set_index(["year", "type"])
    shown = result.shown
    central = int((shown["province"] == "").sum())
    assert frame.loc[(2024, "all"), "clusters"] == central + shown.loc[shown["province"] != "", "province"].nunique()
    assert frame.loc[(2024, "kementerian"), "clusters"] == frame.loc[(2024, "kementerian"), "n"]
    assert frame.loc[(2024, "kota"), "clusters"] < frame.loc[(2024, "kota"), "n"]
    assert (frame["low"] < frame["mean"]).all()
    assert (frame["mean"] < frame["high"]).all()


def test_a_bootstrap_stands_beside_the_interval_where_clusters_are_few(result):
    frame = result.scenario
    assert (frame["wild_low"].notna() == (frame["clusters"] < 30)).all()
    few = frame[frame["wild_low"].notna()]
    assert len(few) == 2
    assert np.allclose(few["wild_low"], few["low"], atol=0.01)


def test_intervals_are_the_same_each_time(result):
    pd.testing.assert_frame_equal(result.scenario, effects.study("kota", 2021).scenario)


@pytest.mark.parametrize(("year", "shown"), [(2021, 2023), (2022, 2023), (2023, 2023), (2024, 2024)])
def test_a_year_without_a_list_shows_the_nearest(year, shown):
    assert effects.nearest_complete(year) == shown


def test_years_without_a_list_are_there_with_their_number(result):
    frame = result.by_year.set_index("year")
    assert frame.index[frame["complete"]].tolist() == [2023, 2024]
    assert 0 < frame.loc[2021, "n"] == (result.every["year"] == 2021).sum()
    new, old = rescored(2021)
    assert frame.loc[2021, "national"] == pytest.approx(new - old)
    assert frame["national"].isna().tolist() == [False] * 4 + [True]


@pytest.mark.parametrize("year", [2023, 2024])
def test_by_year_leaves_out_the_value_below_the_scale(by_hand, result, year):
    found = {unit: x for (y, unit), x in by_hand[0].items() if y == year}
    kept = [x for unit, x in found.items() if (year, unit) != (2023, "kabupaten-banyuasin")]
    row = result.by_year.set_index("year").loc[year]
    assert row["n"] == len(kept)
    assert row["mean_effect"] == pytest.approx(mean(kept), abs=1e-9)
    assert row["min"] == pytest.approx(min(kept), abs=1e-9)
    if year == 2023:
        assert len(found) == len(kept) + 1
        assert row["mean_effect"] != pytest.approx(mean(found.values()), abs=1e-9), "the row below the scale would show"


def test_every_count_by_a_second_route(by_hand, result):
    """621 and 620, 607 and 606: each list, its complete institutions, those in both, with and without the one."""
    listed = {year: {row["institution_id"] for row in rows("spbe_index") if row["source_id"] == f"panrb_lap{year}"}
              for year in (2023, 2024)}  # fmt: skip
    facts, low = result.facts, {"kabupaten-banyuasin"}
    for place, year in (("first", 2023), ("second", 2024)):
        complete = {unit for y, unit in by_hand[0] if y == year}
        assert facts[f"listed_{place}"] == len(listed[year])
        assert facts[f"complete_{place}"] == len(complete)
        assert facts[f"kept_{place}"] == len(complete - (low if year == 2023 else set()))
        assert facts[f"kept_{place}"] == result.values[f"institutions.{year}.n"]
    assert facts["stayed"] == len(listed[2023] & listed[2024]) == comparable_series.study().facts["stayed"]
    assert facts["stayed_kept"] == len((listed[2023] & listed[2024]) - low) == once.other_explained().facts["n"]


def test_listed_indices_are_recomputed(by_hand, result):
    weights = {"1": 0.13, "2": 0.25, "3": 0.165, "4": 0.455}
    values = defaultdict(dict)
    for row in rows("spbe_parts"):
        if row["source_id"] == f"panrb_lap{row['year']}" and row["level"] == "domain" and row["value"]:
            values[row["year"], row["unit"]][row["part_id"]] = float(row["value"])
    printed = {(row["year"], row["institution_id"]): float(row["index"]) for row in rows("spbe_index")
               if row["source_id"] == f"panrb_lap{row['year']}"}  # fmt: skip
    off = [abs(sum(weights[part] * x for part, x in values[key].items()) - index) for key, index in printed.items()
           if len(values[key]) == 4]  # fmt: skip
    assert result.facts["recomputed"] == pytest.approx(max(off), abs=1e-9)


def test_one_type_restricts_what_is_shown_and_nothing_else(result):
    cities = effects.study("kota", 2022)
    assert set(cities.shown["type"]) == {"kota"}
    assert set(cities.shown["year"]) == {2023}
    assert cities.facts["n"] == len(cities.shown) == cities.by_province["n"].sum() > 0
    assert cities.values == result.values
    assert effects.study("provinsi", 2024).facts["fewest"] == 1, "one provincial government a province"
    assert effects.study("lembaga", 2024).by_province.empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("all", 2020), "year 2020: choose one of 2021, 2022, 2023, 2024"),
        (("desa", 2024), "institution_type desa: unknown; choose all or one of kementerian, lembaga"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        effects.study(*arguments)
