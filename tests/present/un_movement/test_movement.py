"""The page of any move can be told: each part publishes what it promises, whatever the country and the editions."""

import re

import pytest

from analysis.present import language
from analysis.present.phrases import country
from analysis.present.un_movement import movement as show_movement
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement
from tests.present.shown import Shown

PARTS = (
    show_movement.answer,
    show_movement.rank_path,
    show_movement.path_table,
    show_movement.positions,
    show_movement.contributions,
    show_movement.counterfactuals,
    show_movement.limits,
)


CASES = {"before": "rank_from", "own_only": "own_only", "others_only": "others_only", "after": "rank_to"}


def shown(monkeypatch, *arguments) -> Shown:
    caught = Shown(monkeypatch)
    result = movement.study(*arguments)
    for part in PARTS:
        part(result)
    return caught


def test_the_move_that_is_quoted(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022)
    assert page.decisions == {
        "un.answer": movement.DECISION, "un.deviations": None,
    }  # fmt: skip
    assert page.findings == []
    assert page.keys("figure") == ["un.rank_path", "un.positions", "un.contributions"]
    assert page.keys("table") == ["un.path", "un.score_change", "un.counterfactual", "un.deviations"]
    assert page.values["un.rank.2022"] == survey.edition(2022).loc["IDN", "rank"]


def test_plus_is_places_gained(monkeypatch):
    table = shown(monkeypatch, "IDN", 2018, 2020).tables["un.counterfactual"]
    facts = movement.study("IDN", 2018, 2020).facts
    ranks = {case: facts[fact] for case, fact in CASES.items()}
    gained = [ranks["before"] - rank for rank in ranks.values()]
    assert min(gained) < 0 < max(gained)
    expected = [[str(rank), language.number(x, "+d", "en")] for rank, x in zip(ranks.values(), gained, strict=True)]
    assert [row[1:] for row in table["cells"]] == expected
    head, *rows = (line.split(",")[:3] for line in table["csv"].splitlines())
    assert head == ["case", "rank", "gained"]
    assert rows == [[case, str(rank), str(x)] for (case, rank), x in zip(ranks.items(), gained, strict=True)]


def test_a_loss_has_a_minus_sign_in_the_alternative_text(monkeypatch):
    result = movement.study("VNM", 2020, 2022)
    page = Shown(monkeypatch)
    show_movement.contributions(result)
    [figure] = page.about("figure")
    assert result.facts["osi"] < 0
    assert language.number(result.facts["osi"], ".4f", "en") in figure["alt"]
    assert "-0" not in figure["alt"]


@pytest.mark.parametrize(("iso3", "start", "end"), [("VNM", 2020, 2022), ("UKR", 2018, 2024), ("SSD", 2012, 2024)])
def test_other_countries_and_editions(monkeypatch, iso3, start, end):
    page = shown(monkeypatch, iso3, start, end)
    assert len(page.keys("figure")) == 3
    said = page.sentences["un.answer"]
    assert country(iso3) in said
    assert {str(start), str(end)} <= set(re.findall(r"\b\d{4}\b", said))


@pytest.mark.parametrize(
    ("arguments", "key", "listed"),
    [
        (("ISL", 2020, 2022), "un.deviations_own", "Iceland (2022)"),
        (("UKR", 2018, 2024), "un.deviations", "Iraq (2018 and 2024), Serbia (2018)"),
        (("IDN", 2012, 2014), "un.deviations_none", ""),
    ],
)
def test_states_whose_recomputed_rank_differs_are_counted_once(monkeypatch, arguments, key, listed):
    page = Shown(monkeypatch)
    show_movement.limits(movement.study(*arguments))
    assert page.keys("sentence") == [key]
    assert listed in page.sentences[key]
    assert page.keys("table") == ["un.deviations"] * (key != "un.deviations_none")


def test_a_name_with_an_article_begins_a_sentence_with_a_capital(monkeypatch):
    page = shown(monkeypatch, "USA", 2018, 2024)
    assert " of the United States " in page.sentences["un.answer"]
    [path] = [about for about in page.about("figure") if about["key"] == "un.rank_path"]
    assert " of the United States" in path["title"]
    drawn = [text.get_text() for axes in page.figures["un.rank_path"].axes for text in axes.texts]
    assert any(text.replace("\n", " ") == "United States" for text in drawn)
    assert page.tables["un.score_change"]["head"][1] == "United States"
