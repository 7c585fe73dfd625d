"""Least noise is told where enough values fell, and nothing of it where not."""

import pytest

from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import FEW, told


@pytest.mark.parametrize("institution_type", TYPES)
def test_without_enough_falls_no_noise_stands_in_table_or_values(institution_type):
    page, _ = told(institution_type)
    few = institution_type in FEW
    assert ({"growth.noise.few", "growth.noise.no_predicates"} <= set(page.sentences)) == few
    assert len(page.table("growth.noise.falls")["head"]) == (5 if few else 7)
    assert ("growth.noise.policy.noise" in page.values) == (not few)
    assert ("growth.noise.predicates" in page.tables) == (not few)


def test_every_reading_has_its_row():
    page, found = told("all")
    table = page.table("growth.noise.predicates")
    assert len(table["cells"]) == len(found["noise"].predicates) == 3
    assert page.decisions["growth.noise.predicates"] == page.decisions["growth.noise.bound"] == "bounded"
