from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from analysis.methods.errors import InputError
from analysis.present.charts.over_time import PALE, coverage_grid, line_with_break, path_lines
from analysis.present.charts.style import PAPER
from tests.present.drawn import faults, words

YEARS = [2018, 2019, 2020, 2021, 2022]
BREAK = {2020.5: "35 → 47 indicators"}
NATION = pd.DataFrame({
    "year": YEARS * 2,
    "value": [1.5, 1.625, 1.75, 1.5, 2.0, None, None, 1.875, 2.25, 2.5],
    "basis": ["as published"] * 5 + ["on the old weights, re-scored"] * 5,
    "low": [1.5, 1.625, 1.75, 1.5, 2.0, None, None, 1.7, 2.1, 2.4],
    "high": [1.5, 1.625, 1.75, 1.5, 2.0, None, None, 2.0, 2.4, 2.6],
})  # fmt: skip
RANKS = pd.DataFrame(
    [(unit, year, rank + 3 * i) for unit, rank in (("Samplia", 20), ("A", 1), ("B", 30), ("C", 60))
     for i, year in enumerate([2018, 2020, 2022])],
    columns=["state", "edition", "rank"],
)  # fmt: skip
COUNTS = pd.DataFrame({
    "type": np.repeat(["Ministries", "Cities and other local governments"], 5),
    "year": YEARS * 2,
    "n": [34, 34, None, 0, 33, 1, 20, 30, 400, 1234],
})  # fmt: skip


def nation(**changes):
    options = {"x": "year", "y": "value", "series": "basis", "low": "low", "high": "high", "breaks": BREAK}
    return line_with_break(NATION, **(options | changes))


def paths(frame=RANKS, **changes):
    options = {"x": "edition", "y": "rank", "unit": "state", "subjects": ["Samplia"]}
    return path_lines(frame, **(options | changes))


def grid():
    return coverage_grid(COUNTS, row="type", column="year", value="n", breaks=BREAK)


def turns():
    """Falls, stays and rises again between editions that lie close to each other."""
    years = [2003, 2004, 2005, 2008, *range(2010, 2026, 2)]
    ranks = [70, 120, 122, 121, 60, 64, 66, 150, 149, 153, 100, 98]
    crowd = pd.DataFrame([("A", year, 1) for year in years] + [("B", year, 190) for year in years])
    own = pd.DataFrame([("Samplia", year, rank) for year, rank in zip(years, ranks, strict=True)])
    return paths(pd.concat([own, crowd]).set_axis(["state", "edition", "rank"], axis=1))


