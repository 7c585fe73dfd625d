"""The page on single institutions can be told for every type and year."""

from dataclasses import replace

import pytest

from analysis.present.instrument_change import effects as show_effects
from analysis.studies.instrument_change import effects
from tests.golden import kept
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = (
    show_effects.answer,
    show_effects.distribution,
    show_effects.by_type,
    show_effects.by_province,
    show_effects.by_year,
    show_effects.all_institutions,
    show_effects.sensitivity,
    show_effects.scenario,
    show_effects.controls,
)
TABLES = {"by_type", "by_year", "all_institutions", "sensitivity", "scenario", "controls", "backdated"}
WITHOUT_PROVINCES = ("kementerian", "lembaga", "lainnya")


@pytest.mark.parametrize(
    ("institution_type", "year"),
    [("all", 2024), ("all", 2021), ("kementerian", 2023), ("lembaga", 2024), ("lainnya", 2022), ("provinsi", 2024),
     ("kabupaten", 2023), ("kota", 2024)],
)  # fmt: skip
def test_every_part_publishes_what_it_promises(monkeypatch, institution_type, year):
    page = Shown(monkeypatch)
    result = effects.study(institution_type, year)
    for part in PARTS:
        part(result)
    provinces = institution_type not in WITHOUT_PROVINCES
    assert page.keys("figure") == ["instrument.effects.distribution"]
    tables = TABLES | {"by_province"} if provinces else TABLES
    assert set(page.keys("table")) == {f"instrument.effects.{name}" for name in tables}
    assert ("instrument.effects.no_provinces" in page.sentences) is not provinces
    assert ("instrument.effects.no_list" in page.sentences) is (year < 2023)
    for key in ("instrument.institutions.2024.n", "instrument.institutions.2023.mean_effect"):
        assert page.values[key] == kept.near(key)
    fig = page.figures["instrument.effects.distribution"]
    assert fits(fig)
    assert collisions(fig) == []


@pytest.fixture(scope="module")
def result():
    return effects.study("all", 2021)


def test_the_answer_says_which_list_is_shown(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.answer(result)
    assert page.decisions == {"instrument.effects.answer": "identified", "instrument.effects.no_list": None}
    assert result.facts["shown_year"] == 2023
    assert str(result.facts["negative"]) in page.sentences["instrument.effects.answer"]
    assert str(result.facts["n"]) in page.sentences["instrument.effects.answer"]


def test_expectations_stand_before_what_was_found(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.controls(result)
    for text in page.sentences.values():
        assert text.index("zero") < text.index("Found")
    controls = page.table("instrument.effects.controls")
    assert controls["head"].index("Expected") < controls["head"].index("Mean")
    expected = [row[controls["head"].index("Expected")] for row in controls["cells"]]
    assert [word == expected[0] for word in expected] == [True, True, False, False, False, False]
    decisions = {"instrument.effects.controls": "arithmetic fact", "instrument.effects.backdated": "refuted"}
    assert page.decisions == decisions
    show_effects.controls(replace(result, facts=result.facts | {"difference_decision": "not supported"}))
    assert page.decisions["instrument.effects.backdated"] == "not supported"


def test_a_scenario_is_no_result_and_few_clusters_have_a_bootstrap(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.scenario(result)
    assert page.decisions == {"instrument.effects.scenario": None}
    bootstrap = [row[-1] for row in page.table("instrument.effects.scenario")["cells"] if len(row) > 1]
    assert sum(cell != "–" for cell in bootstrap) == 2


def test_what_an_effect_covers_is_said_beside_every_table_of_effects(monkeypatch, result):
    page = Shown(monkeypatch)
    for part in (show_effects.by_type, show_effects.by_year, show_effects.scenario):
        part(result)
    assert len(page.about("table")) == 3
    assert all("management domain" in table["note"] for table in page.about("table"))


def test_an_institution_finds_itself_in_the_csv(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.all_institutions(result)
    head, *lines = page.about("table")[0]["csv"].splitlines()
    assert {"institution_id", "name", "year", "management", "index_47", "index_35", "effect"} <= set(head.split(","))
    assert len(lines) == len(result.every)
    assert sum(line.startswith("kabupaten-blora,") for line in lines) == 2
