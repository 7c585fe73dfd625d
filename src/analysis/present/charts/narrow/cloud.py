"""Where does one point lie in a crowd, for the width of a phone? Few others are dots; of many, bands are drawn.

The lighter band holds all others of a part of the crowd, the darker one their middle half; those at both ends of the
scale, where the bands end, are dots.
"""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.methods.ordering import LISTED, ordered
from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CROWD, GRID, INK, MUTED, PAPER, SUBJECT

HEIGHT = 2.7
SCALE = (1, 5)
DOTS = 100  # others up to which each is a dot
NEAR = 0.05  # to nought: a number there stands below the line of nought
PARTS = 20  # of a crowd, by level
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@matplotlib.rc_context(sheet.RC)
def cloud(frame: pd.DataFrame, *, x: str, y: str, own: str, labels: dict[str, str]) -> Figure:
    """`y` against `x` (1 to 5) over the rows of `frame`; the row with the label `own` is the subject.

    `labels` names both axes ("x", "y").
    """
    fig, ax = sheet.sheet(HEIGHT, left=0.45, right=0.16, top=0.3, bottom=0.48)
    ax.set_xlim(*SCALE)
    others = frame.drop(index=own)
    if len(others) > DOTS:
        _bands(ax, others, x, y)
    else:
        _dots(ax, others, x, y)
    ax.axhline(0, color=INK, linewidth=0.8, zorder=2.5)
    at = frame.loc[own]
    ax.plot(at[x], at[y], "o", color=SUBJECT, markeredgecolor=PAPER, markersize=9, zorder=4, clip_on=False)
    _value(ax, at[x], at[y])
    ax.margins(y=0.12)
    ax.set_xticks(range(SCALE[0], SCALE[1] + 1))
    style.numbers(ax.xaxis, "d")
    ax.locator_params(axis="y", nbins=6)
    style.numbers(ax.yaxis, "+.1f")
    ax.set_xlabel(labels["x"], labelpad=2)
    ax.annotate(labels["y"], (0, 1), xycoords="axes fraction", xytext=(-30, 8), textcoords="offset points", color=MUTED)
    return fig


def _bands(ax: Axes, others: pd.DataFrame, x: str, y: str) -> None:
    """Parts of the others by `x`: all of each, its middle half, and a line through the medians."""
    rows = ordered(others, x, LISTED)
    parts = [rows.iloc[at] for at in np.array_split(np.arange(len(rows)), PARTS)]
    middle = [part[x].median() for part in parts]
    low, quarter, half, three, high = np.array([np.quantile(part[y], SHARES) for part in parts]).T
    ax.fill_between(middle, low, high, color=GRID, linewidth=0)
    ax.fill_between(middle, quarter, three, color=CROWD, linewidth=0)
    ax.plot(middle, half, color=MUTED, linewidth=1)
    _dots(ax, rows[(rows[x] < middle[0]) | (rows[x] > middle[-1])], x, y)


def _dots(ax: Axes, others: pd.DataFrame, x: str, y: str) -> None:
    ax.plot(others[x], others[y], "o", color=CROWD, markersize=4.5, alpha=0.7, linestyle="none")


def _value(ax: Axes, x: float, y: float) -> None:
    left = x > sum(SCALE) / 2
    below = -10 if abs(y) < NEAR else 0
    ax.annotate(
        style.written(y, "+.2f"), (x, y), xytext=(-8 if left else 8, below), textcoords="offset points",
        ha="right" if left else "left", va="center_baseline", color=SUBJECT, fontweight="bold", zorder=5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1, "alpha": 0.8},
    )  # fmt: skip
