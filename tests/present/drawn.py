"""What the tests of the charts share: what is wrong with a figure, and its words."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.present.charts import style, svg


def faults(draw: Callable[[], Figure]) -> list[str]:
    """What is wrong with a chart on either sheet; every warning is an error."""
    found = []
    for sheet in (style.WIDE, style.NARROW):
        with warnings.catch_warnings(), style.drawn_on(sheet):
            warnings.simplefilter("error")
            figures = draw(), draw()
            pictures = [svg.svg(figure) for figure in figures]
            figure = figures[0]
            figure.set_layout_engine("none")  # it is laid out
            found += ["it differs from one time to the next"] * (pictures[0] != pictures[1])
            found += [f"{sheet}: it leaves its frame"] * (not fits(figure))
            found += [f"{sheet}: {one!r} lies on {other!r}" for one, other in collisions(figure)]
            found += [f"{sheet}: a line goes through {text!r}" for text in crossings(figure)]
    return found


def words(fig: Figure) -> list[str]:
    """Every text that is drawn, in no order that matters."""
    fig.draw_without_rendering()
    texts = [t.get_text().replace("\n", " ") for t in fig.findobj(Text) if t.get_visible()]
    return [text for text in texts if text]


def fits(fig: Figure) -> bool:
    """Whether all that is drawn stays within the figure."""
    fig.draw_without_rendering()
    drawn, (width, height) = fig.get_tightbbox(), fig.get_size_inches()
    return drawn.x0 > -0.01 and drawn.y0 > -0.01 and drawn.x1 < width + 0.01 and drawn.y1 < height + 0.01


def collisions(fig: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other."""
    fig.draw_without_rendering()
    boxes = [(t.get_text(), t.get_window_extent()) for t in fig.findobj(Text) if t.get_visible() and t.get_text()]
    seen = [(text, box) for text, box in boxes if fig.bbox.contains(box.x0 + 1, box.y0 + 1)]
    return [(a, b) for i, (a, one) in enumerate(seen) for b, two in seen[:i] if one.padded(-1.5).overlaps(two)]


def crossings(fig: Figure) -> list[str]:
    """Texts through which a line or a mark goes: without a halo or a ground of their own they are hard to read."""
    fig.draw_without_rendering()
    lines = [(line.axes, *_drawn(line)) for line in fig.findobj(Line2D) if line.axes and line in line.axes.lines]
    found = []
    for text in fig.findobj(Text):
        plain = text.get_gid() != style.HALO and text.get_bbox_patch() is None
        if text.get_visible() and text.get_text().strip() and plain:
            box = text.get_window_extent().padded(-1.5)
            for axes, path, marks in lines:
                inside = axes.bbox.padded(2) if path is not None else None
                crossed = path is not None and inside.overlaps(box) and path.intersects_bbox(box, filled=False)
                if crossed or any(box.overlaps(mark) for mark in marks):
                    found.append(text.get_text())
                    break
    return found


def _drawn(line: Line2D) -> tuple[Path | None, list[Bbox]]:
    """A line on the figure as its path, and the boxes of its marks."""
    points = line.get_transform().transform(line.get_xydata())
    path = None if line.get_linestyle() in ("None", "none") or len(points) < 2 else Path(points)
    half = line.get_markersize() * line.figure.dpi / 144 if line.get_marker() not in ("None", None, "") else 0
    at = [(x, y) for x, y in points if half and np.isfinite([x, y]).all()]
    return path, [Bbox.from_extents(x - half, y - half, x + half, y + half) for x, y in at]
