"""Ranks and moves of any country over ways to build the index, by a second route and against planted answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_sets, rank_uncertainty as methods
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement, rank_uncertainty
from tests.methods.ranks.test_rank_uncertainty import AVERAGES, SCALINGS, plain_rank, plain_scaled

MOVES = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024)]


@pytest.mark.parametrize("move", MOVES)
def test_thirds_as_printed_give_the_recomputed_ranks(move):
    rows = rank_uncertainty.study(*move, 0.1, 1000).summary.set_index("answer")
    start, end = movement.study(*move).counterfactual["rank"].iloc[[0, -1]]
    assert rows["recomputed"].tolist() == [start, end, start - end]
    published = [int(survey.edition(year).loc[move[0], "rank"]) for year in move[1:]]
    assert rows["published"].tolist() == [*published, published[0] - published[1]]


@pytest.mark.parametrize("move", MOVES)
def test_twenty_ways_in_plain_python(move):
    country, rng = move[0], np.random.default_rng(9)
    weights, scaling, average = rng.dirichlet([1, 1, 1], 20), rng.integers(0, 3, 20), rng.integers(0, 2, 20)
    for year in move[1:]:
        field = survey.components(year).dropna()
        focal = field.index.get_loc(country)
        scaled = [plain_scaled(field.to_numpy(), name) for name in SCALINGS]
        ways = zip(weights, scaling, average, strict=True)
        plain = [plain_rank(scaled[s], focal, w, AVERAGES[a]) for w, s, a in ways]
        assert rank_uncertainty.ranks(country, year, weights, scaling, average).tolist() == plain


def test_ranks_as_printed_lie_in_the_exact_set_and_share_its_areas():
    weights = methods.on_simplex(np.random.default_rng(1).random((20_000, 2)), 0.25)
    zeros = np.zeros(len(weights), int)
    drawn = rank_uncertainty.ranks("IDN", 2020, weights, zeros, zeros)
    field = survey.components(2020)
    exact = rank_sets.rank_shares(field.to_numpy(), field.index.get_loc("IDN"), 0.25)
    assert set(drawn) <= set(exact)
    for rank, share in exact.items():
        assert np.mean(drawn == rank) == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("move", MOVES)
def test_printed_ends_hold_when_draws_double_and_under_another_seed(move, monkeypatch):
    columns = ["low", "median", "high"]
    usual = rank_uncertainty.study(*move, 0.1, 20_000).summary[columns]
    doubled = rank_uncertainty.study(*move, 0.1, 40_000).summary[columns]
    monkeypatch.setenv("SPBE_SEED", "7")
    reseeded = rank_uncertainty.study(*move, 0.1, 20_000).summary[columns]
    assert (usual - doubled).abs().max().max() <= 1
    assert (usual - reseeded).abs().max().max() <= 1


def test_the_same_study_twice_is_the_same_to_the_bit():
    one, two = (rank_uncertainty.study("IDN", 2020, 2022, 0.1, 1000) for _ in range(2))
    assert one.values == two.values
    assert one.sobol.equals(two.sobol)
    assert one.distribution.equals(two.distribution)


def test_the_histogram_adds_up_and_its_middle_holds_nine_tenths():
    result = rank_uncertainty.study("IDN", 2020, 2022, 0.2, 5000)
    for year, rows in result.distribution.groupby("edition"):
        ends = result.values["uncertainty"][str(year)]
        assert rows["draws"].sum() == result.facts["draws"] == 5120
        assert rows["share"].sum() == pytest.approx(1)
        assert rows.loc[rows["within"], "share"].sum() >= 0.9
        assert rows.loc[rows["within"], "rank"].agg(["min", "max"]).tolist() == [ends["low"], ends["high"]]
        assert rows.loc[rows["rank"] < ends["low"], "share"].sum() < 0.05
        assert rows.loc[rows["rank"] > ends["high"], "share"].sum() <= 0.05


def test_both_editions_get_the_same_way(monkeypatch):
    """Ranks that vary, but alike in both editions: the move is the same under every way."""

    def ranks(country, edition, weights, scaling, average):
        return np.floor(50 * weights[:, 0]).astype(int) + (9 if edition == 2020 else 2)

    monkeypatch.setattr(rank_uncertainty, "ranks", ranks)
    result = rank_uncertainty.study("IDN", 2020, 2022, 0, 1000)
    row = result.summary.set_index("answer").loc["move"]
    assert row[["lowest", "low", "median", "high", "highest"]].tolist() == [7] * 5
    assert set(result.sobol["answer"]) == {"2020", "2022"}
    assert "most" not in result.facts
    assert "move" not in result.values["sobol"]


def test_an_additive_answer_gets_its_known_indices(monkeypatch):
    """Independent parts with variances 96 (three scalings 12 apart), 25 (two averages 10 apart) and 0 (weights)."""

    def ranks(country, edition, weights, scaling, average):
        return 100 + (12 * scaling + 10 * average) * (edition == 2022)

    monkeypatch.setattr(rank_uncertainty, "ranks", ranks)
    result = rank_uncertainty.study("IDN", 2020, 2022, 0.1, 20_000)
    rows = result.sobol[result.sobol["answer"] == "move"].set_index("choice")
    expected = {"weights": 0, "normalisation": 96 / 121, "aggregation": 25 / 121}
    assert rows["first"].to_dict() == pytest.approx(expected, abs=0.01)
    assert rows["total"].to_dict() == pytest.approx(expected, abs=0.01)
    assert (result.facts["most"], result.facts["next"]) == ("normalisation", "aggregation")
    assert result.facts["apart"]


def test_indonesia():
    result = rank_uncertainty.study("IDN", 2020, 2022, 0.1, 20_000)
    shares = result.values["uncertainty"]["move"]
    assert shares["gained_share"] + shares["lost_share"] + shares["same_share"] == pytest.approx(1)
    assert result.facts["draws"] == 20_480
    assert result.facts["most"] == "weights"
    spread = survey.components(2022).std()
    implied = [result.facts[f"implied_{name}"] for name in survey.COMPONENTS]
    assert implied == pytest.approx((1 / spread / (1 / spread).sum()).tolist())
    first = result.sobol.groupby("answer")["first"].sum()
    assert (first < 1.05).all()


@pytest.mark.parametrize("move", MOVES)
def test_the_floor_decides_nothing_for_a_country_far_above_it(move, monkeypatch):
    usual = rank_uncertainty.study(*move, 0.1, 5000)
    assert usual.facts["floor"] == rank_uncertainty.FLOOR == 0.01
    monkeypatch.setattr(rank_uncertainty, "FLOOR", 0.0001)
    lower = rank_uncertainty.study(*move, 0.1, 5000)
    columns = ["low", "median", "high"]
    assert (usual.summary[columns] - lower.summary[columns]).abs().max().max() <= 1


def test_weights_matter_less_where_they_may_move_less():
    totals = []
    for least in (0, 0.3):
        rows = rank_uncertainty.study("IDN", 2020, 2022, least, 5000).sobol.set_index(["answer", "choice"])
        totals.append(rows.loc[("2022", "weights"), "total"])
    assert totals[0] > totals[1]


def test_a_rank_that_no_choice_moves():
    result = rank_uncertainty.study("DNK", 2020, 2022, 0.3, 1000)
    assert result.sobol.empty
    assert "sobol" not in result.values
    assert result.facts["as_large_share"] == 1
    assert result.facts["direction"] == "kept"


@pytest.mark.parametrize(
    ("published", "as_large"),
    [(2, 0.25), (1, 0.5), (-1, 0.25), (-4, 0.0), (0, 0.25)],
)
def test_shares_of_a_move(published, as_large):
    shares = rank_uncertainty.move_shares(np.array([3, 1, 0, -2]), published)
    assert shares == {"gained_share": 0.5, "lost_share": 0.25, "same_share": 0.25, "as_large_share": as_large}


def test_a_band_takes_drawn_numbers():
    drawn = np.arange(1, 101)
    assert rank_uncertainty.band(drawn) == {"lowest": 1, "low": 5, "median": 50, "high": 95, "highest": 100}


def test_choices_whose_intervals_overlap_are_not_told_apart():
    frame = pd.DataFrame(
        {
            "choice": ["weights", "normalisation", "aggregation"],
            "first": [0.3, 0.4, 0.1],
            "total": [0.50, 0.55, 0.1],
            "total_low": [0.45, 0.51, 0.0],
            "total_high": [0.55, 0.60, 0.2],
        }
    )
    assert rank_uncertainty.leading(frame) == {
        "most": "normalisation", "next": "weights", "apart": False,
        "most_first": 0.4, "most_total": 0.55, "next_total": 0.50,
    }  # fmt: skip
    assert rank_uncertainty.leading(frame.assign(total_high=[0.5, 0.6, 0.2]))["apart"]
    assert rank_uncertainty.leading(frame.iloc[:0]) == {}


@pytest.mark.parametrize("draws", [999, 1_000_001, 20_000.0, "20000", True, -5])
def test_draws_that_are_refused(draws):
    with pytest.raises(InputError) as refused:
        rank_uncertainty.study("IDN", 2020, 2022, 0.1, draws)
    assert f"draws {draws!r}: give a whole number from 1,000" in str(refused.value)
    assert "20,000 is the usual one" in str(refused.value)


def test_other_refusals():
    with pytest.raises(InputError, match=r"min_weight 0\.15: choose one of 0, 0\.1, 0\.2, 0\.25, 0\.3"):
        rank_uncertainty.study("IDN", 2020, 2022, 0.15, 20_000)
    with pytest.raises(InputError) as refused:
        rank_uncertainty.check(0.4, 5)
    assert len(refused.value.problems) == 2
    with pytest.raises(InputError, match="was not ranked in 2010"):
        rank_uncertainty.study("MCO", 2010, 2022, 0.1, 1000)


@pytest.mark.parametrize(("move", "direction"), [(("IDN", 2020, 2022), "gained"), (("IDN", 2014, 2016), "lost")])
def test_the_direction_is_that_of_the_published_ranks(move, direction):
    assert rank_uncertainty.study(*move, 0.1, 1000).facts["direction"] == direction


def test_apart_needs_the_lower_end_of_the_first():
    frame = pd.DataFrame(
        {
            "choice": ["a", "b"],
            "first": [0.5, 0.4],
            "total": [0.6, 0.4],
            "total_low": [0.45, 0.3],
            "total_high": [0.75, 0.5],
        }
    )
    assert not rank_uncertainty.leading(frame)["apart"]
