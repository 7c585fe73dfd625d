"""A catalogue of the tests' own, and the bundles that a notebook would show."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.present import language, publish

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

msgctxt "number.range"
msgid "{low} WORD {high}"
msgstr "{low} WORD {high}"

msgctxt "number.range.cell"
msgid "{low} WORD {high}"
msgstr "{low} WORD {high}"

msgctxt "decision.refuted"
msgid "REFUTED"
msgstr "REFUTED"

msgctxt "toy.plain"
msgid "In {year} {name} had {x:.2f}, {gain:+.2f}, {n:d} and {share:.1%}."
msgstr "In {year} {name} had {x:.2f}, {gain:+.2f}, {n:d} and {share:.1%}."

msgctxt "toy.marks"
msgid "{name} fell"
msgstr "{name} fell"

msgctxt "toy.source"
msgid "Source: nobody"
msgstr "Source: nobody"

msgctxt "page.csv_only"
msgid "{title}: {rows:d} rows, in the CSV"
msgstr "{title}: {rows:d} rows, in the CSV"

msgctxt "toy.shown.title"
msgid "A title of {year}"
msgstr "A title of {year}"

msgctxt "toy.shown.note"
msgid "A note."
msgstr "A note."

msgctxt "toy.shown.other"
msgid "Another of {year}"
msgstr "Another of {year}"

msgctxt "toy.shown.head.x"
msgid "X, points"
msgstr "X, points"

msgctxt "head.name"
msgid "Name"
msgstr "Name"

msgctxt "toy.shown.subtitle"
msgid "Below it"
msgstr "Below it"

msgctxt "toy.shown.caption"
msgid "A line"
msgstr "A line"

msgctxt "toy.shown.alt"
msgid "A line that rises from one to {top:d}."
msgstr "A line that rises from one to {top:d}."

msgctxt "toy.braces"
msgid "{{x}} = {x:d}"
msgstr "{{x}} = {x:d}"

msgctxt "toy.broken"
msgid "{x"
msgstr "{x"

msgctxt "toy.attribute"
msgid "{x.real:.2f} and {x!r}"
msgstr "{x.real:.2f} and {x!r}"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues: the same templates in en, and in id with another word between the ends of a range."""
    for name, word in (("en", "to"), ("id", "s.d.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "toy.po").write_text(CATALOGUE.replace("WORD", word), encoding="utf-8")
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    monkeypatch.delenv("SPBE_LANGUAGE", raising=False)
    return tmp_path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, catalogue: Path) -> list[dict]:
    """The bundles published so far."""
    bundles: list[dict] = []

    def display(bundle: dict, raw: bool, metadata: dict | None = None) -> None:
        assert raw
        bundles.append(bundle)

    monkeypatch.setattr(publish, "display", display)
    return bundles
