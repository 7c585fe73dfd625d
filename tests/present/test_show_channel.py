"""The ceiling and the ministries are told with their numbers, their grade and their n, whatever the data say."""

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present import show_channel
from analysis.studies import channel
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

KEY = "relation.channel"
PARTS = (show_channel.ceiling, show_channel.ministries, show_channel.wanted)


@pytest.fixture(scope="module")
def result():
    return channel.study()


def told(monkeypatch, result) -> Shown:
    page = Shown(monkeypatch)
    for part in PARTS:
        part(result)
    return page


def test_every_part_publishes_what_it_promises(monkeypatch, result):
    page = told(monkeypatch, result)
    assert page.keys("figure") == [f"{KEY}.bars"]
    names = ("places", "ministries", "years", "domains", "directions", "membership", "wanted")
    assert page.keys("table") == [f"{KEY}.{name}" for name in names]
    assert [about["key"] for about in page.about("sentence") if about.get("finding")] == [
        f"{KEY}.ceiling",
        f"{KEY}.together",
    ]
    assert page.values["relation.channel.2018_2024.ceiling"] == result.facts["ceiling"]
    assert page.values["relation.channel.2020_2022.rank_without"] == 84


def test_the_ceiling_is_told_with_both_counts_and_its_assumption(monkeypatch, result):
    text = told(monkeypatch, result).sentences[f"{KEY}.ceiling"]
    assert text.startswith("If SPBE can raise Indonesia's UN rank through online services (OSI) alone")
    assert "at most 20 of the 43 places between rank 107 in 2018 and rank 64 in 2024" in text
    assert "the rank would be 81 in 2024; had OSI alone moved, 87 among the states of 2018" in text
    assert text.endswith("10 of 19 from 2018 to 2020; 9 of 11 from 2020 to 2022; 11 of 13 from 2022 to 2024.")


def test_a_step_with_opposed_components_has_a_star(monkeypatch, result):
    page = told(monkeypatch, result)
    assert "16% from 2022 to 2024*. Star:" in page.sentences[f"{KEY}.score"]
    plain = replace(result, places=result.places.assign(opposed=False))
    page = told(monkeypatch, plain)
    assert "*" not in page.sentences[f"{KEY}.score_plain"]
    assert f"{KEY}.score" not in page.sentences


def test_second_hand_knowledge_is_called_so(monkeypatch, result):
    page = told(monkeypatch, result)
    for key in ("literacy", "enters"):
        assert "second-hand" in page.sentences[f"{KEY}.{key}"]
    table = next(about for about in page.about("table") if about["key"] == f"{KEY}.ministries")
    assert {row[-1] for row in table["cells"]} == {channel.UN_2008, channel.SECOND_HAND}
    assert "second-hand" in table["note"]


def test_numbers_known_are_said_aloud(monkeypatch, result):
    text = told(monkeypatch, result).sentences[f"{KEY}.together"]
    for n in ("n = 1 from 2022 to 2024", "n = 3 from 2021 to 2023", "n = 7 from 2023 to 2024"):
        assert n in text
    agreeing = replace(result, facts=result.facts | {"decision": "associated only"})
    page = told(monkeypatch, agreeing)
    assert "says nothing of a cause" in page.sentences[f"{KEY}.together_agrees"]


def test_words_are_those_that_the_plan_allows(monkeypatch, result):
    allowed = plan()["questions"]["spbe_and_egdi"]
    for about in told(monkeypatch, result).about("sentence"):
        assert about["key"].startswith(tuple(allowed["keys"]))
        assert about["decision"] is None or about["decision"] in allowed["words"]


def test_what_is_wanted_has_a_reason_and_a_holder(monkeypatch, result):
    table = next(about for about in told(monkeypatch, result).about("table") if about["key"] == f"{KEY}.wanted")
    assert len(table["cells"]) == len(show_channel.WANTED)
    assert all(all(cell.strip() for cell in row) for row in table["cells"])


def test_the_figure_fits_and_says_the_ceiling(result):
    fig = show_channel.bars_figure(result)
    assert fits(fig)
    assert collisions(fig) == []
    assert "Online services carried at most 20 of the 43 places from 2018 to 2024" in words(fig)
