"""The country must be one that was ranked where the forecasts start."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.open_questions import parameters


def test_every_choice_passes():
    every = parameters.choices()["country"]
    assert len(every) == 193
    for country in every[::40]:
        parameters.check(country=country)


def test_others_are_refused_with_what_may_be_meant():
    with pytest.raises(InputError, match=r"country 'Indonesia': .*is IDN meant\?"):
        parameters.check(country="Indonesia")
