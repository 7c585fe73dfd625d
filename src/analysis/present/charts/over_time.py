"""How is something drawn that changes over years or editions?

Charts for any data: each takes a frame and words, draws, computes nothing, and returns a figure for `publish.figure`.
The caller gives names of columns, words in the reader's language, and the order of series (the first is the subject).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.methods.errors import InputError
from analysis.methods.ordering import LISTED, ordered
from analysis.present.charts import style
from analysis.present.charts.style import CONTRAST, CROWD, GRID, INK, MUTED, PAPER, SUBJECT

# colour, marker, line and the inside of the marker, so that two lines differ in grey too
LOOKS = ((SUBJECT, "o", "-", SUBJECT), (CONTRAST, "s", (0, (4, 2)), PAPER))
# colour, marker and line of grey lines that are named
GREYS = ((MUTED, "s", (0, (4, 2))), ("#8a929c", "^", "-"), (CROWD, "D", (0, (1, 1.5))))
BAR = 0.56  # of a year: the bar of a set
PALE = "#c3d5e8"  # of a set that lies behind a line
SHADES = sns.blend_palette(["#e3edf6", SUBJECT], as_cmap=True).with_extremes(under=PAPER)


@style.chart
def line_with_break(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str | None = None,
    segment: str | None = None,
    low: str | None = None,
    high: str | None = None,
    bars: tuple[str, str, str] | None = None,
    below: Mapping[float, str] | None = None,
    breaks: Mapping[float, str] | None = None,
    limits: tuple[float, float] = (1, 5),
    form: str = ".2f",
    height: float = 3.2,
) -> Figure:
    """Values over years, one or two series, with each change of instrument as a gap and a labelled rule.

    `series` names the lines (the first is the subject, at most two). `breaks` maps a place on the x axis, such as
    2020.5, to its label; a line stops there, and where `segment` changes. `low` and `high` are the columns of an
    interval or set around the line. `bars` names the columns of the ends of a set beside the line, for
    instance what a year may have been on another scale, and its label: a pale bar a year, one row a year suffices.
    `below` has a short text to write under the label of a place on the x axis, such as a number of cases.
    """
    names = list(dict.fromkeys(frame[series])) if series else [""]
    style.at_most(names, len(LOOKS), "line_with_break", "series")
    fig, ax = style.canvas(height=height)
    highest = frame.groupby(x)[y].transform("max")
    ends = []
    for name, (colour, marker, line, inside) in zip(names, LOOKS, strict=False):
        one = frame[frame[series] == name] if series else frame
        look = {"color": colour, "marker": marker, "linestyle": line, "markerfacecolor": inside, "zorder": 3}
        after = sum((one[x] > place).astype(int) for place in breaks or {0: ""})
        for _, part in ordered(one, x, LISTED).groupby([after, one[segment]] if segment else after, sort=False):
            if low and high:
                ax.fill_between(part[x], part[low], part[high], color=colour, alpha=0.18, linewidth=0)
            ax.plot(part[x], part[y], **look)
        for at, point in one.dropna(subset=[y]).iterrows():
            above = point[y] >= highest[at]
            edge = point[high if above else low] if low and high else point[y]
            style.label_point(ax, point[x], edge, style.written(point[y], form), colour, above=above)
        last = ordered(one.dropna(subset=[y]), x, LISTED).iloc[-1]
        ends.append((last[x], last[y], name, colour, True))
    if bars:
        _bars(ax, frame[x], frame[bars[0]], frame[bars[1]], bars[2])
    for place, label in (breaks or {}).items():
        style.break_rule(ax, place, label)
    ax.set_ylim(*limits)
    if float(limits[1] - limits[0]).is_integer():
        ax.set_yticks(np.arange(limits[0], limits[1] + 1))
    style.numbers(ax.yaxis, "d" if float(limits[1] - limits[0]).is_integer() else form)
    style.label_ends(ax, ends, height, gap=22)
    style.year_axis(ax, frame[x])
    if below:
        labels = [label.get_text() for label in ax.get_xticklabels()]
        ax.set_xticks(
            ax.get_xticks(), [f"{a}\n{below.get(t, '')}" for a, t in zip(labels, ax.get_xticks(), strict=True)]
        )
    ax.grid(axis="y")
    return fig


@style.chart
def path_lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    unit: str,
    subjects: Sequence[str],
    ranks: bool = True,
    form: str = "d",
    limits: tuple[float, float] | None = None,
    name_crowd: bool = False,
    values: bool = True,
    breaks: Mapping[float, str] | None = None,
    height: float = 3.6,
) -> Figure:
    """Paths of units over editions, one or two subjects in colour against the others in grey; ranks point up.

    `name_crowd` writes the name of each grey unit too, and draws them apart by marker and line: for a few neighbours,
    not for a hundred and ninety states. `values=False` leaves the numbers at the points to the axis, where two
    subjects run close to each other.
    """
    style.at_most(subjects, len(LOOKS), "path_lines", "subjects")
    absent = sorted(set(subjects) - set(frame[unit]))
    if absent:
        raise InputError(f"path_lines: {absent[0]!r} is not in column {unit!r}: name a unit that the frame has")
    twice = frame[frame.duplicated([unit, x])]
    if len(twice):
        first = twice.iloc[0]
        raise InputError(f"path_lines: {first[unit]!r} has two values at {first[x]}: draw one")
    fig, ax = style.canvas(height=height)
    paths = frame.pivot(index=x, columns=unit, values=y).astype(float)  # a missing value interrupts the line
    years = list(paths.index)
    paths = paths.reindex(sorted({*years, *(breaks or {})}))  # and so does a break
    crowd = [name for name in dict.fromkeys(frame[unit]) if name not in subjects]
    looks = dict(zip(subjects, LOOKS, strict=False))
    greys = dict(zip(crowd, cycle(GREYS), strict=False)) if name_crowd else {}
    for name, (colour, marker, line) in greys.items():
        look = {"marker": marker, "linestyle": line, "markersize": 4.5, "markerfacecolor": PAPER, "zorder": 2}
        ax.plot(paths.index, paths[name], color=colour, linewidth=1.4, **look)
    if not name_crowd:
        _quarters(ax, paths[crowd].reindex(years))
    for name, (colour, marker, line, inside) in looks.items():
        ax.plot(paths.index, paths[name], color=PAPER, linewidth=4.5, zorder=2.8)
        look = {"color": colour, "marker": marker, "linestyle": line, "markerfacecolor": inside, "zorder": 3}
        ax.plot(paths.index, paths[name], **look)
    if ranks:
        style.rank_axis(ax, *(limits or (frame[y].min(), frame[y].max())))
    else:
        ax.set_ylim(*(limits or (0, 1)))
        style.numbers(ax.yaxis, form)
        ax.grid(axis="y")
    labelled = style.year_axis(ax, years)
    for name, (colour, *_) in looks.items():
        if values:
            _values(ax, paths[name].dropna(), labelled, colour, form, height)
    ends = []
    for name in [*subjects, *greys]:
        last = paths[name].dropna()
        ends.append((last.index[-1], last.iloc[-1], name, looks[name][0] if name in looks else MUTED, name in looks))
    style.label_ends(ax, ends, height)
    for place, label in (breaks or {}).items():
        style.break_rule(ax, place, label)
    return fig


@style.chart
def coverage_grid(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    value: str,
    breaks: Mapping[float, str] | None = None,
) -> Figure:
    """How much there is of each row (a type) in each column (a year): numbers on a shade; what is missing stays empty.

    Rows come in the order of the frame, columns in theirs. `breaks` maps a place between columns, such as 2020.5,
    to the label of the change there.
    """
    counts = frame.pivot(index=row, columns=column, values=value).loc[list(dict.fromkeys(frame[row]))].astype(float)
    counts = counts.where(counts > 0, -1)  # under the scale of colours
    texts = counts.map(lambda v: style.written(v, "d") if v > 0 else "\u2013")
    fig, ax = style.canvas(height=0.4 * len(counts) + (0.75 if breaks else 0.4))
    depth = PowerNorm(0.5, 0, max(counts.max().max(), 1))
    look = {"cmap": SHADES, "norm": depth, "cbar": False, "linewidths": 4, "linecolor": PAPER}
    sns.heatmap(counts, annot=texts, fmt="", ax=ax, **look)
    for text, v in zip(ax.texts, counts.to_numpy().flat, strict=True):
        text.set_color(PAPER if depth(v) > 0.6 else INK if v > 0 else MUTED)
    for place, label in (breaks or {}).items():
        at = int((counts.columns < place).sum())
        ax.axvline(at, color=PAPER, linewidth=10)  # the gap
        ax.plot([at, at], [-0.65, len(counts)], color=INK, linewidth=1, linestyle=(0, (3, 2)), clip_on=False)
        ax.text(at, -0.7, label, ha="center", va="bottom")
    ax.set(xlabel="", ylabel="")
    short = [f"\u2019{str(c)[-2:]}" if style.narrow() else str(c) for c in counts.columns]
    ax.set_xticks(ax.get_xticks(), short)
    ax.set_yticks(ax.get_yticks(), [style.wrap(str(r), width=1.6) for r in counts.index], rotation=0)
    ax.tick_params(bottom=False, labeltop=True, labelbottom=False)
    return fig


def _values(ax: Axes, path: pd.Series, labelled: set[int], colour: str, form: str, height: float) -> None:
    """The values of a line in the labelled years, each where the line is not, and no other value."""
    bottom, top = ax.get_ylim()
    places = ((path - bottom) / (top - bottom)).to_numpy()
    steps = np.concatenate([[0.0], np.diff(places), [0.0]])
    across = style.PLOT[style.sheet()] / max(path.index.max() - path.index.min(), 1)
    taken: list[Bbox] = []
    for at, (year, v) in enumerate(path.items()):
        if year in labelled:
            text = style.written(v, form)
            spot = (year * across, places[at] * (height - 0.6))
            sides = [style.free_side((-steps[at], steps[at + 1])), (False, 0), (True, 0)]
            boxes = [_box(text, spot, side) for side in sides]
            free = next((n for n, box in enumerate(boxes) if not any(map(box.overlaps, taken))), 0)
            taken.append(boxes[free])
            style.label_point(ax, year, v, text, colour, *sides[free])


def _box(text: str, spot: tuple[float, float], side: tuple[bool, int]) -> Bbox:
    """About where, in inches, a value stands that `label_point` writes."""
    (above, aside), wide, high = side, style.width(text), style.sheet().text / 72
    x = spot[0] + (-wide / 2, 0.08, -0.08 - wide)[aside]
    gap = 0.04 if aside else 0.1
    return Bbox.from_bounds(x, spot[1] + (gap if above else -gap - high), wide, high)


def _quarters(ax: Axes, crowd: pd.DataFrame) -> None:
    """Where the crowd is, as bands: all of it, and its middle half."""
    for low, high, colour in ((0.0, 1.0, GRID), (0.25, 0.75, CROWD)):
        ends = [crowd.quantile(q, axis=1) for q in (low, high)]
        ax.fill_between(crowd.index, *ends, color=colour, alpha=0.6, linewidth=0, zorder=1.2)


def _bars(ax: Axes, x: pd.Series, low: pd.Series, high: pd.Series, label: str) -> None:
    """A pale bar from low to high where both are given, and the label above the first one."""
    there = low.notna() & high.notna()
    for at, bottom, top in zip(x[there], low[there], high[there], strict=True):
        ax.bar(at, top - bottom, bottom=bottom, width=BAR, color=PALE, linewidth=0, zorder=1.5)
    style.halo(ax.annotate(
        style.wrap(label, width=1.7), (x[there].min() - BAR / 2, high[there].max()), xytext=(0, 5),
        textcoords="offset points", ha="left", va="bottom", color=MUTED, linespacing=1.1,
    ))  # fmt: skip
