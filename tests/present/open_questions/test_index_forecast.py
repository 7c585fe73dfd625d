"""The forecasts of institutions as they are told: with press figures, with a complete list, with none."""

from dataclasses import replace

from analysis.present.open_questions import index_forecast as show
from tests.present.shown import Shown
from tests.studies.open_questions import computed


def told(monkeypatch, result):
    shown = Shown(monkeypatch)
    show.rule(result)
    show.score(result)
    return shown


def test_press_figures_are_scored_as_such(monkeypatch):
    shown, result = told(monkeypatch, computed.index()), computed.index()
    assert "forecast.index.press" in shown.sentences
    assert "forecast.index.listed" not in shown.sentences
    assert len(shown.table("forecast.index.scored")["cells"]) == len(result.scored) == result.facts["known"]
    assert shown.values["forecast.index_2025.growth.inside_90"] == result.facts["growth_inside_90"]


def test_all_institutions_are_in_the_csv_with_what_came(monkeypatch):
    csv = told(monkeypatch, computed.index()).table("forecast.index.all")["csv"].splitlines()
    assert len(csv) - 1 == computed.index().facts["forecasts"]
    head = csv[0].split(",")
    row = next(line.split(",") for line in csv if line.startswith("kabupaten-banyuwangi,"))
    assert row[head.index("came")] == "4.87"
    assert row[head.index("where")] == "inside50"


def test_a_complete_list_is_told_without_the_caution_and_shown_in_part(monkeypatch):
    result = computed.index()
    many = replace(result, scored=result.scored.loc[[0] * 600], facts={**result.facts, "complete": True, "known": 600})
    shown = told(monkeypatch, many)
    assert "forecast.index.listed" in shown.sentences
    assert "forecast.index.press" not in shown.sentences
    assert len(shown.table("forecast.index.scored")["cells"]) == show.SHOWN


def test_without_figures_there_is_no_score(monkeypatch):
    result = computed.index()
    shown = told(monkeypatch, replace(result, scored=result.scored.iloc[:0], facts={**result.facts, "known": 0}))
    assert "forecast.index.none" in shown.sentences
    assert "forecast.index.scored" not in shown.tables
