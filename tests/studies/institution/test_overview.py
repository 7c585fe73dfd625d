"""A row an institution, counted again from the CSVs; places as the page of one institution tells them."""

import math
import random
from statistics import NormalDist, fmean

import pandas as pd
import pytest

from analysis.studies.institution import overview
from analysis.studies.institution.place import places
from tests.studies.by_hand import rows
from tests.studies.growth import by_csv

LISTS = {"panrb_lap2023": 2023, "panrb_lap2024": 2024}
HARD = ["kabupaten-banyuasin", "kementerian-pertanian", "provinsi-jawa-timur", "kementerian-komunikasi-dan-digital",
        "lembaga-penerbangan-dan-antariksa-nasional", "dewan-pers", "kabupaten-grobogan"]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> overview.Overview:
    return overview.study()


@pytest.fixture(scope="module")
def by_id(found) -> pd.DataFrame:
    return found.frame.set_index("institution_id")


def listed() -> dict[str, dict[int, dict[str, str]]]:
    """Institution -> year of a complete list -> its row."""
    held: dict[str, dict[int, dict[str, str]]] = {row["institution_id"]: {} for row in rows("institutions")}
    for row in rows("spbe_index"):
        if row["source_id"] in LISTS:
            held[row["institution_id"]][LISTS[row["source_id"]]] = row
    return held


def same(x, y) -> bool:
    return bool(pd.isna(x) and pd.isna(y)) or x == y


def test_every_institution_has_a_row_with_the_figures_of_its_latest_list(by_id):
    assert len(by_id) == len(rows("institutions"))
    for name, held in listed().items():
        row, last = by_id.loc[name], held.get(max(held, default=0))
        assert same(row["year"], max(held) if held else None), name
        assert same(row["index"], float(last["index"]) if last else None), name
        assert same(row["predicate"], last["predicate"] if last else None), name
        for year in LISTS.values():
            assert same(row[f"index_{year}"], float(held[year]["index"]) if year in held else None), name


def test_who_is_in_one_list_or_none_is_told(by_id):
    years = {name: tuple(sorted(held)) for name, held in listed().items()}
    assert {(), (2023,), (2024,), (2023, 2024)} == set(years.values()), "each kind occurs, or this test shows nothing"
    assert by_id.loc["lembaga-penerbangan-dan-antariksa-nasional", ["year", "n", "effect"]].isna().all()


def test_domains_are_those_of_the_same_list_and_a_missing_one_stays_missing(by_id):
    values = {(r["unit"], int(r["year"]), r["part_id"]): float(r["value"]) for r in rows("spbe_parts")
              if r["level"] == "domain" and r["preferred"] == "yes" and r["value"]}  # fmt: skip
    for name, row in by_id.iterrows():
        for part, domain in by_csv.NAMES.items():
            assert same(row[domain], values.get((name, row["year"], part)) if pd.notna(row["year"]) else None), name
    assert sum(by_id["policy"].isna() & by_id["year"].notna()) >= 1
    assert by_id.loc["provinsi-jawa-timur", ["policy", "effect"]].isna().all()


def test_the_effect_is_the_new_weights_less_the_old_ones(by_id):
    known = by_id[by_id["effect"].notna()]
    assert len(known) > 600
    for name, row in known.iterrows():
        p, g, m, s = (row[domain] for domain in by_csv.NAMES.values())
        old = 0.17 * p + 0.28 * g + 0.55 * s
        assert row["effect"] == pytest.approx(0.13 * p + 0.25 * g + 0.165 * m + 0.455 * s - old, abs=1e-9), name


def test_places_are_those_of_the_page_of_one_institution(by_id):
    for name in [*HARD, *random.Random(12).sample(sorted(by_id.index), 80)]:
        one, row = places(name).in_type, by_id.loc[name]
        assert same(row["n"], one.n if one else None), name
        assert same(row["place_low"], one.best if one else None), name
        assert same(row["place_high"], one.worst if one else None), name


def test_places_among_fewer_than_five_are_not_told_and_no_index_leaves_the_scale():
    made = {"kota": [2.0, 3, 4, 5], "kabupaten": [1.0, 1, 2, 2.05, 2.06, 5, 5]}
    few = pd.DataFrame([(kind, index) for kind, held in made.items() for index in held], columns=["type", "index"])
    found = overview._placed(few)
    assert found[found["type"] == "kota"][["place_low", "place_high"]].isna().all(axis=None)
    others = found[found["type"] == "kabupaten"]
    assert others["place_low"].tolist() == [6, 6, 4, 3, 3, 1, 1]
    assert others["place_high"].tolist() == [6, 6, 5, 4, 4, 2, 2]


def test_means_of_provinces_leave_out_their_governments_and_few_bodies(found):
    about = by_csv.kinds()
    indices: dict[str, list[float]] = {province: [] for _, province in about.values() if province}
    for name, held in listed().items():
        if about[name][0] in ("kabupaten", "kota") and 2024 in held:
            indices[about[name][1]].append(float(held[2024]["index"]))
    rows_of = found.provinces.set_index("province")
    assert list(rows_of.index) == sorted(indices)
    assert len(rows_of) == 38
    for province, held in indices.items():
        assert rows_of.at[province, "n"] == len(held)
        mean = fmean(held) if len(held) >= 5 else None
        assert (
            (math.isnan(rows_of.at[province, "mean"]))
            if mean is None
            else rows_of.at[province, "mean"] == pytest.approx(mean)
        )
    assert {len(held) < 5 for held in indices.values()} == {True, False}


def least(changes: list[float]) -> float:
    return math.sqrt(sum(min(round(change, 9), 0) ** 2 for change in changes) / len(changes))


def test_bands_hold_the_usual_difference_of_two_readings_with_the_least_noise(found):
    times = NormalDist().inv_cdf(0.975) * math.sqrt(2)
    domain = {
        name: least([v[name][1] - v[name][0] for v in by_csv.domains().values()]) for name in by_csv.NAMES.values()
    }
    weight = {name: by_csv.WEIGHTS[part] for part, name in by_csv.NAMES.items()}
    readings = [
        domain["policy"] * weight["policy"],
        least([after - before for before, after in by_csv.indices().values()]),
        math.sqrt(sum((domain[name] * weight[name]) ** 2 for name in domain)),
    ]
    assert found.bands["index"] == (int(100 * times * min(readings)), int(100 * times * max(readings)))
    for name, noise in domain.items():
        assert found.bands[name] == (int(100 * times * noise),) * 2


def test_a_band_is_cut_and_never_rounded_up():
    reach = NormalDist().inv_cdf(0.975) * math.sqrt(2)
    assert overview._band(pd.Series([0.0999 / reach, 0.2 / reach])) == (9, 20)


def test_predicates_rise_with_the_index(found):
    starts = {r["predicate"]: float(r["from_inclusive"]) for r in rows("bands") if r["instrument"] == "47"}
    assert list(found.predicates) == sorted(starts, key=starts.get)


def test_names_are_in_order_and_occur_once(found):
    names = list(found.frame["name"])
    assert names == sorted(set(names))
