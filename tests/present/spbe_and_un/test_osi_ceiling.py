"""The ceiling and the ministries are told with their numbers, their grade and their n, whatever the data say."""

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present.spbe_and_un import osi_ceiling as show_osi_ceiling
from analysis.studies.spbe_and_un import osi_ceiling
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

KEY = "relation.channel"
PARTS = (show_osi_ceiling.ceiling, show_osi_ceiling.ministries, show_osi_ceiling.wanted)


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
    page = told(monkeypatch, result)
    text = page.sentences[f"{KEY}.ceiling"]
    assert text.startswith("If SPBE reaches Indonesia's UN rank through online services (OSI) alone")
    assert "and these would not have fallen without it" in text
    assert "17 to 20 of the 43 places gained from 2018 to 2024, as OSI is counted last or first" in text
    assert "for at most 25 in any order" in text
    assert text.endswith("Had OSI alone stayed as it was, the rank would be 81 instead of 64.")
    assert page.sentences[f"{KEY}.ceiling_steps"] == (
        "By step, counted last or first: 7 to 10 of 19 from 2018 to 2020; 7 to 9 of 11 from 2020 to 2022; 0 to 11 of "
        "13 from 2022 to 2024. Steps do not add up to the whole, because each is counted among the states of its own "
        "editions."
    )


def test_what_rests_on_an_assumption_is_bounded(monkeypatch, result):
    decisions = {about["key"]: about["decision"] for about in told(monkeypatch, result).about("sentence")}
    assert decisions == {
        f"{KEY}.ceiling": "bounded",
        f"{KEY}.ceiling_steps": "bounded",
        f"{KEY}.score": "arithmetic fact",
        f"{KEY}.literacy": "bounded",
        f"{KEY}.enters": None,
        f"{KEY}.membership": "arithmetic fact",
        f"{KEY}.together": "not supported",
    }


def test_literacy_gives_both_ceilings_and_says_where_there_is_none(monkeypatch, result):
    text = told(monkeypatch, result).sentences[f"{KEY}.literacy"]
    assert "at most 25 instead of 20 places from 2018 to 2024 (counted last or first)" in text
    assert "and 4 instead of 11 from 2022 to 2024. Where HCI fell that is no ceiling" in text


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
    assert {row[-1] for row in table["cells"]} == {osi_ceiling.UN_2008, osi_ceiling.SECOND_HAND}
    assert "second-hand" in table["note"]


def test_numbers_known_are_said_aloud(monkeypatch, result):
    page = told(monkeypatch, result)
    text = page.sentences[f"{KEY}.together"]
    assert "the SPBE index of the 7 ministries" in text
    assert "before 2021 no index of them is known" in text
    assert "at most 3 of them are known at both ends of a step between surveys" in text
    assert "All 7 are known from 2023 to 2024 (rose: 7)" in text
    assert text.endswith("The position of OSI was 51 in 2022 and 51 in 2024.")
    table = next(about for about in page.about("table") if about["key"] == f"{KEY}.directions")
    rows = [row for row in table["cells"] if len(row) > 1]
    assert [row[1:4] for row in rows] == [
        ["2018 to 2020", "0", "0"], ["2020 to 2022", "0", "0"], ["2022 to 2024", "1", "1"],
        ["2019 to 2021", "0", "0"], ["2021 to 2023", "3", "3"],
    ]  # fmt: skip
    assert "written after the figures were seen" in table["note"]
    agreeing = replace(result, facts=result.facts | {"decision": "associated only"})
    text = told(monkeypatch, agreeing).sentences[f"{KEY}.together_agrees"]
    assert "at most 3 of 7 at both ends of a step between surveys, none before 2021" in text
    assert text.endswith("That says nothing of a cause.")


def test_words_are_those_that_the_plan_allows(monkeypatch, result):
    allowed = plan()["questions"]["spbe_and_egdi"]
    for about in told(monkeypatch, result).about("sentence"):
        assert about["key"].startswith(tuple(allowed["keys"]))
        assert about["decision"] is None or about["decision"] in allowed["words"]


def test_what_is_wanted_has_a_reason_and_a_holder(monkeypatch, result):
    table = next(about for about in told(monkeypatch, result).about("table") if about["key"] == f"{KEY}.wanted")
    assert len(table["cells"]) == len(show_osi_ceiling.WANTED)
    assert all(all(cell.strip() for cell in row) for row in table["cells"])


def test_the_figure_fits_and_says_the_ceiling(result):
    fig = show_osi_ceiling.bars_figure(result)
    assert fits(fig)
    assert collisions(fig) == []
    assert "If SPBE works through online services alone: 17 to 20 of 43 places, 2018 to 2024" in words(fig)
    assert any("counted last and counted first; steps do not add up to the whole" in text for text in words(fig))
