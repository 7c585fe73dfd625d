"""Where does one value lie among all others, for the width of a phone? A histogram, and a row of some of them."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CROWD, GRID, INK, MUTED, PAPER, SUBJECT

HIGH, ROW, AROUND = 1.2, 0.5, 0.36  # inches: histogram, row below, margins
OWN, WORDS = 0.2, 0.34  # inches above the histogram: the own value, and above it the names of classes
BIN = 0.1
SCALE = (1.0, 5.0)


@matplotlib.rc_context(sheet.RC)
def strip(
    values: Sequence[float], *, own: float, reach: float, few: Sequence[float] = (), bands: Sequence[tuple[float, str]],
    labels: dict[str, str],
) -> Figure:  # fmt: skip
    """All `values` in steps of a tenth, the own one marked with `reach` to both sides, above a row of dots for `few`.

    `bands` are places where a class begins, with its name; `labels` names the own value ("own") and the row ("few").
    """
    row = ROW if len(few) else 0.0
    fig, ax = sheet.sheet(HIGH + OWN + WORDS + row + AROUND, top=0.06, bottom=0.3)
    edges = np.round(np.arange(SCALE[0], SCALE[1] + BIN / 2 + BIN, BIN), 10)
    counts, _ = np.histogram(np.round(np.asarray(values, dtype=float), 9), edges)
    most = max(int(counts.max()), 1)
    inch = most / HIGH  # in units of the y axis
    ax.set_ylim(-row * inch, most + (OWN + WORDS) * inch)
    ax.set_xlim(*SCALE)
    ax.add_patch(Rectangle((own - reach, 0), 2 * reach, most, color=SUBJECT, alpha=0.18, linewidth=0))
    ax.stairs(counts, edges, fill=True, color=CROWD, baseline=0)
    ax.plot([own, own], [0, most], color=SUBJECT, linewidth=1.6, solid_capstyle="butt")
    _bands(ax, bands)
    if row:
        at = -0.36 * inch
        ax.plot(few, [at] * len(few), "o", color=MUTED, markersize=4, alpha=0.55, linestyle="none")
        ax.plot([own], [at], "o", color=SUBJECT, markersize=7)
        ax.text(SCALE[0], -0.14 * inch, labels["few"], va="center_baseline", color=INK)
    _own(ax, own, most, labels["own"])
    ax.set_yticks([])
    ax.set_xticks(range(int(SCALE[0]), int(SCALE[1]) + 1))
    style.numbers(ax.xaxis, "d")
    return fig


def _own(ax: Axes, own: float, top: float, text: str) -> None:
    """The own value above its line, moved where it would leave the sheet."""
    inches = (sheet.WIDTH - 2 * sheet.SIDE) / (SCALE[1] - SCALE[0])
    half = style.width(text, "bold") * sheet.TEXT / style.TEXT / inches / 2
    ax.annotate(
        text, (min(max(own, SCALE[0] + half), SCALE[1] - half), top), xytext=(0, 2), textcoords="offset points",
        ha="center", va="bottom", color=SUBJECT, fontweight="bold", zorder=5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
    )  # fmt: skip


def _bands(ax: Axes, bands: Sequence[tuple[float, str]]) -> None:
    """Rules where a class begins, and its name at the top, where it has room."""
    ends = [start for start, _ in bands[1:]] + [SCALE[1]]
    inches = (sheet.WIDTH - 2 * sheet.SIDE) / (SCALE[1] - SCALE[0])
    for (begins, name), end in zip(bands, ends, strict=True):
        start = max(begins, SCALE[0])
        if start > SCALE[0]:
            ax.plot([start, start], [0, ax.get_ylim()[1]], color=GRID, linewidth=1, zorder=0)
        broken = style.wrap(name, sheet.TEXT, width=(end - start) * inches - 0.04)
        ax.text((start + end) / 2, ax.get_ylim()[1], broken, ha="center", va="top", color=INK, alpha=0.75)
