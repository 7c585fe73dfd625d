from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from analysis.present import language
from analysis.present.institution import levels as show
from analysis.present.publish import MIME
from analysis.studies.institution import known_levels, next_steps
from analysis.studies.institution.subject import subject
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from analysis.studies.shared.scorecard import instrument
from tests.studies.institution.test_known_levels import ACEH, DENPASAR, KEMENKO, MADIUN, NOBODY, PAREPARE, own

SENTENCE, TABLE, FIGURE, VALUE = (MIME.format(kind) for kind in ("sentence", "table", "figure", "value"))


def told(shown, known) -> tuple[list[dict], dict[str, dict], dict[str, object]]:
    """Sentences, tables and figures by key, and values."""
    again = next_steps.study(known)
    show.sentences(known)
    show.figure(known)
    show.table(known, again)
    show.new_and_continuing(known)
    others = {bundle[kind]["key"]: bundle[kind] for bundle in shown for kind in (TABLE, FIGURE) if kind in bundle}
    values = {key: x for bundle in shown if VALUE in bundle for key, x in bundle[VALUE]["values"].items()}
    return [bundle[SENTENCE] for bundle in shown if SENTENCE in bundle], others, values


def published(shown, institution: str):
    return told(shown, known_levels.study(subject(institution, 2024)))


def short(sentences) -> list[str]:
    return [one["key"].removeprefix("institution.levels.") for one in sentences]


NEW = ["new.weights", "new.means", "new.index"]


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize(("institution", "keys"), [
    (KEMENKO, ["published", "index_agrees", *NEW]),
    (PAREPARE, ["published", "contradicted", *NEW]),
    (ACEH, ["published", "missing", "index_partial"]),
    (MADIUN, ["published", "index_agrees", "instrument.35"]),
    (DENPASAR, ["published", "index_agrees", "instrument.35"]),
    (NOBODY, ["none"]),
])  # fmt: skip
def test_what_is_told_of_whom(shown, monkeypatch, tongue, institution, keys):
    monkeypatch.setenv("SPBE_LANGUAGE", tongue)
    sentences, others, _ = published(shown, institution)
    assert short(sentences) == keys
    wanted = set() if institution == NOBODY else {"institution.levels.grid", "institution.levels.indicators"}
    assert set(others) == wanted


def test_sources_that_contradict_each_other_decide_nothing(shown):
    sentences, _, _ = published(shown, PAREPARE)
    assert {one["decision"] for one in sentences} == {None}
    [contradicted] = [one["text"] for one in sentences if one["key"].endswith("contradicted")]
    assert re.findall(r"\d\.\d\d", contradicted) == ["2.65", "2.62", "2.68"]


def test_numbers_are_those_of_the_study(shown):
    known = known_levels.study(subject(KEMENKO, 2024))
    sentences, others, values = told(shown, known)
    texts = {one["key"]: one for one in sentences}
    assert "2.95" in texts["institution.levels.index_agrees"]["text"]
    assert texts["institution.levels.index_agrees"]["decision"] == ARITHMETIC_FACT
    assert values["institution.levels.index_low"] == known.facts["index"]
    facts = known_levels.new_and_continuing(known)
    assert f"{facts['continuing_mean']:.2f}" in texts["institution.levels.new.index"]["text"]
    rows = list(csv.DictReader(io.StringIO(others["institution.levels.indicators"]["csv"])))
    assert {row["indicator"]: float(row["level"]) for row in rows} == {
        item: float(level) for item, level in known.evaluation.levels.items()
    }
    one = next_steps.study(known).one
    assert {row["indicator"]: int(row["target"]) for row in rows if row["target"]} == dict(
        zip(one["indicator"], one["to_level"], strict=True)
    )


def test_names_are_in_the_reader_s_language_and_without_what_all_share(shown, monkeypatch):
    english = show.indicator_names(instrument("47"))
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    indonesian = show.indicator_names(instrument("47"))
    parts = {part.id: part for part in instrument("47").indicators}
    assert english == {item: part.name_en for item, part in parts.items()}
    assert all(part.name_id.endswith(indonesian[item]) for item, part in parts.items())
    dropped = {part.name_id.removesuffix(indonesian[item]) for item, part in parts.items()}
    assert len(dropped) == 1
    assert len(dropped.pop().split()) == 2


@pytest.mark.parametrize(("name", "levels", "keys"), [
    ("20", "2.5", ["file", "index", "instrument.20"]),
    ("35", "0", ["file", "index", "instrument.35"]),
    ("47", "3", ["file", "index", "new.weights", "new.same"]),
])  # fmt: skip
def test_an_own_file(shown, tmp_path, name, levels, keys):
    known = own(tmp_path, {part.id: levels for part in instrument(name).indicators})
    sentences, others, _ = told(shown, known)
    assert short(sentences) == keys
    assert "levels.csv" in sentences[0]["text"]
    assert others["institution.levels.grid"]["source"].count("levels.csv") == 1
    assert len(list(csv.DictReader(io.StringIO(others["institution.levels.indicators"]["csv"])))) == len(
        instrument(name).indicators
    )


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize(("agrees", "key"), [(True, "index_agrees"), (False, "rounded_weights")])
def test_an_official_report(shown, monkeypatch, tongue, agrees, key):
    monkeypatch.setenv("SPBE_LANGUAGE", tongue)
    known = known_levels.study(subject(MADIUN, 2024))
    facts = {**known.facts, "whence": known_levels.REPORT, "title": "report.pdf", "agrees": agrees}
    sentences, _, _ = told(shown, replace(known, facts=facts))
    assert short(sentences) == ["report", key, "instrument.35"]
    assert "report.pdf" in sentences[0]["text"]


@pytest.mark.parametrize(("missing", "key"), [((47,), "interval.one"), (range(32, 47), "interval.two")])
def test_an_own_file_that_lacks_levels_gives_an_interval(shown, tmp_path, missing, key):
    known = own(tmp_path, {item: 3 for item in range(1, 48) if item not in missing})
    sentences, _, _ = told(shown, known)
    assert short(sentences) == ["file", "missing", key]
    assert sentences[-1]["decision"] == BOUNDED


def test_an_index_between_the_two_rules_is_said(shown, tmp_path):
    levels = dict.fromkeys(range(1, 48), 2) | dict.fromkeys([*range(32, 48), 15, 16, 17, 18, 1, 2, 21], 3)
    sentences, _, _ = told(shown, own(tmp_path, levels))
    assert "rules" in short(sentences)
