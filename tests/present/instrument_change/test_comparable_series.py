"""The comparable series is told whole, and its figure can be read."""

import pandas as pd
import pytest

from analysis.present.instrument_change import comparable_series as show_comparable_series
from analysis.studies.instrument_change import comparable_series
from tests.present.drawn import collisions, fits, png, words
from tests.present.shown import Shown

PARTS = (
    show_comparable_series.national,
    show_comparable_series.table,
    show_comparable_series.new_basis,
    show_comparable_series.composition,
    show_comparable_series.panel,
)


@pytest.fixture(scope="module")
def result():
    return comparable_series.study()


def test_every_part_publishes_what_it_promises(monkeypatch, result):
    page = Shown(monkeypatch)
    for part in PARTS:
        part(result)
    assert page.keys("figure") == ["instrument.national_series"]
    assert page.keys("table") == [
        "instrument.series",
        "instrument.comparable.new_basis",
        "instrument.comparable.composition",
        "instrument.comparable.panel",
    ]
    decisions = {about["key"].split(".")[-1]: about["decision"] for about in page.about("sentence")}
    assert decisions == {
        "old_basis": "identified",
        "new_basis": "bounded",
        "near_identity": "arithmetic fact",
        "composition": "arithmetic fact",
        "panel": "arithmetic fact",
    }
    assert page.values["instrument.comparable.old_basis.2021"] == pytest.approx(2.4504)


def test_the_figure_is_drawn_within_its_frame_without_overlaps(result):
    fig = show_comparable_series.national_figure(result)
    assert fits(fig)
    assert collisions(fig) == []
    assert png(lambda: show_comparable_series.national_figure(result))


def test_the_figure_names_break_set_and_populations(result):
    shown = words(show_comparable_series.national_figure(result))
    assert {"35 → 47 indicators", "possible on the new weights", "2018 616", "2022 ?", "2020 128"} <= set(shown)
    assert {"1.98", "2.26", "2.24", "2.45", "3.38"} <= set(shown)


def test_the_line_breaks_and_the_set_ends_at_the_change(result):
    data = show_comparable_series.national_data(result)
    published = data[data["series"] == "as published"]
    assert published.groupby("segment")["year"].agg(["min", "max"]).to_numpy().tolist() == [[2018, 2020], [2021, 2024]]
    assert sorted(data.dropna(subset="low")["year"]) == [2018, 2019, 2020]


def test_a_point_is_not_shown_as_a_set(monkeypatch, result):
    page = Shown(monkeypatch)
    show_comparable_series.table(result)
    [table] = [about for about in page.about("table") if about["key"] == "instrument.series"]
    assert [row[-1] == "–" for row in table["cells"]] == [False] * 3 + [True] * 4
    assert pd.notna(result.series["low"]).all()
