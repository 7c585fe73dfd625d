"""The page on the change of instrument can be told for every pair of years."""

from dataclasses import replace

import pytest

from analysis.present.instrument_change import national_index as show_national_index
from analysis.studies.instrument_change import national_index
from tests.golden import kept
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = (
    show_national_index.answer,
    show_national_index.rescored,
    show_national_index.separation,
    show_national_index.separation_parts,
    show_national_index.by_year,
    show_national_index.by_type,
)


@pytest.mark.parametrize(("before_year", "year"), [("last", 2021), ("2018", 2023), (2019, 2024)])
def test_every_part_publishes_what_it_promises(monkeypatch, before_year, year):
    page = Shown(monkeypatch)
    result = national_index.study(before_year, year)
    for part in PARTS:
        part(result)
    figure = page.figures["instrument.separation_parts"]
    assert fits(figure)
    assert collisions(figure) == []
    assert {"instrument.rescored", "instrument.separation", "instrument.by_type"} == set(page.keys("table"))
    assert page.decisions == {
        "instrument.answer": "identified",
        "instrument.every_year": "identified",
        "instrument.separation": "identified",
        "instrument.types": "identified",
    }
    assert page.values["instrument.national.2021.effect"] == kept.near("instrument.national.2021.effect")
    assert all(str(result.facts[name]) in page.sentences["instrument.separation"] for name in ("before_year", "year"))


def test_the_parts_are_read_out_with_signs(monkeypatch):
    page = Shown(monkeypatch)
    show_national_index.separation_parts(national_index.study(2020, 2021))
    (figure,) = page.about("figure")
    effect = kept.golden()["instrument.national.2021.effect"]
    assert effect < 0
    assert f"\u2212{-effect:.2f}" in figure["alt"]
    assert f"{effect:.2f}" not in figure["alt"]
    assert [line.split(",")[0] for line in figure["csv"].splitlines()[1:]] == list(national_index.PARTS)


def test_every_type_has_its_word_and_the_nation_is_last(monkeypatch):
    page = Shown(monkeypatch)
    result = national_index.study(2020, 2024)
    show_national_index.by_type(result)
    names = [row[0] for row in page.table("instrument.by_type")["cells"]]
    assert len(set(names)) == len(result.by_type) + 1
    assert names[-1] == "the nation"


def test_a_year_without_type_means_says_so(monkeypatch):
    page = Shown(monkeypatch)
    result = national_index.study(2020, 2022)
    show_national_index.by_type(replace(result, by_type=result.by_type.iloc[:0]))
    assert page.decisions == {"instrument.no_types": None}
    assert "2022" in page.sentences["instrument.no_types"]
