"""The published numbers are those that were looked at: tests/golden/values.json is changed by hand, with a reason."""

import json

import nbformat
from papermill.inspection import inspect_notebook

from analysis.paths import NOTEBOOKS, ROOT
from analysis.render.project import Project
from analysis.render.run.study import read
from tests.notebooks.tolerance import VALUE, tolerated

GOLDEN = json.loads((ROOT / "tests" / "golden" / "values.json").read_text(encoding="utf-8"))


def stored() -> dict[str, object]:
    """Every number that the committed notebooks publish."""
    values = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                values |= output.get("data", {}).get(VALUE, {}).get("values", {})
    return {key: value for key, value in values.items() if not isinstance(value, str)}


def test_every_published_number_has_a_golden_one_and_the_other_way_round():
    assert set(stored()) == set(GOLDEN)


def test_published_numbers_are_the_golden_ones():
    found = stored()
    assert {key: (found[key], kept) for key, kept in GOLDEN.items() if tolerated(kept, found[key]) is None} == {}


def test_main_runs_have_the_defaults_of_their_notebooks():
    # Otherwise the stored outputs, which nbval compares, would not be the report's.
    for run in read(Project()).runs:
        if run.main:
            found = inspect_notebook(str(NOTEBOOKS / f"{run.notebook}.ipynb"))
            defaults = {name: json.loads(about["default"].replace("'", '"')) for name, about in found.items()}
            assert run.parameters == defaults
