"""Whose move it was, for Indonesia as worked out before and for any country; each number by a second route."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks.rank_accounting import account
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement, rank_accounting
from tests.golden import kept

STEPS = [(2018, 2020), (2020, 2022), (2022, 2024)]
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


def test_indonesia_in_the_three_steps():
    values = rank_accounting.study("IDN", 2020, 2022).values
    places = {step: [values[f"shapley.{step}.{side}.{component}"]
                     for side in ("own", "others") for component in ("osi", "tii", "hci")]
              for step in ("2018_2020", "2020_2022", "2022_2024")}  # fmt: skip
    for key in values:
        assert values[key] == kept.near(f"un.{key}")
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
    assert result.variants[rank_accounting.COLUMNS].sum(axis=1).tolist() == pytest.approx([gained] * 3)


@pytest.mark.parametrize(("country", "start", "end"), ANY)
def test_whole_parts_sum_to_the_places_gained_and_lie_next_to_the_exact_ones(country, start, end):
    facts = rank_accounting.study(country, start, end).facts
    whole = {part: facts[f"{part}_whole"] for part in rank_accounting.COLUMNS}
    assert sum(whole.values()) == facts["own_whole"] + facts["others_whole"] == facts["gained"]
    assert facts["own_whole"] == sum(whole[f"own_{c}"] for c in survey.COMPONENTS)
    assert all(abs(places - facts[part]) < 1 for part, places in whole.items())


def test_of_equal_remainders_the_place_goes_to_the_others():
    facts = rank_accounting.study("BHS", 2003, 2004).facts
    assert facts["own_tii"] % 1 == pytest.approx(facts["others_tii"] % 1)
    above = {part: facts[f"{part}_whole"] - facts[part] for part in ("own_tii", "others_tii")}
    assert above["own_tii"] < 0 < above["others_tii"]


def test_the_chosen_editions_stand_among_the_steps_once():
    assert rank_accounting.study("IDN", 2020, 2022).steps["edition_from"].tolist() == [2018, 2020, 2022]
    steps = rank_accounting.study("IDN", 2016, 2024).steps
    assert list(zip(steps["edition_from"], steps["edition_to"], strict=True)) == [(2016, 2024), *STEPS]
    assert (steps[rank_accounting.COLUMNS].sum(axis=1) - steps["gained"]).abs().max() < 1e-9
    assert (steps["own"] + steps["others"] - steps["gained"]).abs().max() < 1e-9


def test_first_and_last_are_ranks_with_and_without_one_component():
    result = rank_accounting.study("IDN", 2020, 2022)
    before, after = survey.components(2020), survey.components(2022)
    others = before.drop("IDN").mean(axis=1)
    alone = before.loc["IDN"].copy()
    alone["osi"] = after.loc["IDN", "osi"]
    assert result.facts["own_osi_first"] == result.facts["rank_from"] - (1 + (others > alone.mean() + 1e-9).sum())
    late, others = after.loc["IDN"].copy(), after.drop("IDN").mean(axis=1)
    late["osi"] = before.loc["IDN", "osi"]
    assert result.facts["own_osi_last"] == 1 + (others > late.mean() + 1e-9).sum() - result.facts["rank_to"]


def test_what_is_common_to_all_moves_places_between_own_and_others_only():
    result = rank_accounting.study("IDN", 2018, 2020)
    variants = result.variants.set_index("variant")
    assert variants.index.tolist() == ["published", "tii", "all"]
    assert variants.loc["published"].tolist() == pytest.approx(
        result.players.loc[result.players["side"] != "both", "shapley"].tolist()
    )
    # The median state gained in TII: without that, less of Indonesia's rise is its own, and less is lost to others.
    assert variants.loc["published", "own_tii"] > variants.loc["tii", "own_tii"] > 0
    assert abs(variants.loc["tii", "others_tii"]) < -variants.loc["published", "others_tii"]
    assert result.facts["own_tii_centred"] == variants.loc["tii", "own_tii"]


def test_the_cloud_has_every_state_and_its_order():
    result = rank_accounting.study("IDN", 2020, 2022)
    cloud = result.cloud.set_index("iso3")
    assert len(cloud) == survey.edition(2022)["rank"].notna().sum()
    assert (cloud["rank_from"] - cloud["rank_to"] == cloud["gained"]).all()
    assert (cloud[rank_accounting.COLUMNS].sum(axis=1) - cloud["gained"]).abs().max() < 1e-9
    own = cloud["own_osi"].drop("IDN")
    assert result.facts["less"] == (own < cloud.loc["IDN", "own_osi"]).sum()
    assert result.facts["states"] == len(own)
    other = rank_accounting.study("SGP", 2020, 2022).facts["own_osi"]
    assert cloud.loc["SGP", "own_osi"] == pytest.approx(other)


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


@pytest.mark.parametrize(
    ("start", "end", "changed"),
    [(2018, 2020, ["tii"]), (2020, 2022, ["osi"]), (2022, 2024, ["tii", "hci"]), (2016, 2018, []),
     (2018, 2024, ["osi", "tii", "hci"])],
)  # fmt: skip
def test_which_components_were_redefined_between(start, end, changed):
    assert rank_accounting.study("VNM", start, end).redefined == changed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("MCO", 2010, 2012), r"Monaco \(MCO\) was not ranked in 2010"),
        (("XYZ", 2020, 2022), "no such state in the UN tables"),
        (("IDN", 2022, 2020), "the first must be the earlier one"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        rank_accounting.study(*arguments)


def test_centring_takes_the_median_out():
    before, after = survey.components(2018), survey.components(2020)
    shift = np.array([0, after["tii"].median() - before["tii"].median(), 0])
    found = account(before.to_numpy(), after.to_numpy() - shift, survey.THIRDS).shapley[before.index.get_loc("IDN")]
    variants = rank_accounting.study("IDN", 2018, 2020).variants.set_index("variant")
    assert variants.loc["tii"].tolist() == pytest.approx((-found).ravel().tolist())
