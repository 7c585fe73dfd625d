"""What errors leave of a change is told for every case: gained, lost or kept, with the word that the limit allows."""

from __future__ import annotations

import pytest

from analysis.present.phrases import capital, phrase
from analysis.present.un_movement import rank_change as show
from analysis.studies.un_movement import rank_change, rank_confidence, transient_noise
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

KEY = "un.certainty.change"
CASES = [("IDN", 2020, 2022), ("IDN", 2018, 2024), ("VNM", 2020, 2022), ("SSD", 2012, 2024), ("AFG", 2003, 2004),
         ("DNK", 2018, 2024)]  # fmt: skip


@pytest.fixture(scope="module")
def studied() -> dict[tuple, rank_confidence.Result]:
    return {case: rank_confidence.study(*case) for case in CASES}


def told(monkeypatch, result) -> Shown:
    caught = Shown(monkeypatch)
    for part in (show.answer, show.sizes, show.noise):
        part(result)
    return caught


@pytest.mark.parametrize("case", CASES)
def test_every_page_has_its_findings_with_the_word_of_the_study(monkeypatch, studied, case):
    page, changes = told(monkeypatch, studied[case]), studied[case].changes
    assert page.keys("table") == ["un.certainty.changes", "un.certainty.noise"]
    assert page.keys("figure") == [f"{KEY}_errors"]
    keys = [
        f"{KEY}{span}{'_kept' if change.facts['status'] == 'kept' else moved}"
        for change, span, moved in zip(changes, ("", "_span"), ("_moved", ""), strict=False)
    ]
    assert page.findings == keys
    assert [page.decisions[key] for key in keys] == [change.decision for change in changes]
    assert len(keys) == (1 if case[1:] == (2018, 2024) else 2)


@pytest.mark.parametrize(("case", "direction"), [(CASES[0], "gained"), (CASES[3], "lost")])
def test_the_sentence_has_move_limit_and_verdict(monkeypatch, studied, case, direction):
    said, change = told(monkeypatch, studied[case]).sentences[f"{KEY}_moved"], studied[case].changes[0]
    facts = change.facts
    assert facts["direction"] == direction
    assert f"{facts['places']} places" in said
    assert f"{facts['limit']:.4f}" in said
    assert said.endswith(capital(phrase(f"{KEY}.verdict.{facts['status']}", facts)))
    assert phrase(f"{KEY}.only.{direction}") in said


def test_a_change_that_no_error_leaves_standing_is_told_so(monkeypatch, studied):
    change = studied[CASES[0]].changes[0]
    nothing = rank_change.Result(
        change.move, change.rows, change.curve, change.facts | {"limit": 0.0, "status": "within"}, {}
    )
    result = studied[CASES[0]]
    without = type(result)(result.move, result.sigmas, result.sets, result.long, result.facts, {}, [nothing],
                           result.noise)  # fmt: skip
    said = told(monkeypatch, without)
    assert f"{rank_change.STEP:.4f}" in said.sentences[f"{KEY}_moved"]
    assert said.sentences[f"{KEY}_moved"].endswith(capital(phrase(f"{KEY}.verdict.within")))
    assert said.decisions[f"{KEY}_moved"] == rank_change.DECISIONS["within"]


def test_the_table_has_a_row_for_every_error_of_both_moves(monkeypatch, studied):
    result = studied[CASES[0]]
    table = told(monkeypatch, result).tables["un.certainty.changes"]
    first = [row[0] for row in table["cells"]]
    assert [first[0], first[7]] == ["2020 to 2022", "2018 to 2024"]
    assert first[1:4] == first[8:11] == ["If 0.005", "If 0.010", "If 0.020"]
    row = result.changes[0].rows.iloc[0]
    assert table["cells"][1][1] == f"+{row['low']} to +{row['high']}"
    assert len(table["head"]) == 5


def test_the_size_of_errors_is_told_as_a_range(monkeypatch, studied):
    page, found = told(monkeypatch, studied[CASES[0]]), transient_noise.study()
    for name in ("noise_low", "noise_high"):
        assert f"{found.facts[name]:.3f}" in page.sentences["un.certainty.noise"]
    assert len(page.tables["un.certainty.noise"]["cells"]) == len(found.rows) + 2, "and two windows"


@pytest.mark.parametrize("case", CASES)
def test_the_figure_keeps_its_words_apart(monkeypatch, studied, case):
    page = told(monkeypatch, studied[case])
    drawn = page.figures[f"{KEY}_errors"]
    assert fits(drawn)
    assert collisions(drawn) == []
    gains = [phrase(f"{KEY}_errors.gain", change.facts) for change in studied[case].changes]
    assert all(any(gain in word for word in words(drawn)) for gain in gains)
    (figure,) = page.about("figure")
    row = studied[case].changes[0].rows.iloc[0]
    assert f"{row['high']:+d}".replace("-", "−").replace("+0", "0") in figure["alt"]
