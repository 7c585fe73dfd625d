"""The power study takes its points and its step from the tables, and fits no series."""

import pytest

from analysis.studies.instrument_checks import power
from tests.studies.by_hand import rescored


@pytest.fixture(scope="module")
def result():
    return power.study()


def test_points_and_step_come_from_the_tables(result):
    assert power.points() == (3, 5)
    new, old = rescored(2021)
    assert result.facts["step"] == pytest.approx(new - old)
    assert result.facts["df"] == 4
    assert result.facts["factor"] == pytest.approx(44 / 15)


def test_the_table_is_monotone_and_agrees_with_the_simulation(result):
    table = result.by_sigma
    assert table["power"].is_monotonic_decreasing
    assert (table["power_more"] > table["power"]).all()
    assert (table["detectable"] / table["sigma"]).tolist() == pytest.approx([6.4416] * len(table), abs=1e-4)
    assert result.by_memory.loc[0, "power"] == pytest.approx(result.facts["power"], abs=0.02)
    assert result.by_memory.loc[0, "coverage"] == pytest.approx(0.95, abs=0.01)
    assert result.by_memory["coverage"].iloc[-1] < 0.94


def test_the_decision_follows_the_noise_that_is_supposed(result):
    assert result.facts["sigma"] == 0.05
    assert result.facts["power"] < result.facts["wanted"]
    assert result.facts["decision"] == "inconclusive"


def test_the_same_seed_gives_the_same_draws(result):
    assert power.study().by_memory.equals(result.by_memory)
