"""The page on the change of instrument can be told for every pair of years."""

import pytest

from analysis.present.instrument_change import national_index as show_national_index
from analysis.studies.instrument_change import national_index
from tests.present.shown import Shown

PARTS = (
    show_national_index.answer,
    show_national_index.rescored,
    show_national_index.separation,
    show_national_index.by_year,
    show_national_index.by_type,
)


@pytest.mark.parametrize(("before_year", "year"), [("last", 2021), ("2018", 2023), (2019, 2024)])
def test_every_part_publishes_what_it_promises(monkeypatch, before_year, year):
    page = Shown(monkeypatch)
    result = national_index.study(before_year, year)
    for part in PARTS:
        part(result)
    assert page.keys("figure") == ["instrument.separation_parts"]
    assert {"instrument.rescored", "instrument.separation", "instrument.by_type"} == set(page.keys("table"))
    assert page.sentences["instrument.answer"].startswith(f"In {year} the national index was")
    assert page.values["instrument.national.2021.effect"] == pytest.approx(-0.2091)


def test_a_year_without_type_means_says_so(monkeypatch):
    page = Shown(monkeypatch)
    show_national_index.by_type(national_index.study(2020, 2022))
    assert page.sentences == {"instrument.no_types": "No domain means by type are published for 2022."}
