"""The page on single institutions can be told for every type and year."""

from dataclasses import replace

import pytest

from analysis.present.instrument_change import effects as show_effects
from analysis.studies.instrument_change import effects
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
    assert page.values["instrument.institutions.2024.n"] == 612
    fig = show_effects.distribution_figure(result)
    assert fits(fig)
    assert collisions(fig) == []


@pytest.fixture(scope="module")
def result():
    return effects.study("all", 2021)


def test_the_answer_says_which_list_and_what_is_left_out(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.answer(result)
    answer = page.about("sentence")[0]
    assert answer["decision"] == "identified"
    assert answer["text"].startswith("In the list of 2023, 614 of 620 institutions")
    assert "replaced or reworded" in answer["text"]
    assert page.sentences["instrument.effects.no_list"].startswith("No complete list with domain values is published")


def test_expectations_stand_before_what_was_found(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.controls(result)
    for text in page.sentences.values():
        assert text.index("exactly zero" if text.startswith("Expected") else "would have to be") < text.index("Found")
    controls = page.about("table")[0]
    assert controls["head"].index("Expected") < controls["head"].index("Mean")
    decisions = [sentence["decision"] for sentence in page.about("sentence")]
    assert decisions == ["arithmetic fact", "refuted"]
    show_effects.controls(replace(result, facts=result.facts | {"difference_decision": "not supported"}))
    assert page.about("sentence")[-1]["decision"] == "not supported"


def test_the_scenario_is_named_and_the_list_has_no_sampling_error(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.scenario(result)
    assert page.about("sentence")[0]["decision"] is None
    assert page.sentences["instrument.effects.scenario"].startswith("If the institutions were draws")
    assert "no sampling error" in page.about("table")[0]["note"]
    bootstrap = [row[-1] for row in page.about("table")[0]["cells"] if len(row) > 1]
    assert sum(cell != "–" for cell in bootstrap) == 2


def test_what_an_effect_covers_is_said_beside_every_table_of_effects(monkeypatch, result):
    page = Shown(monkeypatch)
    for part in (show_effects.by_type, show_effects.by_year, show_effects.scenario):
        part(result)
    assert len(page.about("table")) == 3
    assert all("not indicators replaced or reworded" in table["note"] for table in page.about("table"))


def test_an_institution_finds_itself_in_the_csv(monkeypatch, result):
    page = Shown(monkeypatch)
    show_effects.all_institutions(result)
    head, *lines = page.about("table")[0]["csv"].splitlines()
    assert {"institution_id", "name", "year", "management", "index_47", "index_35", "effect"} <= set(head.split(","))
    assert len(lines) == len(result.every)
    assert sum(line.startswith("kabupaten-blora,") for line in lines) == 2
