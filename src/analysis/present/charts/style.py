"""What does a figure of ours look like?

One width that fits a phone column and A4; the finding as title, what is measured as subtitle, the source as foot.
One colour for the subject, one for a contrast, grey for the crowd: distinct for the colour-blind (Okabe and Ito,
2008) and in grey. DejaVu Sans comes with matplotlib, so that the same figure is the same bytes everywhere.
Settings hold inside `matplotlib.rc_context(RC)` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextToPath
from matplotlib.ticker import FuncFormatter

from analysis.methods.errors import InputError
from analysis.methods.ordering import settled
from analysis.present import language

COLUMN = 5.8  # inches; 557 CSS pixels, and less than the text width of A4
DPI = 192  # two dots a CSS pixel
SUBJECT, CONTRAST, CROWD = "#0b5394", "#b84c00", "#b4b9c0"
INK, MUTED, GRID, PAPER = "#1f2328", "#57606a", "#e4e7eb", "#ffffff"
TITLE, SUBTITLE, TEXT, FOOT = 13.0, 10.5, 10.0, 9.0  # points; a phone shows them at two thirds
LEADING = 1.3
MARGIN = 0.08  # inches above and below the words
SIDE = 0.02  # inches at the sides, so that a figure lines up with the text around it
PLOT = 4.3  # inches that an axis with labels at both sides has at least

RC = {
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a title is a dollar sign
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "ytick.left": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 0.6,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.bbox": None,
}


def canvas(title: str, subtitle: str, source: str, *, height: float = 3.0, **grid: object) -> tuple[Figure, Axes]:
    """A figure with its words in place, and its axes. `height` is the plot's, in inches; words add theirs.

    `grid` goes to `Figure.subplots`; with nrows or ncols the axes come as an array.
    """
    words = [(wrap(title, TITLE, "bold"), TITLE, "bold", INK), (wrap(subtitle, SUBTITLE), SUBTITLE, "normal", MUTED)]
    foot = wrap(source, FOOT)
    heights = [_lines(text, size) for text, size, _, _ in words]
    above, below = sum(heights) + 2 * MARGIN, _lines(foot, FOOT) + MARGIN
    total = above + height + below
    fig = Figure(figsize=(COLUMN, total), dpi=96)
    top = total - MARGIN
    for (text, size, weight, colour), tall in zip(words, heights, strict=True):
        _write(fig, text, top / total, size, "top", fontweight=weight, color=colour)
        top -= tall
    _write(fig, foot, MARGIN / total, FOOT, "bottom", color=MUTED)
    fig.set_layout_engine("constrained", rect=(0, below / total, 1, height / total), w_pad=SIDE, h_pad=0.04)
    return fig, fig.subplots(**grid)


def wrap(text: str, size: float, weight: str = "normal", width: float = COLUMN - 2 * SIDE) -> str:
    """`text` broken into as few lines as fit `width` inches at `size` points, and these made about equally long."""
    lines = _fill(text, size, weight, width)
    for step in range(1, 16):
        tighter = _fill(text, size, weight, width * (1 - step / 30))
        if len(tighter) > len(lines):
            break
        lines = tighter
    return "\n".join(lines)


def _fill(text: str, size: float, weight: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _wide(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width(text: str, weight: str = "normal") -> float:
    """Inches that the longest line of a text takes at the size of labels."""
    return max((_wide(line, TEXT, weight) for line in text.splitlines()), default=0.0)


def written(x: float, form: str) -> str:
    """A number as it stands in a figure, in the reader's language."""
    return language.number(x, form, language.current())


def between(low: float, high: float, form: str) -> str:
    """An interval in words; one number where both ends are the same as written."""
    first, last = written(low, form), written(high, form)
    return first if first == last else language.fill("number.range", language.current(), low=first, high=last)


def at_most(names: Sequence[str], most: int, chart: str, what: str) -> None:
    """Refuses more than `most` coloured lines: a third colour is no longer told apart in grey."""
    if not 1 <= len(names) <= most:
        raise InputError(f"{chart}: {len(names)} {what}: draw 1 to {most}, a subject and a contrast")


def numbers(axis: Axis, form: str, tongue: str | None = None) -> None:
    """Write the ticks of an axis in the reader's language."""
    tongue = tongue or language.current()
    axis.set_major_formatter(FuncFormatter(lambda x, _: language.number(x, form, tongue)))


