"""What does a figure for the width of a phone look like, and how does it become SVG?

It holds marks and their labels alone: title, subtitle and source are text of the page. Drawn 360 CSS pixels wide, its
text is 12 pixels high. Text stays text: a page shows it in DejaVu Sans or Verdana, which is as wide, or in the
reader's own font. Margins are given and not searched for, which saves half of the time of drawing.
"""

from __future__ import annotations

import io
import re

import matplotlib
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
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "spbe-study",
}
MOST_HALVES = 6  # ticks at half points that have room
FONTS = "'DejaVu Sans', Verdana, sans-serif"
LIGHTER = (  # what a reader of the page would only have to load
    (re.compile(r"\s*<(metadata|defs)>\s*</\1>|<!--.*?-->", re.S), ""),
    (re.compile(r'<path d="[^"]*" style="fill: none"/>'), ""),  # neither filled nor stroked
    (re.compile(r'<g id="[^"]*"'), "<g"),  # nothing refers to a group
    (re.compile(r' transform="rotate\(-0 [^"]*\)"'), ""),
    (re.compile(rf" font-family: {FONTS};"), ""),  # said once for all, below
    (re.compile(r"\s*\n\s*"), "\n"),
    (re.compile(r"\n(?=[LCQz\"])"), " "),
)
BARE_GROUP = re.compile(r"<g>\n((?:(?!</?g\b).)*)</g>\n", re.S)  # the innermost ones
ALL_TEXT = f"text{{font-family: {FONTS}}}</style>"
TAG = re.compile(r"<[^>]*>")  # numbers in it are places; those between tags are words of the figure
ID = re.compile(r'<[^>]* id="([^"]+)"')
USED_ID = re.compile(r'((?: id="|url\(#|href="#))([^")]+)(["\)])')
OFF_HALF = 0.00031  # points: a place at just half a hundredth must not hang on its last bit
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


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


def svg(fig: Figure) -> str:
    """The figure as SVG: no date, no random id, numbers of two decimals, and little that is not seen."""
    out = io.BytesIO()
    with matplotlib.rc_context(RC):
        fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = out.getvalue().decode()
    text = text[text.index("<svg") :].replace("'DejaVu Sans'", FONTS)
    for pattern, instead in LIGHTER:
        text = pattern.sub(instead, text)
    while BARE_GROUP.search(text):
        text = BARE_GROUP.sub(r"\1", text)
    text = _renamed(text.replace("</style>", ALL_TEXT, 1))
    return TAG.sub(lambda tag: LONG_NUMBER.sub(_two_decimals, tag[0]), text).strip() + "\n"


def _renamed(text: str) -> str:
    """The same picture, its ids numbered in order: matplotlib's hang on the last bit of what is drawn."""
    new = {old: f"i{number}" for number, old in enumerate(dict.fromkeys(ID.findall(text)))}
    return USED_ID.sub(lambda use: f"{use[1]}{new[use[2]]}{use[3]}" if use[2] in new else use[0], text)


def _two_decimals(match: re.Match[str]) -> str:
    short = f"{float(match[0]) + OFF_HALF:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
