"""How does an answer look under every specification, and which choice was made in each?

Above, every answer in ascending order; below, one row an option with a mark where it was chosen. The chart takes the
answers as they are; it computes nothing but their order.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis.methods.ordering import LISTED, ordered
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, CROWD, INK, MUTED, SUBJECT

ROW = 0.2  # inches that an option takes
CURVE = 1.9
MANY = 120  # specifications from which on each is no dot of its own


@style.chart
def specification_curve(
    frame: pd.DataFrame,
    *,
    value: str,
    choices: Mapping[str, str],
    options: Mapping[str, Mapping[object, str]],
    form: str = "+.2f",
    main: Mapping[str, object] | None = None,
    reference: tuple[float, str] | None = None,
    limits: tuple[float, float] | None = None,
) -> Figure:
    """One dot a specification, in ascending order of `value`, over a matrix of the options chosen.

    `choices` maps each column of `frame` to its heading, `options` each column's options to their words, in order.
    The specification `main` (column -> option) is marked. `reference` is a value and its label.
    """
    frame = ordered(frame.dropna(subset=[value]), value, LISTED).reset_index(drop=True)
    rows = [(column, option) for column in choices for option in options[column]]
    below = ROW * (len(rows) + len(choices))
    fig, (top, bottom) = style.canvas(height=CURVE + below, nrows=2, sharex=True, height_ratios=[CURVE, below])
    at = frame.index.to_numpy()
    size = min(5.0, max(2.0, 300 / len(frame)))
    if len(frame) > MANY:
        _runs(top, at, frame[value].to_numpy(), SUBJECT, size)
    else:
        top.plot(at, frame[value], "o", color=SUBJECT, markersize=size, markeredgewidth=0, zorder=3)
    chosen = _matching(frame, main or {})
    if main and chosen.any():
        where = at[chosen][0]
        y = frame[value][where]
        top.plot([where], [y], "o", color=CONTRAST, markersize=8, zorder=4)
        above = y < (frame[value].min() + frame[value].max()) / 2
        style.halo(top.annotate(
            style.written(y, form), (where, y), xytext=(0, 9 if above else -9), textcoords="offset points",
            ha="center", va="bottom" if above else "top", color=CONTRAST, fontweight="bold", zorder=5,
        ))  # fmt: skip
    if reference:
        top.axhline(reference[0], color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2)
        left = (
            frame[value] < reference[0]
        ).mean() > 0.5  # the side on which the answers leave the line free for longer
        style.halo(top.annotate(
            reference[1], (0 if left else 1, reference[0]), xycoords=top.get_yaxis_transform(), xytext=(0, 4),
            textcoords="offset points", ha="left" if left else "right", va="bottom", color=MUTED,
        ))  # fmt: skip
    if limits:
        top.set_ylim(*limits)
    else:
        top.margins(y=0.16)
    top.locator_params(axis="y", nbins=5)
    bounds = top.get_ylim()
    top.set_yticks([tick for tick in top.get_yticks() if bounds[0] <= tick <= bounds[1]])
    style.numbers(top.yaxis, form)
    top.grid(axis="y")
    top.tick_params(axis="x", length=0)
    top.spines["bottom"].set_visible(False)
    places, names, y = [], [], 0.0
    for column, heading in choices.items():
        places.append(y)
        names.append(heading)
        for option, word in options[column].items():
            y += 1
            places.append(y)
            names.append(word)
            here = (frame[column] == option).to_numpy()
            bottom.plot([at[0] - 0.5, at[-1] + 0.5], [y, y], color=CROWD, linewidth=0.8, alpha=0.6, zorder=2)
            _runs(bottom, at[here], np.full(int(here.sum()), y), INK, 8, filled=0.3 if len(frame) <= MANY else 1.0)
            if main and chosen.any() and main[column] == option:
                bottom.plot([where], [y], "|", color=CONTRAST, markersize=11, markeredgewidth=2.4, zorder=4)
        y += 1
    bottom.set_yticks(places, names)
    for label, name in zip(bottom.get_yticklabels(), names, strict=True):
        if name in choices.values():
            label.set(fontweight="bold", color=INK)
    bottom.set_ylim(y - 0.4, -0.6)
    bottom.set_xlim(-0.02 * len(frame) - 0.5, len(frame) * 1.02 - 0.5)
    bottom.set_xticks([])
    bottom.spines["bottom"].set_visible(False)
    return fig


def _runs(ax: Axes, at: np.ndarray, y: np.ndarray, colour: str, thick: float, filled: float = 1.0) -> None:
    """A bar at each place, `filled` of it; neighbours at one height that touch are one bar, and all are one path."""
    apart = np.flatnonzero((np.diff(at) > 1) | (np.diff(y) != 0) | (filled < 1)) + 1
    ends = [(run[0] - filled / 2, run[-1] + filled / 2) for run in np.split(at, apart) if len(run)]
    heights = [run[0] for run in np.split(y, apart) if len(run)]
    places = [(x, height) for pair, height in zip(ends, heights, strict=True) for x in pair]
    path = Path(places, [Path.MOVETO, Path.LINETO] * len(ends)) if places else Path(np.empty((0, 2)))
    path.should_simplify = False
    look = {"facecolor": "none", "edgecolor": colour, "linewidth": thick, "capstyle": "butt", "zorder": 3}
    ax.add_patch(PathPatch(path, **look))


def _matching(frame: pd.DataFrame, main: Mapping[str, object]) -> pd.Series:
    fits = pd.Series(True, index=frame.index)
    for column, option in main.items():
        fits &= frame[column] == option
    return fits
