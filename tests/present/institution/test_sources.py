from __future__ import annotations

import pytest

from analysis.present.institution.sources import address, links, when
from analysis.studies.institution import history
from analysis.studies.institution.subject import subject


@pytest.mark.parametrize(("url", "expected"), [
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ("text of the PDF in github:some/repo a/b c.md @ 4e48b148", "https://github.com/some/repo"),
    ("Antara", ""),
    (float("nan"), ""),
    ("javascript:alert(1)", ""),
    ("https://example.org/a)b", ""),
])  # fmt: skip
def test_where_a_source_is(url, expected):
    assert address(url) == expected


@pytest.mark.parametrize(("tongue", "day", "month"), [
    ("id", "17 Agustus 2024", "Agustus 2024"),
    ("en", "17 August 2024", "August 2024"),
])  # fmt: skip
def test_a_date_is_in_words(monkeypatch, tongue, day, month):
    monkeypatch.setenv("SPBE_LANGUAGE", tongue)
    assert [when(text) for text in ("2024-08-17", "2024-08", "2024", "2024/2025")] == [day, month, "2024", "2024/2025"]


def test_every_source_of_the_figures_is_listed_once(shown):
    result = history.study(subject("kabupaten-grobogan", 2024))
    links(result)
    [bundle] = shown
    lines = bundle["text/markdown"].splitlines()
    assert len(lines) == result.figures["source_id"].nunique()
    assert sum("](https://" in line for line in lines) == 2
