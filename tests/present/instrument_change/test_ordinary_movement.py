"""The limits of ordinary movement are told for every choice, with the numbers of the study."""

import pytest

from analysis.present import language
from analysis.present.instrument_change import ordinary_movement as show
from analysis.present.phrases import phrase
from analysis.studies.instrument_change import other_explanations
from tests.present.shown import Shown
from tests.studies import once

KEY = "instrument.rivals"


def told(monkeypatch, institution_type, before_year="last"):
    page = Shown(monkeypatch)
    published = (institution_type, before_year) == ("all", "last")
    result = once.other_explained() if published else other_explanations.study(institution_type, before_year)
    show.falls(result)
    show.several_years(result)
    return page, result


def test_the_numbers_inside_the_limits_have_plain_keys(monkeypatch):
    page, result = told(monkeypatch, "all")
    found = {name: page.values[f"rivals.within_limits.{name}"] for name in ("n", "of", "lowest", "highest")}
    assert found == result.ordinary["within_limits"]
    assert page.values["rivals.all_pairs.of"] == len(result.pairs)


def test_all_that_is_outside_in_every_way_is_named(monkeypatch):
    page, result = told(monkeypatch, "all")
    outside = result.falls.loc[result.falls["ways"] == 0, "name"]
    assert len(outside) == result.facts["beyond"]
    assert all(name in page.sentences[f"{KEY}.beyond"] for name in outside)
    page, result = told(monkeypatch, "kabupaten", 2020)
    assert not result.facts["beyond"]
    assert f"{KEY}.beyond" not in page.sentences


@pytest.mark.parametrize("before_year", [2018, 2020])
@pytest.mark.parametrize("institution_type", ["all", "kementerian", "provinsi", "kota"])
def test_every_choice_can_be_told(monkeypatch, institution_type, before_year):
    page, result = told(monkeypatch, institution_type, before_year)
    assert (f"{KEY}.ordinary" in page.sentences) == bool(result.facts["fallen"])
    assert page.values["rivals.within_limits.of"] == result.facts["fallen"]


def test_a_fall_is_listed_with_its_years_and_its_limits(monkeypatch):
    page, result = told(monkeypatch, "all")
    table = page.table(f"{KEY}.ordinary")
    row = next(cells for cells in table["cells"] if cells[0].startswith("Kabupaten Badung"))
    of = result.falls.set_index("institution_id").loc["kabupaten-badung"]
    numbers = [language.number(x, ".2f", "en") for x in of[["before", "after", "expected"]]]
    assert row[:4] == ["Kabupaten Badung 2019–2021", *numbers]
    assert row[5:] == ["no", "0"]
    assert (table["cells"][0][5] == "no") == (not result.falls["within"].iloc[0])


def test_the_figure_of_known_pairs_names_whose_figures_they_are(monkeypatch):
    page, _ = told(monkeypatch, "all")
    (figure,) = page.about("figure")
    assert figure["source"] == phrase("instrument.falls.source")


def test_the_band_of_the_figure_holds_what_is_inside(monkeypatch):
    _, result = told(monkeypatch, "all")
    frame = result.pairs
    inside = frame["distance"].between(frame["band_low"], frame["band_high"])
    assert (inside == frame["within"]).mean() > 0.95, (
        "the band is drawn for the mean, the limits reach a little further"
    )
