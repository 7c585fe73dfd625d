from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.charts.narrow.two_means import two_means
from tests.present import drawn

FRAME = pd.DataFrame({"name": ["Policy", "Services"], "rose": [1.25, -0.5], "others": [0.25, 0.75]})
LABELS = {"rose": "rose (8)", "others": "did not (9)"}


def figure(frame: pd.DataFrame = FRAME):
    return two_means(frame, label="name", one="rose", other="others", labels=LABELS)


def test_both_groups_are_drawn_joined_and_named():
    lines = [tuple(map(float, line.get_xdata())) for line in figure().axes[0].lines]
    for row in FRAME.itertuples():
        assert {(row.rose,), (row.others,), (row.rose, row.others)} <= set(lines)
    assert {"rose (8)", "did not (9)", "+1.25", "−0.50"} <= set(drawn.words(figure()))


@pytest.mark.parametrize("both", [(0.0, 0.0), (2.9, 2.8), (-1.5, 0.01)])
def test_all_of_it_stays_on_the_sheet(both):
    assert drawn.fits(figure(FRAME.assign(rose=both[0], others=both[1])))
