"""The specification curve keeps to its frame, orders the answers and marks the main one."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.inference.multiverse import specifications
from analysis.present.charts.specification_curve import specification_curve
from tests.present.drawn import WORDS, collisions, fits, png, words

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
    return specification_curve(frame, **WORDS, **(options | changes))


@pytest.mark.parametrize(
    "changes", [{}, {"main": None, "reference": None}, {"limits": (-1, 1)}], ids=["all", "bare", "limits"]
)
def test_it_is_drawn_the_same_twice_and_within_its_frame(changes):
    assert png(lambda: curve(**changes)) == png(lambda: curve(**changes))
    fig = curve(**changes)
    assert fits(fig)
    assert collisions(fig) == []
    assert {*WORDS.values(), "regencies", "Criteria"} <= set(words(fig))


def test_answers_ascend_and_each_has_one_mark_a_choice():
    fig = curve(main=None)
    top, bottom = fig.axes
    y = top.lines[0].get_ydata()
    assert list(y) == sorted(FRAME["y"])
    marks = [line for line in bottom.lines if line.get_markersize() == 8]
    assert sum(len(line.get_xdata()) for line in marks) == len(FRAME) * len(CHOICES)


def test_the_main_specification_says_its_value():
    assert f"{FRAME['y'][0]:+.2f}".replace("-", "\u2212") in words(curve())


def test_specifications_without_an_answer_are_left_out():
    fig = curve(FRAME.assign(y=FRAME["y"].where(FRAME["year"] == 2023)), main=None)
    assert len(fig.axes[0].lines[0].get_ydata()) == len(FRAME) // 2
