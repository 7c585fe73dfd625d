"""The evaluations with known levels are told in both directions."""

from __future__ import annotations

import pytest

from analysis.studies.change_by_type.known_levels import SHOWN
from analysis.studies.shared.decisions import BOUNDED
from tests.present.change_by_type.told import CHOICES, told


@pytest.mark.parametrize("chosen", CHOICES)
def test_each_evaluation_has_its_sentence_and_its_row(chosen):
    page = told(*chosen)
    for key in SHOWN:
        assert page.decisions[f"types.levels.{key}"] == BOUNDED
        assert page.values[f"types.levels.{key}.other_low"] < page.values[f"types.levels.{key}.other_high"]
    assert len(page.table("types.levels")["cells"]) == len(SHOWN)


def test_the_floor_of_the_old_scale_moves_only_what_is_carried_back():
    with_floor, without = (told(2021, floor).values for floor in (1, 0))
    moved = {key for key in without if key.startswith("types.levels.") and with_floor[key] != without[key]}
    assert moved == {"types.levels.kemenko_2021.other_low"}
