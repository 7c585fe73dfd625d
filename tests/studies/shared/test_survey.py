"""Every edition has the same states in the same order; who was not ranked is no competitor and is refused by name."""

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey


def test_editions_have_the_same_states_in_the_same_order():
    first, *others = (survey.components(year).index.tolist() for year in survey.editions())
    assert len(first) == 193
    assert first == sorted(first)
    assert all(order == first for order in others)


def test_the_steps_are_those_that_the_national_index_spans():
    assert survey.steps() == [(2018, 2020), (2020, 2022), (2022, 2024)]


@pytest.mark.parametrize("year", [2003, 2010, 2024])
def test_components_are_missing_exactly_for_states_without_a_rank(year):
    missing = survey.components(year).isna()
    assert (missing.all(axis=1) == survey.edition(year)["rank"].isna()).all()
    assert (missing.any(axis=1) == missing.all(axis=1)).all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("XXX", 2018, 2020), "country 'XXX': no such state"),
        (("IDN", 2019, 2020), "edition 2019: not an edition of the survey; choose among 2003, 2004"),
        (("IDN", 2020, 2018), "editions 2020 and 2018: the first must be the earlier one"),
        (("IDN", "2018", 2020), "edition '2018': must be a whole number, for instance 2020, and is of type str"),
        (("IDN", 2018, 2020.0), r"edition 2020.0: must be a whole number, for instance 2020, and is of type float"),
        (("IDN", True, 2020), "edition True: must be a whole number, for instance 2020, and is of type bool"),
        (("MCO", 2010, 2012), r"Monaco \(MCO\) was not ranked in 2010"),
    ],
)
def test_refusals(asked, message):
    with pytest.raises(InputError, match=message):
        survey.check(*asked)


def test_a_whole_number_of_numpy_is_one():
    survey.check("IDN", np.int64(2018), np.int32(2020))


def test_a_pair_that_spans_other_weights_carries_a_warning():
    assert survey.warnings(2012, 2024) == []
    assert len(survey.warnings(2005, 2012)) == 2
    assert "2010" in survey.warnings(2010, 2012)[0]
