"""Every design of the plan is run; some are made anew from the table, with other optimisers and counts by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import designs, donors
from tests.studies import once

UNIVERSE = designs.resolved(plan()["universe"]["synthetic_control"], donors.panel())


@pytest.fixture(scope="module")
def found():
    return once.controlled("nearest", 2018).designs


@pytest.fixture(scope="module")
def panel():
    return donors.panel()


def share(found, column=designs.SHARE, **design):
    table = found.table
    return float(table[np.logical_and.reduce([table[name] == x for name, x in design.items()])][column].item())


def test_every_combination_of_the_plan_is_there_once(found):
    table = found.table
    assert len(table) == np.prod([len(options) for options in UNIVERSE.values()]) == 432
    assert not table.duplicated(list(UNIVERSE)).any()
    assert {name: set(table[name]) for name in UNIVERSE} == {name: set(options) for name, options in UNIVERSE.items()}


def test_the_declared_design_is_that_of_the_page(found):
    main = once.controlled("nearest", 2018)
    assert share(found, **found.declared) == main.facts["p"] == found.facts["declared"]
    for statistic, p in (("mean", "p_mean"), ("mean_up", "p_mean_up")):
        assert share(found, **found.declared | {"statistic": statistic}) == main.facts[p]
    assert share(found, designs.CONTROL, **found.declared) == main.facts["p_tii"]
    region = once.controlled("region", 2018).facts["p"]
    assert share(found, **found.declared | {"donors": "region"}) == region


@pytest.mark.parametrize("last", [2022, 2024])
def test_the_last_edition_that_counts_is_that_of_the_design(found, last):
    """From the gaps that the page publishes of the declared donors, counted state by state."""
    gaps = once.controlled("nearest", 2018).gaps.query("outcome == 'osi' and 2018 < edition <= @last")
    mean = gaps.groupby("iso3")["gap"].mean()
    for statistic, size in (("mean", mean.abs()), ("mean_up", mean)):
        design = found.declared | {"last_edition": last, "statistic": statistic}
        assert share(found, **design) == pytest.approx((size >= size["IDN"]).mean())


def by_slsqp(target, others, ridge):
    """Weights on the simplex by a general optimiser; `ridge` times the sum of their squares is added."""
    count = len(others)
    result = minimize(
        lambda w: ((target - w @ others) ** 2).sum() + ridge * w @ w,
        np.full(count, 1 / count),
        jac=lambda w: -2 * others @ (target - w @ others) + 2 * ridge * w,
        bounds=[(0, 1)] * count,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(count)},
        options={"ftol": 1e-15, "maxiter": 500},
    )
    return result.x


def scaled(osi, scale, early):
    """Positions, or values less each state's own mean, with plain pandas."""
    if scale == "positions":
        return -osi.rank(ascending=False, method="min")
    return osi.sub(osi[early].mean(axis=1), axis=0) if scale == "centred" else osi


