"""Every notebook of the study, run again with its default parameters, shows what is stored in it."""

from __future__ import annotations

import pytest

from tests.notebooks.review import report, review
from tests.tree import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reviews():
    return {found.notebook: found for found in review(NOTEBOOKS)}


def test_there_are_notebooks():
    assert NOTEBOOKS, "no notebooks found in notebooks/"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_stored_in_it(path, reviews):
    if reviews[path.stem].problems:
        pytest.fail(report([reviews[path.stem]]), pytrace=False)
