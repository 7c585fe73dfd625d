"""Texts and numbers of the command, in the language that it speaks."""

import pytest

from analysis.methods.errors import InputError
from analysis.present.command.words import aligned, decimal, marked, said, signed, warned


def test_texts_and_marks_follow_the_language(monkeypatch):
    english = said("command.score.missing", missing="7")
    assert (decimal(2.345), signed(0.125), signed(-0.001), marked("0.1")) == ("2.35", "+0.13", "0.00", "0.1")
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert said("command.score.missing", missing="7") != english
    assert (decimal(2.345), signed(0.125), signed(-1), marked("0.1")) == ("2,35", "+0,13", "-1,00", "0,1")


def test_a_line_begins_after_the_longest_name():
    assert aligned({"a": "1", "bcd": "2"}, 3) == ["a   1", "bcd 2"]
    assert aligned([("a", "1")], 3) == ["a  1"]


def test_a_warning_is_a_name_with_facts():
    assert len(warned([{"warning": "rounding"}, {"warning": "band", "unrounded": "Baik", "rounded": "Cukup"}])) == 2
    assert warned([]) == []
    with pytest.raises(InputError, match="no sentence has the key"):
        warned([{"warning": "unheard_of"}])
