"""What the tests of the charts share: a drawn figure's bytes and words."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.present.charts import style

WORDS = {"title": "A finding of $5", "subtitle": "What is measured, n = 3", "source": "Source: nobody"}


def png(draw: Callable[[], Figure]) -> bytes:
    """The picture, drawn with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fig, out = draw(), io.BytesIO()
        with matplotlib.rc_context(style.RC):
            fig.savefig(out, format="png", dpi=style.DPI, metadata={"Software": None})
    return out.getvalue()


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
