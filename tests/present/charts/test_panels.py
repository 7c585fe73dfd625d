from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from analysis.methods.errors import InputError
from analysis.present.charts import panels
from analysis.present.charts.style import CONTRAST, CROWD, SUBJECT
from tests.present.drawn import faults, words

MARKS = {("One", "left"): 0.5, ("One", "right"): -0.6, ("Two", "left"): 0.95, ("Two", "right"): 0.0}
NOTES = {key: f"r = {mark}\nnote" for key, mark in MARKS.items()}


def grid(stressed="left"):
    rng = np.random.default_rng(2)
    frame = pd.DataFrame([
        {"row": row, "column": column, "r": value} for row, column in MARKS for value in rng.uniform(-1, 1, 60)
    ])  # fmt: skip
    frame.loc[0, "r"] = np.nan
    return frame, panels.histograms(
        frame, value="r", row="row", column="column", marks=MARKS, notes=NOTES, stressed=stressed,
        mark_word="r; line: here",
    )  # fmt: skip


def lines():
    first = pd.DataFrame({"year": range(2018, 2025), "value": np.linspace(2, 3, 7), "line": "first", "panel": "Upper"})
    second = pd.DataFrame(
        {"year": range(2021, 2025), "value": np.linspace(2.8, 3.5, 4), "line": "old", "panel": "Upper"}
    )
    below = pd.DataFrame({"year": [2018, 2020, 2024], "value": [0.2, 0.5, 0.7], "line": "here", "panel": "Lower"})
    return pd.concat([first, second, below])


def stacked(**changes):
    options = {"limits": {"Upper": (1, 5), "Lower": (0, 1)}, "breaks": {"Upper": {2020.5: "a change"}}} | changes
    return panels.series(lines(), x="year", y="value", panel="panel", line="line", **options)


DRAWN = {"histograms": lambda: grid()[1], "series": stacked, "series without a break": lambda: stacked(breaks=None)}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_is_drawn_without_warnings_the_same_twice_and_within_its_frame(draw):
    assert faults(draw) == []


@pytest.mark.parametrize("stressed", ["left", "right"])
def test_bars_count_the_units_and_colour_those_at_or_above_the_mark(stressed):
    frame, fig = grid(stressed)
    for ax, (key, mark) in zip(fig.axes, MARKS.items(), strict=True):
        there = frame.loc[(frame["row"] == key[0]) & (frame["column"] == key[1]), "r"].dropna()
        strength = 1.0 if key[1] == stressed else panels.FAINT
        bars = dict.fromkeys((to_rgba(CROWD, strength), to_rgba(CONTRAST, strength)), 0.0)
        for bar in ax.patches:
            bars[bar.get_facecolor()] += bar.get_height()
        assert list(bars.values()) == [(there < mark).sum(), (there >= mark).sum()]
        assert [line.get_xdata()[0] for line in ax.lines if line.get_color() == SUBJECT] == [mark]


def test_every_row_and_column_is_named():
    assert {"One", "Two", "left", "right"} <= set(words(grid()[1]))


def test_a_column_that_is_not_there_cannot_be_stressed():
    with pytest.raises(InputError, match="histograms: 'both' is not in column 'column': stress one of left, right"):
        grid("both")


def test_each_panel_has_its_own_axis_and_the_line_stops_at_the_break():
    upper, lower = stacked().axes
    assert upper.get_ylim() == (1, 5)
    assert lower.get_ylim() == (0, 1)
    drawn = [list(line.get_xdata()) for line in upper.lines if len(line.get_xdata()) > 2]
    assert drawn == [[2018, 2019, 2020], [2021, 2022, 2023, 2024], [2021, 2022, 2023, 2024]]
    assert [list(line.get_xdata()) for line in lower.lines] == [[2018, 2020, 2024]]
    assert {"a change", "first", "old", "here", "Upper", "Lower"} <= set(words(stacked()))


def test_three_lines_in_a_panel_are_refused():
    frame = pd.concat([lines(), lines().query("line == 'old'").assign(line="third")])
    limits = {"Upper": (1, 5), "Lower": (0, 1)}
    with pytest.raises(InputError, match="series: 3 lines: draw 1 to 2"):
        panels.series(frame, x="year", y="value", panel="panel", line="line", limits=limits)
