from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.charts.narrow.spine import spine
from tests.present import drawn

LABELS = {"own": "this one", "median": "median", "other": "its province"}
FRAME = pd.DataFrame({
    "name": ["Policy", "Services"], "lowest": [1.0, 2.0], "low": [1.5, 3.0], "median": [2.0, 3.5], "high": [3.0, 4.0],
    "highest": [4.0, 5.0], "value": [2.5, 5.0], "province": [float("nan"), 3.25],
})  # fmt: skip


def figure(frame: pd.DataFrame = FRAME):
    return spine(frame, label="name", value="value", other="province", labels=LABELS)


def test_every_row_has_its_range_its_half_its_median_and_its_dot():
    lines = [tuple(map(float, line.get_xdata())) for line in figure().axes[0].lines]
    for row in FRAME.itertuples():
        for mark in ((row.lowest, row.highest), (row.low, row.high), (row.median, row.median), (row.value,)):
            assert mark in lines
    assert (3.25,) in lines


def test_the_province_is_named_only_where_it_is_drawn():
    assert "its province" in drawn.words(figure())
    assert "its province" not in drawn.words(figure(FRAME.assign(province=float("nan"))))
    assert {"Policy", "2.50", "5.00"} <= set(drawn.words(figure()))


@pytest.mark.parametrize("value", [1.0, 5.0])
def test_all_of_it_stays_on_the_sheet(value):
    assert drawn.fits(figure(FRAME.assign(value=value)))
