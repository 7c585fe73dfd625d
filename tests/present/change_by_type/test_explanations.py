"""The explanations carry the words that the figures allow, and the floor is told for either scale."""

from __future__ import annotations

import pytest

from analysis.studies.shared.decisions import ASSOCIATED_ONLY, BOUNDED, CANNOT_BE_DECIDED, IDENTIFIED
from tests.present.change_by_type.told import CHOICES, told


@pytest.mark.parametrize("chosen", CHOICES)
def test_no_word_goes_further_than_its_figures(chosen):
    decisions = told(*chosen).decisions
    assert decisions["types.instrument"] == decisions["types.instrument_cities"] == IDENTIFIED
    assert decisions["types.lead"] == decisions["types.higher"] == ASSOCIATED_ONLY
    assert decisions["types.counted"] == decisions["types.cause"] == CANNOT_BE_DECIDED
    assert decisions["types.referee_means"] is None


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_floor_is_an_explanation_only_where_the_old_scale_had_a_lower_one(chosen):
    page, (_, floor) = told(*chosen), chosen
    assert ("types.floor" in page.sentences) == (floor == 0)
    assert ("types.floor_same" in page.sentences) == (floor == 1)
    if floor == 0:
        assert page.decisions["types.floor"] == BOUNDED


def test_a_missing_lead_is_a_dash():
    head, *rows = told(2021, 0).table("types.leads")["head"], *told(2021, 0).table("types.leads")["cells"]
    at = head.index("2023")
    assert [row[at] for row in rows].count("–") == 1
