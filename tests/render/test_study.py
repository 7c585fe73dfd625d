from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.render import study
from analysis.render.study import TAKEN
from tests.render.toy import Toy, cell


def problems(toy: Toy) -> list[str]:
    with pytest.raises(InputError) as caught:
        study.read(toy.project)
    return caught.value.problems


def test_a_study_is_read(toy):
    toy.study(toy.run(), toy.run("toy5", main=False, n=5))
    read = study.read(toy.project)
    assert (read.title, read.subtitle, read.language, read.seed) == ("A toy", "It toys", "en", 7)
    assert [(run.id, run.notebook, run.main, run.parameters) for run in read.runs] == [
        ("toy", "10_toy", True, {"n": 3, "name": "a"}),
        ("toy5", "10_toy", False, {"n": 5, "name": "a"}),
    ]


def test_the_projects_own_study_is_in_order():
    assert study.read(study.Project()).runs


def test_every_problem_is_told_at_once(toy):
    toy.study(
        toy.run(n="3", extra=1),
        toy.run(main=False, name=True),
        toy.run("Index", "99_none"),
        {"id": "bare", "notebook": "10_toy", "main": False, "parameters": {}},
        language="fr",
    )
    assert problems(toy) == [
        "study.yml: language: 'fr' is unknown; choose en or id",
        "study.yml: run toy: 2 runs have this id; rename all but one",
        "study.yml: run Index: the id is a file name; use lower-case letters, digits and _, starting with a letter, "
        f"and none of {', '.join(TAKEN)}",
        "study.yml: run toy (notebook 10_toy): parameter extra: unknown; the notebook has n, name; correct or remove "
        "it",
        "study.yml: run toy (notebook 10_toy): parameter n: must be int, is str '3'; write a value of type int, "
        "without quotes",
        "study.yml: run toy (notebook 10_toy): parameter name: must be str, is bool True; put it in quotes",
        "study.yml: run Index: notebook 99_none does not exist; notebooks there are: 10_toy",
        "study.yml: run bare (notebook 10_toy): parameter n: missing; every parameter is named in study.yml, add for "
        "instance `n: 3`, the notebook's default",
        "study.yml: run bare (notebook 10_toy): parameter name: missing; every parameter is named in study.yml, add "
        "for instance `name: 'a'`, the notebook's default",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "study.yml: colour: unknown; known are title, subtitle, language, seed, runs"),
        ({"seed": True}, "study.yml: seed: must be int, is True; correct it"),
        ({"seed": -1}, "study.yml: seed: -1 is negative; write a whole number from 0 on"),
        ({"title": ""}, "study.yml: title: must be str, is ''; correct it"),
        ({"runs": []}, "study.yml: runs: none; list at least one"),
    ],
)
def test_the_head_of_the_study_is_strict(toy, changes, message):
    toy.study(toy.run(), **changes)
    assert problems(toy) == [message]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"titel": "x"}, "study.yml: run toy: titel: unknown; known are id, notebook, main, parameters"),
        ({"main": "yes"}, "study.yml: run toy: main: must be bool, is 'yes'; correct it"),
        ({"id": 3}, "study.yml: run number 1: id: must be str, is 3; correct it"),
        ({"notebook": "../notebooks/10_toy"}, "study.yml: run toy: notebook ../notebooks/10_toy does not exist"),
    ],
)
def test_a_run_is_strict(toy, change, message):
    toy.study(toy.run() | change)
    assert len(problems(toy)) == 1
    assert problems(toy)[0].startswith(message)


def test_a_missing_key_is_told_with_its_remedy(toy):
    toy.study({"id": "toy", "notebook": "10_toy"})
    assert problems(toy) == [
        "study.yml: run toy: main: missing; add it",
        "study.yml: run toy: parameters: missing; add it (`{}` for none)",
    ]


@pytest.mark.parametrize(
    ("mains", "found"), [((True, True), "2 runs (a, b) are main"), ((False, False), "no run is main")]
)
def test_exactly_one_run_of_a_notebook_is_main(toy, mains, found):
    toy.study(toy.run("a", main=mains[0]), toy.run("b", main=mains[1], n=4))
    assert problems(toy) == [f"study.yml: notebook 10_toy: {found}; set `main: true` on exactly one of its runs"]


def test_a_key_given_twice_is_refused(toy):
    toy.write("study.yml", "title: a\nseed: 1\nseed: 2\n")
    assert problems(toy) == ["study.yml: line 1: seed given twice; correct the YAML"]


def test_yaml_that_cannot_be_read_names_its_line(toy):
    toy.write("study.yml", "title: a\nruns: [\n")
    assert problems(toy)[0].startswith("study.yml: line 3: ")


def test_no_study_at_all(toy):
    toy.project.study.unlink()
    assert problems(toy)[0].startswith("study.yml: not found in ")


def test_a_notebook_that_is_none_is_told_once(toy):
    toy.write("notebooks/10_toy.ipynb", "{}")
    toy.study(toy.run(), toy.run("b", main=False))
    assert problems(toy) == [
        "notebooks/10_toy.ipynb: not a notebook of format 4 ('cells'); open and save it in JupyterLab, or restore it"
    ]


def test_a_parameters_cell_of_another_form_is_told_once(toy):
    toy.notebook("10_toy", cell("n = 3", "parameters"))
    toy.study(toy.run(), toy.run("b", main=False))
    assert len(problems(toy)) == 1
    assert "not a declaration" in problems(toy)[0]


def test_papermill_is_asked_before_anything_runs(toy):
    toy.notebook("10_toy", cell("n: str = 'a=b'  # a text", "parameters"))
    toy.study({"id": "toy", "notebook": "10_toy", "main": True, "parameters": {"n": "c"}})
    read = study.read(toy.project)
    with pytest.raises(InputError, match="papermill cannot read parameter n"):
        study.check_with_papermill(list(read.runs), toy.project)
