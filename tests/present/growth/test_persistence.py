"""Lines, the figure of what followed, and the forecast, for types that are divided and types that are not."""

import pytest

from analysis.present import language
from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import told


@pytest.mark.parametrize("institution_type", TYPES)
def test_quarters_are_shown_for_a_large_type_alone(institution_type):
    page, found = told(institution_type)
    divided = institution_type == "kabupaten"
    assert ("growth.persistence.quarters" in page.tables) == divided
    assert ("growth.persistence.undivided" in page.sentences) == (not divided)
    assert page.decisions["growth.forecast.domains"] == found["persistence"].forecast


def test_every_place_is_read_out():
    page, found = told("all")
    alt = page.about("figure")[1]["alt"]
    for row in found["persistence"].places.itertuples():
        assert all(language.number(x, ".2f", "en") in alt for x in (row.start, row.low, row.median, row.high))
