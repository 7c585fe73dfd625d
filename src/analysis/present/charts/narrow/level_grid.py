"""The level of every indicator, group by group, for the width of a phone: a tile each, the darker the higher."""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.present import language
from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.charts.style import CONTRAST, INK, MUTED, PAPER, SUBJECT

ACROSS = 10  # tiles in a line
TILE = 0.3  # inches
PITCH = (sheet.WIDTH - 2 * sheet.SIDE) / ACROSS
LINE, AIR, NUMBER, GAP = 0.17, 0.06, 0.19, 0.1  # inches: a line of a heading, below it; below tiles, between lines
TOP = 5  # of the scale
DARK = 3.5  # from this level on the words on a tile are light


@matplotlib.rc_context(sheet.RC)
def level_grid(frame: pd.DataFrame, *, label: str, level: str, group: str, marked: str, form: str) -> Figure:
    """A tile for each row of `frame`, under the heading of its `group`, in the order of the rows.

    On a tile stands its `level` in the number form `form`, an en dash where it is missing; below it `label`, in the
    second colour and under a bar where `marked`.
    """
    groups = [(_heading(str(name)), rows) for name, rows in frame.groupby(group, sort=False)]
    lines = [(name if first == 0 else "", rows.iloc[first : first + ACROSS])
             for name, rows in groups for first in range(0, len(rows), ACROSS)]  # fmt: skip
    height = sum(_above(name) + TILE + NUMBER + GAP for name, _ in lines)
    fig, ax = sheet.sheet(height, left=0, right=0, top=0, bottom=0)
    ax.set_xlim(0, sheet.WIDTH)
    ax.set_ylim(height, 0)
    ax.axis("off")
    y = 0.0
    for name, rows in lines:
        ax.text(sheet.SIDE, y, name, va="top", color=INK, fontweight="bold", linespacing=1.15)
        y += _above(name)
        for place, (_, row) in enumerate(rows.iterrows()):
            _tile(ax, sheet.SIDE + place * PITCH, y, row[level], form)
            _number(ax, sheet.SIDE + place * PITCH, y + TILE, str(row[label]), bool(row[marked]))
        y += TILE + NUMBER + GAP
    return fig


def _heading(name: str) -> str:
    return style.wrap(name, sheet.TEXT, "bold", sheet.WIDTH - 2 * sheet.SIDE)


def _above(heading: str) -> float:
    """Inches that a heading takes above its tiles."""
    return (heading.count("\n") + 1) * LINE + AIR if heading else 0.0


def _tile(ax: Axes, x: float, y: float, level: float, form: str) -> None:
    known = not language.is_missing(level)
    fill = _tint(level) if known else PAPER
    ax.add_patch(Rectangle((x, y), TILE, TILE, facecolor=fill, edgecolor=SUBJECT, linewidth=0.8,
                           linestyle="-" if known else (0, (2, 2))))  # fmt: skip
    text = style.written(level, form) if known else "\u2013"
    colour = PAPER if known and level >= DARK else INK
    ax.text(x + TILE / 2, y + TILE / 2, text, ha="center", va="center_baseline", color=colour)


def _number(ax: Axes, x: float, y: float, text: str, marked: bool) -> None:
    if marked:
        ax.add_patch(Rectangle((x, y), TILE, 0.04, color=CONTRAST, linewidth=0))
    ax.text(
        x + TILE / 2, y + 0.07 + NUMBER / 3, text, ha="center", va="center", color=CONTRAST if marked else MUTED,
        fontweight="bold" if marked else "normal",
    )  # fmt: skip


def _tint(level: float) -> tuple[float, ...]:
    """The subject's colour, the lighter the lower: white at nought."""
    share = min(max(float(level) / TOP, 0.0), 1.0)
    return tuple(1 - (1 - full) * share for full in to_rgb(SUBJECT))
