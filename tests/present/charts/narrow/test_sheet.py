from __future__ import annotations

from analysis.present.charts.narrow import sheet


def test_margins_are_inches():
    _, ax = sheet.sheet(2.0, left=0.5, right=0.25, top=0.2, bottom=0.4)
    box = ax.get_position()
    assert [round(x, 6) for x in (box.x0, 1 - box.x1, 1 - box.y1, box.y0)] == [
        round(x, 6) for x in (0.5 / 3.75, 0.25 / 3.75, 0.1, 0.2)
    ]
