"""The specification curve keeps to its frame, orders the answers and marks the main one."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.inference.multiverse import specifications
from analysis.present.charts import specification_curve as module
from analysis.present.charts.specification_curve import specification_curve
from tests.present.drawn import faults, words

OPTIONS = {
    "year": {2023: "2023", 2024: "2024"},
    "who": {"all": "all institutions", "kabupaten": "regencies"},
    "shift": {0: "none", -0.25: "35 stricter by a quarter", 0.25: "35 milder by a quarter"},
}
CHOICES = {"year": "Year", "who": "Institutions", "shift": "Criteria"}
FRAME = specifications({name: list(options) for name, options in OPTIONS.items()})
FRAME["y"] = np.sin(np.arange(len(FRAME)) + 1) / 4
MAIN = {"year": 2023, "who": "all", "shift": 0}


def curve(frame=FRAME, **changes):
    options = {"value": "y", "choices": CHOICES, "options": OPTIONS, "main": MAIN, "reference": (0, "no effect")}
    return specification_curve(frame, **(options | changes))


@pytest.mark.parametrize(
    "changes", [{}, {"main": None, "reference": None}, {"limits": (-1, 1)}], ids=["all", "bare", "limits"]
)
def test_it_is_drawn_the_same_twice_and_within_its_frame(changes):
    assert faults(lambda: curve(**changes)) == []
    assert {"regencies", "Criteria"} <= set(words(curve(**changes)))


def test_answers_ascend_and_each_has_one_mark_a_choice():
    fig = curve(main=None)
    top, bottom = fig.axes
    y = top.lines[0].get_ydata()
    assert list(y) == sorted(FRAME["y"])
    marks = [path.get_path() for path in bottom.patches]
    assert sum(len(path.vertices) // 2 for path in marks) == len(FRAME) * len(CHOICES)


def test_of_many_the_neighbours_that_touch_are_one_mark(monkeypatch):
    monkeypatch.setattr(module, "MANY", 5)
    fig = curve(FRAME.assign(y=FRAME["y"].where(FRAME["year"] == 2023, FRAME["y"] + 9)), main=None, reference=None)
    top, bottom = fig.axes
    year, half = (path.get_path().vertices[:, 0] for path in bottom.patches[:2]), len(FRAME) / 2
    assert [list(ends) for ends in year] == [[-0.5, half - 0.5], [half - 0.5, 2 * half - 0.5]]
    assert not [line for line in top.lines if line.get_marker() == "o"]
    assert top.patches[0].get_path().vertices[::2, 1].tolist() == sorted(top.patches[0].get_path().vertices[::2, 1])


def test_the_main_specification_says_its_value():
    assert f"{FRAME['y'][0]:+.2f}".replace("-", "\u2212") in words(curve())


def test_specifications_without_an_answer_are_left_out():
    fig = curve(FRAME.assign(y=FRAME["y"].where(FRAME["year"] == 2023)), main=None)
    assert len(fig.axes[0].lines[0].get_ydata()) == len(FRAME) // 2
