"""By which steps does one rank become another? A waterfall on a rank axis that points up.

For any data: takes a frame and words, draws, computes nothing but running sums, and returns a figure for
`publish.figure`. Colour says whose step it is, place and words say whether it leads up or down.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.methods.errors import InputError
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, INK, MUTED, SUBJECT

COLOURS = (SUBJECT, CONTRAST)
GAP = 0.3  # between the steps of two sides, in columns
WIDE = 0.36  # half of a bar
ROOM = 0.16  # of the height for the words above and below the bars
END_SIZE = 15.0  # points of the two ranks


@style.chart
def rank_steps(
    frame: pd.DataFrame,
    *,
    label: str,
    gained: str,
    text: str,
    side: str,
    start: tuple[str, float],
    end: tuple[str, float],
    axis: str,
    height: float = 3.7,
) -> Figure:
    """From the rank `start` to the rank `end` (each a label and a rank) by the rows of the frame, in their order.

    `gained` is a step in places gained, plus is up; `text` what is written at it; `side` whose it is, in at most two
    groups named above their steps; `axis` names the ranks. Raises InputError where the steps do not lead from one
    rank to the other.
    """
    sides = list(dict.fromkeys(frame[side]))
    style.at_most(sides, len(COLOURS), "rank_steps", "sides")
    levels = np.concatenate([[start[1]], start[1] - np.cumsum(frame[gained].to_numpy(float))])
    if abs(levels[-1] - end[1]) > 1e-6:
        raise InputError(f"rank_steps: the steps lead from {start[1]:g} to {levels[-1]:g}, not to {end[1]:g}")
    fig, ax = style.canvas(height=height)
    columns = _columns(frame[side])
    for (at, after), level in zip(pairwise(columns), levels, strict=True):
        ax.plot([at + WIDE, after - WIDE], [level, level], color=MUTED, linewidth=0.8, zorder=2)
    colours = dict(zip(sides, COLOURS, strict=False))
    for at, level, step, words, whose in zip(
        columns[1:-1], levels, frame[gained], frame[text], frame[side], strict=False
    ):
        ax.bar(at, -step, bottom=level, width=2 * WIDE, color=colours[whose], edgecolor=colours[whose], zorder=3)
        _word(ax, at, level - step, style.wrap(words, width=0.1), colours[whose], above=step >= 0)
    for at, (_, rank) in ((columns[0], start), (columns[-1], end)):
        ax.plot([at - WIDE, at + WIDE], [rank, rank], color=INK, linewidth=4, solid_capstyle="butt", zorder=3)
        _word(ax, at, rank, style.written(rank, "d"), INK, above=True, fontsize=END_SIZE, fontweight="bold")
    best, worst = min(levels), max(levels)
    room = ROOM * max(worst - best, 4)
    style.rank_axis(ax, best - room, worst + room)
    ax.set_xticks(columns, _level([start[0], *frame[label], end[0]]))
    ax.set_xlim(columns[0] - 0.55, columns[-1] + 0.55)
    ax.tick_params(bottom=False)
    for whose, colour in colours.items():
        places = [at for at, which in zip(columns[1:-1], frame[side], strict=True) if which == whose]
        _heading(ax, places, whose, colour)
    above = ax.annotate(
        axis, (style.SIDE / style.sheet().width, 1.03), xycoords=("figure fraction", "axes fraction"), xytext=(0, 4),
        textcoords="offset points", ha="left", va="bottom", color=MUTED, annotation_clip=False,
    )  # fmt: skip
    above.set_in_layout(False)  # it stands over the ticks and takes no room from the bars
    return fig


def _level(names: Sequence[str]) -> list[str]:
    """The names of the steps, wrapped, with empty lines below the shorter ones.

    Text of one line is set higher than the first line of several, so all get as many.
    """
    texts = [style.wrap(str(name), width=0.68) for name in names]
    most = max(text.count("\n") for text in texts)
    return [text + "\n" * (most - text.count("\n")) for text in texts]


def _columns(sides: Sequence[str]) -> list[float]:
    """Where each bar stands: the start, the steps with a gap where the side changes, and the end."""
    places, before = [0.0], None
    for side in sides:
        places.append(places[-1] + 1 + (GAP if before not in (None, side) else 0))
        before = side
    return [*places, places[-1] + 1]


def _word(ax: Axes, x: float, y: float, text: str, colour: str, above: bool, **look: object) -> None:
    """What is written beyond the end of a bar."""
    style.halo(ax.annotate(
        text, (x, y), xytext=(0, 4 if above else -4), textcoords="offset points", ha="center", linespacing=1.05,
        va="bottom" if above else "top", color=colour, zorder=5, annotation_clip=False, **look,
    ))  # fmt: skip


def _heading(ax: Axes, places: Sequence[float], text: str, colour: str) -> None:
    """The name of a side above its steps, on a line as wide as they are."""
    ends = (places[0] - WIDE, places[-1] + WIDE)
    ax.plot(ends, [1.03, 1.03], transform=ax.get_xaxis_transform(), color=colour, linewidth=1.6, clip_on=False)
    ax.annotate(
        style.wrap(text, weight="bold", width=0.6 * len(places)), (sum(ends) / 2, 1.03),
        xycoords=ax.get_xaxis_transform(), xytext=(0, 4), textcoords="offset points", ha="center", va="bottom",
        color=colour, fontweight="bold", annotation_clip=False,
    )  # fmt: skip
