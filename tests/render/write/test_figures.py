from __future__ import annotations

import dataclasses
import io

from PIL import Image, ImageChops

from analysis.render.write import figures
from tests.render.pages import figure, page, pages


def test_each_figure_has_a_picture_for_each_width_and_one_to_take_away():
    files = figures.files(pages()[:1])
    assert list(files) == ["figures/toy_figure.narrow.svg", "figures/toy_figure.png", "figures/toy_figure.svg"]
    assert files["figures/toy_figure.svg"] == figure().svg.encode()
    assert files["figures/toy_figure.png"].startswith(b"\x89PNG")


def test_a_drawing_has_one_picture():
    drawn = dataclasses.replace(page(), blocks=[dataclasses.replace(figure(), narrow="", png=b"")])
    assert list(figures.files([drawn])) == ["figures/toy_figure.svg"]


def test_the_figures_of_another_run_have_files_of_their_own():
    assert {name for name in figures.files(pages()) if "toy_2022" in name} == {
        f"figures/toy_2022_toy_figure.{ending}" for ending in ("svg", "narrow.svg", "png")
    }


def test_the_picture_to_take_away_has_its_words_above_and_below():
    plain = Image.open(io.BytesIO(figure().png)).convert("RGB")
    taken = Image.open(io.BytesIO(figures.with_words(figure()))).convert("RGB")
    longer = Image.open(io.BytesIO(figures.with_words(dataclasses.replace(figure(), heading="It rose so far " * 20))))
    assert taken.width == plain.width == longer.width
    assert longer.height > taken.height > plain.height
    box = ImageChops.difference(taken, Image.new("RGB", taken.size, "white")).getbbox()
    assert 0 < box[0] < 20
    assert taken.height - box[3] > 2, "nothing is cut"
    assert box[2] < taken.width


def test_it_is_the_same_bytes_twice():
    assert figures.with_words(figure()) == figures.with_words(figure())
