"""Questions and answers for every state of the record of the UN's measures, and for any country."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.present.un_movement import referee
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.un_movement import own_and_others, rank_accounting
from tests.present.shown import Shown

ASKED = "un.accounting.asked."


def told(monkeypatch, *case: object) -> Shown:
    page = Shown(monkeypatch)
    referee.asked(rank_accounting.study(*case))
    return page


@pytest.mark.parametrize(
    ("case", "measure"),
    [
        (("IDN", 2020, 2022), "measure"),
        (("UKR", 2018, 2024), "measure"),
        (("IDN", 2008, 2010), "measure_unknown"),
        (("DNK", 2003, 2012), "measure_unknown"),
    ],
)
def test_four_questions_with_words_of_the_plan(monkeypatch, case, measure):
    page = told(monkeypatch, *case)
    assert [key.removeprefix(ASKED) for key in page.sentences] == ["own", measure, "weights", "cause"]
    assert all("?" in said for said in page.sentences.values())
    question = plan()["questions"]["rank_move"]
    assert all(word in question["words"] for word in page.decisions.values() if word)
    assert all(key.startswith(tuple(question["keys"])) for key in page.sentences)
    assert page.decisions[f"{ASKED}{measure}"] == CANNOT_BE_DECIDED


def test_a_record_without_a_change_is_told_so(monkeypatch):
    page = Shown(monkeypatch)
    referee.asked(replace(rank_accounting.study("IDN", 2020, 2022), redefined=[]))
    assert page.decisions[f"{ASKED}measure_none"] is None


def test_the_words_follow_the_ends(monkeypatch):
    page, facts = told(monkeypatch, "IDN", 2020, 2022), own_and_others.study("IDN", 2020, 2022).facts
    for key, name in {"own": "own", "weights": "paired_osi_weight"}.items():
        ends = facts[f"{name}_low"], facts[f"{name}_high"]
        assert page.decisions[f"{ASKED}{key}"] == own_and_others.decide(*ends)
        assert all(language.number(end, "+.1f", "en") in page.sentences[f"{ASKED}{key}"] for end in ends)
