"""How far apart are two groups in several measures, for the width of a phone? A row a measure, a mark a group."""

from __future__ import annotations

import matplotlib
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CROWD, INK, MUTED, PAPER, SUBJECT

ROW, TOP, BOTTOM = 0.5, 0.34, 0.3  # inches
WORDS = 0.36  # of a row: its words stand above its line


@matplotlib.rc_context(sheet.RC)
def two_means(frame: DataFrame, *, label: str, one: str, other: str, labels: dict[str, str]) -> Figure:
    """A row of `frame` a measure, named by column `label`: the columns `one` as a dot, `other` as a hollow one.

    `labels` names both groups by the names of their columns.
    """
    fig, ax = sheet.sheet(TOP + ROW * len(frame) + BOTTOM, left=0.2, right=0.2, top=TOP, bottom=BOTTOM)
    values = frame[[one, other]]
    low, high = min(0.0, values.min(axis=None)), max(0.0, values.max(axis=None))
    span = max(high - low, 0.5)
    ax.set_xlim(low - 0.2 * span, high + 0.2 * span)
    ax.set_ylim(len(frame), 0)
    for at, (_, row) in enumerate(frame.iterrows()):
        y = at + 0.68
        ax.plot([0, 0], [y - 0.24, y + 0.24], color=INK, linewidth=1)
        ax.plot([row[one], row[other]], [y, y], color=CROWD, linewidth=3, zorder=2)
        ax.text(ax.get_xlim()[0], at + WORDS / 2, row[label], va="center_baseline", color=INK)
        right = row[one] >= row[other]
        for name, fill, colour, outwards in ((one, SUBJECT, SUBJECT, right), (other, PAPER, MUTED, not right)):
            ax.plot(row[name], y, "o", color=colour, markerfacecolor=fill, markersize=7.5, zorder=4)
            ax.annotate(style.written(row[name], "+.2f"), (row[name], y), xytext=(8 if outwards else -8, 0),
                        textcoords="offset points", ha="left" if outwards else "right", va="center_baseline",
                        color=colour, fontweight="bold" if name == one else "normal", zorder=3,
                        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip
    ax.set_yticks([])
    sheet.half_steps(ax.xaxis)
    x = 0.02
    y = 1 + 0.22 / (ROW * len(frame))
    for name, fill, colour in ((one, SUBJECT, SUBJECT), (other, PAPER, MUTED)):
        place = {"transform": ax.transAxes, "clip_on": False}
        ax.plot([x], [y], "o", color=colour, markerfacecolor=fill, markersize=7.5, **place)
        ax.text(x + 0.03, y, labels[name], va="center_baseline", color=MUTED, **place)
        x += 0.12 + style.width(labels[name]) * sheet.TEXT / style.TEXT / (sheet.WIDTH - 0.4)
    return fig
