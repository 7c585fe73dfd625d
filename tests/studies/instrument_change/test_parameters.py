"""Parameters of the pages about the change of instrument: each choice is accepted, all others are refused together."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_change.parameters import check, choices


def test_each_choice_is_accepted():
    for name, every in choices().items():
        assert len(every) > 1
        for value in every:
            check(**{name: value})


def test_wrong_ones_are_refused_together():
    with pytest.raises(InputError) as caught:
        check(institution_type="Kabupaten", year=2020, institution="Kota Bandung", old_floor=0)
    kind, year, institution = caught.value.problems
    assert "is kabupaten meant?" in kind
    assert year.startswith("year 2020: ")
    assert "no totals on both sides of the change; is kota-bandung meant?" in institution
