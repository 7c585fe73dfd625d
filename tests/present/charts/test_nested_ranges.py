from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis.present.charts.nested_ranges import nested_ranges
from tests.present.drawn import faults, words

FRAME = pd.DataFrame({
    "edition": [2018, 2018, 2020, 2020],
    "minimum": [0.0, 0.3, 0.0, 0.3],
    "best": [97, 104, 1, 2],
    "worst": [118, 109, 40, 2],
    "rank": [107, 107, 2, 2],
})  # fmt: skip


def bars(frame=FRAME, chosen=0.3):
    return nested_ranges(
        frame, x="edition", low="best", high="worst", level="minimum", value="rank",
        levels={0.0: "any", 0.3: "at least 30%"}, chosen=chosen, value_word="published",
    )  # fmt: skip


@pytest.mark.parametrize("chosen", [0.0, 0.3])
def test_drawn_without_warnings_the_same_twice_and_within_its_frame(chosen):
    assert faults(lambda: bars(chosen=chosen)) == []
    assert {"any", "at least 30%", "published", "2018", "107"} <= set(words(bars(chosen=chosen)))


def test_only_the_chosen_bars_have_their_ends_written():
    assert {"104", "109"} <= set(words(bars(chosen=0.3)))
    assert not {"97", "118"} & set(words(bars(chosen=0.3)))
    assert {"97", "118"} <= set(words(bars(chosen=0.0)))


def test_a_bar_covers_its_ranks_and_up_is_better():
    ax = bars().axes[0]
    boxes = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert [(b.get_y(), b.get_height()) for b in boxes] == [(96.5, 22), (103.5, 6), (0.5, 40), (1.5, 1)]
    assert boxes[0].get_width() > boxes[1].get_width()
    bottom, top = ax.get_ylim()
    assert bottom > 118 > 1 > top
