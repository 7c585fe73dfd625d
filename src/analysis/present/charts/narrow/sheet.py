"""What does a figure look like that is drawn for the width of a phone alone?

Drawn 360 CSS pixels wide, its text is 12 pixels high. Margins are given and not searched for, which saves half of the
time of drawing.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from analysis.present.charts import style

WIDTH = 3.75  # inches: 360 CSS pixels
TEXT = 9.0  # points: 12 CSS pixels
SIDE = 0.08  # inches left and right of the marks
RC = style.RC | {
    "font.size": TEXT,
    "axes.labelsize": TEXT,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "lines.linewidth": 1.8,
}
MOST_HALVES = 6  # ticks at half points that have room


def sheet(
    height: float, *, left: float = SIDE, right: float = SIDE, top: float = 0.08, bottom: float = 0.3, rows: int = 1,
    gap: float = 0.0,
) -> tuple[Figure, Axes]:  # fmt: skip
    """An empty figure `height` inches high with its axes; margins and the gap between rows in inches too.

    With more than one row the axes come as an array and share their x axis.
    """
    fig = Figure(figsize=(WIDTH, height), dpi=96)
    inner = (height - top - bottom - gap * (rows - 1)) / rows
    axes = fig.subplots(nrows=rows, sharex=True)
    fig.subplots_adjust(
        left=left / WIDTH, right=1 - right / WIDTH, top=1 - top / height, bottom=bottom / height, hspace=gap / inner
    )
    return fig, axes


def half_steps(axis: Axis) -> None:
    """Ticks at every half point or, where that would be many, at every whole one, with their sign."""
    low, high = axis.get_view_interval()
    axis.set_major_locator(MultipleLocator(0.5 if high - low <= MOST_HALVES / 2 else 1))
    style.numbers(axis, "+.1f")
