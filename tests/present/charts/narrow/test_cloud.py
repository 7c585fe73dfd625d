from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.present.charts.narrow.cloud import DOTS, cloud
from tests.present import drawn

LABELS = {"x": "Index", "y": "Effect"}


def crowd(n: int) -> pd.DataFrame:
    draw = np.random.default_rng(5)
    x = draw.uniform(1, 5, n)
    return pd.DataFrame({"x": x, "y": -0.1 * x + draw.normal(0, 0.05, n)}, index=[f"i{k}" for k in range(n)])


def figure(n: int, own: str = "i0"):
    return cloud(crowd(n), x="x", y="y", own=own, labels=LABELS)


def test_few_are_dots_and_of_many_there_are_bands():
    few, many = figure(DOTS), figure(4 * DOTS)
    assert not few.axes[0].collections
    assert len(many.axes[0].collections) == 2
    assert max(len(line.get_xdata()) for line in few.axes[0].lines) == DOTS - 1, "the own one is drawn by itself"


def test_nobody_lies_outside_bands_and_dots():
    frame = crowd(4 * DOTS)
    ax = figure(4 * DOTS).axes[0]
    middle = max((line for line in ax.lines if line.get_linestyle() == "-"), key=lambda line: len(line.get_xdata()))
    low, high = middle.get_xdata()[[0, -1]]
    dots = next(line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata()) > 1)
    rest = frame.drop(index="i0")
    assert sorted(dots.get_xdata()) == sorted(rest.loc[(rest["x"] < low) | (rest["x"] > high), "x"])


def test_the_own_point_has_its_number():
    assert f"{crowd(30)['y'].iloc[0]:+.2f}".replace("-", "−") in drawn.words(figure(30))


@pytest.mark.parametrize("x", [1.0, 5.0])
def test_all_of_it_stays_on_the_sheet(x):
    frame = crowd(40)
    frame.loc["i0"] = [x, 0.0]
    assert drawn.fits(cloud(frame, x="x", y="y", own="i0", labels=LABELS))
