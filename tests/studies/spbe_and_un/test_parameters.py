"""Parameters of the page about SPBE and the UN rank: each choice is accepted, all others are refused together."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.spbe_and_un.parameters import check, choices

GIVEN = {"pairing": "same_year", "outcome": "osi", "donors": "nearest", "treatment_year": 2018}


def test_each_choice_is_accepted():
    for name, every in choices().items():
        assert GIVEN[name] in every
        for value in every:
            check(**GIVEN | {name: value})


def test_wrong_ones_are_refused_together():
    with pytest.raises(InputError) as caught:
        check(pairing="same year", outcome="rank", donors="near", treatment_year=2016)
    assert ["is same_year meant?" in caught.value.problems[0], len(caught.value.problems)] == [True, 4]
