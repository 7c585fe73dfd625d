from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement import country_names
from analysis.studies.un_movement.country_names import find


def test_every_code_and_every_printed_name_finds_its_own_state():
    rows = survey.table()[["iso3", "country"]].drop_duplicates()
    spelled = [(text, row.iso3) for row in rows.itertuples()
               for text in (row.country, row.iso3, f" {row.iso3.lower()} ", row.country.upper())]  # fmt: skip
    assert len(spelled) > 700
    assert [(text, code) for text, code in spelled if find(text) != code] == []


def test_names_in_other_languages_count_where_they_are_given():
    assert find("Jerman", {"Jerman": "DEU"}) == "DEU"
    assert find("the Netherlands") == "NLD"
    with pytest.raises(InputError, match="'Jerman'"):
        find("Jerman", {"Jerman": "XXX"})


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("korea", "DPR Korea, Republic of Korea; "),
        ("Indonsia", "did you mean Indonesia"),
        ("", "such as"),
        ("Q", "IDN"),
    ],
)
def test_refusals_name_what_may_be_meant(typed, named):
    with pytest.raises(InputError) as caught:
        find(typed)
    assert named in str(caught.value)


def test_a_state_is_called_as_the_latest_edition_prints_it():
    last = survey.edition(survey.editions()[-1])["country"]
    assert country_names.printed() == last.to_dict()
