"""The declared family holds what it says: the printed figures, every alignment of the other states, equal spreads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.methods.ranks import ranks
from analysis.studies.shared import common_shifts, survey
from analysis.studies.shared.survey import COMPONENTS, THIRDS


@pytest.fixture(params=[(2020, 2022), (2018, 2024), (2008, 2010)])
def editions(request) -> tuple[pd.DataFrame, pd.DataFrame]:
    return tuple(survey.components(year) for year in request.param)


def test_every_alignment_of_the_other_states_lies_in_the_box(editions):
    before, after = editions
    focal = before.index.get_loc("IDN")
    earlier, later = (frame.drop("IDN") for frame in editions)
    for each in common_shifts.family(before, after, focal):
        for found in (*(earlier.quantile(q) - each.scale * later.quantile(q) for q in (0, 0.1, 0.5, 0.77, 1)),
                      earlier.mean() - each.scale * later.mean()):  # fmt: skip
            assert (found >= each.low - 1e-12).all()
            assert (found <= each.high + 1e-12).all()
    printed = common_shifts.family(before, after, focal)[0]
    assert printed.scale == 1
    assert (printed.low <= 0).all()
    assert (printed.high >= 0).all()
    assert printed.named["median"] == pytest.approx((earlier.median() - later.median()).to_numpy())
    assert printed.named["mean"] == pytest.approx((earlier.mean() - later.mean()).to_numpy())


def test_the_scales_make_the_other_states_as_far_spread_as_before(editions):
    before, after = editions
    earlier, later = (frame.drop("IDN").mean(axis=1) for frame in editions)
    found = {each.name: each.scale for each in common_shifts.family(before, after, before.index.get_loc("IDN"))}
    assert (found["sd"] * later).std() == pytest.approx(earlier.std(), rel=0.02)  # states came and left
    middle = [scores.quantile(0.75) - scores.quantile(0.25) for scores in (earlier, found["middle_half"] * later)]
    assert middle[1] == pytest.approx(middle[0])


def test_no_member_of_the_family_changes_a_rank(editions):
    before, after = editions
    plain = ranks.competition_ranks(after.to_numpy() @ THIRDS)
    for each in common_shifts.family(before, after, 0):
        for shift in (each.low, each.high, *each.named.values()):
            assert (ranks.competition_ranks((each.scale * after.to_numpy() + shift) @ THIRDS) == plain).all()


def test_no_shift_is_in_the_family_also_where_every_state_rose():
    """Planted: all rose by a tenth, so that whatever stood still asks for a shift; the printed figures stay in it."""
    before = pd.DataFrame(np.linspace(0.1, 0.8, 24).reshape(8, 3), columns=COMPONENTS)
    printed = common_shifts.family(before, before + 0.1, 0)[0]
    assert printed.low == pytest.approx(np.full(3, -0.1))
    assert printed.high.tolist() == [0, 0, 0]


def test_scores_without_a_spread_keep_their_scale():
    flat = pd.DataFrame(np.full((4, 3), 0.5), columns=COMPONENTS)
    assert [each.scale for each in common_shifts.family(flat, flat, 0)] == [1, 1, 1]
