from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from analysis.present.charts.narrow.noise_band import noise_band
from analysis.present.charts.style import PAPER, SUBJECT
from tests.present import drawn

FRAME = pd.DataFrame({
    "name": ["Policy", "Index"], "change": [0.9, -0.1], "band": [0.5, 0.2], "within": [False, True],
})  # fmt: skip


def figure(frame: pd.DataFrame = FRAME):
    return noise_band(frame, label="name", value="change", band="band", inside="within")


def test_a_mark_inside_its_band_is_hollow_and_one_outside_is_full():
    dots = [line for line in figure().axes[0].lines if line.get_marker() == "o"]
    assert [(float(dot.get_xdata()[0]), to_rgba(dot.get_markerfacecolor())) for dot in dots] == [
        (0.9, to_rgba(SUBJECT)), (-0.1, to_rgba(PAPER))
    ]  # fmt: skip
    bands = [tuple(map(float, line.get_xdata())) for line in figure().axes[0].lines]
    assert (-0.5, 0.5) in bands
    assert (-0.2, 0.2) in bands


@pytest.mark.parametrize("change", [-2.8, 0.0, 3.9])
def test_all_of_it_stays_on_the_sheet_and_on_the_axis(change):
    fig = figure(FRAME.assign(change=change))
    low, high = fig.axes[0].get_xlim()
    assert low < min(change, -0.5)
    assert high > max(change, 0.5)
    assert drawn.fits(fig)


@pytest.mark.parametrize(("change", "step"), [(0.9, 0.5), (3.9, 1.0)])
def test_ticks_are_numbers_that_their_labels_say(change, step):
    low, high = (ax := figure(FRAME.assign(change=change)).axes[0]).get_xlim()
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    assert {round(b - a, 9) for a, b in pairwise(ticks)} == {step}
