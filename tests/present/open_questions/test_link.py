"""The supposed link as it is told: open before the edition, by the rule after it."""

import dataclasses

import pytest

from analysis.present.open_questions import link as show
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from tests.present.shown import Shown
from tests.studies.open_questions import computed, worlds


def told(monkeypatch, country="IDN"):
    shown = Shown(monkeypatch)
    show.answer(computed.linked(), computed.scored(country))
    show.rule(computed.linked(), "ab12")
    show.slopes(computed.linked())
    return shown


def test_before_the_edition_nothing_is_decided(monkeypatch):
    shown = told(monkeypatch)
    assert shown.decisions["forecast.link.awaited"] == CANNOT_BE_DECIDED
    assert shown.findings == ["forecast.link.awaited"]
    assert shown.values["forecast.fingerprint"] == "ab12"
    assert "ab12" in shown.sentences["forecast.link.fingerprint"]


def test_a_strong_enough_edition_is_not_called_unfair(monkeypatch):
    linked, shown = computed.linked(), Shown(monkeypatch)
    wanted = linked.facts["wanted"]
    show.answer(dataclasses.replace(linked, facts=linked.facts | {"power_high": wanted}), computed.scored("IDN"))
    assert shown.findings == ["forecast.link.awaited_open"]


@pytest.mark.parametrize("country", ["IDN", "VNM"])
def test_after_it_the_sentence_has_the_word_of_the_rule(monkeypatch, country):
    worlds.with_edition(monkeypatch, osi=0.62)
    shown = told(monkeypatch, country)
    assert shown.decisions["forecast.link.scored"] == "inconclusive"
    assert "0.62" in shown.sentences["forecast.link.scored"]
    assert "forecast.link.awaited" not in shown.sentences


def test_what_each_forecast_allows_is_told_by_its_own_words(monkeypatch):
    texts = set()
    for osi in (0.62, 0.66, 0.8):
        with monkeypatch.context() as patch:
            worlds.with_edition(patch, osi=osi)
            texts.add(told(patch).sentences["forecast.link.scored"].split(". ", 2)[-1])
    assert len(texts) == 2  # 0.62 and 0.66 without the link alone, 0.8 both
    assert sum("12%" in text for text in texts) == 1


def test_both_variants_stand_side_by_side(monkeypatch):
    shown = told(monkeypatch)
    middle = shown.table("forecast.link.limits")["cells"][2]
    assert middle[1:3] == ["65", "60"]
    assert shown.values["forecast.un_2026.with_link.rank.median"] == 60


def test_the_declared_slope_comes_first_and_the_range_is_that_of_all(monkeypatch):
    shown = told(monkeypatch)
    cells = shown.table("forecast.link.slopes")["cells"]
    changes = [float(row[2]) for row in cells]
    text = shown.sentences["forecast.link.slopes"]
    assert f"{min(changes):.2f}" in text
    assert f"{max(changes):.2f}" in text
    assert cells[0][3] == f"{float(shown.table('forecast.link.limits')['cells'][2][6]):.3f}"
