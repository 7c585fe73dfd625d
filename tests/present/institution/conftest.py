"""The bundles that the page of an institution would show, in the real catalogue's words."""

from __future__ import annotations

import pytest

from analysis.present import publish


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    bundles: list[dict] = []
    monkeypatch.setenv("SPBE_LANGUAGE", "en")
    monkeypatch.setattr(publish, "display", lambda bundle, **_: bundles.append(bundle))
    return bundles
