from __future__ import annotations

from itertools import pairwise

import matplotlib
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.methods.errors import InputError
from analysis.present.charts import style
from tests.present.drawn import faults, words


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", [style.SUBJECT, style.CONTRAST, style.INK, style.MUTED])
def test_colours_of_text_are_legible_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_subject_and_crowd_differ_in_grey():
    assert luminance(style.CROWD) > 4 * luminance(style.SUBJECT)
    assert luminance(style.CROWD) > 2.5 * luminance(style.CONTRAST)


@pytest.mark.parametrize(("sheet", "pixels"), [(style.WIDE, 612), (style.NARROW, 360)])
def test_the_canvas_is_as_wide_as_what_is_drawn_on(sheet, pixels):
    with style.drawn_on(sheet):
        fig, _ = style.canvas(height=2.0)
        assert style.narrow() == (pixels == 360)
    assert list(fig.get_size_inches() * 96) == [pixels, 192]
    assert style.sheet() == style.WIDE, "as before, once it is drawn"


def test_an_interval_whose_ends_are_written_alike_is_one_number():
    assert style.between(1, 3, "d") == "1 to 3"
    assert style.between(3, 3, "d") == "3"
    assert style.between(0.1204, 0.1196, ".2f") == "0.12"


@style.chart
def plain() -> Figure:
    fig, ax = style.canvas(height=2.0)
    ax.set_title("Title")
    ax.set_xlabel("Axis")
    ax.plot([1, 2], [1, 2], label="line")
    ax.legend(loc="upper left")
    return fig


@pytest.mark.parametrize("sheet", [style.WIDE, style.NARROW])
def test_every_text_of_a_chart_has_the_size_of_its_sheet_and_at_least_twelve_pixels(sheet):
    with style.drawn_on(sheet):
        fig = plain()
    fig.draw_without_rendering()
    sizes = {text.get_fontsize() for text in fig.findobj(Text) if text.get_text()}
    assert sizes == {sheet.text}
    assert sheet.text * 96 / 72 >= 12


def test_settings_hold_for_our_figures_alone():
    before = dict(matplotlib.rcParams)
    assert faults(plain) == []
    assert dict(matplotlib.rcParams) == before


def test_lines_fit_and_are_about_equally_long():
    text = "Mean effect on the index, points; dot with interval, thick bar: identified set of values"
    lines = style.wrap(text, 10.5, width=5.76).splitlines()
    assert " ".join(lines) == text
    assert len(lines) == 2
    assert all(style._wide(line, 10.5, "normal") <= 5.76 for line in lines)
    assert min(map(len, lines)) > 0.7 * max(map(len, lines))
    assert style.wrap("longword " * 2, 10, width=0.01) == "longword\nlongword"
    assert style.wrap("", 10) == ""


@pytest.mark.parametrize(("rises", "side"), [
    ((0.2, 0.2), (False, 0)), ((-0.2, -0.2), (True, 0)), ((0.2, -0.2), (True, 1)), ((-0.2, 0.2), (True, -1)),
    ((0.01, 0.01), (True, 0)), ((0.0, 0.3), (False, 0)),
])  # fmt: skip
def test_a_value_is_written_where_the_line_is_not(rises, side):
    assert style.free_side(rises) == side


def test_labels_are_moved_apart_and_keep_their_order():
    moved = style.apart([1.0, 1.0, 5.0, 0.9], [1, 1, 1, 2])
    pairs = sorted(zip(moved, [1, 1, 1, 2], strict=True))
    assert all(b - a >= (x + y) / 2 - 1e-12 for (a, x), (b, y) in pairwise(pairs))
    assert sorted(range(4), key=lambda i: moved[i]) == [3, 0, 1, 2]
    assert style.apart([1.0, 3.0], [1, 1]) == [1.0, 3.0]
    assert style.apart([], []) == []


def test_ranks_point_up_and_start_at_one():
    _, ax = style.canvas()
    style.rank_axis(ax, 1, 193)
    bottom, top = ax.get_ylim()
    assert bottom > 193 > 1 > top
    assert list(ax.get_yticks())[:2] == [1, 50]
    style.rank_axis(ax, 64, 107)
    assert min(ax.get_yticks()) >= 50


def test_years_that_do_not_fit_have_a_tick_only():
    fig, ax = style.canvas()
    years = [2003, 2004, 2005, 2008, *range(2010, 2025, 2)]
    labelled = style.year_axis(ax, years)
    assert list(ax.get_xticks()) == years
    assert {2003, 2024} <= labelled
    assert 2004 not in labelled
    assert "2004" not in words(fig)
    assert style.year_axis(ax, [2021]) == {2021}


def test_a_break_is_a_gap_and_a_labelled_rule():
    fig, ax = style.canvas()
    ax.set_xlim(2018, 2024)
    style.break_rule(ax, 2020.5, "35 → 47 indicators")
    gap = ax.patches[0].get_extents().transformed(ax.transData.inverted())
    assert gap.x0 < 2020.5 < gap.x1
    assert "35 → 47 indicators" in words(fig)


def test_numbers_are_in_the_reader_s_language(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    fig, ax = style.canvas()
    ax.set_xlim(0, 1)
    style.numbers(ax.xaxis, ".1f")
    assert "0,2" in words(fig)
    assert style.written(1234.5, "+.1f") == "+1.234,5"


def test_a_third_colour_is_refused():
    with pytest.raises(InputError, match="toy: 3 series: draw 1 to 2, a subject and a contrast"):
        style.at_most(["a", "b", "c"], 2, "toy", "series")
