from __future__ import annotations

import numpy as np
import pytest
from matplotlib.patches import StepPatch

from analysis.present.charts.narrow.strip import strip
from tests.present import drawn

VALUES = [1.0, 1.05, 2.31, 2.39, 2.4, 3.57, 3.9, 5.0]
BANDS = [(0.0, "Low"), (1.8, "Middle"), (2.6, "Good"), (3.5, "Very good"), (4.2, "Best")]


def figure(own: float = 3.57, few=(2.31, 3.57), name: str = "3.57"):
    return strip(VALUES, own=own, reach=0.05, few=few, bands=BANDS, labels={"own": name, "few": "its province"})


def test_every_value_is_counted_once_at_its_tenth():
    [steps] = [patch for patch in figure().axes[0].patches if isinstance(patch, StepPatch)]
    counts, edges, _ = steps.get_data()
    assert counts.sum() == len(VALUES)
    found = {round(float(edge), 1): int(n) for edge, n in zip(edges, counts, strict=False) if n}
    assert found == {1.0: 2, 2.3: 2, 2.4: 1, 3.5: 1, 3.9: 1, 5.0: 1}


def test_the_row_of_dots_is_there_only_for_some():
    assert "its province" in drawn.words(figure())
    assert "its province" not in drawn.words(figure(few=()))
    dots = [line for line in figure().axes[0].lines if line.get_linestyle() == "None" and len(line.get_xdata()) == 2]
    assert [list(line.get_xdata()) for line in dots] == [[2.31, 3.57]]


def test_the_own_value_is_marked_with_its_reach():
    span = min(figure().axes[0].patches, key=lambda patch: getattr(patch, "get_width", lambda: 9)())
    assert np.isclose(span.get_x(), 3.52)
    assert np.isclose(span.get_width(), 0.1)


@pytest.mark.parametrize("own", [1.0, 2.2, 2.99, 3.01, 3.85, 5.0])
def test_words_stay_on_the_sheet_and_off_each_other_and_off_the_own_line(own):
    fig = figure(own, name=f"{own:.2f}")
    assert drawn.fits(fig)
    assert drawn.collisions(fig) == []
    [line] = [line for line in fig.axes[0].lines if list(line.get_xdata()) == [own, own]]
    path = line.get_path().interpolated(200).transformed(fig.axes[0].transData)
    boxes = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
    assert [name for name, box in boxes.items() if any(box.contains(*point) for point in path.vertices)] == []
