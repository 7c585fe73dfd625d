from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.present.charts.compare import contributions, distribution, intervals
from tests.present.drawn import faults, words

PARTS = pd.DataFrame({
    "part": ["Own online services", "Telecommunication of all the other states", "Nothing", "Sum"],
    "places": [12.5, -4.25, 0.0, 8.25],
})  # fmt: skip
EFFECTS = pd.DataFrame({
    "what": ["All", "Cities", "Any levels of the old indicators"],
    "effect": [-0.125, 0.0, None],
    "low": [-0.25, -0.125, -0.5],
    "high": [0.0, 0.125, 0.25],
})  # fmt: skip
GROUPS = pd.DataFrame({"type": ["A"] * 4 + ["B"] * 2, "tau": [-0.3, -0.2, -0.2, 0.1, 0.0, 0.3]})


def bars(frame=PARTS, **changes):
    options = {"label": "part", "value": "places", "total": "Sum", "sides": ("lost", "gained"), "form": "+.1f"}
    return contributions(frame, **(options | changes))


def rows(**changes):
    options = {"label": "what", "value": "effect", "low": "low", "high": "high", "reference": (0, "no effect")}
    return intervals(EFFECTS, **(options | changes))


def shapes(**changes):
    options = {"value": "tau", "group": "type", "marks": {"A": -0.2, "B": 0.15}, "mark_word": "median", "form": "+.2f"}
    return distribution(GROUPS, **(options | changes))


DRAWN = {
    "contributions": bars,
    "contributions to one side": lambda: bars(PARTS.assign(places=[1.0, 2.0, 0.5, 3.5]), sides=None, total=None),
    "contributions with long numbers": lambda: bars(PARTS.assign(places=[0.19, -0.21, 0.0, -0.02]), form="+.4f"),
    "intervals": rows,
    "intervals, no reference": lambda: rows(reference=None, limits=(-1, 1)),
    "distribution": shapes,
    "distribution with a reference": lambda: shapes(reference=(0, "no effect"), limits=(-0.5, 0.5), bin_width=0.05),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_is_drawn_without_warnings_the_same_twice_and_within_its_frame(draw):
    assert faults(draw) == []


def test_bars_go_to_their_side_and_say_their_value():
    fig = bars()
    widths = [bar.get_width() for bar in fig.axes[0].patches]
    assert widths == [12.5, -4.25, 0.0, 8.25]
    assert {"+12.5", "−4.3", "0.0", "+8.3", "← lost", "gained →"} <= set(words(fig))


def test_the_total_stands_apart():
    at = [bar.get_y() for bar in bars().axes[0].patches]
    assert at[3] - at[2] > at[2] - at[1]


def test_an_estimate_is_written_with_its_interval_and_a_set_without_a_point():
    shown = words(rows())
    assert "−0.13 (−0.25 to 0.00)" in shown
    assert "−0.50 to +0.25" in shown
    dots = [line for line in rows().axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == 2


def test_an_interval_that_is_one_number_is_not_written_twice():
    frame = EFFECTS.assign(low=[-0.125, 0.0, 0.25], high=[-0.125, 0.001, 0.25])
    shown = words(intervals(frame, label="what", value="effect", low="low", high="high", reference=(0, "none")))
    assert {"−0.13", "0.00", "+0.25"} <= set(shown)


def heights(fig):
    """Of the bars of each group that are there."""
    return [[bar.get_height() for bar in ax.patches if bar.get_height()] for ax in fig.axes]


def test_shares_of_groups_are_on_one_scale():
    fig = shapes()
    assert heights(fig) == [[0.25, 0.5, 0.25], [0.5, 0.5]]
    assert len({ax.get_ylim() for ax in fig.axes}) == 1


def test_every_group_has_its_name_at_the_height_of_its_mark():
    fig = shapes()
    assert {"A", "B"} <= set(words(fig))
    fig.draw_without_rendering()
    for ax in fig.axes:
        name, mark = (text.get_window_extent() for text in (ax.yaxis.label, ax.texts[0]))
        assert abs(name.y0 + name.y1 - mark.y0 - mark.y1) / 2 < 0.2 * mark.height


def test_the_mark_is_named_once():
    shown = words(shapes())
    assert "median −0.20" in shown
    assert "+0.15" in shown


def test_a_value_on_the_edge_of_a_bin_is_counted():
    fig = shapes(bin_width=0.1)
    assert [sum(shares) for shares in heights(fig)] == [1, 1]
    assert np.isclose(fig.axes[0].get_xlim(), (-0.3, 0.3)).all()
