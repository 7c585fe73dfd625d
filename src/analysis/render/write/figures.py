"""Which files are the pictures of the pages? For each figure an SVG, one for phones, and a PNG to be taken away.

The PNG has the words of the figure in it, since there is no page around it where it goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

from analysis.present.charts import style, svg
from analysis.render.collect import outline
from analysis.render.collect.model import Figure, Page

PIXELS = style.DPI / 72  # of a PNG, a point
EDGE, AIR, LEADING = 5, 6, 1.3  # points at the sides and between texts; height of a line, in sizes
FONTS = {"bold": "DejaVuSans-Bold.ttf", "normal": "DejaVuSans.ttf"}


def files(pages: Iterable[Page]) -> dict[str, bytes]:
    """Path, from the report's folder, -> content of every picture."""
    shown = [(page, block) for page in pages for block in page.blocks if isinstance(block, Figure)]
    pictures = {
        outline.figure_path(page, figure, ending): with_words(figure) if ending == "png" else content
        for page, figure in shown
        for ending, content in pictures_of(figure).items()
    }
    return dict(sorted(pictures.items()))


def pictures_of(figure: Figure) -> dict[str, bytes]:
    """What a figure has, by the ending of its file."""
    every = {"svg": figure.svg.encode(), "narrow.svg": figure.narrow.encode(), "png": figure.png}
    return {ending: content for ending, content in every.items() if content}


def with_words(figure: Figure) -> bytes:
    """The PNG of a figure below its title and subtitle and above its source."""
    drawn = Image.open(io.BytesIO(figure.png)).convert("RGB")
    above = [*_lines(figure.heading, 13.0, "bold", style.INK), *_lines(figure.subtitle, 10.0, "normal", style.MUTED)]
    below = _lines(figure.source, 9.0, "normal", style.MUTED)
    top, foot = (round(PIXELS * (AIR + sum(high for *_, high in lines))) for lines in (above, below))
    sheet = Image.new("RGB", (drawn.width, top + drawn.height + foot + round(PIXELS * AIR)), style.PAPER)
    sheet.paste(drawn, (0, top))
    for lines, y in ((above, AIR), (below, AIR + (top + drawn.height) / PIXELS)):
        _write(ImageDraw.Draw(sheet), lines, y)
    out = io.BytesIO()
    small = sheet.quantize(svg.COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(out, "png", optimize=True, dpi=(style.DPI, style.DPI))
    return out.getvalue()


def _lines(text: str, size: float, weight: str, colour: str) -> list[tuple[str, float, str, str, float]]:
    """The lines of a text, each with its size, weight, colour and height in points."""
    lines = style.wrap(text, size, weight, style.WIDE.width - 2 * EDGE / 72).splitlines()
    heights = [LEADING * size] * (len(lines) - 1) + [LEADING * size + AIR / 2]
    return [(line, size, weight, colour, high) for line, high in zip(lines, heights, strict=True)] if lines else []


def _write(draw: ImageDraw.ImageDraw, lines: list[tuple[str, float, str, str, float]], y: float) -> None:
    for line, size, weight, colour, high in lines:
        draw.text((PIXELS * EDGE, PIXELS * y), line, fill=colour, font=_font(weight, size))
        y += high


@cache
def _font(weight: str, size: float) -> ImageFont.FreeTypeFont:
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / FONTS[weight]
    return ImageFont.truetype(path, PIXELS * size, layout_engine=ImageFont.Layout.BASIC)
