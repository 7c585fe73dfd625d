"""What named assumptions add to bounds from two totals."""

from __future__ import annotations

import pytest

from analysis.studies.instrument_change import assumptions
from analysis.studies.shared.explanation import change, explain


@pytest.fixture(scope="module")
def of():
    return change()


@pytest.mark.parametrize("floor", [0, 1])
def test_without_assumptions_the_bounds_are_the_closed_form(of, floor):
    found = assumptions.table(of, "2.50", "2.20", floor).set_index("assumption")
    closed = explain(of, "2.50", "2.20", floor)
    row = found.loc["none"]
    assert (row["old_low"], row["old_high"]) == pytest.approx([float(x) for x in closed["effect_at_old_profile"]])
    assert (row["new_low"], row["new_high"]) == pytest.approx([float(x) for x in closed["effect_at_new_profile"]])


def test_rounding_widens_and_every_other_assumption_narrows(of):
    found = assumptions.table(of, "2.50", "2.20", 0).set_index("assumption")
    assert list(found.index) == ["none", "rounded", "not_ahead", "whole_levels", "no_decline"]
    none, slack = found.loc["none"], 1e-9
    for name, row in found.drop("none").iterrows():
        for when in ("old", "new"):
            low, high = none[f"{when}_low"], none[f"{when}_high"]
            if name == "rounded":
                assert row[f"{when}_low"] < low < high < row[f"{when}_high"]
            else:
                assert low - slack <= row[f"{when}_low"] <= row[f"{when}_high"] <= high + slack
    assert found.loc["not_ahead", "new_high"] == pytest.approx(0, abs=1e-9), "the sign follows"


@pytest.mark.parametrize(("after", "verdict"), [("2.20", "feasible"), ("2.19", "refuted")])
def test_no_decline_is_possible_just_when_management_alone_is(of, after, verdict):
    assert explain(of, "2.50", after, 1)["verdict"] == verdict
    row = assumptions.table(of, "2.50", after, 1).set_index("assumption").loc["no_decline"]
    assert row.isna().all() == (verdict == "refuted")
    assert (assumptions.least_decline(of, "2.50", after, 1) > 1e-9) == (verdict == "refuted")


def test_the_least_decline_by_hand(of):
    # All at 5 before; after, management stands at 1 and the others at 5 - x: 4.34 - .835 x = 4.
    assert assumptions.least_decline(of, "5", "4", 1) == pytest.approx(0.34 / 0.835)
    assert assumptions.least_decline(of, "2", "3", 1) == 0


def test_whole_levels_apply_to_domains_of_equal_indicators(of):
    assert assumptions.equal_indicators("35") == {"1": 17, "2": 7}
    assert assumptions.equal_indicators("47") == {"1": 10, "2": 10, "3": 11}
    # At 5 but for one step: .17 / 17 = .01 below, one indicator of policy is one level lower.
    free = assumptions.table(of, "4.995", "4.995", 1).set_index("assumption")
    assert free.loc["whole_levels", "old_low"] > free.loc["none", "old_low"]
