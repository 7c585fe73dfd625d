"""Do the pages say the same in each language? The same texts in the same order, each with the same numbers."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from analysis.present import language
from tests.present import english
from tests.sweep import cases, rules
from tests.sweep.cases import Case
from tests.sweep.pages import Said, page
from tests.sweep.test_institutions import HARD

NUMBER = re.compile(r"(?<![\d.,])\.?\d(?:[\d.,]*\d)?")
MARKS = {"en": (",", "."), "id": (".", ",")}  # of thousands, of decimals
PLAIN = ("sentence", "title", "note", "alt", "cell")
ENDS = rf"[+{language.MINUS}]?[\d.,]+%?"
RANGE = re.compile(rf"({ENDS}) \S+ ({ENDS})")  # a cell that is nothing but a range
IN_ENGLISH = {"sources.exceptions"}  # whose reasons are shown as the corrections have them
CITES = "Sumber: "  # how a line begins that names works by their titles


def numbers(text: str, tongue: str) -> Counter[str]:
    """The numbers of a text as digits with a decimal point."""
    thousands, decimals = MARKS[tongue]
    found = NUMBER.findall(text)
    whole = re.compile(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+")
    found = [number.replace(thousands, "") if whole.fullmatch(number) else number for number in found]
    return Counter(number.replace(decimals, ".").lstrip("0") or "0" for number in found)


def said(case: Case, tongue: str) -> list[Said]:
    """The texts of a page in a language; the notebook of an institution takes it as a parameter."""
    if "language" in cases.declared(case.notebook):
        case = Case(case.notebook, json.dumps(case.parameters | {"language": tongue}))
    before = language.current()
    language.use(tongue)
    try:
        return [one for one in page(case, drawn=False) if one.where in PLAIN]
    finally:
        language.use(before)


def differences(source: list[Said], other: list[Said], tongue: str) -> list[str]:
    """Texts that one has and the other has not, and texts with other numbers."""
    if [(one.where, one.key) for one in source] != [(one.where, one.key) for one in other]:
        return [f"{len(source)} texts in English, {len(other)} in {tongue}, or in another order"]
    return [
        f"{first.where} {first.key}: {first.text!r} / {second.text!r}"
        for first, second in zip(source, other, strict=True)
        if first.text != second.text  # a reason that is data stands in English on both
        and (numbers(first.text, "en") != numbers(second.text, tongue) or first.decision != second.decision)
    ]


def long_ranges(texts: list[Said], tongue: str) -> list[str]:
    """Cells that are a range as running text writes it, where cells have a short form."""
    found = [(one, RANGE.fullmatch(one.text)) for one in texts if one.where == "cell"]
    ranges = [(one, {"low": ends[1], "high": ends[2]}) for one, ends in found if ends]
    long, short = "number.range", "number.range.cell"
    return [
        f"{one.key}: {one.text}"
        for one, ends in ranges
        if one.text == language.fill(long, tongue, ends) != language.fill(short, tongue, ends)
    ]


def crowded(texts: list[Said]) -> list[str]:
    """Sentences with more numbers than can be read aloud."""
    return [
        f"{one.key}: {sentence}"
        for one in texts
        if one.where == "sentence" and one.key not in rules.LISTS
        for sentence in rules.crowded(one.text)
    ]


def left_in_english(texts: list[Said]) -> list[str]:
    """Texts of a page in another language that have English words."""
    prose = [one for one in texts if one.key not in IN_ENGLISH and not one.text.startswith(CITES)]
    return [f"{one.key}: {one.text}" for one in prose if english.words(one.text)]


def _every_notebook() -> list[object]:
    """Each notebook as it is, and the pages of institutions of other kinds."""
    every = [pytest.param(cases.cases(name)[0], id=name) for name in cases.NOTEBOOKS]
    return every + [
        pytest.param(Case("50_institution", json.dumps({"institution": name})), id=name) for name in HARD[::3]
    ]


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("case", _every_notebook())
def test_every_text_has_the_same_numbers_in_both_languages(case):
    source, indonesian = said(case, "en"), said(case, "id")
    assert len(source) > 15
    assert differences(source, indonesian, "id") == []
    assert long_ranges(indonesian, "id") == []
    assert left_in_english(indonesian) == []
    assert crowded(indonesian) == []


@pytest.mark.parametrize(("source", "other", "same"), [
    ("3.00 to 2.51, of 1,234", "3,00 sampai 2,51 dari 1.234", True),
    ("3.00 to 2.51", "3,00 sampai 2,15", False),
    ("8 of 19", "8 dari 19 dari 19", False),
    (".005 and 0.005", "0,005 dan 0,005", True),
])  # fmt: skip
def test_a_number_that_differs_is_found(source, other, same):
    pair = [Said("sentence", "toy.x", source)], [Said("sentence", "toy.x", other)]
    assert (differences(*pair, "id") == []) == same


@pytest.mark.parametrize(("cell", "found"), [
    ("0,1 s.d. 0,3", False),
    (f"{language.MINUS}7 s.d. +7", False),
    ("0,1 sampai 0,3", True),
    ("3 dari 3", False),
    ("mungkin: dari 3,70 sampai 4,10", False),
])  # fmt: skip
def test_a_range_in_a_cell_has_its_short_form(cell, found):
    assert bool(long_ranges([Said("cell", "toy.x", cell)], "id")) == found
    assert long_ranges([Said("sentence", "toy.x", cell)], "id") == []


def test_a_text_that_is_left_in_english_is_found():
    assert left_in_english([Said("cell", "toy.x", "Median of the type"), Said("cell", "toy.x", "Nilai tengah")])
    assert left_in_english([Said("cell", "sources.exceptions", "as printed by the UN")]) == []


def test_a_text_that_is_missing_or_another_word_is_found():
    first = [Said("sentence", "toy.x", "8", "refuted")]
    assert differences(first, [], "id")
    assert differences(first, [Said("sentence", "toy.x", "8.", "bounded")], "id")
