"""Parameters that a study of the page would refuse are refused together, before any study."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement.parameters import check, choices

GIVEN = {
    "country": "IDN", "edition_from": 2020, "edition_to": 2022, "min_weight": 0.1, "draws": 20000,
    "comparison_band": 20,
}  # fmt: skip


def told(**changes: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        check(**GIVEN | changes)
    return caught.value.problems


def test_choices_are_those_of_the_tables():
    every = choices()
    assert every["edition_from"] + [every["edition_to"][-1]] == survey.editions()
    assert len(every["country"]) == survey.table()["iso3"].nunique()
    check(**GIVEN)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"country": "Viet nam"}, ["is VNM meant?"]),
        ({"edition_from": 2024}, ["edition_from 2024"]),
        ({"edition_from": 2022}, ["the first must be the earlier one"]),
        ({"country": "MCO", "edition_from": 2010}, ["Monaco (MCO) was not ranked in 2010"]),
        ({"min_weight": 0.4, "draws": 3, "comparison_band": 0}, ["min_weight", "draws 3", "comparison_band 0"]),
    ],
)
def test_a_wrong_one_is_refused(changes, words):
    problems = told(**changes)
    assert len(problems) == len(words)
    assert all(word in problem for word, problem in zip(words, problems, strict=True))


def test_the_country_has_a_rank_where_the_spbe_index_begins_and_ends(monkeypatch):
    monkeypatch.setattr(survey, "spbe_editions", lambda: [2010, 2024])
    [problem] = told(country="MCO", edition_from=2012, edition_to=2014)
    assert "Monaco (MCO) was not ranked in 2010" in problem
