"""Up, down and nowhere follow what is written."""

from __future__ import annotations

import pytest

from analysis.present.un_movement import places_in_words


def test_one_place_is_one_place():
    assert [places_in_words.whole(places) for places in (1, -1, 2, 0)] == [
        "up 1 place", "down 1 place", "up 2 places", "0 places",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "long", "short"),
    [(10.333, "up 10.3 places", "up 10.3"), (-1.167, "down 1.2 places", "down 1.2"), (0.04, "0.0 places", "0.0"),
     (-0.04, "0.0 places", "0.0"), (0.05, "up 0.1 places", "up 0.1")],
)  # fmt: skip
def test_a_direction_is_that_of_the_written_number(places, long, short):
    assert (places_in_words.written(places), places_in_words.written_short(places)) == (long, short)


def test_components_have_names_within_a_sentence():
    assert len({places_in_words.component(name) for name in ("osi", "tii", "hci")}) == 3
