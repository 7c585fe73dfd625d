"""The comparable series is told whole, and its figure can be read."""

import pandas as pd
import pytest

from analysis.present.instrument_change import comparable_series as show_comparable_series
from analysis.studies.instrument_change import comparable_series
from tests.golden import kept
from tests.present.drawn import collisions, fits, words
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
    assert page.decisions == {
        f"instrument.comparable.{name}": word for name, word in comparable_series.DECISIONS.items()
    }
    key = "instrument.comparable.old_basis.2021"
    assert page.values[key] == kept.near(key)


def test_the_figure_is_drawn_within_its_frame_without_overlaps(monkeypatch, result):
    page = Shown(monkeypatch)
    show_comparable_series.national(result)
    fig = page.figures["instrument.national_series"]
    assert fits(fig)
    assert collisions(fig) == []
    assert words(fig) == words(show_comparable_series.national_figure(result)[0]), "the README's picture is the same"
    assert {"35 → 47 indicators", "2018 616", "2022 ?", "2020 128"} <= set(words(fig))
    series = result.series.set_index("year")
    ends = [*series.loc[[2018, 2020, 2021], "published"], *series.loc[[2021, 2024], "old_basis"]]
    assert {f"{x:.2f}" for x in ends} <= set(words(fig))


def test_a_point_is_not_shown_as_a_set(monkeypatch, result):
    page = Shown(monkeypatch)
    show_comparable_series.table(result)
    assert [row[-1] == "–" for row in page.table("instrument.series")["cells"]] == [False] * 3 + [True] * 4
    assert pd.notna(result.series["low"]).all()
