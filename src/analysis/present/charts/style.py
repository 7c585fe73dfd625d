"""What does a figure of ours look like, and how wide is it?

Every figure is drawn twice, for the column of a page and for a phone (`sheet`), and holds marks and their labels
alone: title, subtitle and source are text of the page. One colour for the subject, one for a contrast, grey for the
crowd: distinct for the colour-blind (Okabe and Ito, 2008) and in grey. Places are computed with DejaVu Sans, which
comes with matplotlib. Settings hold inside a function that is marked as a `chart` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import pairwise
from typing import ParamSpec

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.ticker import FuncFormatter

from analysis.methods.errors import InputError
from analysis.methods.ordering import settled
from analysis.present import language


@dataclass(frozen=True)
class Sheet:
    """What is drawn on: its width in inches, the size of its text in points."""

    width: float
    text: float


TEXT = 10.0  # points: 13 CSS pixels
WIDE = Sheet(6.375, TEXT)  # 612 CSS pixels, the column of a page
NARROW = Sheet(3.75, 9.0)  # 360 CSS pixels, a phone; its text has 12
SUBJECT, CONTRAST, CROWD = "#0b5394", "#b84c00", "#b4b9c0"
INK, MUTED, GRID, PAPER = "#1f2328", "#57606a", "#e4e7eb", "#ffffff"
DPI = 192  # two dots a CSS pixel
SIDE = 0.04  # inches at the sides
PLOT = {WIDE: 4.9, NARROW: 2.2}  # inches that an axis with labels at both sides has at least
STEEP = 0.04  # of the height: a rise from which on a line meets what is written above its point
HALO = "halo"  # mark of a text that is legible over marks
P = ParamSpec("P")
_SHEET: ContextVar[Sheet] = ContextVar("sheet", default=WIDE)

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
    "axes.facecolor": "none",
    "savefig.facecolor": PAPER,
    "savefig.bbox": None,
}
SIZES = ("font.size", "axes.labelsize", "axes.titlesize", "xtick.labelsize", "ytick.labelsize", "legend.fontsize")


def sheet() -> Sheet:
    """What is drawn on at the moment: the wide sheet, unless `drawn_on` says otherwise."""
    return _SHEET.get()


def narrow() -> bool:
    """Whether a figure is drawn for a phone."""
    return sheet() == NARROW


@contextmanager
def drawn_on(one: Sheet) -> Iterator[None]:
    """What is drawn inside is drawn on this sheet."""
    token = _SHEET.set(one)
    try:
        yield
    finally:
        _SHEET.reset(token)


def chart(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Marks a function that draws: our settings hold inside of it."""

    @wraps(draw)
    def drawn(*arguments: P.args, **options: P.kwargs) -> Figure:
        with matplotlib.rc_context(RC | dict.fromkeys(SIZES, sheet().text)):
            return draw(*arguments, **options)

    return drawn


def canvas(*, height: float = 3.0, **grid: object) -> tuple[Figure, Axes]:
    """An empty figure as wide as the sheet, `height` inches high, and its axes.

    `grid` goes to `Figure.subplots`; with nrows or ncols the axes come as an array.
    """
    fig = Figure(figsize=(sheet().width, height), dpi=96)
    fig.set_layout_engine("constrained", w_pad=SIDE, h_pad=SIDE)
    return fig, fig.subplots(**grid)


def wrap(text: str, size: float = 0.0, weight: str = "normal", width: float = 0.0) -> str:
    """`text` broken into as few lines as fit `width` inches, and these made about equally long.

    By default at the size of labels, and as wide as the sheet.
    """
    size, width = size or sheet().text, width or sheet().width - 2 * SIDE
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
    return max((_wide(line, sheet().text, weight) for line in text.splitlines()), default=0.0)


def halo(text: Text) -> Text:
    """A text that stays legible where it lies on marks."""
    text.set_gid(HALO)
    return text


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
    room = (years[-1] - years[0]) * width("2000 ") / PLOT[sheet()]
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
        ha="center", va="bottom", color=INK,
    )  # fmt: skip


def label_right(ax: Axes, x: float, y: float, text: str, colour: str, bold: bool = True, gap: float = 9) -> None:
    """A direct label to the right of a point, instead of a legend."""
    ax.annotate(
        text, (x, y), xytext=(gap, 0), textcoords="offset points", va="center_baseline", ha="left", linespacing=1.1,
        color=colour, fontweight="bold" if bold else "normal", annotation_clip=False,
    )  # fmt: skip


def label_point(ax: Axes, x: float, y: float, text: str, colour: str, above: bool = True, aside: int = 0) -> None:
    """The value of a point, written above or below it, or to its left (`aside` -1) or right (1)."""
    offset = (6 * aside, (3 if above else -3) if aside else (7 if above else -7))
    halo(ax.annotate(
        text, (x, y), xytext=offset, textcoords="offset points", ha=("center", "left", "right")[aside],
        va="bottom" if above else "top", color=colour, zorder=5, annotation_clip=False,
    ))  # fmt: skip


def free_side(rises: tuple[float, float]) -> tuple[bool, int]:
    """Where the value of a point on a line meets no part of it: above or not, and aside -1, 0 or 1.

    `rises`: from the point to the one before and to the one after, in shares of the height, up is plus.
    """
    before, after = rises
    if min(before, after) >= 0 and max(before, after) > STEEP:
        return False, 0
    if max(before, after) <= STEEP:
        return True, 0
    return True, 1 if before > after else -1


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
    line = abs(top - bottom) * sheet().text * 1.2 / 72 / (height - 0.5)
    room = 0.21 * sheet().width
    texts = [wrap(name, weight="bold" if bold else "normal", width=room) for _, _, name, _, bold in ends]
    places = apart([y for _, y, *_ in ends], [(text.count("\n") + 1.3) * line for text in texts])
    for (x, _, _, colour, bold), text, at in zip(ends, texts, places, strict=True):
        label_right(ax, x, at, text, colour, bold, gap)


@lru_cache(maxsize=4096)
def _wide(text: str, size: float, weight: str) -> float:
    font = FontProperties(family=RC["font.family"], size=size, weight=weight)
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0] / 72
