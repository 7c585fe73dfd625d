"""Who takes part, who is whose donor, and Indonesia's place, each against the tables by another route."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import donors

EGDI = survey.table()


@pytest.fixture(scope="module")
def panel():
    return donors.panel()


@pytest.fixture(scope="module")
def nearest(panel):
    return donors.choice(panel, "nearest", 2018)([panel.own])


def value(iso3, edition, name):
    return EGDI.set_index(["iso3", "edition"])[name].loc[(iso3, edition)]


def test_the_states_are_those_ranked_in_every_edition(panel):
    unranked = set(EGDI.loc[EGDI["rank"].isna(), "iso3"])
    assert set(panel.states["iso3"]) == set(EGDI["iso3"]) - unranked
    assert panel.states["iso3"][panel.own] == "IDN"
    for iso3, edition, name in [("IDN", 2018, "osi"), ("KOR", 2003, "tii"), ("VNM", 2024, "egdi")]:
        row, column = list(panel.states["iso3"]).index(iso3), panel.editions.tolist().index(edition)
        assert panel.values[name][row, column] == value(iso3, edition, name)


def test_the_editions_after_are_those_of_the_plan(panel):
    def after(outcome, treatment):
        return panel.editions[panel.after(outcome, treatment)].tolist()

    assert after("osi", 2018) == after("tii", 2018) == [2020, 2022, 2024]
    assert after("hci", 2018) == [2020, 2022], "from 2024 human capital contains e-government literacy"
    assert after("osi", 2014) == after("hci", 2014) == [2016, 2018]


def test_positions_are_ranks_among_the_same_states_and_up_is_better(panel):
    placed = donors.positions(panel)
    osi = panel.values["osi"][:, -1]
    assert (-placed.values["osi"][:, -1]).tolist() == [1 + sum(osi > x + 1e-9) for x in osi]


def test_nearest_is_the_rule_of_the_plan(panel, nearest):
    ranked = EGDI[EGDI["iso3"].isin(panel.states["iso3"]) & (EGDI["edition"] <= 2018)]
    wide = ranked.pivot(index="iso3", columns="edition", values=["osi", "tii", "hci"])
    for state in ("IDN", "VNM", "SRB"):
        distance = ((wide - wide.loc[state]) ** 2).mean(axis=1).drop([state, "IDN"], errors="ignore")
        row = list(panel.states["iso3"]).index(state)
        assert set(panel.states["iso3"][nearest[row]]) == set(distance.nsmallest(40).index)


@pytest.mark.parametrize("rule", donors.RULES)
@pytest.mark.parametrize("year", [2014, 2018])
def test_indonesia_is_never_a_donor_and_no_state_its_own(panel, rule, year):
    for state, others in enumerate(donors.choice(panel, rule, year)([panel.own])):
        assert state not in others
        assert panel.own not in others
        assert len(others) == len(set(others.tolist())) > 1


def test_donors_of_a_region_share_it(panel):
    region = tables.load("states").set_index("iso3")["region"]
    found = donors.choice(panel, "region", 2018)([panel.own])[panel.own]
    asia = {iso3 for iso3 in panel.states["iso3"] if region[iso3] == region["IDN"]}
    assert set(panel.states["iso3"][found]) == asia - {"IDN"}


def test_another_rule_is_refused(panel):
    with pytest.raises(InputError, match="donors 'closest': no such rule; choose among nearest, region, all"):
        donors.choice(panel, "closest", 2018)


def test_the_summary_counts_by_hand(panel, nearest):
    run = donors.runs(panel, nearest, 2018, shrunk=False)["osi"]
    found = donors.summary(panel, "osi", run)
    gaps, after = run.gaps, panel.editions > 2018
    with np.errstate(divide="ignore"):  # the gaps before are nought where the fit is exact
        ratio = np.sqrt((gaps[:, after] ** 2).mean(axis=1)) / np.sqrt((gaps[:, ~after] ** 2).mean(axis=1))
    larger = [r >= ratio[panel.own] for i, r in enumerate(ratio) if i != panel.own]
    assert found["as_large"] == sum(larger)
    mean = gaps[:, after].mean(axis=1)
    as_far = [abs(m) >= abs(mean[panel.own]) for i, m in enumerate(mean) if i != panel.own]
    assert found["as_far"] == sum(as_far) != sum(larger)
    assert found["p_mean"] == (1 + sum(as_far)) / len(panel.states)
    assert found["placebos"] == len(panel.states) - 1
    assert found["p"] == (1 + sum(larger)) / len(panel.states)
    assert found["mean"] == pytest.approx(gaps[panel.own, after].mean())
    assert found["p_mean_up"] <= found["p_mean"]


def test_the_gap_that_would_have_been_needed_is_at_the_edge(panel, nearest):
    run = donors.runs(panel, nearest, 2018, shrunk=False)["osi"]
    needed, others = donors.needed(panel, run, 0.1), np.delete(run.ratio, panel.own)

    def p(moved):
        return (1 + sum(others >= moved / run.fit[panel.own])) / (1 + len(others))

    assert p(needed * 1.0001) <= 0.1 < p(needed * 0.9999)


def test_the_summary_counts_fits_and_leaves_exact_ones_out(panel):
    nearest = donors.choice(panel, "nearest", 2018)([panel.own])
    for outcome in ("osi", "tii", "hci"):
        run = donors.runs(panel, nearest, 2018, shrunk=False)[outcome]
        found, fit, own = donors.summary(panel, outcome, run), run.fit, panel.own
        others = [i for i in range(len(fit)) if i != own]
        exact = [i for i in others if fit[i] < 1e-6]
        assert found["exact"] == len(exact) > 0
        assert found["better_fit"] == pytest.approx(np.mean([fit[i] < fit[own] for i in others]))
        rest = [i for i in others if i not in exact]
        larger = sum(run.moved[i] / fit[i] >= run.moved[own] / fit[own] for i in rest)
        assert found["p_inexact"] == pytest.approx((1 + larger) / (1 + len(rest)))
