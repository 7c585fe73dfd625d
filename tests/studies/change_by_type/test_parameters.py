"""The parameters of the page about the change by type."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.change_by_type import change, parameters


def test_every_choice_is_accepted_and_studied():
    every = parameters.choices()
    assert every == {"year": [2021, 2022, 2023, 2024], "old_floor": [0, 1]}
    for year in every["year"]:
        parameters.check(year=year, old_floor=0)
        assert change.study(year).year == year


def test_everything_wrong_is_told_at_once():
    with pytest.raises(InputError) as caught:
        parameters.check(year=2020, old_floor=2)
    assert len(caught.value.problems) == 2
