"""A page with its pictures beside it, opened from a folder: which picture is shown, how large, on a dark screen too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from analysis.present.charts import style, svg
from analysis.render.write import figures
from analysis.render.write.html import run_page
from tests.browser import PHONE, WIDE
from tests.render.pages import edition, page

LEAST_TEXT = 11  # CSS pixels
PRINTED = 627  # CSS pixels: what an A4 sheet has between its margins
SHOWN = "([i]) => [i.currentSrc.split('/').pop(), i.complete ? i.naturalWidth : 0, i.getBoundingClientRect().width]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"toy.html": run_page(page(), [page()], edition()).encode()} | figures.files([page()])
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(("width", "ending", "drawn"), [(WIDE, ".svg", 612), (PHONE, ".narrow.svg", 360)])
def test_each_screen_gets_the_picture_drawn_for_it_with_text_that_can_be_read(folder, visit, width, ending, drawn):
    opened = visit.open(folder / "toy.html", width)
    image = opened.locator("figure img")
    image.scroll_into_view_if_needed()
    opened.wait_for_function("() => document.querySelector('figure img').complete")
    name, natural, wide = image.evaluate_all(SHOWN)
    assert (name, natural) == (f"toy_figure{ending}", drawn)
    sheet = style.NARROW if width == PHONE else style.WIDE
    assert sheet.text * 96 / 72 * wide / natural >= LEAST_TEXT
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert not [line for line in visit.console if "Content Security Policy" in line]


@pytest.mark.parametrize(("scheme", "ground"), [("light", style.PAPER), ("dark", svg.dark(style.PAPER))])
def test_the_picture_is_as_light_or_dark_as_the_screen(folder, visit, scheme, ground):
    opened = visit.open(folder / "toy.html", color_scheme=scheme)
    seen = Image.open(io.BytesIO(opened.locator("figure img").screenshot())).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*seen.getpixel((2, seen.height - 2))) == ground


def test_paper_gets_the_wide_picture(folder, visit):
    opened = visit.open(folder / "toy.html", PRINTED)
    opened.emulate_media(media="print")
    opened.locator("figure img").scroll_into_view_if_needed()
    opened.wait_for_function("() => document.querySelector('figure img').currentSrc.endsWith('figure.svg')")
    assert not opened.get_by_role("link", name="SVG").count()
    assert opened.locator("figure .number").is_visible()
