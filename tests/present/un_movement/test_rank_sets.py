"""The page of rank sets can be told whatever the country, the editions and the minimum weight, rising or falling."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.present.un_movement import rank_sets as show_rank_sets
from analysis.studies.un_movement import rank_sets
from tests.present.shown import Shown

PARTS = (show_rank_sets.intervals, show_rank_sets.move, show_rank_sets.weight_map, show_rank_sets.world)


def shown(monkeypatch, *arguments) -> Shown:
    caught = Shown(monkeypatch)
    result = rank_sets.study(*arguments)
    for part in PARTS:
        part(result)
    return caught


def test_the_main_page(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022, 0.25)
    told = page.sentences
    assert "Under all weights of at least 25% for each component, Indonesia ranks" in told["un.certainty.sets"]
    assert "ranks 82 to 93 in 2020 (published: 88)" in told["un.certainty.sets"]
    assert told["un.certainty.sets"].endswith("do not overlap.")
    assert told["un.certainty.move_gained"].startswith(
        "The UN's equal weights are a choice. Indonesia gained 9 to 21 places between 2020 and 2022 under all weights"
    )
    assert told["un.certainty.world"] == (
        "Between 2020 and 2022, 86 states gained places with equal weights; 44 of them did so under all weights of at "
        "least 25% for each component."
    )
    assert "of its 3 components 3 rose and 0 fell" in told["un.certainty.score_rose"]
    assert page.keys("figure") == ["un.certainty.intervals", "un.certainty.move"]
    assert page.keys("table") == ["un.certainty.moves", "un.certainty.world"]
    assert page.values["un.rank_interval.2020.w000.best"] == 74
    assert page.values["un.robust_move.2020_2022.w025.least"] == 9
    assert page.values["un.robust_world.2020_2022.w000.gained"] == 86
    findings = [about["key"] for about in page.about("sentence") if about.get("finding")]
    assert findings == ["un.certainty.move_gained"]
    assert {about["decision"] for about in page.about("sentence")} == {"bounded"}


@pytest.mark.parametrize(
    ("arguments", "key", "words"),
    [
        (("VNM", 2020, 2022, 0.0), "move_open", "55.61% give a gain"),
        (("UKR", 2018, 2024, 0.1), "move_gained", "Ukraine gained 10 to 92 places"),
        (("SSD", 2012, 2024, 0.25), "move_lost", "South Sudan lost 13 to 20 places"),
        (("DNK", 2018, 2024, 0.3), "move_unchanged", "kept its rank between 2018 and 2024"),
        (("VNM", 2020, 2022, 0.0), "score_open", "it depends on the weights whether the score of Viet Nam rose"),
        (("SSD", 2012, 2024, 0.25), "score_fell", "The score of South Sudan fell"),
        (("DNK", 2018, 2024, 0.3), "sets", "Denmark ranks 1 in 2018 (published: 1) and 1 in 2024"),
        (("VNM", 2020, 2022, 0.0), "sets", "The two ranges overlap, and the published rank is the same in both."),
        (("DNK", 2018, 2024, 0.3), "sets", "The two ranges are one and the same rank."),
        (("EGY", 2008, 2014, 0.0), "sets", "overlap, which does not refute a move"),
        (("UKR", 2018, 2024, 0.1), "sets", "The UN gives its three components equal weights;"),
        (("EGY", 2008, 2014, 0.0), "sets", "The UN gives its three components nearly equal weights;"),
        (("MNE", 2008, 2024, 0.3), "move_gained", "The UN's nearly equal weights are a choice. Montenegro"),
        (("IDN", 2005, 2012, 0.3), "sets", "The UN gives its three components equal weights;"),
    ],
)
def test_other_countries_rising_falling_or_neither(monkeypatch, arguments, key, words):
    page = shown(monkeypatch, *arguments)
    assert words in page.sentences[f"un.certainty.{key}"]
    assert len(page.keys("figure")) == len(page.keys("table")) == 2


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("SSD", 2012, 2024, 0.25), "South Sudan lost places from 2012 to 2024 under 100.0% of all weights"),
        (("KOR", 2010, 2012, 0.1), "Republic of Korea kept its rank from 2010 to 2012 under 71.2% of all weights"),
        (("DNK", 2018, 2020, 0.3), "Denmark gained places from 2018 to 2020 under 46.9% of all weights"),
    ],
)
def test_the_title_of_the_map_is_what_most_weights_do(monkeypatch, arguments, title):
    seen = []
    monkeypatch.setattr(show_rank_sets, "weight_triangle", lambda *_, title, **__: seen.append(title))
    monkeypatch.setattr(show_rank_sets.publish, "figure", lambda *_, **__: None)
    show_rank_sets.weight_map(rank_sets.study(*arguments))
    assert seen == [title]


def test_editions_with_other_weights_carry_a_caution_below_the_ranges(monkeypatch):
    result = rank_sets.study("IDN", 2005, 2012, 0.0)
    page = Shown(monkeypatch)
    show_rank_sets.intervals(result)
    assert page.keys("sentence")[-1] == "un.certainty.cautions"
    said = page.sentences["un.certainty.cautions"]
    assert said.startswith("Caution: the editions touch or span 2008")
    assert "; the editions touch or span 2010" in said
    page = Shown(monkeypatch)
    show_rank_sets.cautions(replace(result, warnings=["a", "b", "c"]))
    assert page.sentences == {"un.certainty.cautions": "Caution: a; b; c."}
    assert "un.certainty.cautions" not in shown(monkeypatch, "IDN", 2020, 2022, 0.0).sentences


def test_the_table_of_the_world_is_in_the_csv_alone(monkeypatch):
    result = rank_sets.study("IDN", 2020, 2022, 0.25)
    page = Shown(monkeypatch)
    show_rank_sets.world(result)
    [table] = page.about("table")
    assert table["key"] == "un.certainty.world"
    assert table["head"] == table["cells"] == []
    head, *rows = table["csv"].splitlines()
    assert head == ",".join(result.world.columns)
    assert {"lost", "lost_for_all", "rose", "rose_for_all"} <= set(head.split(","))
    assert len(rows) == len(result.world)


def test_one_place_is_one_place():
    assert show_rank_sets._places(1, 1) == "1 place"
    assert show_rank_sets._places(2, 2) == "2 places"
    assert show_rank_sets._places(1, 2) == "1 to 2 places"
