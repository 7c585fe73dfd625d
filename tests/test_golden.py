"""The published numbers and findings are those that were looked at: `make accept` writes them, a commit says why."""

from __future__ import annotations

import json

from papermill.inspection import inspect_notebook

from analysis.paths import NOTEBOOKS
from analysis.render.project import Project
from analysis.render.run.study import read
from tests.golden import kept
from tests.notebooks.tolerance import tolerated


def test_every_published_number_has_a_golden_one_and_the_other_way_round():
    assert set(kept.numbers(kept.stored())) == set(kept.golden())


def test_published_numbers_are_the_golden_ones():
    found = kept.numbers(kept.stored())
    assert {key: (found[key], x) for key, x in kept.golden().items() if tolerated(x, found[key]) is None} == {}


def test_findings_are_told_as_they_were_accepted():
    assert kept.findings(kept.stored()) == json.loads(kept.FINDINGS.read_text(encoding="utf-8"))


def test_the_golden_files_are_as_accept_writes_them():
    for path in (kept.VALUES, kept.FINDINGS):
        text = path.read_text(encoding="utf-8")
        assert text == kept.written(json.loads(text))


def test_main_runs_have_the_defaults_of_their_notebooks():
    # Otherwise the stored outputs, which nbval compares, would not be the report's.
    for run in read(Project()).runs:
        if run.main:
            found = inspect_notebook(str(NOTEBOOKS / f"{run.notebook}.ipynb"))
            defaults = {name: json.loads(about["default"].replace("'", '"')) for name, about in found.items()}
            assert run.parameters == defaults
