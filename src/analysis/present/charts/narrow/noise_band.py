"""Is a change more than noise alone can give, for the width of a phone? A row a measure: band, nought and the mark.

A mark inside its band is hollow: no direction is to be read from it.
"""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CROWD, INK, MUTED, PAPER, SUBJECT

ROW, TOP, BOTTOM = 0.5, 0.08, 0.3  # inches
WORDS = 0.36  # of a row: its words stand above its line
LEAST = 0.5  # points that the axis reaches to both sides


@matplotlib.rc_context(sheet.RC)
def noise_band(frame: pd.DataFrame, *, label: str, value: str, band: str, inside: str) -> Figure:
    """A row of `frame` a measure: column `label` names it, `value` is its change, `band` how far noise alone can reach.

    `inside` is a column that says whether the mark lies within its band.
    """
    fig, ax = sheet.sheet(TOP + ROW * len(frame) + BOTTOM, left=0.2, right=0.2, top=TOP, bottom=BOTTOM)
    low = min(-LEAST, (-frame[band]).min(), frame[value].min())
    high = max(LEAST, frame[band].max(), frame[value].max())
    ax.set_xlim(low - 0.04 * (high - low), high + 0.04 * (high - low))
    ax.set_ylim(len(frame), 0)
    for at, (_, row) in enumerate(frame.iterrows()):
        y = at + 0.68
        ax.plot([-row[band], row[band]], [y, y], color=CROWD, linewidth=11, solid_capstyle="butt")
        ax.plot([0, 0], [y - 0.24, y + 0.24], color=INK, linewidth=1)
        ax.plot(row[value], y, "o", color=SUBJECT, markersize=7.5, zorder=4, clip_on=False,
                markerfacecolor=PAPER if row[inside] else SUBJECT)  # fmt: skip
        ax.text(ax.get_xlim()[0], at + WORDS / 2, row[label], va="center_baseline", color=INK)
        ax.text(ax.get_xlim()[1], at + WORDS / 2, style.written(row[value], "+.2f"), ha="right", va="center_baseline",
                color=MUTED if row[inside] else SUBJECT, fontweight="normal" if row[inside] else "bold")  # fmt: skip
    ax.set_yticks([])
    sheet.half_steps(ax.xaxis)
    return fig
