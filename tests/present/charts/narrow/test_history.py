from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from analysis.present.charts.narrow.history import history
from tests.present import drawn

FRAME = pd.DataFrame({
    "year": [2019, 2020, 2021, 2023, 2024], "index": [3.0, 3.1, 2.51, 3.37, 3.57], "on": ["35"] * 2 + ["47"] * 3,
    "doubtful": [False, True, False, False, False], "old": [None, None, None, 3.72, 3.73],
})  # fmt: skip
LABELS = {"y": "published", "other": "old weights"}


def figure(frame: pd.DataFrame = FRAME):
    return history(
        frame, x="year", y="index", segment="on", doubtful="doubtful", other="old", labels=LABELS, span=(2018, 2025),
        breaks={2020.5: ("35", "47")},
    )  # fmt: skip


def test_no_line_crosses_the_change_of_instrument_nor_a_year_without_a_figure():
    lines = [line for line in figure().axes[0].lines if len(line.get_xdata()) == 2 and line.get_color() == "#0b5394"]
    spans = {tuple(map(int, line.get_xdata())) for line in lines}
    assert spans == {(2019, 2020), (2023, 2024)}


def test_every_figure_is_written_with_two_decimals():
    written = drawn.words(figure())
    assert {"3.00", "3.10", "2.51", "3.37", "3.57", "3.72", "3.73"} <= set(written)


def test_a_doubtful_figure_is_hollow():
    points = {line.get_xdata()[0]: line for line in figure().axes[0].lines if line.get_marker() == "o"}
    assert points[2020].get_markerfacecolor() != points[2019].get_markerfacecolor()


def test_the_second_value_is_named_only_where_there_is_one():
    assert "old weights" in drawn.words(figure())
    assert "old weights" not in drawn.words(figure(FRAME.assign(old=float("nan"))))


@pytest.mark.parametrize("level", [1.0, 5.0, 3.0])
def test_words_neither_collide_nor_leave_the_sheet(level):
    frame = pd.DataFrame({"year": [2023, 2024], "index": [level, level], "on": ["47"] * 2, "doubtful": [False] * 2,
                          "old": [None, None]})  # fmt: skip
    for other in (None, level):
        fig = figure(frame.assign(old=other))
        assert drawn.fits(fig)
        assert drawn.collisions(fig) == []


def test_a_number_moved_aside_does_not_lie_on_that_of_the_next_year():
    frame = pd.DataFrame({"year": [2022, 2023, 2024], "index": [3.35, 3.83, 3.89], "on": ["47"] * 3, "doubtful": False,
                          "old": [None, 4.06, 4.08]})  # fmt: skip
    assert drawn.collisions(figure(frame)) == []


@pytest.mark.parametrize("rise", [1.5, -1.5])
def test_a_number_stands_beside_the_line_that_would_run_through_it(rise):
    frame = pd.DataFrame({"year": [2023, 2024], "index": [3.0, 3.0 + rise], "on": ["47"] * 2, "doubtful": False,
                          "old": [4.9, 4.9]})  # fmt: skip
    fig = figure(frame)
    fig.draw_without_rendering()
    [line] = [line for line in fig.axes[0].lines if len(line.get_xdata()) == 2 and line.get_color() == "#0b5394"]
    path = line.get_path().interpolated(200).transformed(fig.axes[0].transData)
    for text in fig.axes[0].texts:
        if text.get_text() in ("3.00", f"{3 + rise:.2f}"):
            assert not any(text.get_window_extent().contains(*point) for point in path.vertices), text.get_text()


def test_rising_years_are_in_order_whatever_the_order_of_rows():
    assert list(pairwise([2019])) == []
    turned = FRAME.iloc[::-1]
    lines = [line for line in figure(turned).axes[0].lines if len(line.get_xdata()) == 2]
    assert all(line.get_xdata()[0] <= line.get_xdata()[1] for line in lines)
