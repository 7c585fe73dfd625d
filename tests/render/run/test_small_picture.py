"""A figure gets small enough to be stored, the same each time; what looks the same is told from what differs."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from analysis.render.run.small_picture import MOST, looks_like, of_svg, small


def drawn(line: int = 20, shade: int = 0, noise: int = 0) -> str:
    """A wide line on white, `shade` levels lighter than black, with `noise` levels of noise, as PNG in base64."""
    picture = Image.new("RGB", (1000, 800), "white")
    ImageDraw.Draw(picture).line([(0, line), (1000, line)], fill=(shade, shade, shade), width=16)
    if noise:
        levels = np.random.default_rng(1).integers(0, noise, (800, 1000, 3), dtype=np.uint8)
        picture = Image.fromarray(np.asarray(picture) - levels)
    png = io.BytesIO()
    picture.save(png, "png")
    return base64.b64encode(png.getvalue()).decode("ascii")


def read(picture: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(picture)), formats=["PNG"])


def test_half_the_size_and_the_same_colours():
    found = read(small(drawn()))
    assert found.size == (500, 400)
    assert {0, 255} <= {level for _, level in found.convert("L").getcolors()}
    assert small(drawn()) == small(drawn())


def test_what_compresses_badly_gets_smaller_still():
    found = small(drawn(noise=200))
    assert len(base64.b64decode(found)) <= MOST
    assert read(found).width < 500


@pytest.mark.parametrize("picture", ["", "AAAA", "no base64", base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()])
def test_what_is_no_picture_has_none(picture):
    assert small(picture) is None
    assert not looks_like(picture, picture)


def test_a_lighter_shade_looks_the_same_and_a_moved_line_does_not():
    assert looks_like(small(drawn()), small(drawn(shade=2)))
    assert not looks_like(small(drawn()), small(drawn(line=40)))
    assert not looks_like(drawn(), small(drawn())), "of another size"


def test_an_svg_is_drawn_with_two_dots_a_pixel_and_its_text():
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="75pt" height="30pt" viewBox="0 0 75 30">'
    plain, said = (of_svg(f"{start}{inside}</svg>") for inside in ("", '<text x="5" y="20">Kota</text>'))
    assert read(plain).size == (200, 80)
    assert not looks_like(plain, said)


def test_what_is_no_svg_gives_no_picture():
    assert of_svg("<svg") is None
