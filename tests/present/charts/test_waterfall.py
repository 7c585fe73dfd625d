from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import same_color

from analysis.methods.errors import InputError
from analysis.present.charts import style
from analysis.present.charts.waterfall import rank_steps
from tests.present.drawn import faults, words

STEPS = pd.DataFrame({
    "part": ["first", "second", "third"] * 2,
    "places": [8.0, 6.8, 0.0, 3.1, -5.5, -2.4],
    "said": ["up 8.0", "up 6.8", "0.0", "up 3.1", "down 5.5", "down 2.4"],
    "whose": ["Samplia’s own"] * 3 + ["All the others’"] * 3,
})  # fmt: skip


def drawn(frame=STEPS, start=80.0, **changes):
    options = {
        "axis": "UN rank",
        "start": ("rank in 2020", start),
        "end": ("rank in 2022", start - frame["places"].sum()),
    }
    return rank_steps(frame, label="part", gained="places", text="said", side="whose", **(options | changes))


def whole(start):
    return drawn(STEPS.assign(places=[8, 7, 0, 3, -5, -2]), start=start)


DRAWN = {
    "up": lambda: whole(80),
    "past the first place": lambda: whole(9),
    "down": lambda: drawn(STEPS.assign(places=[-8, -7, 0, -3, 5, 2], said="down 9.9"), start=180),
    "nothing moved": lambda: drawn(STEPS.assign(places=0.0, said="0.0"), start=1),
    "one side": lambda: drawn(STEPS[:2].assign(places=[2, -1])),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_is_drawn_without_warnings_the_same_twice_and_within_its_frame(draw):
    assert faults(draw) == []


def test_steps_ends_and_sides_are_named():
    shown = {text.strip() for text in words(whole(80))}
    assert {"Samplia’s own", "All the others’", "first", "up 8.0", "down 5.5", "80", "69", "rank in 2020"} <= shown
    assert "UN rank" in shown


def test_names_of_one_line_and_of_two_stand_on_the_same_line():
    fig = whole(80)
    fig.draw_without_rendering()
    labels = fig.axes[0].get_xticklabels()
    assert {text.get_text().strip().count("\n") for text in labels} == {0, 1}
    # As many lines each, aligned at the top, have their first lines on one level.
    assert {text.get_text().count("\n") for text in labels} == {1}
    assert {text.get_va() for text in labels} == {"top"}
    heights = [text.get_window_extent().y1 for text in labels]
    assert max(heights) - min(heights) < 0.01


def test_the_name_of_the_axis_takes_no_room_from_the_bars():
    narrow, wide = (drawn(axis=axis).axes[0] for axis in ("rank", "rank in the survey"))
    for ax in (narrow, wide):
        ax.figure.draw_without_rendering()
    assert narrow.get_position().x0 == wide.get_position().x0


def test_bars_stand_on_each_other_and_have_the_colour_of_their_side():
    bars = whole(80).axes[0].patches
    assert [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars] == [
        (80, 72), (72, 65), (65, 65), (65, 62), (62, 67), (67, 69),
    ]  # fmt: skip
    colours = [style.SUBJECT] * 3 + [style.CONTRAST] * 3
    assert all(same_color(bar.get_facecolor(), colour) for bar, colour in zip(bars, colours, strict=True))
    bottom, top = whole(80).axes[0].get_ylim()
    assert bottom > top, "up is better"


def test_words_stand_beyond_the_end_of_their_bar():
    placed = {a.get_text(): a.get_va() for a in whole(80).axes[0].texts}
    assert placed["up\n8.0"] == "bottom"
    assert placed["down\n5.5"] == "top"


def test_there_is_no_tick_beyond_the_first_place():
    assert np.min(whole(9).axes[0].get_yticks()) == 1


def test_what_does_not_add_up_is_refused():
    with pytest.raises(InputError, match="rank_steps: the steps lead from 80 to 70, not to 77"):
        drawn(end=("rank in 2022", 77))
    with pytest.raises(InputError, match="rank_steps: 3 sides: draw 1 to 2"):
        drawn(STEPS.assign(whose=["a", "b", "c"] * 2))
