"""A new notebook keeps every rule, is never written over another, and says what to do next."""

from __future__ import annotations

import nbformat
import pytest
import yaml

from analysis import cli
from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import new_notebook, study
from tests.notebooks import conventions, stored
from tests.notebooks.cells import read, refusals


def problems(project: Project, *asked: str) -> list[str]:
    before = sorted(project.notebooks.iterdir())
    with pytest.raises(InputError) as caught:
        new_notebook.create(*asked, project=project)
    assert sorted(project.notebooks.iterdir()) == before, "nothing is written"
    return caught.value.problems


@pytest.mark.parametrize("question", ["", "Why do people trust a portal?"])
def test_it_keeps_every_rule_that_needs_no_outputs(toy, question):
    name, _ = new_notebook.create("trust", question, toy.project)
    assert name == "notebooks/20_trust.ipynb"
    nb = read(toy.project.root / name)
    nbformat.validate(nb)
    assert refusals(toy.project.root / name) == []
    without_outputs = [rule for rule in conventions.RULES if rule is not stored.outputs_are_stored]
    assert [problem for rule in without_outputs for problem in rule(nb)] == []
    assert conventions.problems(nb) == stored.outputs_are_stored(nb) != []
    assert nb.cells[0].source.startswith(f"# {question or 'What do the figures say about trust?'}\n")


def test_what_it_says_to_add_to_the_study_is_accepted(toy):
    _, told = new_notebook.create("trust", project=toy.project)
    text = toy.project.study.read_text(encoding="utf-8")
    runs = yaml.safe_load("\n".join(line for line in told if line.startswith("  ")))
    toy.study(*yaml.safe_load(text)["runs"], *runs)
    run = study.read(toy.project).runs[-1]
    assert (run.id, run.notebook, run.main) == ("trust", "20_trust", True)
    study.check_with_papermill([run], toy.project)
    assert [line[:2] for line in told if not line.startswith("  ")] == ["1.", "2.", "3.", "4.", "5."]


def test_a_number_may_be_given_and_else_follows_the_highest(toy):
    assert new_notebook.create("15_trust", project=toy.project)[0] == "notebooks/15_trust.ipynb"
    assert new_notebook.create("law", project=toy.project)[0] == "notebooks/20_law.ipynb"
    assert new_notebook.create("21_law_2", project=toy.project)[0] == "notebooks/21_law_2.ipynb"
    assert new_notebook.create("money", project=toy.project)[0] == "notebooks/30_money.ipynb"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Trust",
        "trust us",
        "../trust",
        "trust.ipynb",
        "1_trust",
        "15trust",
        "_trust",
        "_",
        "tóy",
        "index",
        "20_index",
        "con",
        "a" * 65,
    ],
)
def test_a_bad_name_is_refused(toy, name):
    assert len(problems(toy.project, name)) == 1
    assert "write at most 64 lower-case letters" in problems(toy.project, name)[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("toy", "name toy: notebooks/10_toy.ipynb has it; choose another, or edit that one"),
        ("20_toy", "name 20_toy: notebooks/10_toy.ipynb has it; choose another, or edit that one"),
        ("10_trust", "name 10_trust: 10_toy has the number 10; choose another"),
    ],
)
def test_a_name_or_number_that_is_taken_is_refused(toy, name, said):
    assert problems(toy.project, name) == [said]


def test_numbers_can_run_out(toy):
    toy.notebook("90_last")
    assert problems(toy.project, "trust") == ["name trust: no number is free above 90; write one, such as 45_trust"]
    assert new_notebook.create("45_trust", project=toy.project)[0] == "notebooks/45_trust.ipynb"


def test_every_problem_is_told_at_once(toy):
    told = problems(toy.project, "Trust", "No question")
    assert told[0].startswith("name Trust: ")
    assert told[1] == "question 'No question': the title is a question in one line; end it with `?`"


def test_the_command_prints_the_file_and_the_steps(toy, monkeypatch, capsys):
    monkeypatch.setattr(new_notebook, "Project", lambda: toy.project)
    assert cli.main(["new-notebook", "trust", "--question", "Who trusts it?"]) == 0
    out, err = capsys.readouterr()
    assert out == "notebooks/20_trust.ipynb\n"
    assert "2. add a run to study.yml:\n  - id: trust\n    notebook: 20_trust\n" in err
    assert cli.main(["new-notebook", "trust"]) == 1
    assert capsys.readouterr() == (
        "",
        "spbe new-notebook: name trust: notebooks/20_trust.ipynb has it; choose another, or edit that one\n",
    )
