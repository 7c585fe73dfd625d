"""Indonesia's synthetic control by a second route, the rule on both sides, and what each run publishes."""

from __future__ import annotations

import numpy as np
import pytest
from pysyncon import Synth

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.studies import donors, survey
from analysis.studies import synthetic_control as study
from analysis.studies.synthetic_control import verdict

QUIET = {"tii": 0.5, "hci": 0.5, "backdated": 0.5}


@pytest.fixture(scope="module")
def main():
    return study.study()


def test_the_rule_on_both_sides():
    assert verdict(0.10, QUIET, 0.10) == "associated only"
    assert verdict(0.1001, QUIET, 0.10) == "not supported", "online services are not rare enough"
    for name in QUIET:
        assert verdict(0.05, QUIET | {name: 0.10}, 0.10) == "not supported", f"{name} shows a move as rare"
        assert verdict(0.05, QUIET | {name: 0.1001}, 0.10) == "associated only"


def test_the_verdict_of_the_page_follows_from_its_own_p_values(main):
    facts = main.facts
    assert facts["decision"] == verdict(facts["p"], facts["controls"], plan()["rules"]["synthetic_control_p"])
    for row in main.variants.to_dict("records"):
        controls = {name: row[f"p_{name}"] for name in study.CONTROLS}
        assert row["verdict"] == verdict(row["p_osi"], controls, facts["bound"])
    declared = main.variants.iloc[0]
    assert (declared["donors"], declared["positions"], declared["p_osi"]) == ("nearest", False, facts["p"])


def test_the_gaps_are_those_of_the_published_library(main):
    """The declared donors from the raw table, the weights from pysyncon: online services and telecommunication."""
    rows = survey.table()
    count = rows[rows["rank"].notna()].groupby("iso3").size()
    wide = rows[rows["iso3"].isin(count[count == count.max()].index)].pivot(
        index="iso3", columns="edition", values=["osi", "tii", "hci"]
    )
    early = [edition for edition in survey.editions() if edition <= 2018]
    before = wide.loc[:, (slice(None), early)]
    chosen = ((before - before.loc["IDN"]) ** 2).mean(axis=1).drop("IDN").nsmallest(40).index
    for name, tolerance in (("osi", 1e-5), ("tii", 1e-4)):
        values = wide[name].astype(float)
        w, _ = Synth.w_optimize(
            np.eye(len(early)), values.loc[chosen, early].to_numpy().T, values.loc["IDN", early].to_numpy(),
            qp_options={"ftol": 1e-13, "maxiter": 2000},
        )  # fmt: skip
        theirs = values.loc["IDN"] - w @ values.loc[chosen]
        ours = main.gaps[(main.gaps["outcome"] == name) & (main.gaps["iso3"] == "IDN")].set_index("edition")["gap"]
        assert ours.to_numpy() == pytest.approx(theirs.loc[ours.index].to_numpy(), abs=tolerance)


def test_human_capital_stops_before_it_contains_literacy_in_e_government(main):
    assert main.gaps.loc[main.gaps["outcome"] == "hci", "edition"].max() == 2022
    assert np.isnan(main.results.set_index("outcome").loc["hci", "gap_2024"])


def test_the_floor_is_a_difference_of_differences_with_the_region(main):
    rows, panel = survey.table().set_index(["iso3", "edition"])["osi"], donors.panel()
    later = [2020, 2022, 2024]
    change = {iso3: rows.loc[iso3].loc[later].mean() - rows.loc[iso3].loc[2018] for iso3 in panel.states["iso3"]}
    asia = panel.states.loc[panel.states["region"] == "Asia", "iso3"].drop(panel.own)
    expected = change["IDN"] - np.mean([change[iso3] for iso3 in asia])
    assert main.looks.set_index("look").loc["difference", "osi"] == pytest.approx(expected)


def test_leaving_out_one_donor_and_the_donors_themselves(main):
    looks = main.looks.set_index("look")
    assert (looks.loc["lowest_without_one"] <= looks.loc["highest_without_one"]).all()
    assert main.facts["low_without_one"] <= main.facts["high_without_one"]
    assert main.weights[list(donors.OUTCOMES)].sum().to_numpy() == pytest.approx(np.ones(4))
    assert "IDN" not in set(main.weights["iso3"])
    assert main.facts["weighted"] == main.weights["osi"].notna().sum()


def test_how_blunt_the_tool_is(main):
    """A tenth is found without an effect; the detectable effect is the first that is found often enough."""
    share = main.power.set_index("effect")
    assert 0.05 < share["ratio"].iloc[0] < 0.15
    assert 0.05 < share["mean"].iloc[0] < 0.15
    for test, name in (("ratio", "detectable"), ("mean", "detectable_mean")):
        assert share.loc[main.facts[name], test] >= 0.8 > share[test][share.index < main.facts[name] - 1e-9].max()
    assert share["ratio"].iloc[-1] > share["ratio"].iloc[0]


def test_the_keys_that_other_pages_need(main):
    values = main.values
    assert values["verdict"] == main.facts["decision"]
    results = main.results.set_index("outcome")
    for name in donors.OUTCOMES:
        assert values[f"synthetic_control.{name}.p"] == results.loc[name, "p"]
    assert {f"synthetic_control.osi.gap.{edition}" for edition in (2020, 2022, 2024)} <= set(values)
    assert "synthetic_control.hci.gap.2024" not in values
    assert values["synthetic_control.backdated.p"] == main.facts["controls"]["backdated"]
    assert all(isinstance(x, str) or np.isfinite(x) for x in values.values())


def test_a_date_before_the_programme_supports_nothing():
    early = study.study("region", 2014)
    assert early.facts["decision"] == "not supported", "its own p is that of the backdated control"
    assert early.facts["controls"]["backdated"] == early.facts["p"]
    assert [name for name in early.results if name.startswith("gap_")] == ["gap_2016", "gap_2018"]
    assert early.gaps["edition"].max() == 2018


def test_other_parameters_are_refused():
    with pytest.raises(InputError, match="donors 'friends': no such rule; choose among nearest, region, all"):
        study.study("friends", 2018)
    with pytest.raises(InputError, match="treatment_year 2016: not in the plan; choose 2018 or 2014"):
        study.study("nearest", 2016)
