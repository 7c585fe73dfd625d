"""The cut-offs are compared where both sides have enough."""

import pytest

from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import told


@pytest.mark.parametrize("institution_type", ["all", *TYPES])
def test_few_on_a_side_are_not_compared(institution_type):
    page, found = told(institution_type)
    enough = found["edges"].facts["enough"]
    assert enough == (institution_type in ("all", "kabupaten"))
    assert ("growth.cut_offs.few" in page.sentences) == (not enough)
    assert ({"growth.cut_offs.growth", "growth.cut_offs.counts"} <= set(page.tables)) == enough
    assert ("growth.cut_offs.difference" in page.values) == enough


def test_a_dash_stands_where_few_are_near_the_top():
    page, found = told("all")
    cells = page.table("growth.ceiling.domains")["cells"]
    dashes = [row[-1] == "\u2013" for row in cells]
    assert dashes == found["edges"].ceiling["change_top"].isna().tolist()
    assert any(dashes)