@pytest.mark.parametrize(("first_edition", "scale", "weights", "last_edition"), [
    (2003, "values", "plain", 2024),
    pytest.param(2003, "centred", "plain", 2022, marks=pytest.mark.slow),
    pytest.param(2008, "positions", "plain", 2024, marks=pytest.mark.slow),
    pytest.param(2008, "values", "ridge", 2022, marks=pytest.mark.slow),
])  # fmt: skip
def test_designs_by_a_second_route(found, first_edition, scale, weights, last_edition):
    """From the table: states, ten donors each, scale, weights by another optimiser, and places counted one by one.

    The weights differ in their last digits, so that states that lie together may change sides: two of them at most.
    """
    rows = survey.table()
    count = rows[rows["rank"].notna()].groupby("iso3").size()
    rows = rows[rows["iso3"].isin(count[count == count.max()].index)]
    wide = rows.pivot(index="iso3", columns="edition", values=["osi", "tii", "hci"]).astype(float)
    early = [edition for edition in survey.editions() if first_edition <= edition <= 2018]
    late = [edition for edition in survey.editions() if 2018 < edition <= last_edition]
    matched, osi, ratio, mean = wide.loc[:, (slice(None), early)], scaled(wide["osi"], scale, early), {}, {}
    for state in osi.index:
        others = matched.drop(list({state, "IDN"}))
        chosen = ((others - matched.loc[state]) ** 2).mean(axis=1).nsmallest(10).index
        target, field = osi.loc[state, early].to_numpy(), osi.loc[chosen, early].to_numpy()
        size = np.abs(field).max()
        ridge = np.sqrt(3) * np.diff(field, axis=1).var() * len(early) / size**2 if weights == "ridge" else 0.0
        gap = osi.loc[state] - by_slsqp(target / size, field / size, ridge) @ osi.loc[chosen]
        ratio[state] = np.sqrt((gap[late] ** 2).mean()) / np.sqrt((gap[early] ** 2).mean())
        mean[state] = gap[late].mean()
    theirs = {
        "ratio": np.mean([x >= ratio["IDN"] for x in ratio.values()]),
        "mean": np.mean([abs(x) >= abs(mean["IDN"]) for x in mean.values()]),
        "mean_up": np.mean([x >= mean["IDN"] for x in mean.values()]),
    }
    design = {"donors": 10, "first_edition": first_edition, "scale": scale, "weights": weights}
    for statistic, expected in theirs.items():
        ours = share(found, statistic=statistic, last_edition=last_edition, **design)
        assert ours == pytest.approx(expected, abs=2.01 / len(osi)), statistic


def test_the_range_and_the_counts_by_hand(found):
    shares = [x for x in found.table["share"] if not np.isnan(x)]
    facts = found.facts
    assert (facts["low"], facts["high"]) == (min(shares), max(shares))
    assert (facts["answered"], facts["left_out"]) == (len(shares), len(found.table) - len(shares))
    assert facts["at_bound"] == sum(x <= 0.10 for x in shares)
    assert found.values["osi.p_range_low"] == min(shares)
    assert found.values["osi.p_range_high"] == max(shares)
    assert found.values["osi.p_range_low"] < 0.10 < found.values["osi.p_range_high"]
    for name in ("ratio", "mean", "mean_up"):
        of = found.table.loc[found.table["statistic"] == name, "share"].dropna()
        assert (facts[f"low_{name}"], facts[f"high_{name}"]) == (of.min(), of.max())
    tii = found.table["share_tii"]
    assert (facts["tii_answered"], facts["tii_at_bound"]) == (tii.notna().sum(), (tii <= 0.10).sum())
    gaps = found.table["mean"].fillna(found.table["mean_places"])
    assert gaps.notna().all()
    assert facts["upwards"] == (gaps > 0).sum()
    assert found.table[["mean", "mean_places"]].notna().sum(axis=1).eq(1).all(), "one unit a column"


def test_a_share_at_the_bound_itself_counts(found):
    bound, table = found.facts["declared"], found.table
    facts = designs._facts(table, found.declared, bound)
    below, at = (table["share"] < bound).sum(), (table["share"] == bound).sum()
    assert at > 0
    assert facts["at_bound"] == below + at
    bound = float(table["share_tii"].median())
    tii = designs._facts(table, found.declared, bound)["tii_at_bound"]
    assert (
        tii
        == (table["share_tii"] < bound).sum() + (table["share_tii"] == bound).sum()
        > (table["share_tii"] < bound).sum()
    )


def test_one_statistic_or_one_number_of_donors_would_have_hidden_the_range(found):
    """The old statement had one design: its share alone is on one side of the bound, the designs are on both."""
    assert found.facts["declared"] > 0.10
    for name, options in UNIVERSE.items():
        for option in options:
            rest = found.table.loc[found.table[name] == option, "share"].dropna()
            assert rest.min() <= 0.10, (name, option)
    assert (found.table["share"] > 0.10).sum() > 50


