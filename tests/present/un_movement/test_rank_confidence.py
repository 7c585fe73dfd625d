"""The sets of any country are told with their "if", overlapping or apart, and the figure keeps its words apart."""

from __future__ import annotations

import pytest

from analysis.present.un_movement import rank_confidence as show
from analysis.studies.un_movement import rank_confidence
from tests.present.drawn import collisions, fits, png, words
from tests.present.shown import Shown

KEY = show.KEY
OVERLAP, APART = ("IDN", 2020, 2022), ("UKR", 2018, 2024)
CASES = [OVERLAP, APART, ("VNM", 2020, 2022), ("IDN", 2005, 2012)]


@pytest.fixture(scope="module")
def studied() -> dict[tuple, rank_confidence.Result]:
    return {case: rank_confidence.study(*case) for case in CASES}


def told(monkeypatch, result) -> Shown:
    caught = Shown(monkeypatch)
    for part in (show.confidence, show.sets_table, show.sets_figure):
        part(result)
    return caught


@pytest.mark.parametrize("case", CASES)
def test_every_page_has_its_sentences_table_figure_and_values(monkeypatch, studied, case):
    page = told(monkeypatch, studied[case])
    assert page.keys("table") == [KEY]
    assert page.keys("figure") == [f"{KEY}_sets"]
    assert all(key.startswith("un.confidence.") for key in page.values)
    assert len(page.sentences) == 3
    for key, text in page.sentences.items():
        assert key.startswith(KEY)
        assert "if" in text.lower().replace("”", " ").replace("“", " ").split()
    decided = {about["key"]: about["decision"] for about in page.about("sentence")}
    assert decided.pop(f"{KEY}_caveat") is None
    assert set(decided.values()) == {"bounded"}
    which = "limit" if studied[case].facts["limit"] > 0 else "limit_none"
    assert [about["key"] for about in page.about("sentence") if about.get("finding")] == [f"{KEY}_{which}"]


def test_overlapping_and_separate_sets_are_told_differently(monkeypatch, studied):
    overlap, apart = (told(monkeypatch, studied[case]).sentences for case in (OVERLAP, APART))
    assert "from 73 to 96 in 2020 and from 57 to 87 in 2022" in overlap[f"{KEY}_overlap"]
    assert "2022 could not be excluded (95% confidence sets). The two sets overlap" in overlap[f"{KEY}_overlap"]
    assert overlap[f"{KEY}_limit"] == (
        "The UN publishes no error margins. If every state's score carried an independent error with a standard error "
        "of 0.0040 or more (scale 0 to 1), the two ranks alone would not show that the place of Indonesia changed "
        "between 2020 and 2022: their 95% confidence sets overlap. Up to 0.0035 they stay apart."
    )
    assert "from 68 to 95 in 2018 and from 16 to 50 in 2024" in apart[f"{KEY}_apart"]
    assert "do not overlap: errors of that size would hardly account for" in apart[f"{KEY}_apart"]
    assert "a standard error of 0.0170 or more" in apart[f"{KEY}_limit"]
    assert apart[f"{KEY}_limit"].endswith("Up to 0.0165 they stay apart.")
    none = told(monkeypatch, studied["VNM", 2020, 2022]).sentences
    assert f"{KEY}_limit" not in none
    assert "even a standard error of 0.0005 (scale 0 to 1), the smallest tried, the two" in none[f"{KEY}_limit_none"]
    assert none[f"{KEY}_limit_none"].endswith("2020 and 2022: their 95% confidence sets overlap.")


def test_the_table_reads_from_best_to_worst(monkeypatch, studied):
    (table,) = told(monkeypatch, studied[OVERLAP]).about("table")
    assert table["head"] == ["Edition", "Published rank", "If 0.005", "If 0.010", "If 0.020"]
    assert table["cells"][1] == ["2020", "88", "81 to 93", "73 to 96", "58 to 107"]
    assert table["csv"].startswith("edition,rank,ranked,s005_best,s005_worst,")
    assert "any two together with at least 90%" in table["note"]


@pytest.mark.parametrize("case", CASES)
def test_the_figure_keeps_its_words_apart(studied, case):
    fig = show._drawn(studied[case])
    assert fits(fig)
    assert collisions(fig) == []
    drawn = words(fig)
    assert drawn[0].startswith("If scores erred by 0.010") or any(
        w.startswith("If scores erred by 0.010") for w in drawn
    )
    assert {"if 0.005", "if 0.010", "if 0.020"} <= set(drawn)
    for edition, rank in studied[case].sets[["edition", "rank"]].itertuples(index=False):
        assert {str(edition), str(rank)} <= set(drawn)
    assert png(lambda: show._drawn(studied[case])).startswith(b"\x89PNG")


def test_the_picture_is_told_in_words(monkeypatch, studied):
    (figure,) = told(monkeypatch, studied[OVERLAP]).about("figure")
    assert "2020: rank 88; 81 to 93 if 0.005, 73 to 96 if 0.010, 58 to 107 if 0.020" in figure["alt"]
