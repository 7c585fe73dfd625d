"""Translations follow the English texts: nothing translated is lost, nothing outdated passes for translated."""

from __future__ import annotations

import pytest

from analysis.present import language, messages

ENGLISH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# Said on every page.
msgctxt "toy.kept"
msgid "{x:.1%} fell"
msgstr ""

msgctxt "toy.changed"
msgid "It rose by {x:d}"
msgstr ""

msgctxt "toy.new"
msgid "It is new"
msgstr ""
"""
BEFORE = """msgctxt "toy.changed"
msgid "It rose"
msgstr "Naik"

msgctxt "toy.gone"
msgid "It went"
msgstr "Hilang"

# A translator's note.
msgctxt "toy.kept"
msgid "{x:.1%} fell"
msgstr "{x:.1%} turun"
"""


@pytest.fixture
def locale(tmp_path, monkeypatch):
    for name, text in {"en/toy.po": ENGLISH, "id/toy.po": BEFORE, "en/other.po": ENGLISH}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for module in (messages, language):
        monkeypatch.setattr(module, "LOCALE", tmp_path)
    return tmp_path


def test_translations_are_brought_up_to_date(locale, capsys):
    assert messages.main() == 0
    found = {m.context: (m.id, m.string, m.fuzzy) for m in language.messages(locale / "id" / "toy.po") if m.id}
    assert list(found.items()) == [
        ("toy.kept", ("{x:.1%} fell", "{x:.1%} turun", False)),
        ("toy.changed", ("It rose by {x:d}", "Naik", True)),
        ("toy.new", ("It is new", "", False)),
    ]
    assert capsys.readouterr().out == (
        "messages: locale/id/other.po: not begun; make an empty file to begin it\n"
        "messages: locale/id/toy.po: 3 texts, 2 to translate\n  toy.changed\n  toy.new\n"
    )


def test_a_second_time_changes_nothing(locale):
    messages.main()
    first = (locale / "id" / "toy.po").read_bytes()
    assert b"#. Said on every page" in first
    assert b"# A translator's note" in first
    assert b"python-" not in first
    messages.main()
    assert (locale / "id" / "toy.po").read_bytes() == first
    assert messages.open_keys(language.messages(locale / "id" / "toy.po")) == ["toy.changed", "toy.new"]


def test_a_comment_copied_from_the_english_page_stands_once(locale):
    path = locale / "id" / "toy.po"
    note = "# A translator's note."
    path.write_text(path.read_text(encoding="utf-8").replace(note, f"# Said on every page.\n{note}"), encoding="utf-8")
    messages.main()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "every page" in line] == ["#. Said on every page."]
    assert note in lines


ONE_AND_MANY = """
# plural: n
msgctxt "toy.changed"
msgid "{n:d} state"
msgid_plural "{n:d} states"
msgstr[0] ""
msgstr[1] ""
"""


def test_a_text_that_gets_plural_forms_keeps_its_translation_to_be_looked_at(locale):
    for name, text in {"en": ONE_AND_MANY, "id": BEFORE}.items():
        (locale / name / "toy.po").write_text(text, encoding="utf-8")
    messages.main()
    path = locale / "id" / "toy.po"
    assert 'msgid_plural "{n:d} states"\nmsgstr[0] "Naik"\n' in path.read_text(encoding="utf-8")
    assert messages.open_keys(language.messages(path)) == ["toy.changed"]
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    messages.main()
    assert messages.open_keys(language.messages(path)) == []
    (locale / "en" / "toy.po").write_text(ENGLISH, encoding="utf-8")
    messages.main()
    found = {m.context: (m.string, m.fuzzy) for m in language.messages(path) if m.id}
    assert found["toy.changed"] == ("Naik", True)


def test_an_empty_file_begins_a_page(locale):
    (locale / "id" / "other.po").write_text("", encoding="utf-8")
    messages.main()
    assert messages.open_keys(language.messages(locale / "id" / "other.po")) == ["toy.kept", "toy.changed", "toy.new"]


def test_our_own_translations_are_up_to_date():
    for path in language.LOCALE.glob("id/*.po"):
        english = language.messages(language.LOCALE / "en" / path.name)
        assert messages.open_keys(messages.updated(english, language.messages(path), "id")) == []
