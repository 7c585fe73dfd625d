"""Sets of any country and edition agree with integration, grow with the error, and overlap where they are said to."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement import rank_confidence
from analysis.studies.un_movement.rank_confidence import STEP, Result, code
from tests.golden import kept
from tests.methods import integrated

CASES = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024)]


@pytest.fixture(scope="module")
def studied() -> dict[tuple, Result]:
    return {case: rank_confidence.study(*case) for case in CASES}


def exact(country: str, year: int, sigma: float) -> tuple[int, int]:
    scores = survey.edition(year).dropna(subset=["rank"])["egdi"].astype(float)
    return integrated.marginal_set(scores.to_numpy(), np.full(len(scores), sigma), scores.index.get_loc(country))[:2]


@pytest.mark.parametrize("case", CASES)
def test_integration_without_draws_gives_the_same_ends_to_one_rank(studied, case):
    """Ends differ where neighbours' scores lie closer to the critical value than 20,000 draws can tell."""
    long, same = studied[case].long, 0
    for row in long.itertuples():
        best, worst = exact(case[0], row.edition, row.sigma)
        assert (row.best, row.worst) == pytest.approx((best, worst), abs=1)
        same += (row.best, row.worst) == (best, worst)
    assert same >= 9, "of twelve"
    assert studied[case].facts["moved"] <= 2


@pytest.mark.parametrize("case", CASES)
def test_the_published_rank_is_in_every_set_and_sets_grow_with_the_error(studied, case):
    long = studied[case].long
    assert (long["best"] <= long["rank"]).all()
    assert (long["rank"] <= long["worst"]).all()
    for _, rows in long.sort_values("sigma").groupby("edition"):
        assert rows["best"].is_monotonic_decreasing
        assert rows["worst"].is_monotonic_increasing
        assert rows["sigma"].tolist() == sorted(plan()["rules"]["rank_noise"])


@pytest.mark.parametrize("case", CASES)
def test_the_limit_by_trying_every_error_in_turn(studied, case):
    country, start, end = case
    drawn = rank_confidence._noise("rank confidence")
    limit, steps = studied[case].facts["limit"], 0
    while True:
        first, second = (
            rank_confidence.confidence_set(country, year, drawn, (steps + 1) * STEP) for year in (start, end)
        )
        if first[0] <= second[1] and second[0] <= first[1]:
            break
        steps += 1
    assert limit == pytest.approx(steps * STEP)
    assert (studied[case].facts["meet"] == "overlap") == (studied[case].facts["sigma"] > limit)


def test_a_country_that_kept_its_rank_overlaps_at_once(studied):
    facts = studied["VNM", 2020, 2022].facts
    assert (facts["limit"], facts["overlapping"], facts["meet"]) == (0, STEP, "overlap")


def test_indonesia(studied):
    result = studied["IDN", 2020, 2022]
    fields = {year: survey.edition(year)["rank"] for year in survey.spbe_editions()}
    assert result.sets[["edition", "rank", "ranked"]].to_numpy().tolist() == [
        [year, ranks["IDN"], ranks.notna().sum()] for year, ranks in fields.items()
    ]
    ends = {year: (result.values[f"confidence.{year}.s010.best"], result.values[f"confidence.{year}.s010.worst"])
            for year in (2020, 2022)}  # fmt: skip
    assert ends == {year: exact("IDN", year, 0.01) for year in ends}
    limit = result.values["confidence.2020_2022.largest_apart"]
    assert limit == kept.near("un.confidence.2020_2022.largest_apart")
    assert exact("IDN", 2022, limit)[1] < exact("IDN", 2020, limit)[0]
    assert exact("IDN", 2022, limit + STEP)[1] >= exact("IDN", 2020, limit + STEP)[0]
    assert len(result.values) == 4 * 3 * 2 + 1
    assert result.sets["s010_best"].tolist() == [
        result.values[f"confidence.{y}.s010.best"] for y in result.sets["edition"]
    ]


def test_a_state_that_was_not_ranked_in_an_edition_is_no_competitor():
    result = rank_confidence.study("IDN", 2005, 2012)
    assert result.sets["edition"].tolist() == [2005, 2012, *survey.spbe_editions()]
    ranked = survey.edition(2005)["rank"].notna()
    assert result.sets.loc[0, "ranked"] == ranked.sum() < len(ranked)
    assert result.long.loc[result.long["edition"] == 2005, "worst"].max() <= ranked.sum()


def test_the_same_run_gives_the_same_digits(studied):
    again = rank_confidence.study("VNM", 2020, 2022)
    assert again.values == studied["VNM", 2020, 2022].values


def test_names_of_scenarios():
    assert [code(sigma) for sigma in (0.005, 0.01, 0.02)] == ["s005", "s010", "s020"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("MCO", 2010, 2012), r"Monaco \(MCO\) was not ranked in 2010"),
        (("XYZ", 2020, 2022), "no such state in the UN tables"),
        (("IDN", 2022, 2020), "the first must be the earlier one"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        rank_confidence.study(*arguments)


def test_sets_that_touch_overlap():
    assert rank_confidence.largest_apart(lambda s: (1, 5), lambda s: (5, 9)) == 0
    assert rank_confidence.largest_apart(lambda s: (5, 9), lambda s: (1, 5)) == 0
    assert rank_confidence.largest_apart(lambda s: (1, 4), lambda s: (5, 9) if s <= 0.01 else (4, 9)) == 0.01


def test_the_second_round_takes_other_draws_and_the_sentence_the_middle_error(monkeypatch):
    purposes, noise = [], rank_confidence._noise
    monkeypatch.setattr(rank_confidence, "_noise", lambda purpose: purposes.append(purpose) or noise(purpose))
    facts = rank_confidence.study("VNM", 2020, 2022).facts
    assert len(set(purposes)) == 2
    assert facts["sigma"] == sorted(plan()["rules"]["rank_noise"])[1] == 0.01
