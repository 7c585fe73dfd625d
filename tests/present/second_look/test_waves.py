"""The waves: rising, falling, level and absent states."""

import pytest

from analysis.present import second_look as show
from analysis.studies.second_look import waves
from tests.present.shown import Shown


def one_of_each():
    """A state that rose, one that fell and one that stayed from the first wave to the last."""
    first, *_, last = (waves.places(wave)["gtmi"] for wave in waves.field().values())
    gained = first - last
    return {
        "rose": gained.index[gained > 0][0],
        "fell": gained.index[gained < 0][0],
        "stayed": gained.index[gained == 0][0],
    }


@pytest.mark.parametrize("direction", ["rose", "fell", "stayed"])
def test_every_direction_has_its_own_sentence(monkeypatch, direction):
    page = Shown(monkeypatch)
    show.waves.all_waves(one_of_each()[direction])
    assert page.findings == [f"second_look.waves.{direction}"]
    assert page.decisions["second_look.waves.independent"] == waves.DECISIONS["independent"]
    assert set(page.keys("table")) == {"second_look.waves", "second_look.parts", "second_look.steps"}


def test_a_state_that_misses_a_wave_gets_a_sentence_and_no_table(monkeypatch):
    page = Shown(monkeypatch)
    show.waves.all_waves("NIC")
    assert page.keys("sentence") == ["second_look.waves.absent"]
    assert page.keys("table") == []
