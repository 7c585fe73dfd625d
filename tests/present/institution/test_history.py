from __future__ import annotations

import csv
import io

import pytest
from matplotlib.figure import Figure

from analysis.present.institution import history as show
from analysis.present.publish import MIME
from analysis.studies.institution import history
from analysis.studies.institution.subject import subject

TABLE, FIGURE, SENTENCE = (MIME.format(kind) for kind in ("table", "figure", "sentence"))


def result(institution: str) -> history.Result:
    return history.study(subject(institution, 2024))


def test_the_effect_stands_at_the_figure_that_is_used_alone(shown):
    """Mesuji 2023 has two figures, of which the ministry's counts."""
    show.table(result("kabupaten-mesuji"))
    rows = list(csv.DictReader(io.StringIO(shown[0][TABLE]["csv"])))
    of_2023 = [row for row in rows if row["year"] == "2023"]
    assert sorted(bool(row["effect"]) for row in of_2023) == [False, True]
    assert next(row["source_id"] for row in of_2023 if row["effect"]) == "panrb_lap2023"


def test_rows_of_two_instruments_stand_under_two_headings(shown):
    show.table(result("kabupaten-grobogan"))
    headings = [cells for cells in shown[0][TABLE]["cells"] if len(cells) == 1]
    assert len(headings) == 2


def test_the_figure_tells_every_year_in_words(shown):
    show.figure(result("kabupaten-grobogan"))
    about = next(bundle[FIGURE] for bundle in shown if FIGURE in bundle)
    assert all(number in about["alt"] for number in ("2019: 3.00", "2021: 2.51", "2023: 3.37", "2024: 3.57"))


def test_a_value_below_the_scale_is_said(shown):
    show.sentences(result("kabupaten-banyuasin"))
    assert "institution.history.below_floor" in [bundle[SENTENCE]["key"] for bundle in shown]


def test_nothing_is_said_where_nothing_is_odd(shown):
    show.sentences(result("kabupaten-grobogan"))
    assert shown == []


@pytest.mark.parametrize(("institution", "joined"), [
    ("kabupaten-grobogan", True), ("kementerian-komunikasi-dan-digital", True), ("dewan-pers", False),
])  # fmt: skip
def test_a_line_joins_one_unit_alone(shown, monkeypatch, institution, joined):
    """The two lists may not hold the same Dewan Pers; a ministry with a new name is the same one."""
    drawn = []
    monkeypatch.setattr(show, "chart", lambda frame, **about: drawn.append((frame, about)) or Figure())
    show.figure(result(institution))
    [(frame, about)] = drawn
    segments = frame.set_index("year")[about["segment"]]
    assert (segments[2023] == segments[2024]) is joined


def test_who_may_be_another_unit_is_not_said_to_be_listed_under_another_name(shown):
    for institution in ("dewan-pers", "kementerian-komunikasi-dan-digital"):
        show.sentences(result(institution))
    assert [bundle[SENTENCE]["key"] for bundle in shown] == ["institution.history.renamed"]
