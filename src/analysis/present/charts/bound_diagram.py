"""How is it shown how far a cause can reach, at most, beside what happened?

A chart for any data: it takes a frame and words, draws, computes no bound, and returns a figure for
`publish.figure`. The caller gives names of columns and words in the reader's language.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, INK, MUTED, PAPER, SUBJECT

BAR, ROW, LINE = 0.2, 0.3, 0.19  # inches: height of a bar, air below it, height of a line of text
SPAN = 0.2  # points of the scale that are drawn at least
BLANK = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}  # behind a text that a guide would cross


@style.chart
def reach(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    rest: str,
    start: float,
    end: float,
    start_label: str,
    end_label: str,
    observed: str,
    rest_label: str,
    scale: tuple[float, float] = (1, 5),
) -> Figure:
    """A move from `start` to `end` on a scale, and below it how far down each cause (a row) can reach from the start.

    Columns: `label` is the text above a bar, `value` how far it reaches, `rest` what it leaves of a fall (nought
    where nothing), drawn hatched with the text `rest_label` beside it. `observed` is the text above the move,
    `start_label` and `end_label` its ends. A section of the scale is drawn, wide enough for all bars and labels.
    """
    texts = [style.wrap(text, width=style.sheet().width - 0.2) for text in (observed, *frame[label])]
    tops = np.cumsum([0.0] + [LINE * (text.count("\n") + 1) + BAR + ROW for text in texts])
    fig, ax = style.canvas(height=tops[-1] + 0.95)
    start_label, end_label = (_short(text) for text in (start_label, end_label))
    beside = [start_label, end_label, *map(_short, frame.loc[frame[rest] > 0, rest_label])]
    low, high = _section(
        frame[value], start, end, max(style.width(text, "bold") for text in beside) + (0.15 if style.narrow() else 0.25)
    )
    ax.set_xlim(low, high)
    ax.set_ylim(tops[-1], 0)
    places = [top + LINE * (text.count("\n") + 1) + BAR / 2 for top, text in zip(tops, texts, strict=False)]
    for top, text in zip(tops, texts, strict=False):
        ax.annotate(
            text, (0, top), xycoords=ax.get_yaxis_transform(), xytext=(2, 0), textcoords="offset points", va="top",
            zorder=4, bbox=BLANK,
        )  # fmt: skip
    _move(ax, start, end, places[0], (start_label, end_label))
    rows = frame[[value, rest, rest_label]].itertuples(index=False)
    for (cause, left, words), at in zip(rows, places[1:], strict=True):
        ax.barh(at, -max(cause, 0.0), left=start, height=BAR, color=SUBJECT, zorder=2.5)
        if left > 0:
            look = {"facecolor": PAPER, "edgecolor": CONTRAST, "hatch": "////", "linewidth": 1, "zorder": 2.5}
            ax.barh(at, left, left=end, height=BAR, **look)
            ax.annotate(
                _short(words), (end, at), xytext=(-6, 0), textcoords="offset points", ha="right", va="center_baseline",
                color=CONTRAST, fontweight="bold", bbox=BLANK,
            )  # fmt: skip
    _ticks(ax, low, high, scale)
    return fig


def _short(text: str) -> str:
    """A label beside a mark; on a phone in several lines."""
    return style.wrap(text, weight="bold", width=0.9) if style.narrow() else text


def _section(reaches: pd.Series, start: float, end: float, inches: float) -> tuple[float, float]:
    """Limits that hold every bar, with so many inches for labels at both sides."""
    low, high = min(end, start - max(float(reaches.max()), 0.0)), max(start, end)
    spare = max(SPAN - (high - low), 0.0) / 2
    low, high = low - spare, high + spare
    room = (high - low) * inches / (style.sheet().width - 2 * inches)
    return low - room, high + room


def _move(ax: Axes, start: float, end: float, at: float, labels: tuple[str, str]) -> None:
    """The two totals as marks with a line down to the scale, labelled outwards, and an arrow between them."""
    outward = 1 if start >= end else -1
    for x, label, side, inside in ((start, labels[0], outward, INK), (end, labels[1], -outward, PAPER)):
        ax.plot([x, x], [at, ax.get_ylim()[0]], color=MUTED, linewidth=1, linestyle=(0, (3, 2)), zorder=2)
        ax.plot([x], [at], "o", color=INK, markerfacecolor=inside, zorder=4)
        ax.annotate(
            label, (x, at), xytext=(8 * side, 0), textcoords="offset points", ha="left" if side > 0 else "right",
            va="center_baseline", fontweight="bold",
        )  # fmt: skip
    ax.annotate(
        "", (end, at), (start, at), zorder=3,
        arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.4, "shrinkA": 4, "shrinkB": 4},
    )  # fmt: skip


def _ticks(ax: Axes, low: float, high: float, scale: tuple[float, float]) -> None:
    """Round ticks within the scale, in the reader's language."""
    step = next((s for s in (0.05, 0.1, 0.2, 0.25, 0.5) if (high - low) / s <= (5 if style.narrow() else 8)), 1.0)
    ticks = [k * step for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    ax.set_xticks([t for t in ticks if scale[0] - 1e-9 <= t <= scale[1] + 1e-9])
    ax.set_yticks([])
    style.numbers(ax.xaxis, ".2f" if step in (0.05, 0.25) else ".1f")
    ax.tick_params(axis="x", labelcolor=MUTED)
