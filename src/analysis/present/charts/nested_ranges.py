"""How does a range shrink as an assumption gets stronger? Bars within bars, a group for each place on the x axis.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.present.charts import style
from analysis.present.charts.style import INK, PAPER, SUBJECT

PALEST, DEEPEST = np.array(to_rgb("#dfe9f3")), np.array(to_rgb(SUBJECT))
WIDEST, NARROWEST = 0.62, 0.2  # of the room of one group
ON_A_PHONE = 0.75  # of these


@style.chart
def nested_ranges(
    frame: pd.DataFrame,
    *,
    x: str,
    low: str,
    high: str,
    level: str,
    value: str,
    levels: Mapping[float, str],
    chosen: float,
    value_word: str,
    height: float = 3.9,
) -> Figure:
    """Ranges of ranks, whole numbers from `low` to `high`, one bar a level, the later levels within the earlier ones.

    `levels` maps each level to its word, from the widest range to the narrowest; the bar of the `chosen` one has an
    outline and its ends written. `value` is drawn as a ring, with its number beside it, and `value_word` names it.
    """
    fig, ax = style.canvas(height=height)
    places = {name: at for at, name in enumerate(sorted(frame[x].unique()))}
    depths = dict(zip(levels, np.linspace(0, 1, len(levels)), strict=True))
    look = {
        level: {
            "facecolor": tuple(PALEST + depth * (DEEPEST - PALEST)),
            "edgecolor": INK if level == chosen else "none",
            "linewidth": 1.5 if level == chosen else 0,
        }
        for level, depth in depths.items()
    }
    share = ON_A_PHONE if style.narrow() else 1.0
    for name, this, bottom, top in frame[[x, level, low, high]].itertuples(index=False):
        width = share * (WIDEST + depths[this] * (NARROWEST - WIDEST))
        order = 2 + depths[this] / 2
        ax.bar(places[name], top - bottom + 1, bottom=bottom - 0.5, width=width, zorder=order, **look[this])
        if this == chosen:
            for at, above in ((bottom - 0.5, True), (top + 0.5, False)):
                style.label_point(ax, places[name], at, style.written(bottom if above else top, "d"), INK, above=above)
    for name, number in frame.groupby(x)[value].first().items():
        ax.plot(places[name], number, "o", color=INK, markerfacecolor=PAPER, markersize=8, zorder=4)
        style.label_right(ax, places[name] + share * WIDEST / 2, number, style.written(number, "d"), INK, gap=4)
    style.rank_axis(ax, frame[low].min(), frame[high].max())
    bottom, top = ax.get_ylim()
    line = (bottom - top) * 1.6 * style.sheet().text / 72 / height
    ax.set_ylim(bottom + line, top - line)  # room for the numbers beyond the bars
    ax.set_xticks(list(places.values()), [str(name) for name in places])
    ax.set_xlim(-0.6, len(places) - 0.3)
    ring = Line2D([], [], color=INK, marker="o", markerfacecolor=PAPER, markersize=8, linestyle="none")
    handles = [*(Patch(**look[level]) for level in levels), ring]
    ax.legend(
        handles, [*levels.values(), value_word], loc="lower left", bbox_to_anchor=(-0.02, 1.0),
        ncols=3 if style.narrow() else len(handles), frameon=False, handlelength=1.0, handletextpad=0.4,
        columnspacing=0.9, borderpad=0.1,
    )  # fmt: skip
    return fig
