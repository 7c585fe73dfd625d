"""The glossary of every language has the same terms in the same order, and a page leads to it."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from analysis.present import language
from analysis.studies.shared.decisions import DECISIONS

# Terms by what no translation changes: acronyms, numbers of instruments, letters; and others that have no such part.
LASTING = r"\b(SPBE|EGDI|OSI|TII|HCI|EPI|Shapley|r|p|\d\d)\b"


def terms(tongue: str) -> list[list[str]]:
    """The terms of each section of a glossary, in order."""
    sections = re.split(
        r"^### .*$", (language.LOCALE / tongue / "glossary.md").read_text(encoding="utf-8"), flags=re.M
    )[1:]
    return [re.findall(r"^(\S.*)\n: ", section, flags=re.M) for section in sections]


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_terms_are_the_same_in_the_same_order(tongue):
    mine, english = terms(tongue), terms("en")
    assert [len(section) for section in mine] == [len(section) for section in english]
    for term, meant in zip(chain(*mine), chain(*english), strict=True):
        assert re.findall(LASTING, term) == re.findall(LASTING, meant), (term, meant)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_decision_words_are_those_that_readers_see(tongue):
    assert terms(tongue)[1] == [language.decision_word(word, tongue) for word in DECISIONS]
