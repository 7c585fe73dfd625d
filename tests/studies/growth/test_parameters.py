import pytest

from analysis.methods.errors import InputError
from analysis.studies.growth import parameters


def test_every_choice_is_taken_and_another_is_refused_with_what_is_near():
    for name in parameters.choices()["institution_type"]:
        parameters.check(institution_type=name)
    with pytest.raises(InputError, match="is kabupaten meant"):
        parameters.check(institution_type="kabupatan")
