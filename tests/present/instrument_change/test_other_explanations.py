"""The rivals can be told for every type, also where nobody under discussion is of it."""

import pytest

from analysis.present.instrument_change import other_explanations as show_other_explanations
from analysis.studies.instrument_change import other_explanations
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
    assert page.sentences[f"{KEY}.rise"].startswith("Kabupaten Blora went from 2.06 in 2022 to 3.27 in 2023")
    assert page.values[f"{KEY}.slope"] == pytest.approx(result.facts["slope"])
    assert page.values[f"{KEY}.scenario.kabupaten_grobogan.expected_low"] == pytest.approx(2.568)
    decisions = {about["key"]: about["decision"] for about in page.about("sentence")}
    assert decisions[f"{KEY}.regression"] == "arithmetic fact"
    assert decisions[f"{KEY}.largest"] == result.facts["largest_decision"]
    assert decisions[f"{KEY}.scenario"] is None, "an if is no finding"


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
    page, _ = told(monkeypatch, "all")
    table = next(about for about in page.about("table") if about["key"] == f"{KEY}.scenario")
    assert table["head"] == ["Institution", "Before", "After", "If 0.40", "If 0.60", "If 0.80", "If 0.92"]
    row = next(cells for cells in table["cells"] if cells[0].startswith("Kabupaten Grobogan"))
    assert row[:6] == ["Kabupaten Grobogan 2019–2021", "3.00", "2.51", "2.57", "2.73", "2.90"]


def test_the_figure_fits_and_names_do_not_collide():
    fig = show_other_explanations.regression_figure(other_explanations.study("all"))
    assert fits(fig)
    assert collisions(fig) == []
