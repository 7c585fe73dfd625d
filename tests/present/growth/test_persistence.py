"""Lines, the figure of what followed, and the forecast, for types that are divided and types that are not."""

from dataclasses import replace

import pytest

from analysis.present import growth as show, language
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import told
from tests.present.shown import Shown


@pytest.mark.parametrize("institution_type", TYPES)
def test_quarters_are_shown_for_a_large_type_alone(institution_type):
    page, found = told(institution_type)
    divided = institution_type == "kabupaten"
    assert ("growth.persistence.quarters" in page.tables) == divided
    assert ("growth.persistence.undivided" in page.sentences) == (not divided)
    key = "growth.forecast.not_supported" if divided else "growth.forecast.unclear"
    assert page.decisions[key] == found["persistence"].forecast


def test_every_place_is_read_out():
    page, found = told("all")
    alt = page.about("figure")[1]["alt"]
    for row in found["persistence"].places.itertuples():
        assert all(language.number(x, ".2f", "en") in alt for x in (row.start, row.low, row.median, row.high))


def test_a_better_forecast_is_told_as_one(monkeypatch):
    found, page = told("all")[1]["persistence"], Shown(monkeypatch)
    show.persistence.forecast(replace(found, forecast=ASSOCIATED_ONLY), "all")
    assert page.decisions == {"growth.forecast.better": ASSOCIATED_ONLY}
