"""The parts of a change of means sum to it exactly, and each is what plain arithmetic says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.methods.effects.composition import decompose
from analysis.methods.errors import InputError

# A member of either list or of both, with a value in each.
PANELS = st.lists(
    st.tuples(st.sampled_from(["both", "first", "second"]), st.floats(1, 5), st.floats(1, 5)), min_size=1, max_size=60
).filter(lambda rows: any(where == "both" for where, _, _ in rows))


def lists(rows):
    frame = pd.DataFrame(rows, columns=["where", "one", "two"])
    return frame.loc[frame["where"] != "second", "one"], frame.loc[frame["where"] != "first", "two"]


@given(PANELS)
def test_the_parts_sum_to_the_difference_of_the_means(rows):
    first, second = lists(rows)
    found = decompose(first, second)
    assert found.stayers + found.entrants + found.leavers == pytest.approx(second.mean() - first.mean(), abs=1e-9)
    assert found.stayed + found.entered == found.second == len(second)
    assert found.stayed + found.left == found.first == len(first)


def test_large_random_panels():
    draws = np.random.default_rng(8)
    for _ in range(200):
        where = draws.choice(["both", "first", "second"], size=600, p=[0.9, 0.05, 0.05])
        first, second = lists(list(zip(where, draws.uniform(1, 5, 600), draws.uniform(1, 5, 600), strict=True)))
        found = decompose(first, second)
        assert abs(found.stayers + found.entrants + found.leavers - (second.mean() - first.mean())) < 1e-9


def test_by_hand():
    first = pd.Series({"a": 2.0, "b": 3.0, "gone": 1.0})
    second = pd.Series({"a": 3.0, "b": 3.0, "new": 5.0, "newer": 4.0})
    found = decompose(first, second)
    # M2 - M1 = 3.75 - 2; S2 - S1 = 3 - 2.5; entrants 2/4 (4.5 - 3); leavers -1/3 (1 - 2.5)
    assert found.difference == pytest.approx(1.75)
    assert (found.stayers, found.entrants, found.leavers) == pytest.approx((0.5, 0.75, 0.5))
    assert (found.stayed, found.entered, found.left) == (2, 2, 1)
    assert (found.entrants_second, found.leavers_first) == pytest.approx((4.5, 1.0))


def test_the_same_members_have_no_entrants_and_leavers():
    found = decompose(pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"b": 3.0, "a": 4.0}))
    assert found.difference == found.stayers == 2.0
    assert found.entrants == found.leavers == 0.0
    assert np.isnan([found.entrants_second, found.leavers_first]).all()


A = pd.Series({"a": 1.0, "b": 2.0})


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (pd.concat([A, A[:1]]), A, "first list: a is listed twice; keep one value"),
        (A, pd.Series({"a": 1.0, "b": None}), "second list: b has no value; leave the member out or give one"),
        (A[:0], A, "first list: it has no member; give at least one"),
        (A, pd.Series({"c": 1.0}), "no member is in both lists"),
    ],
)
def test_lists_that_cannot_be_compared_are_refused(first, second, message):
    with pytest.raises(InputError, match=message):
        decompose(first, second)
