"""The rivals can be told for every type, also where nobody under discussion is of it."""

import pytest

from analysis.present import language
from analysis.present.instrument_change import other_explanations as show_other_explanations
from analysis.studies.instrument_change import other_explanations
from tests.golden import kept
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = (
    show_other_explanations.regression,
    show_other_explanations.named,
    show_other_explanations.scenario,
    show_other_explanations.growth,
    show_other_explanations.selection,
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
    assert page.keys("figure") == [f"{KEY}.change_by_baseline"]
    assert page.keys("table") == [
        f"{KEY}.{name}"
        for name in ("slopes", "named", "scenario", "scenario_all", "growth", "selection", "selection_by_type")
    ]
    assert page.values[f"{KEY}.slope"] == pytest.approx(result.facts["slope"])
    key = f"{KEY}.scenario.kabupaten_grobogan.expected_low"
    assert page.values[key] == kept.near(key)
    assert page.decisions[f"{KEY}.regression"] == page.decisions[f"{KEY}.selection"] == "arithmetic fact"
    assert page.decisions[f"{KEY}.largest"] == result.facts["largest_decision"]
    assert page.decisions[f"{KEY}.scenario"] is None, "an if is no finding"


@pytest.mark.parametrize(
    ("institution_type", "keys"),
    [("kota", {"named_one", "scenario", "growth"}), ("provinsi", {"none_named", "scenario", "growth"}),
     ("lembaga", {"none_named", "no_falls", "no_growth"}), ("kabupaten", {"named", "rise", "rise_place"})],
)  # fmt: skip
def test_what_a_type_lacks_is_said(monkeypatch, institution_type, keys):
    page, _ = told(monkeypatch, institution_type)
    assert {f"{KEY}.{key}" for key in keys} <= set(page.sentences)
    assert (f"{KEY}.rise" in page.sentences) == (institution_type == "kabupaten")


def test_a_fall_is_listed_with_its_years_and_the_scenario_of_every_share(monkeypatch):
    page, result = told(monkeypatch, "all")
    table = page.table(f"{KEY}.scenario")
    assert len(table["head"]) == 3 + len(result.slopes)
    row = next(cells for cells in table["cells"] if cells[0].startswith("Kabupaten Grobogan"))
    of = result.scenario[result.scenario["institution_id"] == "kabupaten-grobogan"]
    numbers = [*of.iloc[0][["before", "after"]], *of["expected"]]
    assert row == ["Kabupaten Grobogan 2019–2021", *(language.number(x, ".2f", "en") for x in numbers)]


def test_an_effect_that_is_known_is_one_number(monkeypatch):
    page, result = told(monkeypatch, "kementerian")
    first = result.growth[result.growth["told"]].iloc[0]
    assert first["effect_low"] == first["effect_high"]
    effect = language.number(first["effect_low"], "+.2f", "en")
    assert page.sentences[f"{KEY}.growth"].count(effect) == 1


def test_the_figure_fits_and_names_do_not_collide(monkeypatch):
    page, result = told(monkeypatch, "all")
    fig = page.figures[f"{KEY}.change_by_baseline"]
    assert fits(fig)
    assert collisions(fig) == []
    assert all(name in page.about("figure")[0]["alt"] for name in result.named["name"])
