"""Sets of any country and edition agree with integration and grow with the error."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement import rank_confidence
from analysis.studies.un_movement.rank_confidence import Result
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


def test_indonesia(studied):
    result = studied["IDN", 2020, 2022]
    fields = {year: survey.edition(year)["rank"] for year in survey.spbe_editions()}
    assert result.sets[["edition", "rank", "ranked"]].to_numpy().tolist() == [
        [year, ranks["IDN"], ranks.notna().sum()] for year, ranks in fields.items()
    ]
    ends = {year: (result.values[f"confidence.{year}.s010.best"], result.values[f"confidence.{year}.s010.worst"])
            for year in (2020, 2022)}  # fmt: skip
    assert ends == {year: exact("IDN", year, 0.01) for year in ends}
    assert len([key for key in result.values if key.startswith("confidence.")]) == 4 * 3 * 2
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


def test_the_chosen_move_and_the_span_are_answered_once_each():
    assert [each.move.editions for each in rank_confidence.study("IDN", 2020, 2022).changes] == [
        (2020, 2022),
        survey.spbe_span(),
    ]
    spanning = rank_confidence.study("IDN", *survey.spbe_span())
    assert [each.move.editions for each in spanning.changes] == [survey.spbe_span()]
    for answer in (*spanning.changes, spanning.noise):
        assert answer.values.items() <= spanning.values.items()


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


def test_the_second_round_takes_other_draws_and_the_sentence_the_middle_error(monkeypatch):
    purposes, noise = [], rank_confidence._noise
    monkeypatch.setattr(rank_confidence, "_noise", lambda purpose: purposes.append(purpose) or noise(purpose))
    facts = rank_confidence.study("VNM", 2020, 2022).facts
    assert len(set(purposes)) == 2
    assert facts["sigma"] == sorted(plan()["rules"]["rank_noise"])[1] == 0.01
