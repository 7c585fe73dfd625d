"""Panels of gaps keep to their frame, name each panel, and stress one unit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from analysis.present.charts.gap_panels import gap_panels
from analysis.present.charts.style import CROWD, GRID, SUBJECT
from tests.present.drawn import faults, words

YEARS = [2003, 2008, 2014, 2018, 2020, 2024]
FRAME = pd.DataFrame(
    [(part, unit, year, (i - 2) * 0.01 * j + (0.3 if i == 0 and j > 3 else 0))
     for part in ("OSI", "TII") for i, unit in enumerate("ABCDE") for j, year in enumerate(YEARS)],
    columns=["part", "unit", "year", "gap"],
)  # fmt: skip


def panels(frame=FRAME, **changes):
    options = {"panel": "part", "x": "year", "y": "gap", "unit": "unit", "subject": "A", "date": 2018}
    options |= {"notes": {"OSI": "p = 0.1", "TII": "p = 0.5"}, "limits": (-0.5, 0.5)}
    return gap_panels(frame, **(options | changes))


@pytest.mark.parametrize("changes", [{}, {"date": 2014}, {"limits": (-0.25, 0.5), "height": 2.4}])
def test_it_is_drawn_the_same_twice_and_within_its_frame(changes):
    assert faults(lambda: panels(**changes)) == []
    assert {"OSI p = 0.1", "TII p = 0.5", "2003", f"{changes.get('date', 2018)}"} <= set(words(panels(**changes)))


def test_the_subject_stands_out_and_its_last_gap_is_written():
    fig = panels()
    for ax in fig.axes:
        colours = [line.get_color() for line in ax.lines]
        assert CROWD not in colours
        bands = [tuple(band.get_facecolor()[0]) for band in ax.collections]
        assert bands == [to_rgba(GRID), to_rgba(CROWD)]
        assert colours.count(SUBJECT) == 1
        assert ax.get_ylim() == (-0.5, 0.5)
    assert f"{FRAME.iloc[5]['gap']:+.2f}" in words(fig)


def test_the_bands_hold_the_middle_half_and_nine_in_ten_of_the_others():
    band = panels().axes[0].collections[1].get_paths()[0].vertices
    last = FRAME.query("part == 'OSI' and unit != 'A' and year == @YEARS[-1]")["gap"]
    drawn = band[band[:, 0] == YEARS[-1], 1]
    assert (drawn.min(), drawn.max()) == pytest.approx((last.quantile(0.25), last.quantile(0.75)))


def test_a_path_that_ends_early_is_labelled_where_it_ends():
    short = FRAME.assign(gap=FRAME["gap"].where((FRAME["part"] == "OSI") | (FRAME["year"] < 2024)))
    own = next(line for line in panels(short).axes[1].lines if line.get_color() == SUBJECT)
    assert list(own.get_xdata()) == YEARS[:-1]
    assert np.isfinite(own.get_ydata()).all()
