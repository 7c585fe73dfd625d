"""A notebook with other parameters than the published ones still makes a whole page."""

from __future__ import annotations

import pytest

from analysis.render.collect import collect
from analysis.render.engine import Executed, Job, execute_all
from analysis.render.notebook import parse
from analysis.render.study import Run
from tests.tree import ROOT

pytestmark = pytest.mark.slow

CHANGE = "20_instrument_change"
PARAMETERS = {
    # A type, the other floor, the narrowest definition, one year before, and an institution that both claims fail.
    "regencies": (
        CHANGE,
        {
            "institution_type": "kabupaten",
            "year": 2024,
            "new_definition": "management",
            "old_floor": 1,
            "before_year": "2019",
            "institution": "kabupaten-badung",
        },
    ),
    # A type without any pair, a year without type means, and an institution that rose.
    "agencies": (
        CHANGE,
        {
            "institution_type": "lembaga",
            "year": 2022,
            "new_definition": "with_splits",
            "old_floor": 0,
            "before_year": "2018",
            "institution": "kabupaten-trenggalek",
        },
    ),
}


@pytest.fixture(scope="module")
def results():
    found = {}
    execute_all([_job(name, *chosen) for name, chosen in PARAMETERS.items()], 2, lambda r: found.update({r.run: r}))
    return found


def _job(name: str, notebook: str, parameters: dict[str, object]) -> Job:
    folder = ROOT / "notebooks"
    source = (folder / f"{notebook}.ipynb").read_text(encoding="utf-8")
    path = str(ROOT / "src")
    return Job(name, notebook, source, parameters, seed=2021, language="en", folder=str(folder), path=path)


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_page_is_whole(results, name):
    notebook, parameters = PARAMETERS[name]
    executed = results[name]
    assert isinstance(executed, Executed), str(executed)
    assert executed.warnings == ()
    source = (ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8")
    page = collect(parse(executed.text, notebook), Run(name, notebook, False, parameters, source))
    assert page.title.endswith("?")
    assert page.values
