"""How are small pictures of one kind set in rows: distributions with a mark each, series above each other?

Charts for any data: each takes a frame and words, draws, computes nothing but the heights of bars, and returns a figure
for `publish.figure`. Panels share the x axis, and no panel has a second y axis.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.methods.errors import InputError
from analysis.methods.ordering import LISTED, ordered
from analysis.present.charts import style
from analysis.present.charts.over_time import LOOKS
from analysis.present.charts.style import CONTRAST, CROWD, INK, MUTED, SUBJECT

FAINT = 0.4  # opacity of a column that is not the stressed one


@style.chart
def histograms(
    frame: pd.DataFrame,
    *,
    value: str,
    row: str,
    column: str,
    marks: Mapping[tuple[str, str], float],
    notes: Mapping[tuple[str, str], str],
    stressed: str,
    mark_word: str,
    bin_width: float = 0.1,
    limits: tuple[float, float] = (-1, 1),
    form: str = "d",
) -> Figure:
    """A grid of histograms: a row a `row`, a column a `column`, each with a mark and a note beside it.

    Units at or above the mark are coloured. The `stressed` column is drawn in full colour, the others fainter. Raises
    InputError where `stressed` is no column of the grid.
    """
    rows, columns = list(dict.fromkeys(frame[row])), list(dict.fromkeys(frame[column]))
    if stressed not in columns:
        raise InputError(f"histograms: {stressed!r} is not in column {column!r}: stress one of {', '.join(columns)}")
    grid = {"nrows": len(rows), "ncols": len(columns), "sharex": True, "sharey": "col", "squeeze": False}
    fig, axes = style.canvas(height=(1.0 if style.narrow() else 0.86) * len(rows) + 0.7, **grid)
    edges = np.linspace(*limits, round((limits[1] - limits[0]) / bin_width) + 1)
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            ax, strong = axes[i, j], c == stressed
            there = frame.loc[(frame[row] == r) & (frame[column] == c), value].dropna()
            _histogram(ax, there, marks[r, c], edges, 1.0 if strong else FAINT)
            weight = "bold" if strong else "normal"
            right = marks[r, c] < sum(limits) / 2  # away from the mark
            note = "\n".join(style.wrap(line, width=0.75) for line in notes[r, c].splitlines())
            style.halo(ax.annotate(
                note if style.narrow() else notes[r, c], (1.0 if right else 0.0, 1), xycoords="axes fraction",
                xytext=(-2 if right else 2, -2), textcoords="offset points", ha="right" if right else "left", va="top",
                fontweight=weight, color=INK if strong else MUTED, linespacing=1.2,
            ))  # fmt: skip
            if i == 0:
                head = style.wrap(c, weight=weight, width=1.15) if style.narrow() else c
                ax.set_title(head, fontweight=weight, color=INK if strong else MUTED)
        label = style.wrap(r, width=0.85)
        axes[i, 0].set_ylabel(label, rotation=0, ha="right", va="center", color=INK, labelpad=4, visible=True)
    for ax in axes[-1]:
        ax.set_xlabel(mark_word, color=SUBJECT)
        ax.set_xticks([limits[0], sum(limits) / 2, limits[1]])
        style.numbers(ax.xaxis, form)
    return fig


def _histogram(ax: Axes, there: pd.Series, mark: float, edges: np.ndarray, alpha: float) -> None:
    """Bars below the mark in grey, those of units at or above it on top in the contrast, and the mark as a line."""
    look = {"palette": {True: CONTRAST, False: CROWD}, "shrink": 0.9, "linewidth": 0, "alpha": alpha, "legend": False}
    at_least = there >= mark - 1e-12
    sns.histplot(x=there, hue=at_least, hue_order=[True, False], multiple="stack", bins=edges, ax=ax, **look)
    for bar in [patch for patch in ax.patches if not patch.get_height()]:
        bar.remove()
    ax.axvline(mark, color=SUBJECT, linewidth=2, alpha=max(alpha, 0.6), zorder=3)
    ax.set(xlabel="", ylabel="", yticks=[])
    ax.set_xlim(edges[0] - 0.02, edges[-1] + 0.02)


@style.chart
def series(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    panel: str,
    line: str,
    limits: Mapping[str, tuple[float, float]],
    breaks: Mapping[str, Mapping[float, str]] | None = None,
    form: str = ".2f",
    height: float = 1.75,
) -> Figure:
    """Lines over one x axis, a panel above the other, each with its own y axis; at most two lines a panel.

    `breaks` maps a panel to its places on the x axis and their labels; a line stops there. `height`: of a panel.
    """
    frame = frame.reset_index(drop=True)
    names = list(dict.fromkeys(frame[panel]))
    top = 0.3 if breaks and names[0] in breaks else 0.0
    fig, axes = style.canvas(height=height * len(names) + top + 0.3, nrows=len(names), sharex=True, squeeze=False)
    for ax, name in zip(axes[:, 0], names, strict=True):
        part, cuts = frame[frame[panel] == name], (breaks or {}).get(name, {})
        ax.set_ylim(*limits[name])
        _lines(ax, part, x, y, line, cuts, form, height)
        for place, label in cuts.items():
            style.break_rule(ax, place, label)
        ax.set_yticks(limits[name])
        style.numbers(ax.yaxis, "d" if all(float(v).is_integer() for v in limits[name]) else form)
        ax.set_ylabel(style.wrap(name, width=height), color=INK)
        ax.grid(axis="y")
    style.year_axis(axes[-1, 0], frame[x])
    return fig


def _lines(
    ax: Axes, part: pd.DataFrame, x: str, y: str, line: str, cuts: Mapping[float, str], form: str, height: float
) -> None:
    """The lines of one panel, cut at its breaks, with the value of every point and the name at the last one."""
    names = list(dict.fromkeys(part[line]))
    style.at_most(names, len(LOOKS), "series", "lines")
    highest = part.groupby(x)[y].transform("max")
    ends = []
    for name, (colour, marker, dash, inside) in zip(names, LOOKS, strict=False):
        one = ordered(part[part[line] == name], x, LISTED)
        segment = sum((one[x] > place).astype(int) for place in cuts) if cuts else one[x] * 0
        look = {"color": colour, "marker": marker, "linestyle": dash, "markerfacecolor": inside, "zorder": 3}
        for _, piece in one.groupby(segment):
            ax.plot(piece[x], piece[y], **look)
        for at, point in one.iterrows():
            above = point[y] >= highest[at]
            style.label_point(ax, point[x], point[y], style.written(point[y], form), colour, above=above)
        ends.append((one[x].iloc[-1], one[y].iloc[-1], name, colour, True))
    style.label_ends(ax, ends, height, gap=20)
