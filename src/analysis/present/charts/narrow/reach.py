"""Where between two limits does a value lie, for the width of a phone? A bar from limit to limit, and two marks."""

from __future__ import annotations

import matplotlib
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CROWD, INK, MUTED, PAPER, SUBJECT

HEIGHT = 1.5
SCALE = (1, 5)
BAR, START = 0.95, 2.05  # places from the bottom


@matplotlib.rc_context(sheet.RC)
def reach(frame: DataFrame, *, low: str, high: str, before: str, after: str, labels: dict[str, str]) -> Figure:
    """The one row of `frame`: the columns `low` and `high` as a bar with `after` in it, and `before` above it.

    `labels` names the two rows ("before", "after").
    """
    row = frame.iloc[0]
    fig, ax = sheet.sheet(HEIGHT, left=0.62, right=0.16, top=0.12, bottom=0.3)
    ax.set_xlim(*SCALE)
    ax.set_ylim(0.1, 2.7)
    ax.plot([row[low], row[high]], [BAR, BAR], color=CROWD, linewidth=15, solid_capstyle="butt")
    for end in (low, high):
        ax.annotate(style.written(row[end], ".2f"), (row[end], BAR), xytext=(0, -10), textcoords="offset points",
                    ha="center", va="top", color=MUTED, annotation_clip=False)  # fmt: skip
    for name, y, fill, colour in ((before, START, PAPER, INK), (after, BAR, SUBJECT, SUBJECT)):
        ax.plot(row[name], y, "o", color=colour, markerfacecolor=fill, markersize=8, zorder=4, clip_on=False)
        ax.annotate(style.written(row[name], ".2f"), (row[name], y), xytext=(0, 8), textcoords="offset points",
                    ha="center", va="bottom", color=colour, fontweight="bold", zorder=5)  # fmt: skip
    for name, y in (("before", START), ("after", BAR)):
        ax.annotate(labels[name], (0, y), xycoords=ax.get_yaxis_transform(), xytext=(-8, 0), ha="right",
                    textcoords="offset points", va="center_baseline", color=INK)  # fmt: skip
    ax.set_yticks([])
    ax.set_xticks(range(SCALE[0], SCALE[1] + 1))
    style.numbers(ax.xaxis, "d")
    return fig
