"""How does a range widen as something that is supposed grows, and where does what is known of it lie? Panels in a row.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.present.charts import style
from analysis.present.charts.over_time import PALE
from analysis.present.charts.style import INK, SUBJECT

KNOWN = "#f3dcc9"  # behind the ranges
MORE = 1.08  # of the x axis, so that the last tick of one panel is apart from the first of the next
CLEAR = 0.05  # of the y axis, below its lowest label
LEGEND = 0.32  # inches above the panels: a line


@style.chart
def widening(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    low: str,
    high: str,
    notes: Mapping[str, str],
    known: tuple[float, float],
    words: Mapping[str, str],
    axis: str,
    form: str = "+d",
    x_form: str = ".2f",
    height: float = 3.1,
) -> Figure:
    """A panel for each value of `panel`: the range from `low` to `high` over `x`, and a line at nought.

    `notes` has a text for each panel, written below its name. What is `known` of x is a band behind the range. `words`
    names `range`, `known` and `nought` for the legend; `axis` is the label of x. All panels have one scale.
    """
    names = list(dict.fromkeys(frame[panel]))
    fig, axes = style.canvas(height=height, ncols=len(names), sharey=True, squeeze=False)
    for ax, name in zip(axes[0], names, strict=True):
        rows = frame[frame[panel] == name]
        ax.axvspan(*known, color=KNOWN, linewidth=0, zorder=1)
        ax.fill_between(rows[x], rows[low], rows[high], color=PALE, alpha=0.75, linewidth=0, zorder=2)
        for end in (low, high):
            ax.plot(rows[x], rows[end], color=SUBJECT, linewidth=1.8, zorder=3)
        ax.axhline(0, color=INK, linewidth=1.2, zorder=2.5)
        ax.set_title(f"{name}\n{notes[name]}", color=INK, linespacing=1.25)
        ax.set_xlim(0, MORE * rows[x].max())
        ax.set_xlabel(style.wrap(axis, width=1.2 * style.PLOT[style.sheet()] / len(names)))
        ticks = MaxNLocator(3 if style.narrow() else 4, steps=[1, 2, 5, 10]).tick_values(0, rows[x].max())
        ax.set_xticks([tick for tick in ticks if 0 <= tick <= rows[x].max()])
        style.numbers(ax.xaxis, x_form)
        style.numbers(ax.yaxis, form)
        ax.grid(axis="y")
    bottom, top = axes[0][0].get_ylim()
    ticks = MaxNLocator(nbins=6, integer=True).tick_values(bottom, top)
    axes[0][0].set_yticks([tick for tick in ticks if bottom + CLEAR * (top - bottom) < tick < top])
    axes[0][0].set_ylim(bottom, top)
    handles = [
        Patch(facecolor=PALE, edgecolor=SUBJECT),
        Patch(facecolor=KNOWN, edgecolor="none"),
        Line2D([], [], color=INK, linewidth=1.2),
    ]
    columns = 2 if style.narrow() else len(handles)
    engine, room = fig.get_layout_engine(), LEGEND * (1.6 if style.narrow() else 1) / fig.get_figheight()
    left, below, wide, tall = engine.get()["rect"]
    engine.set(rect=(left, below, wide, tall - room))
    fig.legend(
        handles, [words["range"], words["known"], words["nought"]], loc="lower left", ncols=columns,
        bbox_to_anchor=(0, below + tall - room), frameon=False, handlelength=1.2, handletextpad=0.5,
        columnspacing=1.2, borderpad=0.1, borderaxespad=0,
    ).set_in_layout(False)  # fmt: skip
    return fig
