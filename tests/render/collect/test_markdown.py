"""The Markdown of notebooks is in the catalogues, and a page shows it in its language or is refused."""

from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.present import language, messages
from analysis.render.collect import markdown
from analysis.render.collect.collect import collect
from analysis.render.collect.model import Markdown
from analysis.render.run.study import Run

RUN = Run("toy", "10_toy", True, {}, "")
PAGE = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "toy.one"\nmsgid "One"\nmsgstr ""\n'
)
LONG = "Below, 100% of {it} in a line that is too long for one of a catalogue. " * 3 + '\n\n- a "b"\n- c \\ d'


def cell(id: str, source: str, *tags: str) -> dict:
    return {"cell_type": "markdown", "id": id, "metadata": {"tags": list(tags)} if tags else {}, "source": source}


def notebook(*more: dict) -> dict:
    return {"cells": [cell("10-01", "# Is it so?\n\nWe ask."), cell("10-02", "For editors.", "notebook-only"), *more]}


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """Catalogues of one page: English with its notebook's Markdown, and the translation of all but the last cell."""
    (tmp_path / "en").mkdir()
    (tmp_path / "id").mkdir()
    nb = notebook(cell("10-03", LONG))
    (tmp_path / "en" / "toy.po").write_text(markdown.extracted(PAGE, "10_toy", nb), encoding="utf-8")
    for module in (language, messages):
        monkeypatch.setattr(module, "LOCALE", tmp_path)
    translate(tmp_path, {"10_toy.10-01": "# Benarkah?\n\nKami bertanya."})
    return tmp_path


def translate(locale, texts: dict[str, str]) -> None:
    fresh = messages.updated(language.messages(locale / "en" / "toy.po"), None, "id")
    for message in fresh:
        message.string = texts.get(message.context, message.string)
    messages.write(locale / "id" / "toy.po", fresh)
    language._read.cache_clear()


def test_cells_are_texts_by_notebook_and_id_after_the_sentences_of_the_page(locale):
    nb = notebook(cell("10-03", LONG))
    found = {m.context: m.id for m in language.messages(locale / "en" / "toy.po") if m.id}
    assert found == {"toy.one": "One", "10_toy.10-01": "# Is it so?\n\nWe ask.", "10_toy.10-03": LONG}
    text = (locale / "en" / "toy.po").read_text(encoding="utf-8")
    assert "python-" not in text
    assert markdown.extracted(text, "10_toy", nb) == text, "a second time changes nothing"
    assert markdown.extracted(text, "10_toy", notebook()).count("msgctxt") == 2, "what is gone goes"


def test_a_page_without_sentences_begins_with_a_head(tmp_path):
    path = tmp_path / "toy.po"
    path.write_text(markdown.extracted("", "10_toy", notebook()), encoding="utf-8")
    assert [m.context for m in language.messages(path) if m.id] == ["10_toy.10-01"]


def test_a_page_shows_the_translation(locale):
    page = collect(notebook(), RUN, "id")
    assert page.title == "Benarkah?"
    assert page.blocks == [Markdown("# Benarkah?\n\nKami bertanya.")]
    assert collect(notebook(), RUN).title == "Is it so?"


def test_what_is_untranslated_fuzzy_or_outdated_is_refused_by_name(locale):
    both = notebook(cell("10-03", LONG), cell("10-04", "New."))
    with pytest.raises(InputError) as caught:
        collect(both, RUN, "id")
    assert caught.value.problems == [
        "locale/id: 10_toy.10-03 is not translated: run `make messages` and translate it there",
        "locale/en: 10_toy.10-04 is not what the notebook says: run `make messages`",
    ]
    path = locale / "id" / "toy.po"
    marked = path.read_text(encoding="utf-8").replace('msgctxt "10_toy.10-01"', '#, fuzzy\nmsgctxt "10_toy.10-01"')
    path.write_text(marked, encoding="utf-8")
    language._read.cache_clear()
    with pytest.raises(InputError, match=r"locale/id: 10_toy\.10-01 is not translated"):
        collect(notebook(), RUN, "id")


@pytest.mark.parametrize(("page", "text"), [pytest.param(*page, id=page[0].stem) for page in markdown.pages()])
def test_our_catalogues_have_the_markdown_of_our_notebooks(page, text):
    assert page.read_text(encoding="utf-8") == text, "run `make messages`"
