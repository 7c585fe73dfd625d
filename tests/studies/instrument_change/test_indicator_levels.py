"""The evaluations with known levels: an independent route for the main one, and what the others leave open."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from analysis.data import tables
from analysis.paths import RAW
from analysis.studies.instrument_change import indicator_levels
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared.definitions import new_indicators

LINKS = concordance()
OFFICIAL = new_indicators("official")


@pytest.fixture(scope="module")
def sets():
    return indicator_levels.level_sets()


@pytest.fixture(scope="module", params=[0, 1])
def floor(request):
    return request.param


@pytest.fixture(scope="module")
def splits(sets, floor):
    return indicator_levels.splits(LINKS, sets, floor, OFFICIAL).set_index("key")


def rows(folder: str, name: str) -> list[dict[str, str]]:
    with (RAW / folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_main_evaluation_by_a_second_route_over_the_raw_files(splits, floor):
    levels = {
        row["id"]: int(row["value"])
        for row in rows("published_evaluations_2018_2025", "evaluations")
        if (row["institution"], row["year"], row["level"])
        == ("Kementerian Koordinator Bidang Perekonomian", "2021", "indicator")
    }
    folder = "panrb_instruments_2018_2026"
    new = {row["indicator"]: float(row["weight"]) for row in rows(folder, "instrument_47")}
    old = {row["indicator"]: float(row["weight"]) for row in rows(folder, "instrument_35")}
    links = [row for row in rows(folder, "crosswalk_35_47") if row["level"] == "indicator"]
    added = [row["to47"] for row in links if row["relation"] == "new"]
    dropped = sum(old[row["from35"]] for row in links if row["relation"] == "dropped")
    index = sum(new[i] * levels[i] for i in new)
    weight = sum(new[i] for i in added)
    others = (index - sum(new[i] * levels[i] for i in added)) / (1 - weight)
    # Aspect 7 of the old instrument weighs .20 and had six scored items, three of them services of indicator 35.
    before = 0.0
    for row in links:
        if row["from35"] and row["to47"]:
            # Both successors of 3 and of 20 stand at one level here, so that either may stand for it.
            share = 0.5 if row["from35"] in ("3", "20") else 1.0
            item = 0.20 / 6 if row["from35"] in ("32", "33", "34", "35") else old[row["from35"]]
            before += share * item * levels[row["to47"]]
    assert levels["1"] == levels["2"]
    assert levels["11"] == levels["12"]
    row = splits.loc["kemenko_2021"]
    assert row["new_low"] == row["new_high"] == pytest.approx(index - others, abs=1e-12)
    assert row["reweighted_low"] == row["reweighted_high"] == pytest.approx(others - before / (1 - dropped), abs=1e-12)
    assert row["dropped_low"] == pytest.approx(dropped * (before / (1 - dropped) - 5), abs=1e-12)
    assert row["dropped_high"] == pytest.approx(dropped * (before / (1 - dropped) - floor), abs=1e-12)
    assert row["total_low"] == pytest.approx(index - before - 5 * dropped, abs=1e-12)
    assert row["total_high"] == pytest.approx(index - before - floor * dropped, abs=1e-12)
    assert row["index_low"] == pytest.approx(index, abs=1e-12)


def test_every_evaluation_with_indicator_levels_is_used():
    frame = tables.load("evaluations")
    frame = frame[frame["level"] == "indicator"]
    found = set(frame[["institution_id", "year", "instrument"]].itertuples(index=False, name=None))
    assert found == set(indicator_levels.EVALUATIONS.values())


def test_what_is_unknown_is_an_interval(splits, sets):
    assert {key: len(found) for key, found in sets.items()} == {
        "kemenko_2021": 1,
        "parepare_2024": 1,
        "aceh_tengah_2025": 20,
        "denpasar_2018": 1,
        "madiun_2020": 1,
    }
    width = splits["total_high"] - splits["total_low"]
    assert (width > 0.6).all()
    known = splits.loc[["kemenko_2021", "parepare_2024"]]
    assert (known["new_low"] == known["new_high"]).all()
    unstated = splits.loc["aceh_tengah_2025"]
    assert unstated["new_low"] < unstated["new_high"]
    assert unstated["stated"] == 41
    assert splits.loc[["denpasar_2018", "madiun_2020"], "effect_low"].isna().all()


def test_completions_keep_what_is_stated_and_printed(sets):
    printed = indicator_levels.figures("aceh_tengah_2025").set_index(["level", "id"])["value"]
    for levels in sets["aceh_tengah_2025"]:
        assert all(levels[id] == value for id, value in printed["indicator"].items())
        # Policy is 2.30 of ten indicators of one weight: the two that are not stated sum to 5.
        assert levels["7"] + levels["8"] == 5
        assert (levels["18"], levels["38"], levels["43"] + levels["44"]) == (2, 2, 6)


@pytest.mark.parametrize("key", ["denpasar_2018", "madiun_2020"])
def test_forwards_the_dropped_term_is_known_and_the_new_one_is_not(splits, key):
    row = splits.loc[key]
    assert row["dropped_low"] == row["dropped_high"]
    assert row["new_high"] - row["new_low"] > 0.39 * 4, "new indicators alone leave so much, and splits some more"


def test_madiun_forwards_by_a_second_route_over_the_raw_files(splits):
    levels = {
        row["id"]: int(row["value"])
        for row in rows("published_evaluations_2018_2025", "evaluations")
        if (row["institution"], row["year"], row["level"]) == ("Kabupaten Madiun", "2020", "indicator")
    }
    folder = "panrb_instruments_2018_2026"
    new = {row["indicator"]: Fraction(row["weight"]) for row in rows(folder, "instrument_47")}
    links = [row for row in rows(folder, "crosswalk_35_47") if row["level"] == "indicator"]
    # Old 35 was scored for three services, which became 45, 46 and 47. Of the successors of old 3 and 20 one stands at
    # or below its level and the other at or above: the lighter one is free to be lowest, or highest.
    service = {"45": "35", "46": "35-2", "47": "35-3"}
    known = {r["to47"]: levels[service.get(r["to47"], r["from35"])] for r in links if r["from35"] and r["to47"]}
    ends = []
    for end in (1, 5):
        free = sum(new[row["to47"]] * end for row in links if row["relation"] == "new")
        split = sum(new[b] * (end - known[b]) for b in ("2", "12"))  # both of a pair weigh alike
        ends.append(float(sum(new[i] * level for i, level in known.items()) + free + split))
    row = splits.loc["madiun_2020"]
    assert new["1"] == new["2"]
    assert new["11"] == new["12"]
    assert len(levels) == 37
    assert row["index_low"] + row["total_low"] == pytest.approx(ends[0], abs=1e-12)
    assert row["index_low"] + row["total_high"] == pytest.approx(ends[1], abs=1e-12)
    assert f"{row['index_low']:.2f}" == "3.30"


def test_the_wording_moves_the_whole_by_the_weight_of_what_continues(sets):
    frame = indicator_levels.wording(LINKS, sets, 0).set_index("key")
    row = frame.loc["kemenko_2021"]
    assert row["harder_low"] - row["as_scored_low"] == pytest.approx(0.5 * 0.83, abs=1e-12)
    assert 0 < row["as_scored_low"] - row["easier_low"] < 0.5 * 0.83, "levels of 5 cannot have been higher"
    assert row["as_scored_high"] < 0
    assert row["turning"] == pytest.approx(row["as_scored_high"] / 0.83, abs=1e-12)
    assert "denpasar_2018" not in frame.index


def test_the_first_term_is_that_of_the_split(splits, sets):
    found = indicator_levels.first_term(LINKS, sets["kemenko_2021"][0], OFFICIAL)
    assert found["term"] == pytest.approx(splits.loc["kemenko_2021", "new_low"], abs=1e-12)
    assert found["new_average"] < found["other_average"]


def test_random_lists_repeat_and_say_where_the_real_one_lies(sets):
    frame = indicator_levels.random_lists(LINKS, sets, OFFICIAL, draws=200)
    assert frame.equals(indicator_levels.random_lists(LINKS, sets, OFFICIAL, draws=200))
    assert frame[["key", "kind"]].to_numpy().tolist() == [
        ["kemenko_2021", "any"],
        ["kemenko_2021", "domain"],
        ["parepare_2024", "any"],
        ["parepare_2024", "domain"],
    ]
    inside = (frame["low"] <= frame["official"]) & (frame["official"] <= frame["high"])
    assert (frame["inside"] == inside.map({True: "yes", False: "no"})).all()
    assert frame["share"].between(0, 1).all()


def test_a_definition_that_is_a_whole_domain_leaves_nothing_to_draw_within_domains(sets):
    frame = indicator_levels.random_lists(LINKS, sets, new_indicators("management"), draws=50)
    within = frame[frame["kind"] == "domain"]
    assert within["low"].tolist() == pytest.approx(within["official"].tolist(), abs=1e-9)
    assert (within["inside"] == "yes").all()
    assert (within["share"] == 1).all()
