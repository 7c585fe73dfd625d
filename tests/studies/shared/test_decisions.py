"""The decision words are the plan's, and each is explained to readers in every language."""

import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.studies.shared.decisions import DECISIONS


def test_every_word_that_the_plan_allows_is_one_of_them():
    allowed = {word for question in plan()["questions"].values() for word in question["words"]}
    assert allowed <= set(DECISIONS)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_word_is_in_the_glossary(tongue):
    glossary = (language.LOCALE / tongue / "glossary.md").read_text(encoding="utf-8").lower()
    words = [language.decision_word(decision, tongue) for decision in DECISIONS]
    assert len(set(words)) == len(DECISIONS)
    assert [word for word in words if word.lower() not in glossary] == []
