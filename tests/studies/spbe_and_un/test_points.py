"""The points of both pairings against the tables, and states that were not ranked."""

from __future__ import annotations

import pytest

from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import points
from tests.studies.by_hand import national_index


@pytest.mark.parametrize(("pairing", "early", "editions"), [
    ("same_year", 0, [2018, 2020, 2022, 2024]), ("lag", 1, [2020, 2022, 2024]),
])  # fmt: skip
def test_the_points_are_the_published_ones(pairing, early, editions):
    index, found = national_index(), points.pairs()
    rows = found[found["pairing"] == pairing]
    assert list(rows["edition"]) == editions
    assert list(rows["published"]) == [index[edition - early] for edition in editions]
    assert (rows["edition"] - rows["spbe_year"] == points.LAGS[pairing]).all()


def test_unranked_states_have_no_outcome():
    table = survey.edition(2008)
    unranked = table.index[table["rank"].isna()]
    assert len(unranked) > 0
    assert points.outcome("osi", [2008]).loc[unranked].isna().all(axis=None)
    assert (points.outcome("rank", [2018]) < 0).all(axis=None)
