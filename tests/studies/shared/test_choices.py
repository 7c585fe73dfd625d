"""A value that is no choice is refused with what may be meant."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared.choices import LISTED, refusal, refuse

CITIES = ["kota-bandung", "kota-bontang", "kota-batu"]


@pytest.mark.parametrize(
    ("value", "allowed"), [("kota-batu", CITIES), (2020, [2018, 2020]), (0, [0.0, 0.1]), (0.1, [0.0, 0.1])]
)
def test_a_choice_is_accepted(value, allowed):
    assert refusal("x", value, allowed) is None


def test_the_same_in_other_words_is_the_one_that_is_meant():
    assert "is kota-bandung meant? Choose" in refusal("city", "Kota Bandung", CITIES)
    assert "is IDN meant? Choose" in refusal("country", "indonesia", ["IDN", "IND"], {"Indonesia": "IDN"})


def test_what_is_written_alike_may_be_meant():
    assert "; is kota-bontang or " in refusal("city", "kota-bontag", CITIES)
    assert "meant" not in refusal("city", "jakarta", CITIES)


@pytest.mark.parametrize(("value", "allowed"), [("2020", [2018, 2020]), (True, [0, 1]), (2019, [2018, 2020])])
def test_another_type_or_number_is_refused(value, allowed):
    told = refusal("x", value, allowed)
    assert told.startswith(f"x {value!r}: no such choice; ")
    assert "hoose one of " + ", ".join(map(str, allowed)) in told


def test_a_long_list_is_told_by_its_first():
    told = refusal("x", 0, list(range(1, LISTED + 2)), why="not held")
    assert told == f"x 0: not held; choose one of {LISTED + 1}, such as 1, 2, 3"


def test_all_problems_are_raised_together():
    with pytest.raises(InputError, match=r"^a\nb$"):
        refuse(["a", None, "b"])
    refuse([None, None])
