"""Own and others' parts as a set: it holds the printed and the aligned splits; a search finds little outside it."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.ranks import rank_accounting as method, ranks
from analysis.studies.shared import common_shifts, survey
from analysis.studies.shared.decisions import BOUNDED, INCONCLUSIVE
from analysis.studies.shared.survey import COMPONENTS, THIRDS
from analysis.studies.un_movement import own_and_others, rank_accounting

MOVES = [("IDN", 2020, 2022), ("IDN", 2018, 2024), ("DNK", 2020, 2022), ("SSD", 2012, 2024), ("IDN", 2003, 2012)]


def split(country: str, start: int, end: int, shift: np.ndarray, scale: float = 1.0) -> np.ndarray:
    """Places gained (2, 3) under one shift, by the plain accounting of shifted figures."""
    before, after = (survey.components(year) for year in (start, end))
    found = method.account(before.to_numpy(), scale * after.to_numpy() + shift, THIRDS)
    return -found.shapley[before.index.get_loc(country)]


def aligned(country: str, start: int, end: int, how: str) -> np.ndarray:
    """The shift that keeps the other states' median or mean, with pandas alone."""
    before, after = (survey.components(year).drop(country) for year in (start, end))
    return (getattr(before, how)() - getattr(after, how)()).to_numpy()


@pytest.mark.parametrize("move", MOVES)
def test_the_named_splits_are_those_of_shifted_figures_and_lie_in_the_range(move):
    sides = own_and_others.study(*move).sides
    parts = sides[sides["component"] != own_and_others.ALL]
    shifts = {"printed": np.zeros(3), "median": aligned(*move, "median"), "mean": aligned(*move, "mean")}
    for name, shift in shifts.items():
        assert parts[name].tolist() == pytest.approx(split(*move, shift).ravel().tolist(), abs=1e-9), name
        assert (sides["low"] <= sides[name] + 1e-9).all()
        assert (sides[name] <= sides["high"] + 1e-9).all()
    facts = rank_accounting.study(*move).facts
    for name in ("printed", "median", "mean"):
        assert parts[name].sum() == pytest.approx(facts["gained"])
        whole = sides[sides["component"] == own_and_others.ALL].set_index("side")[name]
        assert whole.tolist() == pytest.approx(parts.groupby("side")[name].sum().loc[["own", "others"]].tolist())


def test_the_splits_of_indonesia_as_another_recomputed_them():
    """As printed, and with the other states' median and mean fixed."""
    own = own_and_others.study("IDN", 2020, 2022).sides.set_index(["side", "component"])
    names = ["printed", "median", "mean"]
    assert own.loc[("own", "osi"), names].tolist() == pytest.approx([8.0, 12.1, 8.9], abs=0.05)
    assert own.loc[("own", "tii"), names].tolist() == pytest.approx([6.8, 3.5, 3.9], abs=0.05)
    span = own_and_others.study("IDN", 2018, 2024).sides.set_index(["side", "component"])
    assert span.loc[("own", "tii"), names[:2]].tolist() == pytest.approx([48.5, 14.2], abs=0.05)


@pytest.mark.parametrize("move", MOVES[:3])
def test_a_random_search_of_the_family_finds_little_beyond_the_grid(move):
    result = own_and_others.study(*move)
    before, after = (survey.components(year) for year in move[1:])
    focal, rng = before.index.get_loc(move[0]), np.random.default_rng(11)
    low, high = (result.sides.loc[result.sides["component"] != own_and_others.ALL, end].to_numpy() for end in
                 ("low", "high"))  # fmt: skip
    found = []
    for each in common_shifts.family(before, after, focal):
        for _ in range(60):
            found.append(split(*move, rng.uniform(each.low, each.high), each.scale).ravel())
    found = np.array(found)
    assert (found.min(axis=0) >= low - 0.3).all()
    assert (found.max(axis=0) <= high + 0.3).all()
    assert (found.max(axis=0) - found.min(axis=0) > 0.1 * (high - low)).all(), "the search went somewhere"


