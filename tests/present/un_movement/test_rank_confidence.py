"""The sets of any country are told with their "if", and the figure keeps its words apart."""

from __future__ import annotations

import pytest

from analysis.present.un_movement import rank_confidence as show
from analysis.studies.un_movement import rank_confidence
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

KEY = "un.certainty.confidence"
MAIN, LONG = ("IDN", 2020, 2022), ("UKR", 2018, 2024)
CASES = [MAIN, LONG, ("VNM", 2020, 2022), ("IDN", 2005, 2012)]


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
    assert all(key.startswith(("un.confidence.", "un.change.", "un.noise.")) for key in page.values)
    assert page.findings == []
    assert page.decisions == {f"{KEY}_ranks": rank_confidence.DECISION, f"{KEY}_caveat": None}
    for text in page.sentences.values():
        assert "if" in text.lower().replace("”", " ").replace("“", " ").split()


@pytest.mark.parametrize("case", [MAIN, LONG])
def test_the_sets_of_both_editions_are_told(monkeypatch, studied, case):
    sets, said = studied[case].sets.set_index("edition"), told(monkeypatch, studied[case]).sentences[f"{KEY}_ranks"]
    for year in case[1:]:
        [of_year] = [sentence for sentence in said.split(". ") if str(year) in sentence]
        assert of_year.endswith(f" {sets.loc[year, 's010_best']} to {sets.loc[year, 's010_worst']}")


def test_a_set_of_one_rank_is_one_number(monkeypatch):
    page = told(monkeypatch, rank_confidence.study("KOR", 2010, 2012))
    texts = " ".join([*page.sentences.values(), page.about("figure")[0]["alt"]])
    assert " 1 if 0.005" in texts
    assert "1 to 1 " not in texts


def test_the_table_reads_from_best_to_worst(monkeypatch, studied):
    table = told(monkeypatch, studied[MAIN]).tables[KEY]
    assert table["head"] == ["Edition", "Published rank", "If 0.005", "If 0.010", "If 0.020"]
    row = studied[MAIN].sets.set_index("edition").loc[2020]
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
    (figure,) = told(monkeypatch, studied[MAIN]).about("figure")
    for part in ("2020", "88", "81 to 93", "73 to 96", "58 to 107"):
        assert part in figure["alt"]
