"""The chart of ranges that widen: one scale, the band of what is known behind them, the same picture twice."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from analysis.present.charts.widening import widening
from tests.present.drawn import faults, words

FRAME = pd.DataFrame({
    "panel": ["one"] * 3 + ["two"] * 3,
    "sigma": [0.0, 0.01, 0.03] * 2,
    "low": [11, 3, -12, -40, -50, -70],
    "high": [11, 24, 37, -40, -30, -10],
})  # fmt: skip
LEGEND = {"range": "95% of changes", "known": "estimates", "nought": "no change"}


def drawn(frame=FRAME):
    return widening(
        frame, panel="panel", x="sigma", low="low", high="high", notes={"one": "published: +11", "two": "minus 40"},
        known=(0.012, 0.018), words=LEGEND, axis="Standard error",
    )  # fmt: skip


@pytest.mark.parametrize("frame", [FRAME, FRAME[FRAME["panel"] == "one"]], ids=["two panels", "one"])
def test_drawn_without_warnings_the_same_twice_and_within_its_frame(frame):
    assert faults(lambda: drawn(frame)) == []
    assert {*LEGEND.values(), "Standard error"} <= set(words(drawn(frame)))


def test_panels_share_their_scale_and_each_has_its_range_and_the_band():
    axes = drawn().axes
    assert len(axes) == 2
    assert axes[0].get_ylim() == axes[1].get_ylim()
    for ax, (_, rows) in zip(axes, FRAME.groupby("panel"), strict=True):
        (area,) = [c for c in ax.collections if isinstance(c, PolyCollection)]
        box = area.get_paths()[0].get_extents()
        assert (box.y0, box.y1) == (rows["low"].min(), rows["high"].max())
        (known,) = ax.patches
        assert (known.get_x(), known.get_width()) == pytest.approx((0.012, 0.006))
        ends = [list(line.get_ydata()) for line in ax.lines]
        assert rows["low"].tolist() in ends
        assert rows["high"].tolist() in ends
