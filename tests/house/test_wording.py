"""Readers' wording is pinned for the findings alone (tests/golden/findings.json); tests go by key and fact."""

from __future__ import annotations

import pytest

from tests.house import wording
from tests.tree import ROOT

# Files whose asserts have words that readers' texts have too, and why.
MAY = {
    "tests/data/test_plan.py": "a line of the plan",
    "tests/sweep/test_rules.py": "a planted sentence",
    "tests/data/test_corrections.py": "the name of an institution",
    "tests/methods/effects/test_indicator_links.py": "a refusal",
    "tests/render/collect/test_outline.py": "what a page says of cut outputs, with the numbers of what is cut",
    "tests/render/test_injections.py": "a planted text, and what a page says of cut outputs",
    "tests/render/write/test_codebook.py": "the codebook says of a sign what it means",
    "tests/render/write/test_html.py": "furniture of the report: that its headings and lines are on the page",
    "tests/render/write/pdf/test_report.py": "furniture of the report: that its lines are in the PDF",
    "tests/studies/sources/test_holdings.py": "the name of an institution",
    "tests/test_methods_document.py": "a refusal",
}


def test_no_assert_quotes_a_readers_text():
    found = [quote for path in sorted((ROOT / "tests").rglob("*.py")) for quote in wording.quotes(path)]
    new = [f"{q.file}, line {q.line}: {q.text!r}; go by its key and its facts" for q in found if q.file not in MAY]
    assert not new, "\n".join(new)
    assert sorted({quote.file for quote in found}) == sorted(MAY), "a file that quotes nothing needs no exception"


@pytest.mark.parametrize("source", ['assert "if counted first" in text', 'assert text == f"{x} if counted first, 3"'])
def test_a_quoted_text_is_found(tmp_path, monkeypatch, source):
    monkeypatch.setattr(wording, "ROOT", tmp_path)
    monkeypatch.setattr(wording, "texts", lambda: (" places if counted first ",))
    path = tmp_path / "test_x.py"
    path.write_text(f"{source}\nassert key == 'un.if_counted_first', 'if counted first'\n", encoding="utf-8")
    assert [quote.line for quote in wording.quotes(path)] == [1]


@pytest.mark.parametrize("text", ["counted first", "un.answer", "if it is counted first", "if 3 counted first"])
def test_what_is_no_quote(monkeypatch, text):
    monkeypatch.setattr(wording, "texts", lambda: (" places if counted first ",))
    assert not wording.quoted(text)
