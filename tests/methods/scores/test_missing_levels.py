"""Levels that are not stated: every set that agrees with the printed figures, and no other."""

from __future__ import annotations

from itertools import product

import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import exact, round_half_up
from analysis.methods.scores.missing_levels import completions
from tests.methods.small_instruments import small

A = small("A")
ALL = {"1": 2, "2": 3, "3": 1, "4": 4, "5": 2, "6": 5, "6-2": 0, "6-3": 3}


def printed(levels: dict) -> dict:
    score = A.score(levels)
    figures = {("domain", id): value for id, value in score.domains.items()}
    figures |= {("aspect", id): value for id, value in score.aspects.items()} | {("overall", ""): score.index}
    return {part: str(round_half_up(value)) for part, value in figures.items()}


def test_a_complete_evaluation_is_its_only_completion():
    assert completions(A, ALL, printed(ALL)) == [{item: exact(level) for item, level in ALL.items()}]


@pytest.fixture(scope="module")
def tried() -> list[tuple[dict, dict]]:
    """Every level of three indicators, with the figures that it gives."""
    sets = [ALL | dict(zip(("1", "2", "4"), choice, strict=True)) for choice in product(range(6), repeat=3)]
    return [(levels, printed(levels)) for levels in sets]


@pytest.mark.parametrize("kept", ["domain", "aspect", "overall"])
def test_the_same_as_trying_every_level(kept, tried):
    stated = {item: level for item, level in ALL.items() if item not in ("1", "2", "4")}
    figures = {part: value for part, value in printed(ALL).items() if part[0] == kept}
    brute = [levels for levels, given in tried if figures.items() <= given.items()]
    found = completions(A, stated, figures)
    assert len(found) == len(brute) > 1
    assert all({item: int(x) for item, x in levels.items()} in brute for levels in found)


def test_figures_that_no_levels_give_are_refused():
    stated = {item: level for item, level in ALL.items() if item != "1"}
    with pytest.raises(InputError, match="no whole levels of indicators 1 give the printed figures"):
        completions(A, stated, {("domain", "1"): "4.99"})


def test_too_many_unstated_levels_are_refused(monkeypatch):
    monkeypatch.setattr("analysis.methods.scores.missing_levels.MOST", 50)
    with pytest.raises(InputError, match="72 sets of levels to try, more than 50: too many levels are unstated"):
        completions(A, {"5": 1, "6": 1}, {})


def test_other_refusals():
    with pytest.raises(InputError, match="instrument B: unstated levels need whole levels and domains"):
        completions(small("B"), {}, {})
    with pytest.raises(InputError, match="indicator 9: not in instrument A"):
        completions(A, {"9": 1}, {})
