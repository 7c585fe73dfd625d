"""No text of a catalogue in another language is left in English."""

from __future__ import annotations

import pytest

from analysis.present import language
from tests.present import english

OTHERS = [tongue for tongue in language.LANGUAGES if tongue != language.SOURCE]


@pytest.mark.parametrize("tongue", OTHERS)
def test_no_text_is_left_in_english(tongue):
    found = {key: english.words(text) for key, text in language.catalogue(tongue).items()}
    assert {key: words for key, words in found.items() if words} == {}


@pytest.mark.parametrize("tongue", OTHERS)
def test_no_line_of_a_glossary_is_left_in_english(tongue):
    text = (language.LOCALE / tongue / "glossary.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if english.words(line)] == []


@pytest.mark.parametrize(("text", "found"), [
    ("Rata-rata of the type: {the:.2f}", ["of", "the"]),
    ("The index", ["The"]),
    ("Dari {at} ke {to}, `spbe score --by`, [unduh](https://x.example/the/of)", []),
    ("Kolom yang berakhiran “for all”, menurut *Index of the Year*", []),
    ("Dengan lisensi CC BY 4.0", []),
    ("Blavatnik Index of Public Administration dan survei Bank Dunia", []),
    ("e-government, masing-masing, A-to-Z", []),
])  # fmt: skip
def test_english_is_found_in_prose_alone(text, found):
    assert english.words(text) == found


def curly(texts: dict[str, str]) -> list[str]:
    """The keys of texts with a curly apostrophe, where all others are straight."""
    return [key for key, text in texts.items() if "\u2019" in text]


def test_apostrophes_are_straight():
    assert curly({"toy.a": "The states\u2019 own", "toy.b": "the states' own"}) == ["toy.a"]
    assert curly(dict(language.catalogue(language.SOURCE))) == []
    glossary = language.LOCALE / language.SOURCE / "glossary.md"
    assert curly({"glossary": glossary.read_text(encoding="utf-8")}) == []
