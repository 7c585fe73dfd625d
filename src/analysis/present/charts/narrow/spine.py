"""Where does one unit lie among its peers in several measures, for the width of a phone? A spine chart.

A row a measure: the whole range of the peers as a thin line, their middle half as a thick one, the median as a tick,
the unit as a dot with its value, and another mean, where there is one, as a hollow diamond.
"""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CONTRAST, CROWD, INK, MUTED, PAPER, SUBJECT

ROW, TOP, BOTTOM = 0.52, 0.34, 0.3  # inches
SCALE = (1, 5)
WORDS = 0.34  # of a row: its words stand above its line


@matplotlib.rc_context(sheet.RC)
def spine(frame: pd.DataFrame, *, label: str, value: str, other: str, labels: dict[str, str]) -> Figure:
    """A row of `frame` a measure, named by column `label`; lowest, low, median, high, highest are columns of the peers.

    `value` and `other` are columns; `labels` names the marks own, median and other.
    """
    fig, ax = sheet.sheet(TOP + ROW * len(frame) + BOTTOM, left=0.12, right=0.16, top=TOP, bottom=BOTTOM)
    ax.set_xlim(*SCALE)
    ax.set_ylim(len(frame), 0)
    for at, (_, row) in enumerate(frame.iterrows()):
        y = at + 0.66
        ax.plot([row["lowest"], row["highest"]], [y, y], color=CROWD, linewidth=2, solid_capstyle="butt")
        ax.plot([row["low"], row["high"]], [y, y], color=CROWD, linewidth=9, solid_capstyle="butt")
        ax.plot([row["median"]] * 2, [y - 0.2, y + 0.2], color=INK, linewidth=1.6, solid_capstyle="butt")
        if pd.notna(row[other]):
            ax.plot(row[other], y, "D", color=CONTRAST, markerfacecolor=PAPER, markersize=5.5, clip_on=False)
        ax.plot(row[value], y, "o", color=SUBJECT, markersize=7.5, clip_on=False, zorder=4)
        ax.text(SCALE[0], at + WORDS / 2, row[label], va="center_baseline", color=INK)
        ax.text(SCALE[1], at + WORDS / 2, style.written(row[value], ".2f"), ha="right", va="center_baseline",
                color=SUBJECT, fontweight="bold")  # fmt: skip
    ax.set_yticks([])
    ax.set_xticks(range(SCALE[0], SCALE[1] + 1))
    style.numbers(ax.xaxis, "d")
    _legend(ax, labels, frame[other].notna().any())
    return fig


def _legend(ax: Axes, labels: dict[str, str], both: bool) -> None:
    """The marks and what they are, in a row above the rows."""
    shown = [("o", SUBJECT, SUBJECT, 7.5, "own"), ("|", INK, INK, 9, "median")]
    shown += [("D", CONTRAST, PAPER, 5.5, "other")] * bool(both)
    inches, x = sheet.WIDTH - 0.28, 0.07
    y = 1 + 0.22 / (ax.get_ylim()[0] * ROW)
    for marker, colour, inside, size, name in shown:
        place = {"transform": ax.transAxes, "clip_on": False}
        ax.plot([x / inches], [y], marker, color=colour, markerfacecolor=inside, markersize=size, **place)
        ax.text((x + 0.1) / inches, y, labels[name], va="center_baseline", color=MUTED, **place)
        x += 0.34 + style.width(labels[name]) * sheet.TEXT / style.TEXT