def test_a_planted_jump_is_rare_in_every_design_and_none_is_not(panel):
    few = UNIVERSE | {"donors": [20], "first_edition": [2003]}
    rng, own, before = np.random.default_rng(8), panel.own, panel.editions <= 2018
    osi = panel.values["osi"].copy()
    osi[own, before] = osi[own != np.arange(len(osi))][:40].mean(axis=0)[before] + rng.normal(0, 0.01, before.sum())
    osi[own, ~before] = 1.0
    jumped = designs.table(replace(panel, values=panel.values | {"osi": osi}), few)
    osi = osi.copy()
    osi[own, ~before] = panel.values["osi"][own != np.arange(len(osi))][:40].mean(axis=0)[~before]
    still = designs.table(replace(panel, values=panel.values | {"osi": osi}), few)
    assert jumped["share"].max() <= 0.10
    assert still["share"].min() > 0.10
    assert jumped["share_tii"].equals(still["share_tii"]), "the control is another component"


@pytest.mark.parametrize(("change", "problem"), [
    ({"donors": [40, "friends"]}, "donors: unknown option friends"),
    ({"donors": [40, 162]}, "donors: unknown option 162"),
    ({"first_edition": [2003, 2018]}, "first_edition: unknown option 2018"),
    ({"last_edition": [2018, 2024]}, "last_edition: unknown option 2018"),
    ({"scale": ["values", "logs"]}, "scale: unknown option logs"),
    ({"donors": [10]}, "donors: the declared design, 40, is not in it"),
    ({"statistic": ["mean"]}, "statistic: the declared design, ratio, is not in it"),
])  # fmt: skip
def test_a_universe_that_is_not_known_is_refused(found, panel, change, problem):
    with pytest.raises(InputError, match=f"analysis_plan.yml: universe: synthetic_control: {problem}"):
        designs.check(UNIVERSE | change, found.declared, panel)


def test_the_last_editions_move_along_when_an_edition_is_added(panel):
    later = replace(panel, editions=np.append(panel.editions, panel.editions[-1] + 2))
    words = {"last_edition": ["one_before", "last"]}
    assert designs.resolved(words, panel)["last_edition"] == list(panel.editions[-2:])
    assert designs.resolved(words, later)["last_edition"] == list(later.editions[-2:])
    with pytest.raises(InputError, match="last_edition: unknown option 2022"):
        designs.resolved({"last_edition": [2022, "last"]}, panel)


def test_a_universe_with_other_choices_is_refused(found, panel):
    with pytest.raises(InputError, match="its choices must be donors, first_edition, scale"):
        designs.check({"donors": [40]}, found.declared, panel)


def test_donors_are_chosen_on_the_editions_that_are_matched(panel):
    early, all_of = (designs.chosen(panel, 10, first)[panel.own] for first in (2008, 2003))
    assert set(early) != set(all_of)
    features = np.hstack([panel.values[name][:, (panel.editions >= 2008) & (panel.editions <= 2018)]
                          for name in ("osi", "tii", "hci")])  # fmt: skip
    distance = pd.Series(((features - features[panel.own]) ** 2).mean(axis=1)).drop(panel.own)
    assert set(early) == set(distance.nsmallest(10).index)


def test_an_own_control_that_fits_exactly_has_no_ratio(found):
    missing = found.table[found.table["share"].isna()]
    assert set(missing["statistic"]) == {"ratio"}
    assert set(missing["weights"]) == {"plain"}


def test_a_centred_path_is_matched_whatever_its_level(panel):
    before = panel.editions <= 2018
    shifted = panel.values["osi"].copy()
    shifted[panel.own] += 0.3
    of = {"first_edition": 2003, "scale": "centred", "weights": "plain"}
    donors_of = designs.chosen(panel, 20, 2003)
    run, moved = (
        designs.placebos(replace(panel, values=panel.values | {"osi": values}), "osi", donors_of, of)
        for values in (panel.values["osi"], shifted)
    )
    assert moved.gaps == pytest.approx(run.gaps, abs=1e-9)
    assert sc.root_mean_square(run.gaps[:, before]) == pytest.approx(run.fit)
