"""For which weights of three components does something rise or fall? A triangle of tiles, a corner a component.

For any data: takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Polygon
from matplotlib.path import Path

from analysis.methods.ordering import ordered
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, GRID, INK, MUTED, PAPER, SUBJECT

CORNERS = np.array([[0.5, 3**0.5 / 2], [0.0, 0.0], [1.0, 0.0]])  # top, left, right
TINT = 0.35  # of the full colour: what the smallest value has
SIDES = LinearSegmentedColormap.from_list("sides", [CONTRAST, "#f6f3ee", SUBJECT])


@style.chart
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
    form: str = "d",
    height: float = 4.1,
) -> Figure:
    """`value` by weights: one row for the centre of each of `steps` x `steps` equal tiles.

    `corners` has the words at the top, left and right, `centre` those for equal weights, `sides` what values above and
    below nought mean; `minimum` outlines the weights of at least so much, with its words.
    """
    fig, ax = style.canvas(height=height)
    centres = frame[list(weights)].to_numpy()
    upright = np.where(np.rint(centres[:, :1] * 3 * steps) % 3 == 1, 1, -1)[:, :, None]
    tiles = (centres[:, None, :] + upright * (3 * np.eye(3) - 1)[None] / (3 * steps)) @ CORNERS
    most = max(float(frame[value].abs().max()), 1.0)
    for number in sorted(frame[value].unique()):
        colour = _colours(np.array([float(number)]), most)[0]
        ax.add_patch(
            PathPatch(_together(tiles[frame[value] == number]), facecolor=colour, edgecolor=colour, linewidth=0.4)
        )
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
    look = {"frameon": False, "borderpad": 0, "handlelength": 1.2}
    if style.narrow():
        ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.0, 0.02), ncols=2, **look)
    else:
        ax.legend(handles=handles, loc="upper right", bbox_to_anchor=(1.0, 1.0), **look)
    ax.set_xlim(-0.17, 1.17 if style.narrow() else 1.42)
    ax.set_ylim(-0.11, 0.97)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return fig


def _together(tiles: np.ndarray) -> Path:
    """Triangles, each by its three corners, as one path; those of a row that touch are one shape."""
    places = pd.DataFrame({"row": tiles[:, :, 1].min(axis=1), "x": tiles[:, :, 0].mean(axis=1)})
    shapes: list[np.ndarray] = []
    for tile in tiles[ordered(places, "row", "x").index]:
        if shapes and _touch(shapes[-1][-3:], tile):
            shapes[-1] = np.vstack([shapes[-1], tile])
        else:
            shapes.append(tile)
    return Path.make_compound_path(*(Path(_hull(shape), closed=True) for shape in shapes))


def _touch(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two tiles of one row have a side in common."""
    same_row = abs(one[:, 1].min() - other[:, 1].min()) < 1e-9
    return bool(same_row and (np.abs(one[:, None] - other[None]).max(axis=2) < 1e-9).sum() == 2)


def _hull(shape: np.ndarray) -> np.ndarray:
    """The outline of a row of triangles: its ends below and above, and the first corner again."""
    low, high = shape[:, 1].min(), shape[:, 1].max()
    below, above = (shape[np.abs(shape[:, 1] - y) < 1e-9, 0] for y in (low, high))
    corners = [(below.min(), low), (below.max(), low), (above.max(), high), (above.min(), high)]
    return np.array([*dict.fromkeys(corners), corners[0]])


def _colours(values: np.ndarray, most: float) -> np.ndarray:
    """A hue for each side, from a clear tint to the full colour; nought alone is nearly white."""
    return SIDES(0.5 + np.sign(values) * (TINT + (1 - TINT) * np.abs(values) / most) / 2)
