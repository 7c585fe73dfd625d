"""Where do a few stand in the crowd? A cloud of grey dots with the subjects in colour, named at the right.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.methods.ordering import settled
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, CROWD, INK, PAPER, SUBJECT

Point = tuple[float, float]
NAMES = 1.1  # inches for the names at the right


@style.chart
def crowd(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    label: str,
    axes: tuple[str, str],
    line: tuple[Point, Point, str] | None = None,
    reference: tuple[float, str] | None = None,
    limits: tuple[float, float] | None = None,
    band: tuple[str, str] | None = None,
    forms: tuple[str, str] = ("d", "+.1f"),
    height: float = 3.9,
) -> Figure:
    """One dot a row; rows with a text in column `label` are the subjects, named without overlaps.

    `axes` says what x and y are. `line` is drawn from one point to another with its words, `reference` is a level of y
    with its word, `limits` are those of x. `band` names two columns, low and high, between which a band is shaded.
    """
    fig, ax = style.canvas(height=height)
    is_named = frame[label].fillna("") != ""
    grey, named = frame[~is_named], frame[is_named]
    if band:
        shape = frame[[x, *band]].groupby(x).first()
        ax.fill_between(shape.index, *(shape[end] for end in band), color=CONTRAST, alpha=0.13, linewidth=0, zorder=1)
    sns.scatterplot(grey, x=x, y=y, color=CROWD, s=13, linewidth=0, alpha=0.75, zorder=1.5, ax=ax)
    if reference:
        ax.axhline(reference[0], color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2)
    if line:
        ax.plot(*zip(*line[:2], strict=True), color=CONTRAST, linewidth=2, zorder=2.5)
    if limits:
        ax.set_xlim(*limits)
    left = ax.get_xlim()[0]
    if reference:
        _word(ax, (left, reference[0]), reference[1], INK, above=False)
    if line:
        _word(ax, (left, min(line[:2])[1]), line[2], CONTRAST, above=True)
    sns.scatterplot(named, x=x, y=y, color=SUBJECT, s=49, linewidth=1, edgecolor=PAPER, zorder=4, ax=ax)
    _names(ax, named[[x, y, label]], height)
    ax.set_xlabel(axes[0])
    ax.set_ylabel(axes[1])
    for axis, form in zip((ax.xaxis, ax.yaxis), forms, strict=True):
        low, high = axis.get_view_interval()
        ticks = MaxNLocator(6, integer=form == "d").tick_values(low, high)
        axis.set_ticks([tick for tick in ticks if low <= tick <= high])
        style.numbers(axis, form)
    ax.grid(axis="y")
    return fig


def _names(ax: Axes, named: pd.DataFrame, height: float) -> None:
    """The names in a column at the right, each with a thin leader from its dot; no two leaders cross."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    ax.set_ylim(bottom, top)
    if named.empty:
        return
    points = [
        (float(x), float(y), style.wrap(str(text), weight="bold", width=NAMES)) for x, y, text in named.to_numpy()
    ]
    lines = max(text.count("\n") for _, _, text in points) + 1
    slot = (lines * 1.1 + 0.5) * (top - bottom) * style.sheet().text / 72 / (height - 0.7)
    edge = right + 0.03 * (right - left)
    for at in sorted(style.apart([y for _, y, _ in points], [slot] * len(points)), reverse=True):
        # From the top: the dot that has all others below the line from it to the name's place.
        point = max(points, key=partial(_rise, place=(edge, at)))
        points.remove(point)
        line = {"arrowstyle": "-", "color": SUBJECT, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3}
        ax.annotate("", point[:2], xytext=(edge, at), arrowprops=line, annotation_clip=False, zorder=3.5)
        style.label_right(ax, edge, at, point[2], SUBJECT, gap=2)


def _rise(point: tuple, place: Point) -> float:
    """How steeply one looks up from a place at the right to a dot."""
    return settled((point[1] - place[1]) / (place[0] - point[0]))


def _word(ax: Axes, at: Point, text: str, colour: str, above: bool) -> None:
    """Words on the start of a line, legible over dots."""
    style.halo(ax.annotate(
        text, at, xytext=(4, 4 if above else -4), textcoords="offset points", ha="left",
        va="bottom" if above else "top", color=colour, zorder=5,
    ))  # fmt: skip
