"""How did several groups move when the scale changed: on the old scale, and what the new one showed?

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`. A line joins
two points of one scale only; the point of the other scale stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.present.charts import rows, style
from analysis.present.charts.style import CONTRAST, MUTED, PAPER, SUBJECT

LOOKS = (
    {"color": SUBJECT, "marker": "o", "markerfacecolor": PAPER},
    {"color": SUBJECT, "marker": "o", "markerfacecolor": SUBJECT},
    {"color": CONTRAST, "marker": "s", "markerfacecolor": PAPER},
)  # before, after on the same scale, after on the other one
NUMBER = 0.52  # inches of a column of numbers at the right


@style.chart
def two_scales(
    frame: pd.DataFrame,
    *,
    label: str,
    points: Mapping[str, str],
    stressed: str | None = None,
    form: str = ".2f",
    margin: float = 0.15,
) -> Figure:
    """A row a group: before and after on one scale, joined, and after on another scale, as a square that no line meets.

    `points` maps the three columns, in this order, to their words, which stand above as a legend. The numbers are
    written at the right in the colours of the points. `stressed`: the label that is written in bold, such as the whole.
    """
    style.at_most(list(points), len(LOOKS), "two_scales", "points")
    names, row_height = rows.names_of(frame[label], 1.5, NUMBER * len(points))
    fig, ax = style.canvas(height=row_height * len(frame) + 1.1)
    columns = list(points)
    for at, row in enumerate(frame.to_dict("records")):
        first, second, _ = (row[name] for name in columns)
        ax.annotate(
            "", (second, at), (first, at),
            arrowprops={"arrowstyle": "-", "color": SUBJECT, "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0}, zorder=2,
        )  # fmt: skip
        for place, (name, look) in enumerate(zip(columns, LOOKS, strict=True)):
            ax.plot([row[name]], [at], linestyle="none", markersize=7.5, markeredgewidth=1.8, zorder=3, **look)
            right, left = -NUMBER * (place + 1), NUMBER * (len(columns) - 1 - place)
            weight = "bold" if row[label] == stressed else "normal"
            rows.write_number(
                ax, at, style.written(row[name], form), right, left, color=look["color"], fontweight=weight
            )
    rows.write_names(ax, names, [name == stressed for name in frame[label]])
    low, high = frame[columns].min(axis=None), frame[columns].max(axis=None)
    ax.set_xlim(low - margin, high + margin)
    ax.locator_params(axis="x", nbins=5)
    style.numbers(ax.xaxis, ".1f")
    if not style.narrow():
        ax.grid(axis="both")
    ax.spines["bottom"].set_color(MUTED)
    handles = [Line2D([], [], linestyle="none", markersize=7.5, markeredgewidth=1.8, **look) for look in LOOKS]
    words = [style.wrap(word, width=style.sheet().width - 0.4) for word in points.values()]
    legend = ax.legend(
        handles, words, loc="lower left", bbox_to_anchor=(0 if style.narrow() else -0.02, 1.0), frameon=False,
        handletextpad=0.4, borderpad=0.1, labelspacing=0.3,
    )  # fmt: skip
    for text, look in zip(legend.get_texts(), LOOKS, strict=True):
        text.set_color(look["color"])
    return fig
