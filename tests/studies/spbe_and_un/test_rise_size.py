"""The size of the rise and its place, from the table by plain sums; the rule on both sides; and what r alone hid."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE
from analysis.studies.spbe_and_un import rise_size, timing
from tests.studies import once
from tests.studies.by_hand import national_index, rows


@pytest.fixture(scope="module")
def result():
    return once.timed()


def series(name, editions):
    """State -> printed values of one outcome in these editions, for all states."""
    table = {(row["iso3"], int(row["edition"])): row[name] for row in rows("egdi")}
    return {state: [float(table[state, edition]) for edition in editions] for state in {state for state, _ in table}}


@pytest.mark.parametrize("name", rise_size.OUTCOMES)
@pytest.mark.parametrize(("pairing", "early", "editions"), [
    ("same_year", 0, (2018, 2020, 2022, 2024)), ("lag", 1, (2020, 2022, 2024)),
])  # fmt: skip
def test_sizes_and_places_by_hand(result, name, pairing, early, editions):
    index, by = national_index(), series(name, editions)
    x = [index[edition - early] for edition in editions]
    slope = {state: np.polyfit(x, y, 1)[0] for state, y in by.items()}
    gain = {state: y[-1] - y[0] for state, y in by.items()}
    row = result.sizes.set_index(["pairing", "basis", "outcome"]).loc[pairing, "published", name]
    assert (row["edition_from"], row["edition_to"], row["states"]) == (editions[0], editions[-1], 193)
    for what, size in (("slope", slope), ("gain", gain)):
        assert row[what] == pytest.approx(size["IDN"])
        assert row[f"{what}_place"] == 1 + sum(other > size["IDN"] + 1e-9 for other in size.values())
        assert result.values[f"{pairing}.{name}.{what}_place"] == row[f"{what}_place"]


def test_that_indonesia_does_not_stand_apart_was_true_of_r_alone(result):
    """The old sentence: by the share of r Indonesia did not stand apart. By size it does, and so does the control."""
    facts, bound = result.facts, plan()["rules"]["placebo_share"]
    assert facts["same_year_egdi_placebo_share"] > bound
    for what in ("gain", "slope"):
        for name in ("egdi", "osi", "tii"):
            assert facts[f"same_year_{name}_{what}_place"] <= bound * facts["states"], (name, what)
        assert facts[f"same_year_tii_{what}_place"] <= facts[f"same_year_osi_{what}_place"]
    assert facts["ahead"] == "control"


def test_a_rise_twice_as_large_has_the_same_r_and_a_better_place():
    rng = np.random.default_rng(5)
    x, Y = np.array([1.0, 2.0, 4.0, 5.0]), np.cumsum(rng.uniform(0, 0.2, (60, 4)), axis=1)
    Y[0] = 0.02 * x
    twice = Y.copy()
    twice[0] *= 20
    small, large = rise_size.sizes(x, Y, 0), rise_size.sizes(x, twice, 0)
    assert np.corrcoef(x, Y[0])[0, 1] == pytest.approx(np.corrcoef(x, twice[0])[0, 1])
    assert large["gain"] == pytest.approx(20 * small["gain"])
    assert (large["gain_place"], large["slope_place"]) == (1, 1)
    assert min(small["gain_place"], small["slope_place"]) > 30


def test_a_missing_state_has_no_place_and_equal_ones_share_it():
    Y = np.array([[0.1, 0.2, 0.4], [0.2, 0.3, 0.5], [0.1, np.nan, np.nan], [0.0, 0.5, 0.9]])
    found = rise_size.sizes(np.array([1.0, 2.0, 3.0]), Y, 0)
    assert (found["states"], found["gain_place"]) == (3, 2)


def sized(osi, tii, lag_osi=None, lag_tii=None):
    """Rows as the rule takes them: places (gain, slope) of the two components in both pairings, of 193 states."""
    given = {("osi", "same_year"): osi, ("tii", "same_year"): tii,
             ("osi", "lag"): lag_osi or osi, ("tii", "lag"): lag_tii or tii}  # fmt: skip
    return pd.DataFrame([
        {"outcome": name, "pairing": pairing, "gain_place": gain, "slope_place": slope, "states": 193}
        for (name, pairing), (gain, slope) in given.items()
    ])  # fmt: skip


def egdi(agree=3):
    return pd.DataFrame({
        "pairing": ["same_year", "lag", "lag"], "outcome": ["egdi", "egdi", "tii"],
        "changes_agree": [agree, 2, 0], "changes": [3, 2, 2],
    })  # fmt: skip


@pytest.mark.parametrize(("rows", "correlations", "word"), [
    (sized((19, 19), (20, 20)), egdi(), "associated only"),
    (sized((20, 19), (20, 20)), egdi(), "inconclusive"),
    (sized((19, 20), (20, 20)), egdi(), "inconclusive"),
    (sized((1, 1), (20, 20), lag_osi=(1, 20)), egdi(), "inconclusive"),
    (sized((1, 1), (19, 20)), egdi(), "inconclusive"),
    (sized((1, 1), (30, 30), lag_tii=(30, 19)), egdi(), "inconclusive"),
    (sized((1, 1), (30, 30)), egdi(agree=2), "inconclusive"),
    (sized((100, 100), (100, 100)), egdi(agree=0), "inconclusive"),
])  # fmt: skip
def test_the_rule_from_both_sides(rows, correlations, word):
    assert rise_size.decision(correlations, rows, 0.10) == word
    assert word in plan()["questions"]["spbe_and_egdi"]["words"]


def test_a_place_at_the_bound_itself_stands_out():
    rows = sized((20, 20), (21, 21)).assign(states=200)
    assert rise_size.decision(egdi(), rows, 0.10) == ASSOCIATED_ONLY
    assert rise_size.decision(egdi(), sized((20, 20), (20, 21)).assign(states=200), 0.10) == INCONCLUSIVE


def test_the_rule_needs_both_pairings():
    with pytest.raises(InputError, match="needs the EGDI once in each pairing"):
        rise_size.decision(egdi()[:1], sized((1, 1), (30, 30)), 0.10)


@pytest.mark.parametrize(("rows", "expected"), [
    (sized((6, 10), (5, 5)), "control"),
    (sized((5, 5), (5, 5)), "control"),
    (sized((4, 4), (5, 5)), "reached"),
    (sized((4, 6), (5, 5)), "mixed"),
    (sized((4, 4), (5, 5), lag_osi=(9, 9)), "mixed"),
])  # fmt: skip
def test_what_has_the_better_places(rows, expected):
    assert rise_size.ahead(rows) == expected


def test_decisions_follow_from_the_places_and_the_plan_s_bound(result):
    assert timing.bound() == plan()["rules"]["placebo_share"] == 0.10
    for basis in timing.BASES:
        correlations, of = (frame[frame["basis"] == basis] for frame in (result.correlations, result.sizes))
        assert result.facts[f"{basis}_decision"] == rise_size.decision(correlations, of, 0.10) == "inconclusive"
        tii = of["outcome"] == "tii"
        quiet = of.assign(**{place: np.where(tii, 100, 1) for place in rise_size.PLACES})
        assert rise_size.decision(correlations, quiet, 0.10) == "associated only", "the places alone decide"
