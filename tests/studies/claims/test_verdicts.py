import pytest

from analysis.data.plan import plan
from analysis.studies.claims import verdicts
from analysis.studies.claims.verdicts import VERDICTS


def test_each_verdict_has_one_decision_word_of_the_plan():
    section = plan()["claims"]["verdicts"]
    assert set(section) == set(VERDICTS)
    assert {verdicts.decision(word) for word in VERDICTS} <= set(plan()["questions"]["claims"]["words"])


@pytest.mark.parametrize(("holds", "suggested", "verdict"), [
    (True, True, "true"),
    (True, False, "misleading"),
    (False, False, "false"),
    (False, True, "false"),
])  # fmt: skip
def test_misleading_is_true_to_the_letter_alone(holds, suggested, verdict):
    assert verdicts.literal(holds, suggested) == verdict


@pytest.mark.parametrize(("low", "high", "verdict"), [
    (0.95, 1.0, "true"),
    (0.949, 1.0, "cannot be decided"),
    (0.2, 0.9, "cannot be decided"),
    (0.2, 0.899, "false"),
])  # fmt: skip
def test_almost_all_between_its_two_shares_is_open(low, high, verdict):
    assert verdicts.almost_all(low, high) == verdict


@pytest.mark.parametrize(("low", "high", "verdict"), [
    (0.6, 0.9, "true"),
    (0.599, 0.9, "cannot be decided"),
    (0.2, 0.5, "cannot be decided"),
    (0.2, 0.499, "false"),
])  # fmt: skip
def test_most_between_its_two_shares_is_open(low, high, verdict):
    assert verdicts.most(low, high) == verdict


@pytest.mark.parametrize(("low", "high", "verdict"), [
    (0.01, 0.05, "true"),
    (0.01, 0.051, "cannot be decided"),
    (0.1, 0.9, "cannot be decided"),
    (0.101, 0.9, "false"),
])  # fmt: skip
def test_unusual_between_its_two_shares_is_open(low, high, verdict):
    assert verdicts.unusual(low, high) == verdict


@pytest.mark.parametrize(("same", "other", "verdict"), [(0, 0, "circular"), (1, 0, "true"), (1, 1, "false")])
def test_a_figure_that_nobody_else_prints_is_circular(same, other, verdict):
    assert verdicts.confirmed(same, other) == verdict


def test_the_weakest_verdict_of_several_figures_counts():
    assert verdicts.weakest("true", "circular") == "circular"
    assert verdicts.weakest("circular", "false", "true") == "false"
    assert verdicts.weakest("true", "true") == "true"
