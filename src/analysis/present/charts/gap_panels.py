"""How is it shown whether one unit left its control, and others did as well? Gaps over editions, panels side by side.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present.charts import style
from analysis.present.charts.style import CROWD, GRID, INK, PAPER, SUBJECT

BANDS = ((0.05, 0.95, GRID), (0.25, 0.75, CROWD))  # nine in ten of the other units, and their middle half
STEP = 0.25  # of the ticks of the gaps


@style.chart
def gap_panels(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    y: str,
    unit: str,
    subject: str,
    notes: Mapping[str, str],
    date: float,
    limits: tuple[float, float],
    form: str = "+.2f",
    height: float = 3.0,
) -> Figure:
    """A panel for each value of `panel`: the gaps of `subject` in colour, those of the other units as grey bands.

    `notes` has a text for each panel, written below its name. A dashed line stands at `date`, a line at nought. All
    panels have the scale of `limits`; what lies beyond is cut off, and the caller says how much that is.
    """
    names = list(dict.fromkeys(frame[panel]))
    fig, axes = style.canvas(height=height, ncols=len(names), sharey=True, squeeze=False)
    years = sorted(frame[x].unique())
    low, high = limits
    late = years[-1] - date > 0.3 * (years[-1] - years[0])  # else the last year would run into the date
    shown = [years[0], date, years[-1]] if late else [years[0], date]
    for ax, name in zip(axes[0], names, strict=True):
        _panel(ax, frame[frame[panel] == name].pivot(index=x, columns=unit, values=y), subject, date, form)
        inches = (style.sheet().width - 0.7) / len(names) - 0.08
        ax.set_title(f"{name}\n{style.wrap(notes[name], width=inches)}", color=INK, linespacing=1.25)
        ax.set_xticks(years, ["" for _ in years])
        ax.set_xticks(shown, [f"{year:.0f}" for year in shown])
        ax.set_xlim(years[0] - 1, years[-1] + 1)
        ax.set_ylim(low, high)
        ax.set_yticks(np.arange(round(low / STEP), round(high / STEP) + 1) * STEP)
        style.numbers(ax.yaxis, form)
        ax.grid(axis="y")
    return fig


def _panel(ax: Axes, paths: pd.DataFrame, subject: str, date: float, form: str) -> None:
    """The crowd, the lines at nought and at the date, and the subject with its last gap written at its end."""
    others = paths.drop(columns=subject)
    for low, high, colour in BANDS:
        ends = [others.quantile(q, axis=1) for q in (low, high)]
        ax.fill_between(others.index, *ends, color=colour, linewidth=0, zorder=1.5)
    ax.axhline(0, color=INK, linewidth=1, zorder=2)
    ax.axvline(date, color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2.2)
    own = paths[subject].dropna()
    ax.plot(own.index, own, color=PAPER, linewidth=4, zorder=2.8)
    ax.plot(own.index, own, color=SUBJECT, marker="o", markersize=3.6, linewidth=2, zorder=3)
    above = own.iloc[-1] >= 0
    style.halo(ax.annotate(
        style.written(own.iloc[-1], form), (own.index[-1], own.iloc[-1]), xytext=(4, 7 if above else -7),
        textcoords="offset points", ha="right", va="bottom" if above else "top", color=SUBJECT, fontweight="bold",
        zorder=5,
    ))  # fmt: skip
