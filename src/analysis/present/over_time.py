"""How is something drawn that changes over years or editions?

Charts for any data: each takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
The caller gives names of columns, words in the reader's language, and the order of series (the first is the subject).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.methods.errors import InputError
from analysis.present import style
from analysis.present.style import CONTRAST, CROWD, GRID, INK, MUTED, PAPER, SUBJECT

# colour, marker, line and the inside of the marker, so that two lines differ in grey too
LOOKS = ((SUBJECT, "o", "-", SUBJECT), (CONTRAST, "s", (0, (4, 2)), PAPER))


@matplotlib.rc_context(style.RC)
def line_with_break(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    subtitle: str,
    source: str,
    series: str | None = None,
    segment: str | None = None,
    low: str | None = None,
    high: str | None = None,
    breaks: Mapping[float, str] | None = None,
    limits: tuple[float, float] = (1, 5),
    form: str = ".2f",
    height: float = 3.2,
) -> Figure:
    """Values over years, one or two series, with each change of instrument as a gap and a labelled rule.

    `series` names the lines (the first is the subject, at most two); a line stops where `segment` changes. `low` and
    `high` are the columns of an interval or set. `breaks` maps a place on the x axis, such as 2020.5, to its label.
    """
    names = list(dict.fromkeys(frame[series])) if series else [""]
    style.at_most(names, len(LOOKS), "line_with_break", "series")
    fig, ax = style.canvas(title, subtitle, source, height=height)
    highest = frame.groupby(x)[y].transform("max")
    ends = []
    for name, (colour, marker, line, inside) in zip(names, LOOKS, strict=False):
        one = frame[frame[series] == name] if series else frame
        for _, part in one.groupby(segment, sort=False) if segment else [("", one)]:
            part = part.sort_values(x)
            if low and high:
                ax.fill_between(part[x], part[low], part[high], color=colour, alpha=0.18, linewidth=0)
                ax.vlines(part[x], part[low], part[high], color=colour, linewidth=1.2, alpha=0.6)
            ax.plot(part[x], part[y], color=colour, marker=marker, linestyle=line, markerfacecolor=inside, zorder=3)
        for place, v, top in one.assign(_top=one[y] >= highest[one.index])[[x, y, "_top"]].itertuples(index=False):
            if pd.notna(v):
                style.label_point(ax, place, v, style.written(v, form), colour, above=bool(top))
        last = one.dropna(subset=[y]).sort_values(x).iloc[-1]
        ends.append((last[x], last[y], name, colour))
    least = (limits[1] - limits[0]) * 0.19 / height
    for (place, _, name, colour), at in zip(ends, style.apart([e[1] for e in ends], least), strict=True):
        style.label_right(ax, place, at, style.wrap(name, style.TEXT, "bold", 1.15), colour, gap=20)
    for place, label in (breaks or {}).items():
        style.break_rule(ax, place, label)
    ax.set_xticks(sorted(frame[x].unique()))
    style.numbers(ax.yaxis, "d" if float(limits[1] - limits[0]).is_integer() else form)
    ax.xaxis.set_major_formatter("{x:.0f}")
    ax.set_ylim(*limits)
    if float(limits[1] - limits[0]).is_integer():
        ax.set_yticks(np.arange(limits[0], limits[1] + 1))
    ax.grid(axis="y")
    return fig


@matplotlib.rc_context(style.RC)
def path_lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    unit: str,
    subjects: Sequence[str],
    title: str,
    subtitle: str,
    source: str,
    ranks: bool = True,
    form: str = "d",
    limits: tuple[float, float] | None = None,
    name_crowd: bool = False,
    breaks: Mapping[float, str] | None = None,
    height: float = 3.6,
) -> Figure:
    """Paths of units over editions, one or two subjects in colour against the others in grey; ranks point up.

    `name_crowd` writes the name of each grey unit too: for a dozen neighbours, not for a hundred and ninety states.
    """
    style.at_most(subjects, len(LOOKS), "path_lines", "subjects")
    absent = sorted(set(subjects) - set(frame[unit]))
    if absent:
        raise InputError(f"path_lines: {absent[0]!r} is not in column {unit!r}: name a unit that the frame has")
    fig, ax = style.canvas(title, subtitle, source, height=height)
    paths = {name: part.sort_values(x) for name, part in frame.groupby(unit, sort=False)}
    crowd = [name for name in paths if name not in subjects]
    for name in crowd:
        ax.plot(paths[name][x], paths[name][y], color=CROWD, linewidth=1 if name_crowd else 0.7, zorder=1.5)
    for name, (colour, marker, line, inside) in zip(subjects, LOOKS, strict=False):
        one = paths[name]
        ax.plot(one[x], one[y], color=PAPER, linewidth=4.5, zorder=2.8)
        ax.plot(one[x], one[y], color=colour, marker=marker, linestyle=line, markerfacecolor=inside, zorder=3)
    if ranks:
        style.rank_axis(ax, *(limits or (frame[y].min(), frame[y].max())))
    else:
        ax.set_ylim(*(limits or (0, 1)))
        style.numbers(ax.yaxis, form)
        ax.grid(axis="y")
    for name, (colour, *_) in zip(subjects, LOOKS, strict=False):
        for place, v in paths[name][[x, y]].itertuples(index=False):
            style.label_point(ax, place, v, style.written(v, form), colour)
    named = list(subjects) + (crowd if name_crowd else [])
    ends = [paths[name].dropna(subset=[y]).iloc[-1] for name in named]
    bottom, top = ax.get_ylim()
    places = style.apart([e[y] for e in ends], abs(top - bottom) * 0.17 / height)
    for name, end, at in zip(named, ends, places, strict=True):
        colour = LOOKS[subjects.index(name)][0] if name in subjects else MUTED
        style.label_right(
            ax, end[x], at, style.wrap(name, style.TEXT, width=1.3), colour, bold=name in subjects, gap=12
        )
    for place, label in (breaks or {}).items():
        style.break_rule(ax, place, label)
    ax.set_xticks(sorted(frame[x].unique()))
    ax.xaxis.set_major_formatter("{x:.0f}")
    return fig


@matplotlib.rc_context(style.RC)
def coverage_grid(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    value: str,
    title: str,
    subtitle: str,
    source: str,
    breaks: Mapping[float, str] | None = None,
) -> Figure:
    """How much there is of each row (a type) in each column (a year): numbers on a shade; what is missing stays empty.

    Rows come in the order of the frame, columns in theirs. `breaks` maps a place between columns, such as 2020.5,
    to the label of the change there.
    """
    rows, columns = list(dict.fromkeys(frame[row])), sorted(frame[column].unique())
    shift = {c: i + 0.3 * sum(place < c for place in breaks or {}) for i, c in enumerate(columns)}
    fig, ax = style.canvas(title, subtitle, source, height=0.4 * len(rows) + (0.75 if breaks else 0.4))
    most = float(frame[value].max()) or 1.0
    found = {(r, c): v for r, c, v in frame[[row, column, value]].itertuples(index=False)}
    for i, name in enumerate(rows):
        for c in columns:
            v = found.get((name, c))
            there = pd.notna(v) and v > 0
            depth = (float(v) / most) ** 0.5 if there else 0.0
            ax.add_patch(_tile(shift[c], i, depth, there))
            text, ink = (style.written(v, "d"), PAPER if depth > 0.6 else INK) if there else ("\u2013", MUTED)
            ax.text(shift[c], i, text, ha="center", va="center", color=ink)
    for place, label in (breaks or {}).items():
        at = (max(shift[c] for c in columns if c < place) + min(shift[c] for c in columns if c > place)) / 2
        ax.plot([at, at], [-1.15, len(rows) - 0.5], color=INK, linewidth=1, linestyle=(0, (3, 2)), clip_on=False)
        ax.text(at, -1.2, label, ha="center", va="bottom")
    ax.set_xlim(-0.5, max(shift.values()) + 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xticks(list(shift.values()), [str(c) for c in columns])
    ax.set_yticks(range(len(rows)), [style.wrap(str(r), style.TEXT, width=1.6) for r in rows])
    ax.tick_params(top=False, bottom=False, labeltop=True, labelbottom=False)
    ax.spines["bottom"].set_visible(False)
    return fig


def _tile(x: float, y: float, depth: float, there: bool) -> Rectangle:
    """A cell from pale to the subject's colour; a missing one is an outline."""
    pale, deep = np.array(to_rgb("#e3edf6")), np.array(to_rgb(SUBJECT))
    look = {"facecolor": tuple(pale + depth * (deep - pale))} if there else {"facecolor": PAPER, "edgecolor": GRID}
    return Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, linewidth=1, **look)
