"""Facts are picked by name; phrases are the catalogue's."""

import pytest

from analysis.methods.errors import InputError
from analysis.present.words import only, phrase


def test_only_picks_the_named_facts():
    assert only({"a": 1, "b": 2, "c": 3}, "a", "c") == {"a": 1, "c": 3}
    with pytest.raises(KeyError):
        only({"a": 1}, "b")


def test_a_phrase_is_the_filled_text_of_the_catalogue():
    assert phrase("un.positions.caption", country="Viet Nam") == "Position of Viet Nam in each component"
    with pytest.raises(InputError, match="no sentence has the key"):
        phrase("un.no_such_phrase")
