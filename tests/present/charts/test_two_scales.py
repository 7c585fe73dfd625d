"""Two scales keep to their frame; a line joins the points of one scale alone."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.present.charts.two_scales import two_scales
from tests.present.drawn import faults, words

FRAME = pd.DataFrame({
    "name": ["ministries", "other state bodies", "regencies", "the nation"],
    "before": [3.19, 2.37, 2.04, 2.26],
    "same": [3.11, 2.27, 2.31, 2.45],
    "other": [2.84, 2.10, 2.11, 2.24],
})  # fmt: skip
POINTS = {"before": "before, old", "same": "after, old", "other": "after, new"}


def drawn(frame=FRAME, **changes):
    return two_scales(frame, label="name", points=POINTS, stressed="the nation", **changes)


@pytest.mark.parametrize("frame", [FRAME, FRAME.iloc[:2], FRAME.assign(same=FRAME["before"])])
def test_it_is_drawn_the_same_twice_and_within_its_frame(frame):
    assert faults(lambda: drawn(frame)) == []
    assert {*POINTS.values(), "ministries", "3.19"} <= set(words(drawn(frame)))


def test_no_line_leads_to_the_point_of_the_other_scale():
    ax = drawn().axes[0]
    joined = [(a.xy, a.xyann) for a in ax.texts if a.arrow_patch is not None]
    assert [(second[0], first[0]) for second, first in joined] == list(zip(FRAME["same"], FRAME["before"], strict=True))
    squares = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "s"]
    assert squares == FRAME["other"].tolist()
    assert all(line.get_linestyle() == "None" for line in ax.lines)


def test_a_fourth_point_is_refused():
    with pytest.raises(InputError):
        two_scales(FRAME, label="name", points={**POINTS, "name": "x"})
