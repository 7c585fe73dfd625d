"""The findings of the page are those that were accepted last, word for word."""

from __future__ import annotations

import pytest

from analysis.present import un_movement as show
from analysis.studies.un_movement import base_rates, rank_accounting, rank_confidence, rank_sets
from tests.golden import kept
from tests.present.shown import Shown

MOVE = ("IDN", 2020, 2022)


@pytest.fixture
def page(monkeypatch) -> Shown:
    caught = Shown(monkeypatch)
    show.rank_accounting.answer(rank_accounting.study(*MOVE))
    show.rank_sets.move(rank_sets.study(*MOVE, 0.1))
    show.rank_change.answer(rank_confidence.study(*MOVE))
    show.base_rates.answer(base_rates.study(*MOVE))
    show.base_rates.span(base_rates.study("IDN", 2018, 2024))
    return caught


def test_the_findings_as_published(page):
    assert len(page.findings) == 6
    for key in page.findings:
        assert {"decision": page.decisions[key], "text": page.sentences[key]} == kept.finding(key)
