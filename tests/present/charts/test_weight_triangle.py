from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch, Polygon

from analysis.present.charts import weight_triangle
from analysis.present.charts.style import CONTRAST, SUBJECT
from tests.present.drawn import faults, words

CENTRES = np.array([[4, 1, 1], [1, 4, 1], [1, 1, 4], [2, 2, 2]]) / 6  # of two by two tiles


def triangle(places=(4, -2, 0, 1), minimum=(0.2, "at least 20%")):
    frame = pd.DataFrame(CENTRES, columns=["a", "b", "c"]).assign(places=list(places))
    return weight_triangle.weight_triangle(
        frame, weights=["a", "b", "c"], value="places", steps=2, corners=["A alone", "B alone", "C alone"],
        centre="equal weights", minimum=minimum, sides=("up", "down"),
    )  # fmt: skip


@pytest.mark.parametrize("options", [{}, {"minimum": None}, {"places": (0, 0, 0, 0)}, {"places": (-7, -3, -1, -2)}])
def test_drawn_without_warnings_the_same_twice_and_within_its_frame(options):
    assert faults(lambda: triangle(**options)) == []
    assert {"A alone", "B alone", "C alone", "equal weights"} <= set(words(triangle(**options)))


def test_the_key_names_the_ends_without_signs_and_nought():
    assert {"4 up", "0", "2 down", "at least 20%"} <= set(words(triangle()))
    assert {"0", "7 down", "1 down"} <= set(words(triangle((-7, -3, -1, -2), None)))
    assert "at least 20%" not in words(triangle(minimum=None))


def area(ring):
    x, y = ring.T
    return abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def test_the_tiles_cover_the_triangle_once_and_each_has_its_colour():
    shapes = [patch for patch in triangle().axes[0].patches if isinstance(patch, PathPatch)]
    areas = [sum(area(ring) for ring in shape.get_path().to_polygons()) for shape in shapes]
    assert sum(areas) == pytest.approx(3**0.5 / 4)
    for centre in CENTRES @ weight_triangle.CORNERS:
        assert sum(shape.get_path().contains_point(centre) for shape in shapes) == 1
    assert shapes[-1].get_facecolor() == pytest.approx(to_rgba(SUBJECT), abs=0.01)
    assert weight_triangle._colours(np.array([-4.0]), 4)[0] == pytest.approx(to_rgba(CONTRAST), abs=0.01)


def test_the_outline_of_the_minimum_is_where_each_weight_has_it():
    inner = next(p for p in triangle().axes[0].findobj(Polygon) if p.get_label() == "at least 20%")
    expected = np.array([[0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.2, 0.6]]) @ weight_triangle.CORNERS
    assert inner.get_xy()[:3] == pytest.approx(expected)
