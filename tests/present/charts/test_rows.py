from __future__ import annotations

from matplotlib.figure import Figure

from analysis.present.charts import rows, style
from tests.present.drawn import faults, words


def test_names_of_rows_stand_beside_the_axis_and_on_a_phone_above_each_row():
    @style.chart
    def two() -> Figure:
        names, row = rows.names_of(["One", "A name that is much too long to stand on one line of a phone"], 1.5, 0.5)
        fig, ax = style.canvas(height=2 * row + 0.4)
        ax.plot([1, 2], [0, 1], "o")
        rows.write_names(ax, names, [True, False])
        rows.write_number(ax, 0, "1.00", 0.1, 0)
        return fig

    assert faults(two) == []
    with style.drawn_on(style.NARROW):
        narrow = two()
    assert two().axes[0].get_yticklabels()[0].get_text() == "One"
    assert narrow.axes[0].get_yticklabels() == []
    assert {"One", "1.00"} <= set(words(narrow))
