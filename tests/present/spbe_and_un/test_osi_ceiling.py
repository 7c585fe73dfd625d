"""The ceiling and the ministries are told with their numbers, their grade and their n, whatever the data say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present.charts.style import between
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import osi_ceiling as show
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import (
    ARITHMETIC_FACT,
    ASSOCIATED_ONLY,
    BOUNDED,
    CANNOT_BE_DECIDED,
    NOT_SUPPORTED,
)
from analysis.studies.spbe_and_un import osi_ceiling
from tests.golden import kept
from tests.present.drawn import collisions, fits
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
    assert page.values["relation.channel.2018_2024.last_high"] == result.facts["ceiling"]
    step = result.places.set_index(["channel", "edition_from", "edition_to"]).loc[osi_ceiling.ALONE, 2020, 2022]
    assert page.values["relation.channel.2020_2022.rank_without"] == step["rank_without"]


def test_the_findings_as_published(monkeypatch, result):
    page = told(monkeypatch, result)
    for key in page.findings:
        assert page.sentences[key] == kept.finding(key)["text"]


def test_what_rests_on_an_assumption_is_bounded(monkeypatch, result):
    assert told(monkeypatch, result).decisions == {
        "relation.channel.ceiling": BOUNDED,
        "relation.channel.paired": ARITHMETIC_FACT,
        "relation.channel.ceiling_steps": BOUNDED,
        "relation.channel.score": ARITHMETIC_FACT,
        "relation.channel.literacy": BOUNDED,
        "relation.channel.enters": None,
        "relation.channel.membership": ARITHMETIC_FACT,
        "relation.channel.together": CANNOT_BE_DECIDED,
    }


def test_every_step_is_told_and_not_the_whole_span(monkeypatch, result):
    alone = result.places[result.places["channel"] == osi_ceiling.ALONE].iloc[:-1]
    assert len(alone) == len(survey.steps())
    steps = [row | {"between": between(row["last_low"], row["last_high"], "d")} for row in alone.to_dict("records")]
    listed = " ".join(phrase("relation.channel.ceiling_step", step) for step in steps)
    page = told(monkeypatch, result)
    assert page.sentences["relation.channel.ceiling_steps"] == phrase("relation.channel.ceiling_steps", steps=listed)


def test_a_step_with_opposed_components_has_a_star(monkeypatch, result):
    page = told(monkeypatch, result)
    opposed = result.places[(result.places["channel"] == osi_ceiling.ALONE) & result.places["opposed"]]
    [step] = opposed[opposed["edition_from"] > 2018].to_dict("records")
    assert phrase("relation.channel.score_step_opposed", step) in page.sentences["relation.channel.score"]
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
    assert [row[2:4] for row in rows] == result.directions[["known", "rose"]].astype(str).to_numpy().tolist()
    assert ["0", "0"] in [row[2:4] for row in rows], "nought is a number too"


@pytest.mark.parametrize(("word", "key"), [
    (ASSOCIATED_ONLY, "relation.channel.together_agrees"),
    (NOT_SUPPORTED, "relation.channel.together_differs"),
    (CANNOT_BE_DECIDED, "relation.channel.together"),
])  # fmt: skip
def test_each_word_about_the_ministries_has_its_sentence(monkeypatch, result, word, key):
    page = told(monkeypatch, replace(result, facts=result.facts | {"decision": word}))
    assert page.findings == ["relation.channel.ceiling", key]
    assert page.decisions[key] == word


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
    page = told(monkeypatch, result)
    fig, read = page.figures["relation.channel.bars"], page.read("relation.channel.bars")
    assert fits(fig)
    assert collisions(fig) == []
    assert phrase("relation.channel.bars.title", result.facts) in read
    assert phrase("relation.channel.bars.subtitle", result.facts) in read
