"""For which weights of three components does something rise or fall? A triangle of tiles, a corner a component.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon

from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, GRID, INK, MUTED, PAPER, SUBJECT

CORNERS = np.array([[0.5, 3**0.5 / 2], [0.0, 0.0], [1.0, 0.0]])  # top, left, right
TINT = 0.35  # of the full colour: what the smallest value has
SIDES = LinearSegmentedColormap.from_list("sides", [CONTRAST, "#f6f3ee", SUBJECT])


@matplotlib.rc_context(style.RC)
def weight_triangle(
    frame: pd.DataFrame,
    *,
    weights: Sequence[str],
    value: str,
    steps: int,
    corners: Sequence[str],
    centre: str,
    minimum: tuple[float, str] | None,
    sides: tuple[str, str],
    title: str,
    subtitle: str,
    source: str,
    form: str = "d",
    height: float = 4.1,
) -> Figure:
    """`value` by weights: one row for the centre of each of `steps` x `steps` equal tiles.

    `corners` has the words at the top, left and right, `centre` those for equal weights, `sides` what values above and
    below nought mean; `minimum` outlines the weights of at least so much, with its words.
    """
    fig, ax = style.canvas(title, subtitle, source, height=height)
    centres = frame[list(weights)].to_numpy()
    upright = np.where(np.rint(centres[:, :1] * 3 * steps) % 3 == 1, 1, -1)[:, :, None]
    tiles = centres[:, None, :] + upright * (3 * np.eye(3) - 1)[None] / (3 * steps)
    most = max(float(frame[value].abs().max()), 1.0)
    colours = _colours(frame[value].to_numpy(float), most)
    ax.add_collection(PolyCollection(tiles @ CORNERS, facecolors=colours, edgecolors=colours, linewidths=0.4))
    ax.add_patch(Polygon(CORNERS, fill=False, edgecolor=MUTED, linewidth=1))
    for at, word, side in zip(CORNERS, corners, ("bottom", "top", "top"), strict=True):
        offset = (0, 5 if side == "bottom" else -5)
        ax.annotate(word, at, xytext=offset, textcoords="offset points", ha="center", va=side)
    ring = Line2D([], [], color=INK, marker="o", markerfacecolor=PAPER, linestyle="none", label=centre)
    handles = [ring]
    if minimum:
        inner = minimum[0] + (1 - 3 * minimum[0]) * np.eye(3)
        dashed = {"edgecolor": INK, "linewidth": 1.3, "linestyle": (0, (3, 2))}
        handles.append(ax.add_patch(Polygon(inner @ CORNERS, fill=False, label=minimum[1], **dashed)))
    ax.plot(*CORNERS.mean(axis=0), "o", color=INK, markerfacecolor=PAPER, zorder=3)
    for number in sorted({frame[value].max(), frame[value].min(), 0}, reverse=True):
        text = f"{style.written(abs(number), form)} {sides[0] if number > 0 else sides[1] if number < 0 else ''}"
        handles.append(Patch(facecolor=_colours(np.array([number]), most)[0], edgecolor=GRID, label=text.rstrip()))
    ax.legend(
        handles=handles, loc="upper right", bbox_to_anchor=(1.0, 1.0), frameon=False, borderpad=0, handlelength=1.2
    )
    ax.set_xlim(-0.17, 1.42)
    ax.set_ylim(-0.11, 0.97)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return fig


def _colours(values: np.ndarray, most: float) -> np.ndarray:
    """A hue for each side, from a clear tint to the full colour; nought alone is nearly white."""
    return SIDES(0.5 + np.sign(values) * (TINT + (1 - TINT) * np.abs(values) / most) / 2)
