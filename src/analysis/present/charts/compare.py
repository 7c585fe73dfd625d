"""How are several things set side by side: parts of a change, estimates with their intervals, whole distributions?

Charts for any data: each takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
The caller gives names of columns, words in the reader's language, and the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.present.charts import rows, style
from analysis.present.charts.style import CONTRAST, CROWD, INK, MUTED, PAPER, SUBJECT

GAP = 0.3  # rows of air above a total
PIECE = 0.17  # of a row: half of a piece of the line of reference


@style.chart
def contributions(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    form: str = "+.2f",
    total: str | None = None,
    sides: tuple[str, str] | None = None,
) -> Figure:
    """Horizontal bars to both sides of nought, with their values, in the order of the rows.

    `total` is the label of the row that sums the others: it is drawn in ink below a gap. `sides` says what left and
    right mean, for instance ("lost places", "gained places").
    """
    numbers = [style.written(v, form) for v in frame[value]]
    names, row = rows.names_of(frame[label], 2.1, 0.0)
    fig, ax = style.canvas(height=(row - 0.06) * len(frame) + (0.55 if sides else 0.3))
    totals = [name == total for name in frame[label]]
    places = [at + GAP * is_total for at, is_total in enumerate(totals)]
    bars = zip(places, frame[value], numbers, totals, strict=True)
    for at, v, text, is_total in bars:
        colour = INK if is_total else SUBJECT if v >= 0 else CONTRAST
        ax.barh(at, v, height=0.4 if style.narrow() else 0.66, color=colour, zorder=2)
        ax.annotate(
            text, (v, at), xytext=(5 if v >= 0 else -5, 0), textcoords="offset points",
            ha="left" if v >= 0 else "right", va="center_baseline", fontweight="bold" if is_total else "normal",
        )  # fmt: skip
    _reference(ax, 0, places)
    rows.write_names(ax, names, places=places)
    beside = 0.0 if style.narrow() else max(map(style.width, names))
    ax.set_xlim(*_room(frame[value], numbers, style.sheet().width - beside - 0.3))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    if sides:
        for text, side, edge in ((f"\u2190 {sides[0]}", "right", -6), (f"{sides[1]} \u2192", "left", 6)):
            ax.annotate(
                text, (0, 0), xycoords=ax.get_xaxis_transform(), xytext=(edge, -2), textcoords="offset points",
                ha=side, va="top", color=MUTED,
            )  # fmt: skip
    return fig


@style.chart
def intervals(
    frame: pd.DataFrame,
    *,
    label: str,
    low: str,
    high: str,
    value: str | None = None,
    form: str = "+.2f",
    reference: tuple[float, str] | None = None,
    limits: tuple[float, float] | None = None,
) -> Figure:
    """One row an estimate: a dot on its interval, or, where there is no value, the identified set as a thick bar.

    The numbers are written at the right. `reference` is a place and its label, for instance (0, "no effect").
    """
    values = frame[value] if value else [np.nan] * len(frame)
    texts = [_estimate(v, lo, hi, form) for v, lo, hi in zip(values, frame[low], frame[high], strict=True)]
    names, row = rows.names_of(frame[label], 1.8, max(map(style.width, texts), default=0.0))
    fig, ax = style.canvas(height=row * len(frame) + (0.65 if reference else 0.4))
    for at, (v, lo, hi) in enumerate(zip(values, frame[low], frame[high], strict=True)):
        point, around = pd.notna(v), pd.notna(lo) and pd.notna(hi)
        if around:
            look = {"linewidth": 2.6, "color": SUBJECT} if point else {"linewidth": 8, "color": "#7fa6cb"}
            ax.plot([lo, hi], [at, at], solid_capstyle="butt", zorder=2, **look)
        if point:
            ax.plot([v], [at], "o", color=SUBJECT, markersize=7.5, markeredgecolor=PAPER, zorder=3)
        rows.write_number(ax, at, texts[at], right=0.11, left=0)
    if reference:
        _reference(ax, reference[0], range(len(frame)))
        ax.annotate(
            reference[1], (reference[0], 1), xycoords=ax.get_xaxis_transform(), xytext=(0, 4),
            textcoords="offset points", ha="center", va="bottom", color=MUTED,
        )  # fmt: skip
    rows.write_names(ax, names)
    if limits:
        ax.set_xlim(*limits)
    ax.locator_params(axis="x", nbins=4)
    style.numbers(ax.xaxis, form)
    ax.grid(axis="x", visible=not style.narrow())
    return fig


@style.chart
def distribution(
    frame: pd.DataFrame,
    *,
    value: str,
    group: str,
    marks: Mapping[str, float],
    mark_word: str,
    bin_width: float = 0.1,
    form: str = ".2f",
    limits: tuple[float, float] | None = None,
    reference: tuple[float, str] | None = None,
) -> Figure:
    """The histogram of each group in a row of its own, as shares of the group on one scale, with a mark.

    `marks` gives the place of the mark, usually the median, for each group, and `mark_word` its name.
    """
    groups = list(dict.fromkeys(frame[group]))
    height = 0.72 * len(groups) + (0.65 if reference else 0.4)
    grid = {"nrows": len(groups), "sharex": True, "sharey": True, "squeeze": False}
    fig, axes = style.canvas(height=height, **grid)
    fig.get_layout_engine().set(h_pad=0.02)  # the line of the reference goes through
    low, high = limits or (frame[value].min(), frame[value].max())
    first, last = int(np.floor(low / bin_width + 1e-9)), int(np.ceil(high / bin_width - 1e-9))
    edges = np.arange(first, max(last, first + 1) + 1) * bin_width
    for ax, name in zip(axes[:, 0], groups, strict=True):
        there = frame.loc[frame[group] == name, value]
        look = {"shrink": 0.92, "color": CROWD, "alpha": 1, "linewidth": 0}
        sns.histplot(x=there, bins=edges, stat="probability", ax=ax, **look)
        ax.axvline(marks[name], ymax=0.85, color=SUBJECT, solid_capstyle="butt", zorder=3)
        text = style.written(marks[name], form)
        word = style.wrap(f"{mark_word} {text}", weight="bold", width=0.8 if style.narrow() else 1.6)
        ax.annotate(
            word if name == groups[0] else text, (1, 0.4), xycoords="axes fraction",
            xytext=(6, 0), textcoords="offset points", color=SUBJECT, fontweight="bold",
            va="center_baseline", linespacing=1.1,
        )  # fmt: skip
        if reference:
            ax.axvline(reference[0], color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2.6)
        ax.set_xlabel("")
        label = style.wrap(str(name), width=1.0 if style.narrow() else 1.6)
        place = {"rotation": 0, "ha": "right", "va": "center_baseline", "y": 0.4, "labelpad": 8}
        ax.set_ylabel(label, color=INK, visible=True, **place)
        ax.set_yticks([])
        ax.tick_params(bottom=name == groups[-1])
    if reference:
        axes[0, 0].annotate(
            reference[1], (reference[0], 1), xycoords=axes[0, 0].get_xaxis_transform(), xytext=(0, 4),
            textcoords="offset points", ha="center", va="bottom", color=INK,
        )  # fmt: skip
    ax.set_xlim(edges[0], edges[-1])
    ax.set_ylim(0, 1.2 * ax.get_ylim()[1])
    ticks = MaxNLocator(3 if style.narrow() else 6, steps=[1, 2, 2.5, 5, 10]).tick_values(edges[0], edges[-1])
    ax.set_xticks([tick for tick in ticks if edges[0] - 1e-9 <= tick <= edges[-1] + 1e-9])
    style.numbers(ax.xaxis, form)
    return fig


def _reference(ax: Axes, x: float, places: Iterable[float]) -> None:
    """A line down the chart; on a phone a piece at each row, since names stand between them."""
    look = {"color": INK, "linewidth": 1, "zorder": 2.2, "solid_capstyle": "butt"}
    if not style.narrow():
        ax.axvline(x, **look)
    for at in places if style.narrow() else ():
        ax.plot([x, x], [at - PIECE, at + PIECE], **look)


def _room(values: pd.Series, numbers: list[str], inches: float) -> tuple[float, float]:
    """Limits of an axis of so many inches on which the bars and the numbers beyond their ends find room."""
    sides = []
    for here in (values < 0, values >= 0):
        widths = [style.width(n, "bold") + 0.12 for n, on in zip(numbers, here, strict=True) if on]
        sides.append(max(widths, default=0.05))
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    scale = ((high - low) or 1.0) / max(inches - sum(sides), 1.0)
    return low - sides[0] * scale, high + sides[1] * scale


def _estimate(value: float, low: float, high: float, form: str) -> str:
    ends = style.between(low, high, form) if pd.notna(low) and pd.notna(high) else ""
    if pd.isna(value):
        return ends
    point = style.written(value, form)
    return f"{point} ({ends})" if ends not in ("", point) else point
