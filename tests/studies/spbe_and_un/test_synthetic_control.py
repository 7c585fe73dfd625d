"""Indonesia's synthetic control by a second route, the rule on both sides, and what each run publishes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pysyncon import Synth

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import donors, synthetic_control as study
from analysis.studies.spbe_and_un.synthetic_verdict import verdict
from tests.machines.processors import SETTINGS, probed
from tests.studies import fits, once


@pytest.fixture(scope="module")
def main():
    return once.controlled("nearest", 2018)


def controls_of(facts):
    return {name: facts[f"p_{name}"] for name in study.CONTROLS}


def test_the_word_follows_from_the_range_the_checks_and_the_power(main):
    facts, rules = main.facts, plan()["rules"]
    shares = main.designs.table["share"].dropna()
    limits = rules["synthetic_control_p"], rules["power_wanted"]
    assert facts["power_middle"] == main.power.set_index("effect").loc[rules["synthetic_control_effect"], "ratio"]
    assert facts["decision"] == verdict(
        (shares.min(), shares.max()), controls_of(facts), facts["power_middle"], *limits
    )
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


def ratios(result, outcome, treatment):
    """Every state's root mean square gap after over before, and before, from the published gaps alone."""
    gaps = result.gaps[result.gaps["outcome"] == outcome].assign(square=lambda frame: frame["gap"] ** 2)
    after = gaps["edition"] > treatment
    before, moved = (np.sqrt(part.groupby("iso3")["square"].mean()) for part in (gaps[~after], gaps[after]))
    return (moved / before).where(before > 1e-7, np.inf), before


def place(ratio, state):
    """p of one state: its place from above among all, ties against it."""
    return (ratio >= ratio[state]).mean()


@pytest.fixture(scope="module")
def early():
    return once.controlled("nearest", 2014)


def test_how_often_the_controls_are_clear_in_other_states(main, early):
    """Counted from the gaps of two runs: telecommunication and human capital, and online services dated 2014."""
    checked = [ratios(main, "tii", 2018)[0], ratios(main, "hci", 2018)[0], ratios(early, "osi", 2014)[0]]
    others = checked[0].index.drop("IDN")
    clear = [all(place(ratio, state) > 0.10 for ratio in checked) for state in others]
    assert main.facts["controls_clear"] == pytest.approx(np.mean(clear), abs=1e-12)
    assert 0.5 < np.mean(clear) < 0.9, "three checks at a tenth each"
    assert main.values["synthetic_control.controls_clear"] == main.facts["controls_clear"]
    found = dict(zip(study.CONTROLS, (place(ratio, "IDN") for ratio in checked), strict=True))
    assert found == pytest.approx(controls_of(main.facts))


def test_the_gap_that_the_earlier_date_could_have_shown(main, early):
    ratio, before = ratios(early, "osi", 2014)
    needed = main.facts["needed_backdated"]

    def p(gap):
        return (1 + (ratio.drop("IDN") >= gap / before["IDN"]).sum()) / len(ratio)

    assert p(needed * 1.0001) <= 0.10 < p(needed * 0.9999)
    assert early.facts["needed"] == pytest.approx(needed), "of a run dated then it is the gap needed itself"
    assert needed > main.facts["needed"], "the earlier date is the blunter test"


def test_telecommunication_without_the_states_that_fit_exactly(main):
    ratio, before = ratios(main, "tii", 2018)
    exact = before.drop("IDN") <= 1e-7
    assert main.facts["exact_tii"] == exact.sum() > 0
    assert main.facts["p_tii_inexact"] == pytest.approx(place(ratio[before > 1e-7], "IDN"))
    assert main.facts["p_tii_inexact"] < main.facts["p_tii"]


def test_how_many_moved_as_far_by_plain_distance(main):
    gaps = main.gaps[(main.gaps["outcome"] == "osi") & (main.gaps["edition"] > 2018)]
    mean = gaps.groupby("iso3")["gap"].mean()
    as_far = (mean.drop("IDN").abs() >= abs(mean["IDN"])).sum()
    assert main.facts["as_far"] == as_far
    assert main.facts["p_mean"] == pytest.approx((1 + as_far) / len(mean))
    assert main.facts["mean"] == pytest.approx(mean["IDN"])
    ratio, _ = ratios(main, "osi", 2018)
    assert main.facts["as_large"] == (ratio.drop("IDN") >= ratio["IDN"]).sum() != as_far


def test_human_capital_stops_before_it_contains_literacy_in_e_government(main):
    assert main.gaps.loc[main.gaps["outcome"] == "hci", "edition"].max() == 2022
    assert np.isnan(main.results.set_index("outcome").loc["hci", "gap_2024"])


