"""The parameter of the page about sources: whole numbers from 1 on."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.sources.parameters import check, choices


@pytest.mark.parametrize("numbers", [[], [0], [5, True], [2.5], ["5"]])
def test_anything_but_whole_numbers_is_refused(numbers):
    with pytest.raises(InputError, match=r"^unlisted .*whole numbers"):
        check(unlisted=numbers)


def test_whole_numbers_are_accepted():
    check(unlisted=[1, 30])
    assert choices() == {}
