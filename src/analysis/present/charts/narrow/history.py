"""Values over years on two scales, for the width of a phone: a gap where the scale changed, and no line across it."""

from __future__ import annotations

from itertools import pairwise

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.methods.ordering import LISTED, ordered
from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CONTRAST, INK, MUTED, PAPER, SUBJECT

Point = tuple[float, float]
HEIGHT = 2.75
SCALE = (1, 5)
BELOW, ABOVE = 0.62, 0.45  # room outside of the scale, for the numbers of what lies at its ends
STEEP = 0.25  # a year's change from which on its line would touch a number that is not moved aside
ASIDE = 7  # points that such a number is moved


@matplotlib.rc_context(sheet.RC)
def history(
    frame: pd.DataFrame, *, x: str, y: str, segment: str, doubtful: str, other: str, labels: dict[str, str],
    span: tuple[int, int], breaks: dict[float, tuple[str, str]],
) -> Figure:  # fmt: skip
    """Points of `y` by year `x`; neighbouring years of one `segment` are joined, others are not.

    Hollow where `doubtful`. `other` is a second value of the same year, as a diamond. `labels` names both ("y",
    "other"); `breaks` maps a place between two years to the words left and right of it.
    """
    fig, ax = sheet.sheet(HEIGHT, left=0.3, right=0.2, top=0.42, bottom=0.28)
    ax.set_xlim(span[0] - 0.5, span[1] + 0.5)
    ax.set_ylim(SCALE[0] - BELOW, SCALE[1] + ABOVE)
    ax.grid(axis="y")
    ax.set_yticks(range(SCALE[0], SCALE[1] + 1))
    style.numbers(ax.yaxis, "d")
    ax.set_xticks(range(span[0], span[1] + 1))
    ax.xaxis.set_major_formatter(lambda year, _: str(round(year)))
    for place, words in breaks.items():
        _break(ax, place, words)
    lines = _joined(ordered(frame, x, LISTED), x, y, segment)
    for ends in lines:
        ax.plot(*zip(*ends, strict=True), "-", color=SUBJECT, zorder=3)
    for _, row in frame.iterrows():
        at, twice = (row[x], row[y]), pd.notna(row[other])
        above = row[y] >= row[other] if twice else not _sides(at, lines, True) or bool(_sides(at, lines, False))
        inside = PAPER if row[doubtful] else SUBJECT
        ax.plot(*at, "o", color=SUBJECT, markerfacecolor=inside, zorder=4)
        _value(ax, *at, SUBJECT, above, sum(_sides(at, lines, above)))
        if twice:
            ax.plot(row[x], row[other], "D", color=CONTRAST, markersize=5, markerfacecolor=PAPER, zorder=3.5)
            _value(ax, row[x], row[other], CONTRAST, not above)
    _legend(ax, labels, frame[other].notna().any())
    return fig


def _joined(frame: pd.DataFrame, x: str, y: str, segment: str) -> list[tuple[Point, Point]]:
    """Both ends of every line."""
    rows = frame.to_dict("records")
    return [((one[x], one[y]), (two[x], two[y])) for one, two in pairwise(rows)
            if one[segment] == two[segment] and two[x] - one[x] == 1]  # fmt: skip


def _sides(at: Point, lines: list[tuple[Point, Point]], above: bool) -> set[int]:
    """Where a number above (or below) its point is free of lines that would run through it: right 1, left -1."""
    return {-1 if one == at else 1 for one, two in lines if at in (one, two) and _meets(at, one, two, above)}


def _meets(at: Point, one: Point, two: Point, above: bool) -> bool:
    rise = (two if one == at else one)[1] - at[1]
    return (rise if above else -rise) > STEEP


def _break(ax: Axes, place: float, words: tuple[str, str]) -> None:
    ax.axvspan(place - 0.09, place + 0.09, color=PAPER, linewidth=0, zorder=2.6)
    ax.axvline(place, color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2.7)
    for text, side, gap in zip(words, ("right", "left"), (-5, 5), strict=True):
        ax.annotate(
            text, (place, 1), xycoords=ax.get_xaxis_transform(), xytext=(gap, 4), textcoords="offset points", ha=side,
            va="bottom", color=MUTED,
        )  # fmt: skip


def _value(ax: Axes, x: float, y: float, colour: str, above: bool, aside: int = 0) -> None:
    ax.annotate(
        style.written(y, ".2f"), (x, y), xytext=(aside * ASIDE, 6 if above else -6), textcoords="offset points",
        ha="center", va="bottom" if above else "top", color=colour, zorder=5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.3, "alpha": 0.85},
    )  # fmt: skip


def _legend(ax: Axes, labels: dict[str, str], both: bool) -> None:
    shown = [("o", SUBJECT, SUBJECT, labels["y"]), *([("D", CONTRAST, PAPER, labels["other"])] if both else [])]
    for number, (marker, colour, inside, text) in enumerate(shown):
        at = (0.02 + 0.36 * number, 1.0)
        place = {"transform": ax.transAxes, "clip_on": False}
        y = 1 + 0.3 / (HEIGHT - 0.7)
        ax.plot([at[0]], [y], marker, color=colour, markerfacecolor=inside, markersize=5, **place)
        ax.text(at[0] + 0.025, y, text, color=colour, va="center_baseline", **place)
