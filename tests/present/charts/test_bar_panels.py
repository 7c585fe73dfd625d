import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis.methods.errors import InputError
from analysis.present.charts.bar_panels import bar_panels
from analysis.present.charts.style import CONTRAST, INK, SUBJECT
from tests.present.drawn import faults, words

PARTS = pd.DataFrame({
    "when": ["first"] * 3 + ["second"] * 3 + ["third"] * 3,
    "part": ["Policy", "A longer name of a part", "Sum"] * 3,
    "gave": [0.5, -0.25, 0.25, 0.0, 0.125, 0.125, 1.5, 0.25, 1.75],
})  # fmt: skip


def drawn(frame=PARTS, **changes):
    options = {"panel": "when", "label": "part", "value": "gave", "total": "Sum"}
    return bar_panels(frame, **(options | changes))


def test_every_panel_has_its_name_and_every_bar_its_value():
    fig = drawn()
    text = words(fig)
    assert {"first", "second", "third"} <= set(text)
    for written in ("+0.50", "−0.25", "+1.75"):
        assert written in text
    assert text.count("+0.25") == 2
    assert text.count("0.00") == 1


def test_bars_are_as_long_as_the_values_and_lie_on_their_side():
    fig = drawn()
    widths = [bar.get_width() for ax in fig.axes for bar in ax.patches]
    assert widths == pytest.approx(PARTS["gave"].tolist())
    first = fig.axes[0].patches
    looks = [to_hex(bar.get_facecolor()) for bar in first]
    assert looks == [SUBJECT, CONTRAST, INK]
    assert len({ax.get_xlim() for ax in fig.axes}) == 1, "one scale"


@pytest.mark.parametrize("panels", [1, 2, 3])
def test_it_fits_and_nothing_collides(panels):
    frame = PARTS.head(3 * panels)
    assert faults(lambda: drawn(frame)) == []


def test_refusals():
    with pytest.raises(InputError, match="4 panels"):
        drawn(pd.concat([PARTS, PARTS.head(3).assign(when="fourth")]))
    with pytest.raises(InputError, match="every panel needs the rows"):
        drawn(PARTS.drop(index=4))
