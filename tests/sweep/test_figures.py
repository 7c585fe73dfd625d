"""Every figure of every page, at both widths and in both languages: nothing is cut, and no label lies on another."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.data.build import manifest
from analysis.present import language, publish, tables
from tests.notebooks.cells import code_cells
from tests.present.drawn import faults_on
from tests.sweep.cases import NOTEBOOKS
from tests.sweep.pages import studies_once
from tests.tree import ROOT

MOST = 70_000  # bytes: what a phone loads for one figure


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("tongue", ["en", "id"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_figure_fits_and_every_label_is_legible(monkeypatch, notebook, tongue):
    found: list[str] = []

    def figure(
        key: str, draw: Callable[..., Figure], data: pd.DataFrame, facts=None, *, csv=None, texts=None, **options
    ):
        found.extend(f"{key}: {fault}" for fault in faults_on(lambda: draw(data, **options), MOST))

    monkeypatch.setattr(publish, "figure", figure)
    monkeypatch.setattr(publish, "display", lambda *_, **__: None)
    monkeypatch.setattr(tables, "to_html", lambda *_: "")
    monkeypatch.setattr(manifest, "require_current", lambda: None)
    before = language.current()
    names = {"__name__": "__main__"}
    with studies_once():
        try:
            for name, cell in code_cells(nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", 4)):
                language.use(tongue)
                exec(compile(cell.source, f"{notebook}, {name}", "exec"), names)
        finally:
            language.use(before)
    assert found == []
