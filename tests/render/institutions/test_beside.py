from __future__ import annotations

import pytest

from analysis.render.collect.model import Edition
from analysis.render.institutions.asked import BESIDE
from analysis.render.institutions.beside import beside


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_language_has_its_pages(language):
    pages = beside(language, {"kota-bandung"}, Edition("t", "s", language, "0123456789", "2026-01-31", "0" * 64))
    assert set(pages) == set(BESIDE)
    assert all(f'<html lang="{language}"' in page for page in pages.values())