@pytest.mark.parametrize("move", MOVES[:4])
def test_ranks_with_one_side_moved_take_their_ends_at_the_corners(move):
    result = own_and_others.study(*move)
    before, after = (survey.components(year) for year in move[1:])
    focal = before.index.get_loc(move[0])
    ends = {"own_only": [], "others_only": []}
    for each in common_shifts.family(before, after, focal):
        for shift in (each.low, each.high):
            found = method.account(before.to_numpy(), each.scale * after.to_numpy() + shift, THIRDS)
            for name, values in ends.items():
                values.append(getattr(found, name)[focal])
    for name, values in ends.items():
        assert [result.facts[f"{name}_{end}"] for end in ("low", "high")] == [min(values), max(values)]
        facts = rank_accounting.study(*move).facts
        assert result.facts[f"{name}_printed"] == facts[name]


@pytest.mark.parametrize("move", MOVES[:2])
def test_pairs_do_not_change_with_shifts_and_little_with_scales(move):
    result = own_and_others.study(*move)
    before, after = (survey.components(year).to_numpy() for year in move[1:])
    focal = survey.components(move[1]).index.get_loc(move[0])
    plain = method.account(before, after, THIRDS)
    rng = np.random.default_rng(5)
    for shift in rng.normal(0, 0.5, size=(5, 3)):
        assert method.account(before, after + shift, THIRDS).paired == pytest.approx(plain.paired, abs=1e-9)
    assert result.paired["printed"].tolist() == pytest.approx((-plain.paired[focal]).tolist())
    family = common_shifts.family(survey.components(move[1]), survey.components(move[2]), focal)
    scaled = np.array([-method.account(before, each.scale * after, THIRDS).paired[focal] for each in family])
    assert result.paired["scale_low"].tolist() == pytest.approx(scaled.min(axis=0).tolist())
    assert result.paired["scale_high"].tolist() == pytest.approx(scaled.max(axis=0).tolist())
    assert np.ptp(scaled, axis=0).max() > 0, "a factor is no invariance of the pairs"


def test_pairs_under_other_weights_sum_to_the_move_at_those_weights():
    weights = own_and_others.weightings()
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert weights.min() == pytest.approx(own_and_others.LEAST_WEIGHT)
    before, after = (survey.components(year).to_numpy() for year in (2020, 2022))
    focal = survey.components(2020).index.get_loc("IDN")
    every = []
    for at in (0, 17, 100, 230):
        found = method.account(before, after, weights[at])
        moved = [ranks.competition_ranks(x @ weights[at])[focal] for x in (before, after)]
        assert found.paired[focal].sum() == pytest.approx(moved[1] - moved[0])
        every.append(-found.paired[focal])
    paired = own_and_others.study("IDN", 2020, 2022).paired
    assert (np.min(every, axis=0) >= paired["weight_low"] - 1e-9).all()
    assert (np.max(every, axis=0) <= paired["weight_high"] + 1e-9).all()


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [(1, 20, BOUNDED), (-5, -1, BOUNDED), (-0.04, 3, BOUNDED), (0, 0, BOUNDED), (-0.4, 9.5, INCONCLUSIVE)],
)
def test_a_part_whose_sign_the_choice_decides_is_inconclusive(low, high, word):
    assert own_and_others.decide(low, high) == word


def test_values_are_under_the_step_and_hold_each_other():
    values = own_and_others.study("IDN", 2020, 2022).values
    for side in ("own", "others"):
        for component in (*COMPONENTS, own_and_others.ALL):
            ends = [values[f"split.2020_2022.{side}.{component}.{name}"] for name in ("low", "median", "high")]
            assert ends == sorted(ends)
    assert values["split.2020_2022.own_only.low"] < values["split.2020_2022.own_only.high"]
