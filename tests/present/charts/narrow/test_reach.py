from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.charts.narrow.reach import reach
from tests.present import drawn


def figure(before: float = 2.5, after: float = 3.5, low: float = 2.25, high: float = 3.25):
    frame = pd.DataFrame({"before": [before], "after": [after], "low": [low], "high": [high]})
    labels = {"before": "2023", "after": "2024"}
    return reach(frame, low="low", high="high", before="before", after="after", labels=labels)


def test_limits_and_marks_are_where_they_belong():
    lines = [tuple(map(float, line.get_xdata())) for line in figure().axes[0].lines]
    assert lines == [(2.25, 3.25), (2.5,), (3.5,)]
    assert {"2.25", "3.25", "2.50", "3.50", "2023", "2024"} <= set(drawn.words(figure()))


@pytest.mark.parametrize("numbers", [(1.0, 1.0, 1.0, 2.12), (4.8, 5.0, 4.2, 5.0), (2.5, 2.5, 2.0, 3.0)])
def test_all_of_it_stays_on_the_sheet(numbers):
    assert drawn.fits(figure(*numbers))
