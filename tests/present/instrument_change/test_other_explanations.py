"""The rivals can be told for every type, also where nobody under discussion is of it."""

import pytest

from analysis.present import language
from analysis.present.instrument_change import (
    ordinary_movement as show_ordinary_movement,
    other_explanations as show_other_explanations,
)
from analysis.studies.instrument_change import other_explanations
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
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


def told(monkeypatch, institution_type):
    page = Shown(monkeypatch)
    result = other_explanations.study(institution_type)
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
    assert page.decisions[f"{KEY}.assessment"] == CANNOT_BE_DECIDED


@pytest.mark.parametrize(
    ("institution_type", "keys"),
    [("kota", {"named_one", "ordinary", "growth"}), ("provinsi", {"none_named", "ordinary", "growth"}),
     ("lembaga", {"none_named", "no_falls", "no_growth"}), ("kabupaten", {"named", "rise", "rise_place"})],
)  # fmt: skip
def test_what_a_type_lacks_is_said(monkeypatch, institution_type, keys):
    page, _ = told(monkeypatch, institution_type)
    assert {f"{KEY}.{key}" for key in keys} <= set(page.sentences)
    assert (f"{KEY}.rise" in page.sentences) == (institution_type == "kabupaten")


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