def test_leaving_out_one_donor_and_the_donors_themselves(main):
    assert main.facts["low_without_one"] <= main.facts["high_without_one"]
    assert main.weights[list(donors.OUTCOMES)].sum().to_numpy() == pytest.approx(np.ones(4))
    assert "IDN" not in set(main.weights["iso3"])
    assert main.facts["weighted"] == main.weights["osi"].notna().sum()


def test_how_blunt_the_tool_is(main):
    """A tenth is found without an effect; the detectable effect is the first that is found often enough."""
    share = main.power.set_index("effect")
    assert 0.05 < share["ratio"].iloc[0] < 0.15
    assert 0.05 < share["mean"].iloc[0] < 0.15
    for test, name in (("ratio", "detectable_ratio"), ("mean", "detectable_mean")):
        assert share.loc[main.facts[name], test] >= 0.8 > share[test][share.index < main.facts[name] - 1e-9].max()
    assert share["ratio"].iloc[-1] > share["ratio"].iloc[0]
    for name, effect in (("size", 0.0), ("power_small", 0.05), ("power_middle", 0.2)):
        assert main.facts[name] == share["ratio"].loc[effect]
    assert (main.facts["small"], main.facts["middle"]) == (0.05, 0.2)
    assert main.facts["size"] <= main.facts["power_small"] < main.facts["power_middle"] < 0.8


def test_a_middle_effect_planted_by_hand(main):
    """An effect of 0.2 in one state after another; weights are found anew where that state was among the donors."""
    panel = donors.panel()
    values, before, after = panel.values["osi"], panel.editions <= 2018, panel.after("osi", 2018)
    choose = donors.choice(panel, "nearest", 2018)
    plain = sc.placebos(values, choose([panel.own]), before, after)
    found = []
    for treated in np.delete(np.arange(len(panel.states)), panel.own):
        gaps, chosen = plain.gaps.copy(), choose([panel.own, treated])
        for state in np.flatnonzero((plain.donors == treated).any(axis=1)):
            w = sc.weights(values[state, before], values[chosen[state]][:, before])
            gaps[state] = values[state] - w @ values[chosen[state]]
        gaps[treated, after] += 0.2
        fit, moved = (np.sqrt((gaps[:, period] ** 2).mean(axis=1)) for period in (before, after))
        ratio = np.divide(moved, fit, out=np.full_like(fit, np.inf), where=fit > 1e-7)
        found.append((np.delete(ratio, panel.own) >= ratio[treated]).mean() <= 0.10)
    assert main.facts["power_middle"] == pytest.approx(np.mean(found), abs=1e-12)


def test_a_fit_is_called_poor_by_the_plan(main):
    bound = plan()["rules"]["synthetic_control_poor_fit"]
    before = ratios(main, "osi", 2018)[1]
    closer = (before.drop("IDN") < before["IDN"]).mean()
    assert main.facts["better_fit"] == pytest.approx(closer)
    assert main.facts["poor_fit"] == (closer >= bound)


def test_the_keys_that_other_pages_need(main):
    values = main.values
    assert values["synthetic_control.verdict"] == main.facts["decision"]
    shares = main.designs.table["share"]
    assert (values["synthetic_control.osi.p_range_low"], values["synthetic_control.osi.p_range_high"]) == (
        shares.min(), shares.max(),
    )  # fmt: skip
    results = main.results.set_index("outcome")
    for name in donors.OUTCOMES:
        assert values[f"synthetic_control.{name}.p"] == results.loc[name, "p"]
    assert {f"synthetic_control.osi.gap.{edition}" for edition in (2020, 2022, 2024)} <= set(values)
    assert "synthetic_control.hci.gap.2024" not in values
    assert values["synthetic_control.backdated.p"] == main.facts["p_backdated"]
    assert all(isinstance(x, str) or np.isfinite(x) for x in values.values())


def test_a_date_before_the_programme_supports_nothing():
    early = once.controlled("region", 2014)
    assert early.facts["decision"] == "inconclusive", "no gap is found, and few would be"
    assert early.facts["power_middle"] < early.facts["wanted"]
    assert (early.facts["low"], early.facts["high"]) == (early.facts["p"], early.facts["p"])
    assert early.facts["p_backdated"] == early.facts["p"]
    assert [name for name in early.results if name.startswith("gap_")] == ["gap_2016", "gap_2018"]
    assert early.gaps["edition"].max() == 2018


def test_other_parameters_are_refused():
    with pytest.raises(InputError, match="donors 'friends': no such rule; choose among nearest, region, all"):
        study.study("friends", 2018)
    with pytest.raises(InputError, match="treatment_year 2016: not in the plan; choose 2018 or 2014"):
        study.study("nearest", 2016)


