from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.present.charts.narrow import sheet
from analysis.present.charts.narrow.level_grid import ACROSS, TILE, level_grid
from tests.present import drawn

LONG = "A heading of many words that is much too long for one line of a telephone"


def frame(levels, new=(), groups=None) -> pd.DataFrame:
    names = [str(place) for place in range(1, len(levels) + 1)]
    return pd.DataFrame({
        "indicator": names, "level": levels, "group": groups or ["One"] * len(levels),
        "marked": [name in new for name in names],
    })  # fmt: skip


def figure(*args, form: str = "d", **more):
    return level_grid(frame(*args, **more), label="indicator", level="level", group="group", marked="marked", form=form)


def tiles(fig) -> list[Rectangle]:
    return [patch for patch in fig.axes[0].patches if patch.get_height() == TILE]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "en")


def test_every_level_has_its_tile_the_darker_the_higher():
    fig = figure([1.0, 2.0, 3.0, 4.0, 5.0])
    assert [text for text in drawn.words(fig) if text.isdigit()] == [x for n in "12345" for x in (n, n)]
    light = [sum(to_rgb(tile.get_facecolor()[:3])) for tile in tiles(fig)]
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 5


def test_a_level_that_is_not_known_is_a_dash_on_an_empty_tile():
    fig = figure([float("nan"), 3.0])
    assert "\u2013" in drawn.words(fig)
    empty, known = tiles(fig)
    assert empty.get_linestyle() != known.get_linestyle()
    assert to_rgb(empty.get_facecolor()[:3]) == (1, 1, 1)


def test_a_mark_for_each_new_one_and_for_no_other():
    fig = figure([1.0] * 6, ("2", "5"))
    bars = [patch for patch in fig.axes[0].patches if patch.get_height() < TILE]
    places = [tile.get_x() for tile in tiles(fig)]
    assert [bar.get_x() for bar in bars] == [places[1], places[4]]


def test_decimal_levels_and_long_headings_and_many_tiles_stay_on_the_sheet():
    fig = figure([1.26] * 23, groups=[LONG] * 12 + ["Two"] * 11, form=".2f")
    assert drawn.fits(fig)
    assert len(tiles(fig)) == 23
    assert len({round(tile.get_y(), 6) for tile in tiles(fig)}) == 4, f"at most {ACROSS} in a line"
    boxes = [text.get_window_extent() for text in fig.axes[0].texts if text.get_text() == "1.26"]
    assert all(box.width < TILE * fig.dpi for box in boxes)


def test_words_are_as_large_as_on_every_sheet():
    sizes = {text.get_fontsize() for text in figure([1.0, 2.0], ("1",)).axes[0].texts}
    assert sizes == {sheet.TEXT}
