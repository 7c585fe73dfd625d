"""Every question of readers is answered within two clicks of the first page, as docs/questions.md has it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from analysis.present import language
from tests.sweep import questions
from tests.sweep.questions import DOCUMENT, QUESTIONS, Reader, report, table, text_of, way, ways
from tests.sweep.test_languages import numbers

REMEDY = "run `make accept`"


@cache
def pages() -> dict[str, str]:
    return report("en")


def rows(tongue: str) -> list[list[str]]:
    """Question, clicks, sentence with its place, as docs/questions.md has them in one language."""
    (part,) = (
        part for part in DOCUMENT.read_text(encoding="utf-8").split("## ") if part.startswith(questions.TOLD[tongue][0])
    )
    return [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][1:]


def test_each_question_is_answered_where_the_document_says():
    assert len(QUESTIONS) >= 10
    assert table(ways("en", pages()), "en") in DOCUMENT.read_text(encoding="utf-8"), REMEDY


def test_both_languages_lead_to_the_same_places_and_numbers():
    english, other = rows("en"), rows("id")
    assert [row[0] for row in english] == [asked.asked["en"] for asked in QUESTIONS]
    assert [row[0] for row in other] == [asked.asked["id"] for asked in QUESTIONS]
    for asked, first, second in zip(QUESTIONS, english, other, strict=True):
        for row, tongue in ((first, "en"), (second, "id")):
            assert row[1] == " → ".join(text_of(key, tongue) for key in asked.clicks), REMEDY
        assert first[2].rpartition("(`")[2] == second[2].rpartition("(`")[2]
        assert numbers(first[2], "en") == numbers(second[2], "id")


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_no_answer_is_empty(tongue):
    for row in rows(tongue):
        assert len(re.findall(r"\w+", row[2].rpartition(" (`")[0])) >= 8, row


def test_a_link_that_is_lost_is_found():
    asked = QUESTIONS[0]
    lost = pages()["index.html"].replace(text_of(asked.clicks[0], "en"), "Otherwise")
    with pytest.raises(AssertionError, match="has 0 links"):
        way(asked, pages() | {"index.html": lost}, "en")


def test_a_sentence_that_is_not_where_the_link_leads_is_found():
    asked = QUESTIONS[0]
    text = pages()["instrument_change.html"].replace(f'id="{asked.answer}"', 'id="elsewhere"')
    with pytest.raises(AssertionError, match="no sentence-instrument"):
        way(asked, pages() | {"instrument_change.html": text}, "en")


def test_a_paragraph_ends_a_term_has_its_definition_and_a_section_its_end():
    read = Reader(
        '<h2 id="one">A</h2><p id="p">First.</p><p>No.</p><dl><dt id="t">T</dt><dd>Is.</dd><dt>U</dt></dl>'
        '<h2 id="two">B</h2> after <a href="x.html#y">to <b>x</b></a> it'
    )
    assert {name: read.texts[name] for name in ("one", "p", "t", "two")} == {
        "one": "A", "p": "First.", "t": "T Is.", "two": "B after to x it",
    }  # fmt: skip
    assert (read.sections["t"], read.sections["two"]) == ("one", "two")
    assert read.links == [("to x", "x.html#y")]
