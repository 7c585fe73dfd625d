"""The rivals can be told for every type, also where nobody under discussion is of it."""

import pytest

from analysis.present import language
from analysis.present.instrument_change import (
    ordinary_movement as show_ordinary_movement,
    other_explanations as show_other_explanations,
)
from analysis.studies.instrument_change import other_explanations
from tests.golden import kept
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = (
    show_other_explanations.persistence,
    show_other_explanations.named,
    show_ordinary_movement.falls,
    show_ordinary_movement.several_years,
    show_other_explanations.growth,
    show_other_explanations.assessment,
    show_other_explanations.selection,
    show_other_explanations.referee,
)
KEY = "instrument.rivals"


def told(monkeypatch, institution_type, before_year="last"):
    page = Shown(monkeypatch)
    result = other_explanations.study(institution_type, before_year)
    for part in PARTS:
        part(result)
    return page, result


def test_every_part_publishes_what_it_promises(monkeypatch):
    page, result = told(monkeypatch, "all")
    assert page.keys("figure") == [f"{KEY}.change_by_baseline", f"{KEY}.distances"]
    names = ("types", "by_level", "named", "ordinary", "ways", "scenario_all", "several_years", "growth", "assessment")
    assert page.keys("table") == [f"{KEY}.{name}" for name in (*names, "selection", "selection_by_type")]
    assert page.values[f"{KEY}.persists"] == pytest.approx(result.facts["persists"])
    key = f"{KEY}.scenario.kabupaten_grobogan.expected_low"
    assert page.values[key] == kept.near(key)
    assert page.decisions[f"{KEY}.persistence"] == page.decisions[f"{KEY}.selection"] == "arithmetic fact"
    assert page.decisions[f"{KEY}.largest"] == result.facts["largest_decision"]
    assert page.decisions[f"{KEY}.ordinary"] == "inconclusive", "how limits carry over to several years decides"
    assert page.decisions[f"{KEY}.assessment"] == "cannot be decided"


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


@pytest.mark.parametrize(
    ("institution_type", "keys"),
    [("kota", {"named_one", "ordinary", "growth"}), ("provinsi", {"none_named", "ordinary", "growth"}),
     ("lembaga", {"none_named", "no_falls", "no_growth"}), ("kabupaten", {"named", "rise", "rise_place"})],
)  # fmt: skip
def test_what_a_type_lacks_is_said(monkeypatch, institution_type, keys):
    page, _ = told(monkeypatch, institution_type)
    assert {f"{KEY}.{key}" for key in keys} <= set(page.sentences)
    assert (f"{KEY}.rise" in page.sentences) == (institution_type == "kabupaten")


@pytest.mark.parametrize("before_year", ["last", 2018, 2019, 2020])
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


def test_an_effect_that_is_known_is_one_number(monkeypatch):
    page, result = told(monkeypatch, "kementerian")
    first = result.growth[result.growth["told"]].iloc[0]
    assert first["effect_low"] == first["effect_high"]
    effect = language.number(first["effect_low"], "+.2f", "en")
    assert page.sentences[f"{KEY}.growth"].count(effect) == 1


@pytest.mark.parametrize("name", ["change_by_baseline", "distances"])
def test_the_figures_fit_and_names_do_not_collide(monkeypatch, name):
    page, result = told(monkeypatch, "all")
    fig = page.figures[f"{KEY}.{name}"]
    assert fits(fig)
    assert collisions(fig) == []
    assert all(name in page.about("figure")[0]["alt"] for name in result.named["name"])


def test_the_band_of_the_figure_holds_what_is_inside(monkeypatch):
    _, result = told(monkeypatch, "all")
    frame = result.pairs
    inside = frame["distance"].between(frame["band_low"], frame["band_high"])
    assert (inside == frame["within"]).mean() > 0.95, (
        "the band is drawn for the mean, the limits reach a little further"
    )
