"""The sets of any country are told with their "if", overlapping or apart, and the figure keeps its words apart."""

from __future__ import annotations

import pytest

from analysis.present.un_movement import rank_confidence as show
from analysis.studies.un_movement import rank_confidence
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

KEY = "un.certainty.confidence"
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
    page, facts = told(monkeypatch, studied[case]), studied[case].facts
    assert page.keys("table") == [KEY]
    assert page.keys("figure") == [f"{KEY}_sets"]
    assert all(key.startswith("un.confidence.") for key in page.values)
    limit = f"{KEY}_limit" if facts["limit"] > 0 else f"{KEY}_limit_none"
    assert page.findings == [limit]
    decided = rank_confidence.DECISION
    assert page.decisions == {limit: decided, f"{KEY}_{facts['meet']}": decided, f"{KEY}_caveat": None}
    for text in page.sentences.values():
        assert "if" in text.lower().replace("”", " ").replace("“", " ").split()


def test_overlapping_and_separate_sets_are_told_differently(monkeypatch, studied):
    overlap, apart = (told(monkeypatch, studied[case]).sentences for case in (OVERLAP, APART))
    for sentences, case, key in ((overlap, OVERLAP, "overlap"), (apart, APART, "apart")):
        _, start, end = case
        sets = studied[case].sets.set_index("edition")
        one, two = (
            f"{sets.loc[year, 's010_best']} to {sets.loc[year, 's010_worst']} in {year}" for year in (start, end)
        )
        assert f"{one} and {two}" in sentences[f"{KEY}_{key}"]
    limit = studied[APART].facts["limit"]
    for error in (limit, limit + rank_confidence.STEP):
        assert f"{error:.4f}" in apart[f"{KEY}_limit"]
    none = told(monkeypatch, studied["VNM", 2020, 2022]).sentences[f"{KEY}_limit_none"]
    assert f"{rank_confidence.STEP:.4f}" in none


def test_a_set_of_one_rank_is_one_number(monkeypatch):
    page = told(monkeypatch, rank_confidence.study("KOR", 2010, 2012))
    texts = " ".join([*page.sentences.values(), page.about("figure")[0]["alt"]])
    assert " 1 if 0.005" in texts
    assert "1 to 1 " not in texts


def test_the_table_reads_from_best_to_worst(monkeypatch, studied):
    table = told(monkeypatch, studied[OVERLAP]).tables[KEY]
    assert table["head"] == ["Edition", "Published rank", "If 0.005", "If 0.010", "If 0.020"]
    row = studied[OVERLAP].sets.set_index("edition").loc[2020]
    ranges = [f"{row[f'{error}_best']} to {row[f'{error}_worst']}" for error in ("s005", "s010", "s020")]
    assert table["cells"][1] == ["2020", str(row["rank"]), *ranges]
    assert table["csv"].startswith("edition,rank,ranked,s005_best,s005_worst,")


@pytest.mark.parametrize("case", CASES)
def test_the_figure_keeps_its_words_apart(monkeypatch, studied, case):
    drawn = told(monkeypatch, studied[case]).figures[f"{KEY}_sets"]
    assert fits(drawn)
    assert collisions(drawn) == []
    assert {"if 0.005", "if 0.010", "if 0.020"} <= set(words(drawn))
    for edition, rank in studied[case].sets[["edition", "rank"]].itertuples(index=False):
        assert {str(edition), str(rank)} <= set(words(drawn))


def test_the_picture_is_told_in_words(monkeypatch, studied):
    (figure,) = told(monkeypatch, studied[OVERLAP]).about("figure")
    for part in ("2020", "88", "81 to 93", "73 to 96", "58 to 107"):
        assert part in figure["alt"]
