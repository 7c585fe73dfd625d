"""The rank of Monaco in 2010 under any weights of 10 to 80 %, published by a blog on e-government, 14 May 2010.

The blog (egovernments.wordpress.com) gives 25 to 184. Monaco was not ranked: its missing component counts as nought
there, as do all empty cells of the table, in this test alone; elsewhere a state without a rank is refused.
"""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_sets
from analysis.studies.shared import survey

PUBLISHED = (25, 184)


@pytest.fixture(scope="module")
def filled() -> tuple[np.ndarray, int]:
    rows = survey.edition(2010)
    assert len(rows) == 193
    return rows[survey.COMPONENTS].fillna(0.0).to_numpy(float), rows.index.get_loc("MCO")


def test_the_published_range_within_one_place(filled):
    found = rank_sets.rank_set(*filled, 0.1)
    assert found == (26, 185)
    assert np.abs(np.subtract(found, PUBLISHED)).max() <= 1


def test_draws_come_close_to_both_ends(filled):
    weights = 0.1 + 0.7 * np.random.default_rng(2010).dirichlet(np.full(3, 0.3), 20_000)
    drawn = rank_sets.focal_ranks(*filled, weights)
    assert (drawn.min(), drawn.max()) == (26, 185)


def test_elsewhere_monaco_has_no_rank_in_2010():
    field = survey.components(2010)
    with pytest.raises(InputError, match="a component is missing"):
        rank_sets.rank_set(field.to_numpy(), field.index.get_loc("MCO"), 0.1)
    with pytest.raises(InputError, match=r"Monaco \(MCO\) was not ranked in 2010"):
        survey.check("MCO", 2010, 2012)
