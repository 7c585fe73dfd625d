"""Whose move it was, for Indonesia as worked out before and for any country; each number by a second route."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

import numpy as np
import pytest

from analysis.studies.shared import survey
from analysis.studies.un_movement import movement, rank_accounting
from tests.golden import kept

STEPS = [(2018, 2020), (2020, 2022), (2022, 2024)]
SPAN = (2018, 2024)
ANY = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024), ("SSD", 2012, 2024), ("IDN", 2003, 2012)]


def by_all_orders(country: str, start: int, end: int) -> dict[str, float]:
    """The parts in places gained, averaged over all 720 orders of the six players, with pandas alone."""
    before, after = survey.components(start).dropna(), survey.components(end).dropna()
    assert before.index.equals(after.index)

    @cache
    def rank(moved: frozenset[str]) -> int:
        own, others = before.loc[country].copy(), before.drop(country)
        for player in moved:
            side, component = player.split("_")
            if side == "own":
                own[component] = after.loc[country, component]
            else:
                others[component] = after[component].drop(country)
        return 1 + int((others.mean(axis=1) > own.mean() + 1e-9).sum())

    total = dict.fromkeys(rank_accounting.COLUMNS, 0)
    orders = list(permutations(rank_accounting.COLUMNS))
    for order in orders:
        for at, player in enumerate(order):
            total[player] += rank(frozenset(order[:at])) - rank(frozenset(order[: at + 1]))
    return {player: places / len(orders) for player, places in total.items()}


@pytest.mark.parametrize(("country", "start", "end"), [("IDN", 2020, 2022), ("UKR", 2018, 2024)])
def test_parts_are_the_means_over_all_orders(country, start, end):
    expected = by_all_orders(country, start, end)
    facts = rank_accounting.study(country, start, end).facts
    assert {name: facts[name] for name in expected} == pytest.approx(expected, abs=1e-9)


def by_pairs(country: str, start: int, end: int) -> dict[str, list[int]]:
    """Places of each component over the six orders of exchanging it for all states at once, with pandas alone."""
    before, after = survey.components(start).dropna(), survey.components(end).dropna()
    places = {component: [] for component in survey.COMPONENTS}
    for order in permutations(survey.COMPONENTS):
        scores = before.copy()
        for component in order:
            old = (scores.mean(axis=1) > scores.loc[country].mean() + 1e-9).sum()
            scores[component] = after[component]
            places[component].append(int(old - (scores.mean(axis=1) > scores.loc[country].mean() + 1e-9).sum()))
    return places


@pytest.mark.parametrize(("country", "start", "end"), [("IDN", 2020, 2022), ("IDN", 2018, 2024), ("UKR", 2018, 2024)])
def test_parts_by_pairs_are_the_means_over_the_six_orders(country, start, end):
    expected = by_pairs(country, start, end)
    facts = rank_accounting.study(country, start, end).facts
    assert {pair: facts[pair] for pair in rank_accounting.PAIRS} == pytest.approx(
        {f"paired_{component}": np.mean(places) for component, places in expected.items()}, abs=1e-9
    )
    # Of the orders in which online services come first there are two, and two in which they come last.
    assert facts["paired_osi_first"] == expected["osi"][0]
    assert facts["paired_osi_last"] == expected["osi"][-1]


@pytest.mark.parametrize(
    ("start", "end", "paired"),
    [(2020, 2022, (10.3, 1.8, -1.2)), (2018, 2024, (22.8, 15.3, 4.8)), (2018, 2020, (10.3, 6.3, 2.3)),
     (2022, 2024, (4.0, 6.0, 3.0))],
)  # fmt: skip
def test_the_parts_of_indonesia_as_another_recomputed_them(start, end, paired):
    values = rank_accounting.study("IDN", 2020, 2022).values
    found = [values[f"paired.{start}_{end}.{component}"] for component in survey.COMPONENTS]
    assert found == pytest.approx(paired, abs=0.05)


def test_indonesia_in_the_three_steps():
    values = rank_accounting.study("IDN", 2020, 2022).values
    places = {step: [values[f"shapley.{step}.{side}.{component}"]
                     for side in ("own", "others") for component in ("osi", "tii", "hci")]
              for step in ("2018_2020", "2020_2022", "2022_2024")}  # fmt: skip
    for key in values:
        assert values[key] == kept.near(f"un.{key}")
    assert {f"paired.{a}_{b}.{c}" for a, b in [*STEPS, SPAN] for c in survey.COMPONENTS} < set(values)
    ranks = [survey.edition(year).loc["IDN", "rank"] for year in survey.spbe_editions()]
    assert [sum(x) for x in places.values()] == pytest.approx([a - b for a, b in pairwise(ranks)])
    for start, end in STEPS:
        facts = movement.study("IDN", start, end).facts
        assert values[f"own_only.{start}_{end}"] == facts["own_only"]
        assert values[f"others_only.{start}_{end}"] == facts["others_only"]


@pytest.mark.parametrize(("country", "start", "end"), ANY)
def test_parts_sum_to_the_places_gained_by_recomputed_rank(country, start, end):
    result = rank_accounting.study(country, start, end)
    facts, gained = result.facts, result.facts["rank_from"] - result.facts["rank_to"]
    shapley = result.players.groupby("side")["shapley"].sum()
    assert facts["gained"] == gained
    assert shapley["own"] + shapley["others"] == pytest.approx(gained)
    assert shapley["both"] == pytest.approx(gained)
    assert facts["own"] == pytest.approx(shapley["own"])
    assert facts["others"] == pytest.approx(shapley["others"])
    assert sum(facts[pair] for pair in rank_accounting.PAIRS) == pytest.approx(gained)


def test_the_chosen_editions_stand_among_the_steps_once():
    for chosen in [*STEPS, SPAN]:
        steps = rank_accounting.study("IDN", *chosen).steps
        assert list(zip(steps["edition_from"], steps["edition_to"], strict=True)) == [*STEPS, SPAN]
    steps = rank_accounting.study("IDN", 2016, 2024).steps
    assert list(zip(steps["edition_from"], steps["edition_to"], strict=True)) == [(2016, 2024), *STEPS, SPAN]
    assert (steps[rank_accounting.COLUMNS].sum(axis=1) - steps["gained"]).abs().max() < 1e-9
    assert (steps["own"] + steps["others"] - steps["gained"]).abs().max() < 1e-9


def test_the_cloud_has_every_state_and_its_order():
    result = rank_accounting.study("IDN", 2020, 2022)
    cloud = result.cloud.set_index("iso3")
    assert len(cloud) == survey.edition(2022)["rank"].notna().sum()
    assert (cloud["rank_from"] - cloud["rank_to"] == cloud["gained"]).all()
    assert (cloud[rank_accounting.PAIRS].sum(axis=1) - cloud["gained"]).abs().max() < 1e-9
    osi = cloud["paired_osi"].drop("IDN")
    assert result.facts["less"] == (osi < cloud.loc["IDN", "paired_osi"] - 1e-9).sum()
    assert result.facts["states"] == len(osi)
    other = rank_accounting.study("SGP", 2020, 2022).facts["paired_osi"]
    assert cloud.loc["SGP", "paired_osi"] == pytest.approx(other)


def test_who_was_ranked_once_only_is_counted_and_not_in_the_cloud():
    result = rank_accounting.study("IDN", 2008, 2010)
    before, after = (survey.edition(year)["rank"].isna() for year in (2008, 2010))
    assert result.facts["came_or_left"] == (before != after).sum() > 0
    assert "PLW" not in set(result.cloud["iso3"])
    assert rank_accounting.study("IDN", 2020, 2022).facts["came_or_left"] == 0


def test_recomputed_ranks_stand_beside_published_ones():
    facts = rank_accounting.study("IDN", 2008, 2010).facts
    assert facts["published_to"] == survey.edition(2010).loc["IDN", "rank"] != facts["rank_to"]
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    assert (facts["published_from"], facts["published_to"]) == (facts["rank_from"], facts["rank_to"])
