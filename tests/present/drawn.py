"""What the tests of the charts share: what is wrong with a figure, and its words."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.present.charts import style, svg


def faults(draw: Callable[[], Figure]) -> list[str]:
    """What is wrong with a chart on either sheet; every warning is an error."""
    pictures: list[str] = []
    found = faults_on(draw, pictures=pictures)
    return found + ["it differs from one time to the next"] * (svg.svg(draw()) != pictures[0])


def faults_on(draw: Callable[[], Figure], most: int = 1_000_000, pictures: list[str] | None = None) -> list[str]:
    """As `faults`, drawn once on each sheet; `most`: bytes of a picture. What is drawn is added to `pictures`."""
    found = []
    for name, sheet in (("wide", style.WIDE), ("narrow", style.NARROW)):
        with warnings.catch_warnings(), style.drawn_on(sheet):
            warnings.simplefilter("error")
            figure = draw()
            picture = svg.svg(figure)
            figure.set_layout_engine("none")  # it is laid out
            if pictures is not None:
                pictures.append(picture)
            found += [f"{name}: {len(picture)} bytes"] * (len(picture) > most)
            figure.draw_without_rendering()
            found += [f"{name}: it leaves its frame"] * (not fits(figure, draw=False))
            found += [f"{name}: {one!r} lies on {other!r}" for one, other in collisions(figure, draw=False)]
            found += [f"{name}: a line goes through {text!r}" for text in crossings(figure, draw=False)]
    return found


def words(fig: Figure) -> list[str]:
    """Every text that is drawn, in no order that matters."""
    fig.draw_without_rendering()
    texts = [t.get_text().replace("\n", " ") for t in fig.findobj(Text) if t.get_visible()]
    return [text for text in texts if text]


def fits(fig: Figure, draw: bool = True) -> bool:
    """Whether all that is drawn stays within the figure."""
    _ = draw and fig.draw_without_rendering()
    drawn, (width, height) = fig.get_tightbbox(), fig.get_size_inches()
    return drawn.x0 > -0.01 and drawn.y0 > -0.01 and drawn.x1 < width + 0.01 and drawn.y1 < height + 0.01


def collisions(fig: Figure, draw: bool = True) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other."""
    _ = draw and fig.draw_without_rendering()
    shown = [text for text in fig.findobj(Text) if text.get_visible()]
    boxes = [(text.get_text(), box) for text in shown for box in _lines(text)]
    seen = [(text, box) for text, box in boxes if fig.bbox.contains(box.x0 + 1, box.y0 + 1)]
    return [(a, b) for i, (a, one) in enumerate(seen) for b, two in seen[:i]
            if a != b and one.padded(-1.5).overlaps(two)]  # fmt: skip


def crossings(fig: Figure, draw: bool = True) -> list[str]:
    """Texts through which a line or a mark goes: without a halo or a ground of their own they are hard to read."""
    _ = draw and fig.draw_without_rendering()
    lines = [(line.axes, *_drawn(line)) for line in fig.findobj(Line2D) if line.axes and line in line.axes.lines]
    found = []
    for text in fig.findobj(Text):
        plain = text.get_gid() != style.HALO and text.get_bbox_patch() is None
        if text.get_visible() and text.get_text().strip() and plain:
            boxes = [box.padded(-1.5) for box in _lines(text)]
            found += [text.get_text()] * any(_crossed(box, *line) for box in boxes for line in lines)
    return found


def _lines(text: Text) -> list[Bbox]:
    """Where the lines of a text are, without its empty ones."""
    words, box = text.get_text().split("\n"), text.get_window_extent()
    high = box.height / len(words)
    places = [box.y1 - high * (at + 1) for at in range(len(words))]
    return [Bbox.from_bounds(box.x0, y, box.width, high) for y, word in zip(places, words, strict=True) if word.strip()]


def _crossed(box: Bbox, axes: Axes, path: Path | None, marks: list[Bbox]) -> bool:
    inside = path is not None and axes.bbox.padded(2).overlaps(box)
    return (inside and path.intersects_bbox(box, filled=False)) or any(box.overlaps(mark) for mark in marks)


def _drawn(line: Line2D) -> tuple[Path | None, list[Bbox]]:
    """A line on the figure as its path, and the boxes of its marks."""
    points = line.get_transform().transform(line.get_xydata())
    path = None if line.get_linestyle() in ("None", "none") or len(points) < 2 else Path(points)
    half = line.get_markersize() * line.figure.dpi / 144 if line.get_marker() not in ("None", None, "") else 0
    at = [(x, y) for x, y in points if half and np.isfinite([x, y]).all()]
    return path, [Bbox.from_extents(x - half, y - half, x + half, y + half) for x, y in at]
