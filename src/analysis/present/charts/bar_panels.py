"""How are the parts of several changes set side by side? A panel a change, a row a part, one scale for all.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.methods.errors import InputError
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, INK, SUBJECT

MOST = 3  # panels: more leave no room for the numbers
ROW, GAP = 0.34, 0.3  # inches of a row; rows of air above the total
LABELS = 1.2  # inches for the names of the rows


@style.chart
def bar_panels(
    frame: pd.DataFrame,
    *,
    panel: str,
    label: str,
    value: str,
    total: str,
    form: str = "+.2f",
) -> Figure:
    """Bars to both sides of nought with their values: a panel for each `panel`, the rows in the order of `label`.

    `total` is the label of the row that sums the others: it is drawn in ink below a gap. Panels share scale and rows.
    Raises InputError for more than three panels, or panels that differ in their rows.
    """
    names, labels = list(dict.fromkeys(frame[panel])), list(dict.fromkeys(frame[label]))
    if len(names) > MOST:
        raise InputError(f"bar_panels: {len(names)} panels: draw 1 to {MOST}")
    if any(list(frame.loc[frame[panel] == name, label]) != labels for name in names):
        raise InputError(f"bar_panels: every panel needs the rows {', '.join(labels)}, in this order, once each")
    grid = {"ncols": len(names), "sharex": True, "sharey": True, "squeeze": False}
    fig, axes = style.canvas(height=ROW * (len(labels) + GAP) + 0.55, **grid)
    places = [at + (GAP if name == total else 0) for at, name in enumerate(labels)]
    low, high = _limits(frame[value], form, len(names))
    for ax, name in zip(axes[0], names, strict=True):
        _bars(ax, frame[frame[panel] == name], places, (label, value, total), form)
        ax.set_title(style.wrap(name, weight="bold", width=_inches(len(names))), fontweight="bold", color=INK)
        ax.set_xlim(low, high)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
    axes[0, 0].set_yticks(places, [style.wrap(str(name), width=LABELS) for name in labels])
    axes[0, 0].set_ylim(places[-1] + 0.6, -0.6)
    return fig


def _bars(ax: Axes, rows: pd.DataFrame, places: list[float], names: tuple[str, str, str], form: str) -> None:
    label, value, total = names
    for at, name, v in zip(places, rows[label], rows[value], strict=True):
        colour = INK if name == total else SUBJECT if v >= 0 else CONTRAST
        ax.barh(at, v, height=0.62, color=colour, zorder=2)
        ax.annotate(
            style.written(v, form), (max(v, 0), at), xytext=(5, 0), textcoords="offset points", ha="left",
            va="center_baseline", fontweight="bold" if name == total else "normal",
        )  # fmt: skip
    ax.axvline(0, color=INK, linewidth=1, zorder=3)


def _inches(panels: int) -> float:
    """How wide a panel is."""
    return (style.sheet().width - LABELS) / panels - (0.1 if style.narrow() else 0.2)


def _limits(values: pd.Series, form: str, panels: int) -> tuple[float, float]:
    """Limits at which the longest bar leaves room for its number, which always stands right of nought."""
    inches = _inches(panels)
    words = max(style.width(style.written(v, form), "bold") for v in values) + 0.15
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    scale = ((high - low) or 1.0) / max(inches - words, 0.3)
    return low, high + words * scale
