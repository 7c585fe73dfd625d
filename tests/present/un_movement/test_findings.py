"""The findings of the page, word for word as published: here alone."""

from __future__ import annotations

import pytest

from analysis.present import un_movement as show
from analysis.studies.un_movement import base_rates, rank_accounting, rank_confidence, rank_sets
from tests.present.shown import Shown

MOVE = ("IDN", 2020, 2022)


@pytest.fixture
def page(monkeypatch) -> Shown:
    caught = Shown(monkeypatch)
    show.rank_accounting.answer(rank_accounting.study(*MOVE))
    show.rank_sets.move(rank_sets.study(*MOVE, 0.1))
    show.rank_confidence.confidence(rank_confidence.study(*MOVE))
    show.base_rates.answer(base_rates.study(*MOVE))
    show.base_rates.span(base_rates.study("IDN", 2018, 2024))
    return caught


def test_the_findings_as_published(page):
    assert {key: page.sentences[key] for key in page.findings} == {
        "un.accounting.answer": (
            "Indonesia went from rank 88 in 2020 to rank 77 in 2022. Averaged over all orders of counting, its own "
            "online services moved it up 8 places, its telecommunication up 7 and its human capital up 1; the scores "
            "of the other states moved it down 5 in all. The UN changed how it measures online services between the "
            "two; part of these places may come from that."
        ),
        "un.certainty.move_gained": (
            "The UN's equal weights are a choice. Indonesia gained 5 to 23 places between 2020 and 2022 under all "
            "weights of at least 10% for each component, the same in both editions. By published ranks it went from "
            "88 to 77."
        ),
        "un.certainty.confidence_limit": (
            "The UN publishes no error margins. If every state's score carried an independent error with a standard "
            "error of 0.0040 or more (scale 0 to 1), the two ranks alone would not show that the place of Indonesia "
            "changed between 2020 and 2022: their 95% confidence sets overlap. Up to 0.0035 they stay apart."
        ),
        "un.unusual.rose": (
            "Of 40 other states that started within 20 places of Indonesia, 6 rose as far from 2020 to 2022, by 11 "
            "places or more. Over all periods of that length since 2010 (7 in number) it was 61 of 282 (22%)."
        ),
        "un.unusual.span": (
            "Over the whole span of the national SPBE index, 2018 to 2024, Indonesia rose by 43 places. Of 40 other "
            "states that started within 20 places of it 1 did at least as well, and 2 of 200 over all spans of that "
            "length since 2010 (5 in number; spans overlap)."
        ),
    }