DRAWN = {
    "line": nation,
    "line, no break": lambda: nation(breaks=None, series="basis"),
    "path": paths,
    "path that turns": turns,
    "path, all named": lambda: paths(name_crowd=True, subjects=["Samplia", "C"], breaks={2019: "new"}),
    "path of values": lambda: paths(RANKS.assign(rank=RANKS["rank"] / 100), ranks=False, form=".2f"),
    "grid": grid,
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_is_drawn_without_warnings_the_same_twice_and_within_its_frame(draw):
    assert faults(draw) == []


def test_no_line_runs_through_the_break():
    for draw in (nation, lambda: paths(breaks={2019: "new"})):
        at = 2020.5 if draw is nation else 2019
        [ax] = draw().axes
        for line in ax.lines:
            x, y = (np.asarray(v, dtype=float) for v in line.get_data())
            drawn = x[~np.isnan(y)] if line.get_linewidth() > 1.5 else np.array([])
            for a, b in pairwise(x):
                crosses = a < at < b and {a, b} <= set(drawn)
                assert not crosses, f"a line from {a} to {b} crosses {at}"


def test_every_value_is_written_at_its_point():
    shown = words(nation())
    assert {"1.50", "1.63", "1.75", "2.00", "1.88", "2.25", "2.50"} <= set(shown)
    assert {"as published", "on the old weights, re-scored"} <= set(shown)
    assert "35 → 47 indicators" in shown


def test_the_scale_starts_where_the_index_starts():
    [ax] = nation().axes
    assert ax.get_ylim() == (1, 5)
    assert list(ax.get_yticks()) == [1, 2, 3, 4, 5]


def test_a_missing_rank_interrupts_the_line():
    gap = RANKS[~((RANKS["state"] == "Samplia") & (RANKS["edition"] == 2020))].astype({"rank": "Int64"})
    subject = paths(gap).axes[0].lines[-1]
    assert np.isnan(np.asarray(subject.get_ydata(), dtype=float)).tolist() == [False, True, False]


def test_grey_lines_that_are_named_differ_by_marker_and_line():
    lines = [line for line in paths(name_crowd=True).axes[0].lines if line.get_marker() not in ("None", "o")]
    assert len(lines) == 3
    assert len({(line.get_marker(), line.get_linestyle()) for line in lines}) == 3
    assert {line.get_marker() for line in paths().axes[0].lines} == {"None", "o"}


def test_a_crowd_that_is_not_named_is_two_bands_all_of_it_and_its_middle_half():
    frame = pd.concat([RANKS, RANKS.query("state == 'A'").assign(state="D", rank=90)])
    ends = [
        sorted({round(float(y), 6) for x, y in band.get_paths()[0].vertices if x == 2018})
        for band in paths(frame).axes[0].collections
    ]
    others = frame.query("state != 'Samplia' and edition == 2018")["rank"]
    assert ends == [[others.min(), others.max()], [others.quantile(0.25), others.quantile(0.75)]]


def test_ranks_point_up():
    bottom, top = paths().axes[0].get_ylim()
    assert bottom > top


@pytest.mark.parametrize(("draw", "said"), [
    (lambda: paths(subjects=["Nobody"]), "path_lines: 'Nobody' is not in column 'state': name a unit"),
    (lambda: paths(subjects=["A", "B", "C"]), "path_lines: 3 subjects: draw 1 to 2"),
    (lambda: paths(pd.concat([RANKS, RANKS[:1]])), "path_lines: 'Samplia' has two values at 2018: draw one"),
    (lambda: line_with_break(RANKS, x="edition", y="rank", series="state"), "line_with_break: 4 series"),
])  # fmt: skip
def test_what_cannot_be_told_apart_is_refused(draw, said):
    with pytest.raises(InputError, match=said):
        draw()


def test_the_grid_shows_every_count_and_a_dash_where_there_is_none():
    shown = words(grid())
    assert {"34", "33", "1,234"} <= set(shown)
    assert shown.count("–") == 2


def test_the_rule_of_a_change_stands_in_a_gap_of_the_grid():
    [ax] = grid().axes
    gap, rule = ax.lines
    assert list(gap.get_xdata()) == list(rule.get_xdata()) == [YEARS.index(2021)] * 2
    assert (gap.get_color(), gap.get_linewidth()) == (PAPER, 10)


SETS = NATION.assign(floor=[1.2, 1.3, 1.4] + [None] * 7, ceiling=[1.9, 2.0, 2.1] + [None] * 7)


def with_sets(**changes):
    options = {"x": "year", "y": "value", "series": "basis", "breaks": BREAK, "bars": ("floor", "ceiling", "possible")}
    return line_with_break(SETS, **(options | changes))


def test_a_set_beside_the_line_is_a_bar_a_year_with_one_label():
    [ax] = with_sets().axes
    boxes = [bar.get_bbox() for bar in ax.patches if bar.get_facecolor() == to_rgba(PALE)]
    ends = [(round((box.x0 + box.x1) / 2), round(box.y0, 9), round(box.y1, 9)) for box in boxes]
    assert ends == [(2018, 1.2, 1.9), (2019, 1.3, 2.0), (2020, 1.4, 2.1)]
    fig = with_sets()
    assert words(fig).count("possible") == 1
    assert faults(with_sets) == []


def test_a_text_stands_below_each_year_that_has_one():
    shown = words(with_sets(below={2018: "616", 2022: "?"}))
    assert {"2018 616", "2022 ?"} <= set(shown)
    assert [text.strip() for text in shown].count("2019") == 1
