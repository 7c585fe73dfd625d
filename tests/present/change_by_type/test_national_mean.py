"""Why the national mean hid it: the sentence follows from the falls, and what is not known says so."""

from __future__ import annotations

import pytest

from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from tests.present.change_by_type.told import CHOICES, studied, told


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_finding_says_hidden_only_where_something_fell(chosen):
    page, facts = told(*chosen), studied(*chosen)["nation"].facts
    assert ("types.hidden" in page.findings) == (facts["falls"] < 0)
    assert ("types.hidden_rose" in page.findings) == (facts["falls"] == 0)
    assert page.decisions["types.hidden_exact"] == CANNOT_BE_DECIDED


def test_the_tables_hold_every_type_and_every_set_of_numbers():
    page = told(2021, 0)
    assert len(page.table("types.contributions")["cells"]) == 6
    assert len(page.table("types.weightings")["cells"]) == 3
    labels = [row[0] for row in page.table("types.weightings")["cells"]]
    assert len(set(labels)) == 3


def test_values_are_published_with_their_signs():
    values = told(2021, 0).values
    assert values["types.national.falls"] < 0 < values["types.national.rises"]
    net = values["types.national.falls"] + values["types.national.rises"]
    assert values["types.national.net"] == pytest.approx(net, abs=1e-9)
