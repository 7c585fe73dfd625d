"""The ceiling and the ministries are told with their numbers, their grade and their n, whatever the data say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import osi_ceiling as show
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, BOUNDED, NOT_SUPPORTED
from analysis.studies.spbe_and_un import osi_ceiling
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

PARTS = (show.ceiling, show.ministries, show.wanted)


@pytest.fixture(scope="module")
def result():
    return osi_ceiling.study()


def told(monkeypatch, result) -> Shown:
    page = Shown(monkeypatch)
    for part in PARTS:
        part(result)
    return page


def test_every_part_publishes_what_it_promises(monkeypatch, result):
    page = told(monkeypatch, result)
    assert page.keys("figure") == ["relation.channel.bars"]
    names = ("places", "ministries", "years", "domains", "directions", "membership", "wanted")
    assert page.keys("table") == [f"relation.channel.{name}" for name in names]
    assert page.findings == ["relation.channel.ceiling", "relation.channel.together"]
    assert page.values["relation.channel.2018_2024.ceiling"] == result.facts["ceiling"]
    assert page.values["relation.channel.2020_2022.rank_without"] == 84


def test_the_findings_as_published(monkeypatch, result):
    page = told(monkeypatch, result)
    assert page.sentences["relation.channel.ceiling"] == (
        "If SPBE reaches Indonesia's UN rank through online services (OSI) alone, and these would not have fallen "
        "without it, it accounts for 17 to 20 of the 43 places gained from 2018 to 2024, as OSI is counted last or "
        "first, and for at most 25 in any order. Had OSI alone stayed as it was, the rank would be 81 instead of 64."
    )
    assert page.sentences["relation.channel.together"] == (
        "Whether online services (OSI) moved with the SPBE index of the 7 ministries whose websites the UN is said to "
        "look at cannot be seen: before 2021 no index of them is known, and at most 3 of them are known at both ends "
        "of a step between surveys. All 7 are known from 2023 to 2024 (rose: 7), two years within one such step. The "
        "position of OSI was 51 in 2022 and 51 in 2024."
    )


def test_what_rests_on_an_assumption_is_bounded(monkeypatch, result):
    assert told(monkeypatch, result).decisions == {
        "relation.channel.ceiling": BOUNDED,
        "relation.channel.ceiling_steps": BOUNDED,
        "relation.channel.score": ARITHMETIC_FACT,
        "relation.channel.literacy": BOUNDED,
        "relation.channel.enters": None,
        "relation.channel.membership": ARITHMETIC_FACT,
        "relation.channel.together": NOT_SUPPORTED,
    }


def test_every_step_is_told_and_not_the_whole_span(monkeypatch, result):
    steps = [
        {"edition_from": 2018, "edition_to": 2020, "low": 7, "high": 10, "moved": 19},
        {"edition_from": 2020, "edition_to": 2022, "low": 7, "high": 9, "moved": 11},
        {"edition_from": 2022, "edition_to": 2024, "low": 0, "high": 11, "moved": 13},
    ]
    listed = "; ".join(phrase("relation.channel.step", step) for step in steps)
    page = told(monkeypatch, result)
    assert page.sentences["relation.channel.ceiling_steps"] == phrase("relation.channel.ceiling_steps", steps=listed)


def test_a_step_with_opposed_components_has_a_star(monkeypatch, result):
    page = told(monkeypatch, result)
    assert "16% from 2022 to 2024*" in page.sentences["relation.channel.score"]
    plain = replace(result, places=result.places.assign(opposed=False))
    page = told(monkeypatch, plain)
    assert "*" not in page.sentences["relation.channel.score_plain"]
    assert "relation.channel.score" not in page.sentences


def test_second_hand_knowledge_is_called_so(monkeypatch, result):
    page = told(monkeypatch, result)
    grades = [phrase(f"relation.channel.named_by.{name}") for name in (osi_ceiling.UN_2008, osi_ceiling.SECOND_HAND)]
    for key in ("relation.channel.literacy", "relation.channel.enters"):
        assert grades[1] in page.sentences[key]
    table = page.tables["relation.channel.ministries"]
    assert {row[-1] for row in table["cells"]} == set(grades)
    assert grades[1] in table["note"]


def test_numbers_known_are_said_aloud(monkeypatch, result):
    rows = [row for row in told(monkeypatch, result).tables["relation.channel.directions"]["cells"] if len(row) > 1]
    assert [row[1:4] for row in rows] == [
        ["2018 to 2020", "0", "0"], ["2020 to 2022", "0", "0"], ["2022 to 2024", "1", "1"],
        ["2019 to 2021", "0", "0"], ["2021 to 2023", "3", "3"],
    ]  # fmt: skip


def test_ministries_that_moved_with_online_services_are_told_so(monkeypatch, result):
    page = told(monkeypatch, replace(result, facts=result.facts | {"decision": ASSOCIATED_ONLY}))
    assert page.findings == ["relation.channel.ceiling", "relation.channel.together_agrees"]
    assert page.decisions["relation.channel.together_agrees"] == ASSOCIATED_ONLY


def test_words_are_those_that_the_plan_allows(monkeypatch, result):
    allowed = plan()["questions"]["spbe_and_egdi"]
    for key, decision in told(monkeypatch, result).decisions.items():
        assert key.startswith(tuple(allowed["keys"]))
        assert decision is None or decision in allowed["words"]


def test_what_is_wanted_has_a_reason_and_a_holder(monkeypatch, result):
    cells = told(monkeypatch, result).tables["relation.channel.wanted"]["cells"]
    assert len(cells) == len(show.WANTED)
    assert all(cell.strip() for row in cells for cell in row)


def test_the_figure_fits_and_says_the_ceiling(monkeypatch, result):
    fig = told(monkeypatch, result).figures["relation.channel.bars"]
    assert fits(fig)
    assert collisions(fig) == []
    assert phrase("relation.channel.bars.title", result.facts) in words(fig)
    assert any(phrase("relation.channel.bars.subtitle", result.facts) in text for text in words(fig))
