from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import typed_names


def test_case_blanks_marks_and_diacritics_do_not_count():
    assert typed_names.words("  Côte-d\u2019IVOIRE ") == ("cote", "d", "ivoire")
    assert typed_names.words("Kab.  Tojo Una-Una") == ("kab", "tojo", "una", "una")
    assert typed_names.words(" - ") == ()


@pytest.mark.parametrize(
    ("short", "of", "holds"),
    [
        ("jatim", ("jawa", "timur"), True), ("jt", ("jawa", "timur"), True), ("jawatimur", ("jawa", "timur"), True),
        ("jatim", ("jawa", "barat"), False), ("jawa", ("jawa", "timur"), False), ("jatimx", ("jawa", "timur"), False),
        ("aab", ("aa", "ab"), True), ("ba", ("ab", "ba"), False), ("aaab", ("aa", "ab"), True),
        ("", (), True), ("", ("a",), False),
    ],
)  # fmt: skip
def test_a_short_form_has_a_beginning_of_every_word(short, of, holds):
    assert typed_names.shortens(short, of) is holds


def test_the_only_one_is_taken_and_several_are_all_named():
    assert typed_names.only("state", "x", {}) is None
    assert typed_names.only("state", "x", {"a": "Aland"}) == "a"
    many = {str(n): f"Name {n:02}" for n in range(typed_names.LISTED + 3)}
    with pytest.raises(InputError, match=r"^state 'x' may be Name 00, .*Name 11 and 3 more; "):
        typed_names.only("state", "x", many)


def test_near_names_are_the_most_alike_first():
    assert typed_names.near("slemn", ["solok", "semarang", "sleman"])[0] == "sleman"
    assert typed_names.near("slemn", ["xyz"]) == []


def test_a_refusal_offers_what_is_near_and_shortens_what_was_pasted():
    assert "did you mean A, B?" in str(typed_names.unknown("state", "x", "them", ["A", "B"], "C"))
    without = str(typed_names.unknown("state", "x" * 5000, "them", [], "C"))
    assert without.endswith("such as C")
    assert len(without) < 200
