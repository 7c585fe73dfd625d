"""The plan's rule for the comparison with the peers, from both sides of every bound, and which part of it decides."""

from __future__ import annotations

import pytest

from analysis.data.plan import plan
from analysis.studies.spbe_and_un.synthetic_verdict import broken, reason, verdict
from tests.studies import once

NAN = float("nan")
QUIET = {"tii": 0.5, "hci": 0.5, "backdated": 0.5}


@pytest.mark.parametrize(("shares", "controls", "power", "word"), [
    ((0.01, 0.10), {}, 0.37, "associated only"),
    ((0.01, 0.1001), {}, 0.37, "inconclusive"),
    ((0.01, 0.1001), {}, 0.95, "inconclusive"),
    ((0.1001, 0.50), {}, 0.80, "not supported"),
    ((0.1001, 0.50), {}, 0.7999, "inconclusive"),
    ((0.10, 0.50), {}, 0.80, "inconclusive"),
    ((0.01, 0.10), {"tii": 0.10}, 0.95, "inconclusive"),
    ((0.01, 0.10), {"hci": 0.1001}, 0.95, "associated only"),
    ((0.01, 0.10), {"tii": NAN}, 0.95, "associated only"),
    ((NAN, NAN), {}, 0.95, "inconclusive"),
])  # fmt: skip
def test_the_rule_on_both_sides(shares, controls, power, word):
    assert verdict(shares, QUIET | controls, power, 0.10, 0.8) == word
    assert word in plan()["questions"]["left_peers"]["words"]


def test_a_control_is_broken_at_the_bound_and_not_above_it():
    assert broken({"tii": 0.10, "hci": 0.1001, "backdated": NAN}, 0.10) == ["tii"]


def test_it_refutes_never():
    assert "refuted" not in plan()["questions"]["left_peers"]["words"]


@pytest.mark.parametrize(("low", "high", "broken", "treatment", "expected"), [
    (0.1001, 0.3, [], 2018, "nothing"),
    (0.1001, 0.3, ["tii"], 2018, "nothing"),
    (0.10, 0.3, [], 2018, "range"),
    (0.01, 0.3, ["tii"], 2018, "range"),
    (0.01, 0.10, ["tii"], 2018, "control"),
    (0.01, 0.10, [], 2018, "none"),
    (0.11, 0.11, [], 2014, "earlier_nothing"),
    (NAN, NAN, [], 2014, "earlier_nothing"),
    (0.10, 0.10, [], 2014, "earlier_something"),
])  # fmt: skip
def test_which_part_of_the_rule_decides(low, high, broken, treatment, expected):
    facts = {"p": low, "low": low, "high": high, "bound": 0.10, "broken": broken}
    assert reason(facts | {"treatment": treatment, "programme": 2018}) == expected


def test_one_design_without_its_power_no_longer_says_not_supported():
    """The old rule: not supported, from the share of one design above the bound, whatever it could have found."""
    facts = once.controlled("nearest", 2018).facts
    assert facts["p"] > facts["bound"]
    assert facts["power_middle"] < facts["wanted"]
    assert facts["low"] <= facts["bound"] < facts["high"]
    assert (facts["decision"], facts["reason"]) == ("inconclusive", "range")
