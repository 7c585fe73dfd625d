"""Facts are picked by name; phrases, spans of editions and lists are the catalogue's."""

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.present.phrases import bodies, capital, editions, in_a_row, listed, only, phrase, type_word, yes_or_no


def test_only_picks_the_named_facts():
    assert only({"a": 1, "b": 2, "c": 3}, "a", "c") == {"a": 1, "c": 3}
    with pytest.raises(KeyError):
        only({"a": 1}, "b")


def test_a_phrase_is_the_filled_text_of_the_catalogue():
    assert phrase("un.positions.caption", country="Viet Nam") == "Position of Viet Nam in each component"
    with pytest.raises(InputError, match="no sentence has the key"):
        phrase("un.no_such_phrase")


def test_a_span_of_editions_has_one_form():
    assert editions(2018, np.int64(2024)) == "2018 to 2024"


def test_names_in_a_row():
    assert [listed(names) for names in (["a"], ["a", "b"], ("a", "b", "c"))] == ["a", "a and b", "a, b and c"]


def test_a_row_of_three_has_its_comma_in_indonesian(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a dan b", "a, b, dan c"]
    assert editions(2018, 2024) == "2018–2024"


def test_a_word_that_stands_alone_has_a_capital():
    assert capital("other state bodies") == "Other state bodies"
    assert capital("") == ""


def test_whom_a_count_is_of():
    assert bodies("all") != type_word("all")
    assert bodies("kota") == type_word("kota")


def test_rows_are_read_out_one_after_the_other():
    rows = [{"name": "a", "n": 1}, {"name": "b", "n": 2}]
    assert in_a_row("words.name_and_number", rows) == "a (1); b (2)"
    assert yes_or_no(True) != yes_or_no(False)
