from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis.present.charts.scatter import crowd
from analysis.present.charts.style import CROWD, SUBJECT
from tests.present.drawn import faults, words

NAMES = ["Kabupaten Somewhere", "Kota Elsewhere", "Kabupaten Third", "Provinsi Fourth", "Kota Fifth"]


def cloud(named=5):
    rng = np.random.default_rng(4)
    frame = pd.DataFrame({"x": rng.uniform(1, 5, 80), "y": rng.normal(0.3, 0.4, 80), "name": ""})
    frame.loc[frame.index[:named], "name"] = NAMES[:named]
    frame.loc[frame.index[:named], "y"] = 0.2 + 0.01 * np.arange(named)  # nearly on one level
    return frame


def drawn(named=5, **changes):
    options = {
        "line": ((1.0, 0.5), (5.0, 0.1), "expected"),
        "reference": (0, "no change"),
        "limits": (0.9, 5),
        "axes": ("Earlier", "Change"),
    }
    return crowd(cloud(named), x="x", y="y", label="name", **(options | changes))


def crowd_with_band():
    frame = cloud(2).assign(low=lambda rows: rows["x"] - 4, high=lambda rows: 4 - rows["x"])
    return crowd(frame, x="x", y="y", label="name", axes=("Earlier", "Change"), band=("low", "high"))


DRAWN = {
    "five named on one level": drawn,
    "one named": lambda: drawn(1),
    "nobody named": lambda: drawn(0),
    "a band": crowd_with_band,
    "no line and no reference": lambda: drawn(3, line=None, reference=None, limits=None),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_is_drawn_without_warnings_the_same_twice_and_within_its_frame(draw):
    assert faults(draw) == []


def test_the_named_are_named_and_the_others_are_grey():
    fig = drawn()
    assert {*NAMES, "expected", "no change", "Earlier", "Change"} <= set(words(fig))
    dots = [(to_hex(dots.get_facecolor()[0]), len(dots.get_offsets())) for dots in fig.axes[0].collections]
    assert dots == [(CROWD, 75), (SUBJECT, 5)]


def test_a_band_reaches_from_its_low_to_its_high():
    band = crowd_with_band().axes[0].collections[0]
    corners = {tuple(point.round(9)) for point in band.get_paths()[0].vertices}
    rows = cloud(2)["x"].round(9)
    assert {(x, round(x - 4, 9)) for x in rows} | {(x, round(4 - x, 9)) for x in rows} <= corners


def test_leaders_do_not_cross():
    ends = [(a.xy, a.get_position()) for a in drawn().axes[0].texts if a.arrow_patch]
    assert len(ends) == 5

    def side(p, q, r):
        return np.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    for i, (a, b) in enumerate(ends):
        for c, d in ends[:i]:
            assert not (side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b))
