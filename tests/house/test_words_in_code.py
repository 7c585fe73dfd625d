"""Readers' words live in the catalogues: no module of `present` or `studies` has one, but those named here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.words_in_code import found

PACKAGE = Path(__file__).parents[2] / "src" / "analysis"
# Modules whose words no reader of a page sees in one language only, and why.
ALLOWED = {
    "present/messages.py": "the head of a catalogue file, and what `make messages` tells a translator",
    "present/charts/svg.py": "names of fonts, of the fields of an SVG that are left out, and its style",
    "studies/shared/choices.py": "the refusal of a parameter, for whoever runs the study",
    "studies/instrument_change/parameters.py": "the same",
    "studies/shared/decisions.py": "the decision words themselves, which the catalogue translates",
    "studies/claims/rules/blora.py": "the name of a province, as in the data",
    "studies/claims/rules/sarolangun.py": "the name of a province, as in the data, and words of a source's description",
    "studies/instrument_change/who_is_known.py": "the names of the provinces of Java, as in the data",
}


def with_words() -> dict[str, list[tuple[int, str]]]:
    modules = (path for room in ("present", "studies") for path in (PACKAGE / room).rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): words for path in modules if (words := found(path))}


def test_no_readers_word_stands_in_code():
    told = [f"{name}:{line}: {text!r}" for name, words in with_words().items() if name not in ALLOWED
            for line, text in words]  # fmt: skip
    assert not told, "move these to src/analysis/present/locale/en/<page>.po:\n" + "\n".join(sorted(told))


def test_what_is_allowed_is_needed():
    assert set(ALLOWED) <= set(with_words())


@pytest.mark.parametrize(("code", "caught"), [
    ('x = "Two words"', True),
    ('columns = {"n": ("Others", "int")}', True),
    ('publish.sentence("a.b", "refuted")', True),
    ('x = f"rank {n} of the states"', True),
    ('"""A docstring says much."""', False),
    ('raise InputError(f"no such {x}: choose another")', False),
    ('problems.append("this is wrong")', False),
    ('publish.sentence("un.answer", DECISION, facts)', False),
    ('frame["edition_from"]', False),
])  # fmt: skip
def test_the_rule_catches_words_and_no_keys(tmp_path, code, caught):
    (tmp_path / "m.py").write_text(code, encoding="utf-8")
    assert bool(found(tmp_path / "m.py")) == caught
