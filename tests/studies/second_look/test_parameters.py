"""What the page takes, and how it refuses the rest."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.second_look import answers, parameters


def test_every_choice_passes():
    every = parameters.choices()
    assert every["combination"] == list(answers.COMBINATIONS)
    assert len(every["country"]) == len(answers.field())
    for country in every["country"]:
        parameters.check(country=country, combination="shares")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"country": "Indonesia"}, "is IDN meant"),
        ({"country": "PRK"}, "no state with counted answers"),
        ({"combination": "total"}, "choose one of shares, sum, places"),
    ],
)
def test_what_is_no_choice_is_refused_with_what_may_be_meant(given, told):
    with pytest.raises(InputError, match=told):
        parameters.check(**{"country": "IDN", "combination": "shares"} | given)