def test_the_path_is_the_printed_value_and_the_weighted_mean_of_the_donors(main):
    printed = survey.table()
    weights = main.weights.set_index("iso3")["osi"].dropna()
    rows = main.path[main.path["outcome"] == "osi"].set_index("edition")
    for edition, row in rows.iterrows():
        values = printed[printed["edition"] == edition].set_index("iso3")["osi"]
        assert row["own"] == values["IDN"]
        assert row["control"] == pytest.approx(float(values[weights.index] @ weights), abs=1e-6)
    assert rows.index.max() == 2024


def test_the_smallest_effect_is_found_from_there_on():
    power = pd.DataFrame({"effect": [0.0, 0.1, 0.2, 0.3], "ratio": [0.1, 0.8, 0.7, 0.9], "mean": [0.1, 0.2, 0.3, 0.4]})
    assert study._found_from(power, "ratio", 0.8) == 0.3
    assert study._found_from(power, "mean", 0.8) is None
    assert study._found_from(power, "ratio", 0.05) == 0.0


@pytest.fixture(scope="module")
def panel():
    return donors.panel()


@pytest.mark.parametrize("rule", donors.RULES)
@pytest.mark.parametrize("placed", [False, True])
def test_every_variant_by_a_second_route(main, panel, rule, placed):
    row = main.variants.set_index(["donors", "positions"]).loc[(rule, placed)]
    scale, own, years = donors.positions(panel) if placed else panel, panel.own, panel.editions
    for year, p, mean, last in ((2018, "p_osi", "mean", 2024), (2014, "p_backdated", "mean_backdated", 2018)):
        chosen = donors.choice(panel, rule, year)([own])  # always by values; Indonesia is nobody's donor
        after = (years > year) & (years <= last)
        run = sc.placebos(scale.values["osi"], chosen, years <= year, after, rule == "all")
        assert row[p] == sc.p_value(run.ratio, own)
        assert row[mean + "_places" * placed] == pytest.approx(run.mean[own])
        assert np.isnan(row[mean + "_places" * (not placed)]), "one unit a column"


def test_the_power_leaves_indonesia_out(main):
    others = main.gaps["iso3"].nunique() - 1
    assert main.facts["placebos"] == others
    for test in ("ratio", "mean"):
        found = main.power[test].to_numpy() * others
        assert found == pytest.approx(np.rint(found))


def test_with_all_donors_the_page_has_the_shrunk_weights():
    result = study.study("all")
    row = result.variants.set_index(["donors", "positions"]).loc[("all", False)]
    assert result.facts["p"] == row["p_osi"]
    assert result.facts["weighted"] > 9, "without the ridge at most as many donors as periods have a weight"


def test_without_one_donor_is_about_the_last_edition(main, panel):
    chosen = donors.choice(panel, "nearest", 2018)([panel.own])
    run = donors.runs(panel, chosen, 2018, False)["osi"]
    last = [gaps[-1] for gaps in sc.leave_one_out(panel.values["osi"], run, panel.own).values()]
    assert (main.facts["low_without_one"], main.facts["high_without_one"]) == pytest.approx((min(last), max(last)))


def test_a_fit_is_poor_where_most_states_have_a_better_one(main):
    assert not main.facts["poor_fit"]
    assert main.facts["better_fit"] < 0.75


@pytest.fixture(scope="module")
def made():
    return fits.made()


@pytest.mark.slow
def test_no_fit_lies_between_exact_and_what_is_printed(made):
    apart = np.array([fit.distance() for fit in made if not fit.ridge])
    exact = apart < sc.EXACT
    assert exact.sum() > 18
    assert apart[exact].max() < 1e-12
    assert apart[~exact].min() > 1e-5


@pytest.mark.slow
def test_weights_of_fits_that_are_not_exact_are_the_only_ones(made):
    """The donors on the face of the hull that is nearest are none of them means of the others."""
    seen = {(fit.target.tobytes(), fit.donors.tobytes()): fit for fit in made if not fit.ridge}
    for fit in (fit for fit in seen.values() if fit.distance() >= sc.EXACT):
        points = (fit.donors - fit.target).T
        gradient = points.T @ (points @ fit.weights)
        face = gradient <= gradient.min() + 1e-10 * np.abs(points).max() ** 2
        rows = np.vstack([points[:, face], np.abs(points).max() * np.ones(face.sum())])
        assert np.linalg.matrix_rank(rows, tol=1e-9 * np.abs(points).max()) == face.sum()


@pytest.mark.slow
@pytest.mark.parametrize("machine", [setting for setting in SETTINGS if setting.kernel], ids=lambda s: s.name)
def test_weights_are_the_same_on_another_machine(made, machine, tmp_path):
    if missing := machine.missing(probed(machine)):
        pytest.skip(missing)
    other = fits.made_on(machine, tmp_path)
    assert len(other) == len(made)
    for here, there in zip(made, other, strict=True):
        assert np.abs(here.donors - there.donors).max() < 1e-12
        assert np.abs(here.weights - there.weights).max() < 1e-12
