from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.present.charts.bound_diagram import reach
from tests.present.drawn import faults, words

# start, end, and how far two causes reach: a fall that one cannot reach, one that neither can, one that both can,
# a hardly visible fall, rises, and totals at the ends of the scale
CASES = [
    (3.0, 2.5, (0.4, 0.78)),
    (2.9, 1.8, (0.38, 0.73)),
    (3.3, 3.0, (0.45, 0.89)),
    (3.26, 3.25, (0.45, 0.88)),
    (1.76, 4.21, (0.21, 0.3)),
    (3.0, 3.01, (0.4, 0.78)),
    (5.0, 1.0, (0.66, 1.56)),
    (1.02, 1.0, (0.06, 0.0)),
    (0.5, 1.0, (-0.05, 0.0)),
]


def draw(start, end, reaches, **changes):
    rests = [max(start - end - far, 0.0) if start > end else 0.0 for far in reaches]
    frame = pd.DataFrame(
        {
            "cause": ["One cause", "Another cause, with a text so long that it has to be broken into two lines"],
            "reach": reaches,
            "rest": rests,
            "words": [f"{rest:.2f} other causes" for rest in rests],
        }
    )
    options = {"label": "cause", "value": "reach", "rest": "rest", "rest_label": "words", "observed": "What was seen"}
    ends = {"start_label": f"{start:.2f} (2019)", "end_label": f"{end:.2f} (2021)"}
    return reach(frame, start=start, end=end, **ends, **options, **changes)


@pytest.mark.parametrize("case", CASES, ids=[f"{start} to {end}" for start, end, _ in CASES])
def test_each_is_drawn_the_same_twice_within_its_frame_and_without_overlap(case):
    assert faults(lambda: draw(*case)) == []
    assert {"What was seen", "One cause"} <= set(words(draw(*case)))


def test_bars_start_at_the_first_total_and_the_rest_at_the_last():
    ax = draw(3.0, 2.5, (0.4, 0.78)).axes[0]
    bars = sorted(sorted([bar.get_x(), bar.get_x() + bar.get_width()]) for bar in ax.patches)
    assert np.allclose(bars, [(2.22, 3.0), (2.5, 2.6), (2.6, 3.0)])
    low, high = ax.get_xlim()
    assert low < 2.22 < 3.0 < high


def test_only_a_fall_leaves_a_rest():
    assert "0.10 other causes" in words(draw(3.0, 2.5, (0.4, 0.78)))
    for case in CASES[2:6]:
        assert not [text for text in words(draw(*case)) if "other causes" in text]


def test_ticks_stay_on_the_scale():
    ticks = draw(5.0, 4.9, (0.66, 1.56)).axes[0].get_xticks()
    assert max(ticks) <= 5
    assert len(ticks) >= 3