def year_axis(ax: Axes, years: Iterable[int]) -> set[int]:
    """An x axis with a tick at every year and a label where there is room; the last is always labelled.

    Returns the labelled years. Call it when the limits of the axis are set.
    """
    years = sorted(set(years))
    room = (years[-1] - years[0]) * _wide("2000 ", TEXT, "normal") / PLOT
    labelled = [years[-1]]
    for year in years[-2::-1]:
        if labelled[-1] - year >= room:
            labelled.append(year)
    ax.set_xticks(years, [str(year) if year in labelled else "" for year in years])
    return set(labelled)


def rank_axis(ax: Axes, best: float, worst: float) -> None:
    """A y axis of ranks on which up is better. It starts at 1 when the best rank is near it."""
    span = max(worst - best, 4)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200) if span / s <= 6)
    ticks = sorted({max(t, 1) for t in range(0, int(worst + 0.08 * span) + 1, step) if t >= best - step})
    ax.set_yticks(ticks)
    ax.set_ylim(worst + 0.08 * span, min(best, *ticks) - 0.08 * span)
    numbers(ax.yaxis, "d")
    ax.grid(axis="y")


def break_rule(ax: Axes, x: float, label: str, gap: float = 0.16) -> None:
    """A change of instrument: a gap cuts grid and axis, a dashed rule says what changed. No line may cross it."""
    ax.axvspan(x - gap / 2, x + gap / 2, ymin=-0.02, color=PAPER, linewidth=0, zorder=2.6, clip_on=False)
    ax.axvline(x, ymax=1.0, color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=2.7, clip_on=False)
    ax.annotate(
        label, (x, 1), xycoords=ax.get_xaxis_transform(), xytext=(0, 4), textcoords="offset points",
        ha="center", va="bottom", fontsize=TEXT, color=INK,
    )  # fmt: skip


def label_right(ax: Axes, x: float, y: float, text: str, colour: str, bold: bool = True, gap: float = 9) -> None:
    """A direct label to the right of a point, instead of a legend."""
    ax.annotate(
        text, (x, y), xytext=(gap, 0), textcoords="offset points", va="center_baseline", ha="left", linespacing=1.1,
        color=colour, fontweight="bold" if bold else "normal", annotation_clip=False,
    )  # fmt: skip


def label_point(ax: Axes, x: float, y: float, text: str, colour: str, above: bool = True) -> None:
    """The value of a point, written above or below it."""
    ax.annotate(
        text, (x, y), xytext=(0, 7 if above else -7), textcoords="offset points", ha="center",
        va="bottom" if above else "top", color=colour, fontsize=TEXT, zorder=5, annotation_clip=False,
        path_effects=[withStroke(linewidth=3, foreground=PAPER)],
    )  # fmt: skip


def apart(places: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """`places` moved until labels of these sizes, centred on them, no longer overlap; their order is kept."""
    order = np.lexsort((np.arange(len(places)), settled(np.asarray(places, dtype=float))))
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + (sizes[before] + sizes[after]) / 2)
    shift = sum(m - p for m, p in zip(moved, places, strict=True)) / max(len(places), 1)
    return [m - shift for m in moved]


def label_ends(ax: Axes, ends: Sequence[tuple[float, float, str, str, bool]], height: float, gap: float = 14) -> None:
    """Direct labels to the right of the last points (x, y, name, colour, bold), moved apart where they overlap."""
    bottom, top = ax.get_ylim()
    line = abs(top - bottom) * TEXT * 1.2 / 72 / height
    texts = [wrap(name, TEXT, "bold" if bold else "normal", 1.3) for _, _, name, _, bold in ends]
    places = apart([y for _, y, *_ in ends], [(text.count("\n") + 1.15) * line for text in texts])
    for (x, _, _, colour, bold), text, at in zip(ends, texts, places, strict=True):
        label_right(ax, x, at, text, colour, bold, gap)


@lru_cache(maxsize=4096)
def _wide(text: str, size: float, weight: str) -> float:
    font = FontProperties(family=RC["font.family"], size=size, weight=weight)
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0] / 72


def _lines(text: str, size: float) -> float:
    """Inches that a text takes, with a little air below it."""
    return (text.count("\n") + 1) * size * LEADING / 72 + 0.05 if text else 0.0


def _write(fig: Figure, text: str, y: float, size: float, side: str, **look: object) -> None:
    fig.text(SIDE / COLUMN, y, text, fontsize=size, va=side, ha="left", linespacing=LEADING - 0.1, **look)
