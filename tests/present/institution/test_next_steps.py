from __future__ import annotations

import csv
import io

import pytest

from analysis.present import language
from analysis.present.institution import next_steps as show
from analysis.present.publish import MIME
from analysis.studies.institution import known_levels, next_steps
from analysis.studies.institution.subject import subject
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from tests.studies.institution.test_known_levels import ACEH, KEMENKO, MADIUN, NOBODY, PAREPARE, own

SENTENCE, TABLE, VALUE = (MIME.format(kind) for kind in ("sentence", "table", "value"))
HIGH = dict.fromkeys(range(1, 48), 5)
TABLES = ["rules", "classes", "one", "indicators_2026"]


def told(shown, known) -> tuple[list[str], list[str], list[dict]]:
    """Keys of sentences and of tables, and the sentences."""
    again = next_steps.study(known)
    show.sentences(again)
    show.tables(again)
    sentences, tables = ([bundle[kind] for bundle in shown if kind in bundle] for kind in (SENTENCE, TABLE))
    keys = [[one["key"].removeprefix("institution.next.") for one in of] for of in (sentences, tables)]
    return *keys, sentences


def published(institution: str) -> known_levels.Result:
    return known_levels.study(subject(institution, 2024))


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize(("institution", "keys", "tables"), [
    (KEMENKO, ["steps_two", "as_of", "sets", "never", "one_level_same", "caution", "crosswalk"], TABLES),
    (PAREPARE, ["steps", "sets", "never", "one_level", "caution", "crosswalk"], TABLES),
    (ACEH, ["steps", "as_of", "caution"], []),
    (MADIUN, ["instrument.35"], []),
    (NOBODY, [], []),
])  # fmt: skip
def test_what_is_told_of_whom(shown, monkeypatch, tongue, institution, keys, tables):
    monkeypatch.setenv("SPBE_LANGUAGE", tongue)
    assert told(shown, published(institution))[:2] == (keys, tables)


@pytest.mark.parametrize(("levels", "keys"), [
    (HIGH, ["top"]),
    ({item: 3 for item in range(1, 48) if item not in range(32, 47)}, ["open"]),
    (dict.fromkeys(range(1, 47), 3), ["steps_range", "caution"]),
    (dict.fromkeys(range(1, 32), 1) | dict.fromkeys(range(32, 48), 5),
     ["steps_two", "sets", "never", "one_level_not", "caution", "crosswalk"]),
    (HIGH | dict.fromkeys(range(11, 31), 3) | {42: 2}, ["steps", "sets", "one_level", "caution", "crosswalk"]),
    (HIGH | dict.fromkeys(range(11, 30), 3) | {20: 2, 42: 2},
     ["steps", "sets", "always", "one_level", "caution", "crosswalk"]),
])  # fmt: skip
def test_how_it_may_stand_with_an_own_file(shown, tmp_path, levels, keys):
    assert told(shown, own(tmp_path, levels))[0] == keys


def test_an_index_between_the_two_rules_has_both_answers(shown, tmp_path):
    levels = dict.fromkeys(range(1, 48), 2) | dict.fromkeys([*range(32, 48), 15, 16, 17, 18, 1, 2, 21], 3)
    keys, tables, _ = told(shown, own(tmp_path, levels))
    assert keys[:2] == ["edge", "edge_next"]
    assert tables == TABLES


def test_decision_words(shown, tmp_path):
    for known, word in (
        (published(KEMENKO), ARITHMETIC_FACT),
        (published(PAREPARE), None),
        (own(tmp_path, dict.fromkeys(range(1, 47), 3)), BOUNDED),
    ):
        shown.clear()
        first, *others = told(shown, known)[2]
        assert first["decision"] == word
        assert {one["decision"] for one in others} == {None}


def test_numbers_are_those_of_the_study(shown):
    again = next_steps.study(published(KEMENKO))
    _, _, sentences = told(shown, published(KEMENKO))
    texts = {one["key"]: one["text"] for one in sentences}
    assert f" {again.facts['steps']} " in texts["institution.next.steps_two"]
    assert f" {again.facts['steps_rounded']} " in texts["institution.next.steps_two"]
    assert f"{again.facts['sets']:,}" in texts["institution.next.sets"]
    [values] = [bundle[VALUE]["values"] for bundle in shown if VALUE in bundle]
    assert values["institution.next.counted.sets"] == again.rules["sets"].iloc[0]
    [rules] = [bundle[TABLE]["csv"] for bundle in shown if TABLE in bundle and bundle[TABLE]["key"].endswith("rules")]
    rows = list(csv.DictReader(io.StringIO(rules)))
    assert [int(row["sets"]) for row in rows] == list(again.rules["sets"])
