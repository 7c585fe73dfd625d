"""A run whose parameters its notebook would refuse is refused before anything runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.methods.errors import InputError
from analysis.render import preflight
from analysis.render.project import Project
from analysis.render.run import notebook, study
from analysis.render.run.parameter_checks import module_of, refusals

PLAN = study.read(Project())
RUNS = {run.id: run for run in PLAN.runs}


def wrong(name: str, **parameters: object) -> study.Run:
    return replace(RUNS[name], parameters=RUNS[name].parameters | parameters)


def read(run: study.Run) -> dict:
    return notebook.parse(run.source, run.notebook)


@pytest.mark.parametrize("name", RUNS)
def test_every_run_of_the_study_is_asked_about_and_accepted(name):
    nb = read(RUNS[name])
    assert module_of(nb).startswith("analysis.studies.")
    assert refusals(RUNS[name], nb) == []


def test_all_problems_of_a_run_are_told_with_what_may_be_meant():
    run = wrong("un_movement", country="Indonesia", edition_to=2023, comparison_band=0)
    told = refusals(run, read(run))
    assert [line.startswith("study.yml: run un_movement (notebook 10_un_movement): ") for line in told] == [True] * 3
    assert "country 'Indonesia'" in told[0]
    assert "is IDN meant?" in told[0]
    assert "edition_to 2023" in told[1]
    assert "comparison_band 0" in told[2]


def test_a_notebook_without_a_check_is_not_asked():
    nb = read(RUNS["un_movement"])
    for cell in nb["cells"]:
        cell["source"] = cell["source"].replace("    parameters,\n", "")
    assert module_of(nb) is None
    assert refusals(wrong("un_movement", country="Indonesia"), nb) == []


def test_the_build_asks_before_it_runs_anything():
    runs = [wrong("instrument_change", institution="Kota Bandung"), RUNS["sources"]]
    with pytest.raises(InputError) as caught:
        preflight.check(PLAN, runs, [], Project())
    [told] = caught.value.problems
    assert told.startswith(
        "study.yml: run instrument_change (notebook 20_instrument_change): institution 'Kota Bandung'"
    )
    assert "is kota-bandung meant?" in told
