"""What errors leave of a change: real moves by a second route, limits tried one by one, and what is promised."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.data.plan import plan
from analysis.methods.ranks import rank_change as method
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import BOUNDED, INCONCLUSIVE
from analysis.studies.un_movement import rank_change, rank_confidence, transient_noise
from analysis.studies.un_movement.rank_change import STEP, Result

CASES = [("IDN", 2020, 2022), ("IDN", 2018, 2024), ("VNM", 2020, 2022), ("SSD", 2012, 2024), ("IDN", 2014, 2016)]


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    return np.stack([rank_confidence._noise(f"rank confidence{more}") for more in ("", ", other draws")])


@pytest.fixture(scope="module")
def studied(drawn) -> dict[tuple, Result]:
    return {case: rank_change.study(survey.move(*case), drawn) for case in CASES}


def plainly(case: tuple, sigma: float, draws: int, seed: int) -> np.ndarray:
    """Places gained with errors drawn anew, by ranking every state."""
    country, *years = case
    rng, found = np.random.default_rng(seed), []
    for year in years:
        rows = survey.edition(year)
        scores = rows.loc[rows["rank"].notna(), "egdi"].astype(float)
        noisy = scores.to_numpy() + rng.normal(0, sigma, (draws, len(scores)))
        found.append((noisy > noisy[:, [scores.index.get_loc(country)]]).sum(axis=1))
    return found[0] - found[1]


@pytest.mark.parametrize("case", CASES)
def test_simulated_ends_by_ranking_every_state_with_other_draws(studied, case):
    for row in studied[case].rows.itertuples():
        found = plainly(case, row.sigma, 4_000, 5)
        assert (row.low, row.high) == pytest.approx(np.quantile(found, [0.025, 0.975]), abs=1.5)


@pytest.mark.parametrize("case", CASES)
def test_the_sentence_takes_the_middle_error_that_is_supposed(studied, case):
    rows, sigma = studied[case].rows, np.median(plan()["rules"]["rank_noise"])
    row = rows[(rows["kind"] == "supposed") & (rows["sigma"] == sigma)].iloc[0]
    names = ["kind", "sigma", "low", "high", "least", "most", "passed", "passed_by"]
    assert [studied[case].facts[name] for name in names] == row[names].tolist()


@pytest.mark.parametrize("case", CASES)
def test_the_published_change_is_in_every_range_and_ranges_grow(studied, case):
    rows, gain = studied[case].rows.sort_values("sigma"), studied[case].facts["gain"]
    ranks = [survey.edition(year).loc[case[0], "rank"] for year in case[1:]]
    assert gain == ranks[0] - ranks[1]
    for low, high in (("low", "high"), ("least", "most")):
        assert ((rows[low] <= gain) & (gain <= rows[high])).all()
        assert rows[low].is_monotonic_decreasing
        assert rows[high].is_monotonic_increasing
    assert (rows["least"] <= rows["low"]).all(), "the promise for any true scores costs width"
    assert (rows["most"] >= rows["high"]).all()
    assert studied[case].curve.iloc[0].tolist() == [0, gain, gain]


@pytest.mark.parametrize("case", CASES)
def test_the_limit_by_trying_every_error_in_turn(studied, drawn, case):
    move, limit = survey.move(*case), studied[case].facts["limit"]
    field, steps = rank_change.scores(move), 0
    while steps < 200:
        errors = np.full_like(field, (steps + 1) * STEP)
        low, high = method.simulated(field, errors, drawn, move.focal)
        if low <= 0 <= high:
            break
        steps += 1
    assert limit == pytest.approx(steps * STEP, abs=STEP * 1.01), "random draws may turn one step"


def test_errors_are_those_of_the_plan_and_of_the_estimates(studied):
    rows, found = studied["IDN", 2020, 2022].rows, transient_noise.study().facts
    assert rows.loc[rows["kind"] == "supposed", "sigma"].tolist() == sorted(plan()["rules"]["rank_noise"])
    named = rows.set_index("kind")["sigma"]
    assert named[["lowest", "highest", "upper"]].tolist() == [
        found[name] for name in ("noise_low", "noise_high", "noise_top")
    ]


def test_the_words_follow_from_where_the_limit_lies():
    assert rank_change.status(0, 0.0, 0.0, 0.02) == "kept"
    assert rank_change.status(5, 0.02, 0.0, 0.02) == "sure"
    assert rank_change.status(-5, 0.0195, 0.0, 0.02) == "open"
    assert rank_change.status(5, 0.005, 0.005, 0.02) == "open"
    assert rank_change.status(5, 0.0045, 0.005, 0.02) == "within"
    assert rank_change.status(5, 0.0, 0.0, 0.02) == "within"


def test_indonesia_the_step_is_open_and_the_span_is_not(studied):
    step, span = studied["IDN", 2020, 2022], studied["IDN", 2018, 2024]
    noise = transient_noise.study().facts
    assert noise["noise_low"] < step.facts["limit"] < noise["noise_high"] < noise["noise_top"] < span.facts["limit"]
    assert (step.decision, span.decision) == (INCONCLUSIVE, BOUNDED)
    assert studied["VNM", 2020, 2022].decision == BOUNDED, "the published rank stayed"


def test_overlapping_sets_are_no_answer_about_the_change(studied, drawn):
    """The old criterion: between its limit and the new one two sets overlap and yet the change keeps to one side."""
    step = studied["IDN", 2020, 2022]
    sigma = 0.01
    sets = [rank_confidence.confidence_set("IDN", year, drawn[0], sigma) for year in (2020, 2022)]
    assert sets[0][0] <= sets[1][1], "they overlap"
    row = step.rows[step.rows["sigma"] == sigma].iloc[0]
    assert row["low"] > 0
    assert step.facts["limit_certain"] < sigma < step.facts["limit"]


def test_states_certainly_passed_were_passed(studied):
    for case, result in studied.items():
        before, after = rank_change.scores(survey.move(*case))
        own = survey.move(*case).focal
        passed = ((before > before[own]) & (after < after[own])).sum()
        by = ((before < before[own]) & (after > after[own])).sum()
        assert (result.rows["passed"] <= passed).all()
        assert (result.rows["passed_by"] <= by).all()
    assert studied["IDN", 2018, 2024].rows["passed"].max() > 10


@pytest.mark.parametrize("sigma", [0.005, 0.0115, 0.018])
def test_with_the_printed_scores_as_truth_the_simulated_range_holds_the_change(drawn, sigma):
    """400 panels of new errors around the printed scores of 2020 and 2022; the bounds leave three Monte-Carlo errors
    around the coverage of .955 to .975 of the range."""
    move = survey.move("IDN", 2020, 2022)
    truth, rng = rank_change.scores(move), np.random.default_rng(6)
    errors, true = np.full_like(truth, sigma), move.ranks[0] - move.ranks[1]
    held = 0
    for _ in range(400):
        low, high = method.simulated(rng.normal(truth, errors), errors, drawn[..., :1_000], move.focal)
        held += low <= true <= high
    assert 0.92 <= held / 400 <= 0.995


def test_values_are_those_of_the_rows(studied):
    result = studied["IDN", 2020, 2022]
    row = result.rows[result.rows["sigma"] == 0.01].iloc[0]
    for name in ("low", "high", "least", "most", "passed", "passed_by"):
        assert result.values[f"change.2020_2022.s010.{name}"] == row[name]
    assert result.values["change.2020_2022.largest_sure"] == result.facts["limit"]
    assert len(result.values) == 2 + 6 * len(result.rows)


def test_names_of_scenarios():
    assert [rank_change.code(sigma) for sigma in (0.005, 0.01, 0.02)] == ["s005", "s010", "s020"]
