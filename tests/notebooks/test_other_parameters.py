"""A notebook with other parameters than the published ones still makes a whole page."""

from __future__ import annotations

import pytest

from analysis.render.collect.collect import collect
from analysis.render.run.engine import Executed, Job, execute_all
from analysis.render.run.notebook import parse
from analysis.render.run.study import Run
from tests.tree import ROOT

pytestmark = pytest.mark.slow

CHANGE, CHECKS, OTHERS = "20_instrument_change", "21_instrument_checks", "22_other_explanations"
MOVEMENT, RELATION = "10_un_movement", "30_spbe_and_un"


def move(country: str, edition_from: int, edition_to: int, **others: object) -> dict[str, object]:
    usual = {"min_weight": 0.1, "draws": 2000, "comparison_band": 20}
    return {"country": country, "edition_from": edition_from, "edition_to": edition_to} | usual | others


# A type, the other floor, the narrowest definition, one year before, and an institution that both claims fail.
REGENCIES = {
    "institution_type": "kabupaten",
    "year": 2024,
    "new_definition": "management",
    "old_floor": 1,
    "before_year": "2019",
    "institution": "kabupaten-badung",
}
# A type without any pair, a year without type means, and an institution that rose.
AGENCIES = {
    "institution_type": "lembaga",
    "year": 2022,
    "new_definition": "with_splits",
    "old_floor": 0,
    "before_year": "2018",
    "institution": "kabupaten-trenggalek",
}
PARAMETERS = {
    "regencies": (CHANGE, REGENCIES),
    "agencies": (CHANGE, AGENCIES),
    "regencies_checked": (CHECKS, REGENCIES),
    "agencies_checked": (CHECKS, AGENCIES),
    "regencies_explained": (OTHERS, {"institution_type": "kabupaten"}),
    "agencies_explained": (OTHERS, {"institution_type": "lembaga"}),
    "viet_nam": (MOVEMENT, move("VNM", 2020, 2022)),
    "ukraine": (MOVEMENT, move("UKR", 2018, 2024, min_weight=0.25, comparison_band=30)),
    # A state that fell in a field that others joined or left, editions with other weights, a state at the very top.
    "fell": (MOVEMENT, move("MCO", 2012, 2014, min_weight=0)),
    "other_weights": (MOVEMENT, move("MNE", 2008, 2012, min_weight=0.2)),
    "first": (MOVEMENT, move("DNK", 2018, 2020, min_weight=0.3)),
    "lagged": (RELATION, {"pairing": "lag", "outcome": "hci", "donors": "region", "treatment_year": 2018}),
    "backdated": (RELATION, {"pairing": "same_year", "outcome": "egdi", "donors": "all", "treatment_year": 2014}),
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


def test_a_state_that_was_not_ranked_is_refused_with_the_reason():
    failed = {}
    execute_all([_job("monaco", MOVEMENT, move("MCO", 2010, 2012))], 1, lambda r: failed.update({r.run: r}))
    assert not isinstance(failed["monaco"], Executed)
    assert "Monaco (MCO) was not ranked in 2010" in str(failed["monaco"])
