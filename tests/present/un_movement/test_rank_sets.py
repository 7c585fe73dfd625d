"""The page of rank sets can be told whatever the country, the editions and the minimum weight, rising or falling."""

from __future__ import annotations

import pytest

from analysis.present.phrases import phrase
from analysis.present.un_movement import rank_sets as show_rank_sets
from analysis.studies.un_movement import rank_sets
from tests.golden import kept
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
    keys = ["un.certainty.sets", "un.certainty.move_gained", "un.certainty.score_rose_all", "un.certainty.world"]
    assert page.decisions == dict.fromkeys(keys, rank_sets.DECISION)
    assert page.findings == ["un.certainty.move_gained"]
    best, worst = (kept.golden()[f"un.rank_interval.2020.w025.{end}"] for end in ("best", "worst"))
    for part in (f"{best} to {worst}", str(kept.golden()["un.rank.2020"]), "25%"):
        assert part in page.sentences["un.certainty.sets"]
    least, most = (kept.golden()[f"un.robust_move.2020_2022.w025.{end}"] for end in ("least", "most"))
    assert f"{least} to {most} places" in page.sentences["un.certainty.move_gained"]
    assert page.keys("figure") == ["un.certainty.intervals", "un.certainty.move"]
    assert page.keys("table") == ["un.certainty.moves", "un.certainty.world"]
    for key in (
        "rank_interval.2020.w000.best",
        "robust_move.2020_2022.w025.least",
        "robust_world.2020_2022.w000.gained",
    ):
        assert page.values[f"un.{key}"] == kept.golden()[f"un.{key}"]


@pytest.mark.parametrize(
    ("arguments", "move", "score", "meet"),
    [
        (("VNM", 2020, 2022, 0.0), "open", "open", "kept"),
        (("UKR", 2018, 2024, 0.1), "gained", "rose", "overlap"),
        (("SSD", 2012, 2024, 0.25), "lost", "fell", "apart"),
        (("DNK", 2018, 2024, 0.3), "unchanged", "rose", "single"),
        (("AFG", 2018, 2024, 0.1), "not_gained", "open", "overlap"),
        (("MNE", 2008, 2024, 0.3), "gained", "rose", "apart"),
    ],
)
def test_other_countries_rising_falling_or_neither(monkeypatch, arguments, move, score, meet):
    page = shown(monkeypatch, *arguments)
    assert page.findings == [f"un.certainty.move_{move}"]
    assert f"un.certainty.score_{score}" in page.sentences
    assert page.sentences["un.certainty.sets"].endswith(phrase(f"un.certainty.meet.{meet}") + ".")
    assert len(page.keys("figure")) == len(page.keys("table")) == 2


@pytest.mark.parametrize(
    ("editions", "equal"), [((2018, 2024), "equal"), ((2005, 2012), "equal"), ((2008, 2014), "nearly_equal")]
)
def test_the_weights_of_the_un_are_called_by_what_they_were(monkeypatch, editions, equal):
    page = Shown(monkeypatch)
    show_rank_sets.intervals(rank_sets.study("EGY", *editions, 0.0))
    weights = phrase(f"un.certainty.un_weights.{equal}")
    assert f" {weights};" in page.sentences["un.certainty.sets"]


@pytest.mark.parametrize("arguments", [("IDN", 2020, 2022, 0.1), ("SSD", 2012, 2024, 0.25), ("VNM", 2020, 2022, 0.3)])
def test_the_finding_has_the_widest_and_the_narrowest_range_whatever_is_chosen(monkeypatch, arguments):
    page, result = Shown(monkeypatch), rank_sets.study(*arguments)
    show_rank_sets.move(result)
    (said,) = [page.sentences[key] for key in page.findings]
    for minimum in (0.0, 0.3):
        row = result.moves[result.moves["minimum"] == minimum].iloc[0]
        ends = [f"{row[end]:+.0f}".replace("-", "−") for end in ("least", "most")]
        assert phrase("number.range", low=ends[0], high=ends[1]) in said


def test_a_rank_that_was_kept_did_not_go_anywhere(monkeypatch):
    page = Shown(monkeypatch)
    result = rank_sets.study("VNM", 2020, 2022, 0.0)
    show_rank_sets.move(result)
    before, after = result.move.ranks
    assert before == after
    assert phrase("un.certainty.stayed", rank_to=after) in page.sentences["un.certainty.move_open"]


@pytest.mark.parametrize(
    ("arguments", "widest"),
    [
        (("SSD", 2012, 2024, 0.25), "lost"),
        (("KOR", 2010, 2012, 0.1), "unchanged"),
        (("DNK", 2018, 2020, 0.3), "gained"),
    ],
)
def test_the_title_of_the_map_is_what_most_weights_do(monkeypatch, arguments, widest):
    page, result = Shown(monkeypatch), rank_sets.study(*arguments)
    show_rank_sets.weight_map(result)
    share = f"{result.facts['widest_share']:.1%}"
    title = next(text for text in page.read("un.certainty.move") if share in text)
    assert (title[0].isupper(), result.facts["widest"]) == (True, widest)


def test_editions_with_other_weights_carry_one_caution_below_the_ranges(monkeypatch):
    page = shown(monkeypatch, "IDN", 2005, 2012, 0.0)
    assert page.keys("sentence")[1] == "un.certainty.cautions"
    assert "2008 and 2010" in page.sentences["un.certainty.cautions"]
    assert "un.certainty.cautions" not in shown(monkeypatch, "IDN", 2020, 2022, 0.0).sentences


def test_the_table_of_the_world_is_in_the_csv_alone(monkeypatch):
    result = rank_sets.study("IDN", 2020, 2022, 0.25)
    page = Shown(monkeypatch)
    show_rank_sets.world(result)
    table = page.tables["un.certainty.world"]
    assert table["head"] == table["cells"] == []
    head, *rows = table["csv"].splitlines()
    assert head == ",".join(result.world.columns)
    assert len(rows) == len(result.world)


@pytest.mark.parametrize(
    ("arguments", "places"),
    [(("AFG", 2018, 2024, 0.1), "{0} places"), (("SSD", 2012, 2024, 0.25), "{1} to {0} places")],
)
def test_places_are_counted_without_a_sign(monkeypatch, arguments, places):
    page, result = Shown(monkeypatch), rank_sets.study(*arguments)
    show_rank_sets.move(result)
    [said] = [page.sentences[key] for key in page.findings]
    assert places.format(-result.facts["least"], -result.facts["most"]) in said
    assert "1 places" not in said
