"""The forecast as it is told: before the edition, after it, for the declared country and for another."""

import numpy as np

from analysis.present.open_questions import un_forecast as show
from tests.present.shown import Shown
from tests.studies.open_questions import computed, worlds


def told(monkeypatch, country="IDN"):
    shown, result, scored = Shown(monkeypatch), computed.forecast(country), computed.scored(country)
    show.answer(result, scored)
    show.rule(result)
    show.score(result, scored)
    show.backtest(result)
    return shown


def test_before_the_edition_the_forecast_is_the_answer(monkeypatch):
    shown = told(monkeypatch)
    assert shown.findings == ["forecast.un.answer"]
    assert shown.decisions["forecast.un.answer"] == "arithmetic fact"
    assert {"forecast.un.declared", "forecast.un.awaited"} <= set(shown.sentences)
    assert shown.table("forecast.un.scored")["cells"] == []  # a CSV alone
    assert len(shown.table("forecast.un.scored")["csv"].splitlines()) == 1 + 6
    for name, value in {"median": 65, "low90": 43, "high90": 88}.items():
        assert shown.values[f"forecast.un_2026.rank.{name}"] == value
        assert str(value) in shown.sentences["forecast.un.answer"]


def test_of_another_country_no_sentence_says_that_it_was_declared(monkeypatch):
    shown = told(monkeypatch, "VNM")
    assert shown.findings == ["forecast.un.answer_other"]
    assert "forecast.un.not_declared" in shown.sentences
    assert "forecast.un.declared" not in shown.sentences
    assert all("2026-" not in text and "Indonesia goes" not in text for text in shown.sentences.values())


def test_a_planted_edition_is_scored_on_the_page(monkeypatch):
    worlds.with_edition(monkeypatch, rank=50, egdi=0.86, osi=0.9)
    shown = told(monkeypatch)
    assert shown.findings == ["forecast.un.came"]
    assert " 50 " in shown.sentences["forecast.un.came"]
    assert "forecast.un.awaited" not in shown.sentences
    cells = [row for row in shown.table("forecast.un.scored")["cells"] if len(row) > 1]
    assert len(cells) == 6
    assert cells[0][2] == "50"
    assert float(cells[0][4]) == (74 - 57) + 4 * (57 - 50)
    assert float(cells[0][5]) == 88 - 43
    assert shown.values["forecast.scored.2026.without_link.rank.where"] == "below50"
    assert shown.values["forecast.un_2026.rank.median"] == 65  # as written before


def test_a_country_that_the_edition_gives_no_rank_is_told_so(monkeypatch):
    worlds.with_edition(monkeypatch, rank=np.nan)
    shown = told(monkeypatch)
    assert "forecast.un.unranked" in shown.sentences
    assert shown.findings == ["forecast.un.answer"]


def test_the_table_has_the_last_edition_and_the_limits_in_order(monkeypatch):
    ranks = [row[1] for row in told(monkeypatch).table("forecast.un.limits")["cells"]]
    assert ranks == ["64", "43", "57", "65", "74", "88"]


def test_the_figure_has_every_edition_and_no_dot_where_none_came(monkeypatch):
    shown = told(monkeypatch)
    (axes,) = shown.figures["forecast.un.own"].axes
    assert [label.get_text() for label in axes.get_yticklabels()][-1] == "2026"
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert dots == [97, 106, 116, 107, 88, 77, 64]
