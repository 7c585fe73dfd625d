"""A figure small enough to be kept in the notebook's file, where a code-hosting site shows it.

The picture is halved, or made smaller still, in few flat colours, until it has `MOST` bytes. It is never compared:
another processor may draw a line a shade lighter. So that this changes no file, a stored picture of the same data
stays as long as the new one looks the same.
"""

from __future__ import annotations

import base64
import binascii
import io
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

MOST = 15_000  # bytes of one picture
STEPS = ((2, 16), (2, 8), (3, 16), (3, 8), (4, 16), (4, 8), (6, 4), (8, 2))  # divisor of the size, colours
SHEET = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'
SAME = 0.2  # mean difference of two pictures, of 255 levels, that nobody sees


def small(picture: str) -> str | None:
    """A PNG in base64 as a PNG of `MOST` bytes at most, in base64; None where it is no picture or cannot be so small.

    The same bytes for the same picture.
    """
    large = _read(picture)
    if large is None:
        return None
    for divisor, colours in STEPS:
        png = io.BytesIO()
        reduced = large.reduce(divisor).quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        reduced.save(png, "png", optimize=True)
        if png.tell() <= MOST:
            return base64.b64encode(png.getvalue()).decode("ascii")
    return None


def of_svg(picture: str) -> str | None:
    """An SVG as PNG in base64, two dots a pixel; None where it cannot be drawn."""
    import typst

    from analysis.render.write.characters import fonts_of_figures

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "picture.svg").write_text(picture, encoding="utf-8")
        (root / "sheet.typ").write_text(SHEET, encoding="utf-8")
        look = {"format": "png", "ppi": 192.0, "ignore_system_fonts": True}
        try:
            png = typst.compile(root / "sheet.typ", root=root, font_paths=fonts_of_figures(root / "fonts"), **look)
        except typst.TypstError:
            return None
    return base64.b64encode(png).decode("ascii")


def looks_like(first: str, second: str) -> bool:
    """Whether two PNGs in base64 look the same."""
    one, other = _read(first), _read(second)
    if one is None or other is None or one.size != other.size:
        return False
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < SAME


def _read(picture: str) -> Image.Image | None:
    try:
        return Image.open(io.BytesIO(base64.b64decode(picture)), formats=["PNG"]).convert("RGB")
    except (OSError, SyntaxError, ValueError, binascii.Error):
        return None
