from __future__ import annotations

import json

import pytest

from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import notebook, rules
from tests.render.toy import IMPORTS, PARAMETERS, VALUE, cell, notebook_text


def problems(*sources: str) -> list[str]:
    return rules.problems(json.loads(notebook_text(*map(cell, sources))), "notebooks/x.ipynb")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("open('figures.csv')", "calls open"),
        ("pd.read_csv('figures.csv')", "calls read_csv"),
        ("Path('figures.csv').read_text()", "calls read_text"),
        ("if n:\n    frame.to_parquet('x')", "calls to_parquet"),
        ("fig.savefig('x.png')", "calls savefig"),
        ("np.loadtxt('x.txt')", "calls loadtxt"),
        ("importlib.import_module('analysis.x')", "uses import_module"),
        ("builtins.exec('x = 1')", "uses exec"),
        ("exec('x = 1')", "uses exec"),
        ("get_ipython().run_line_magic('run', 'x.py')", "uses get_ipython"),
        ("module = __import__('json')", "uses __import__"),
    ],
)
def test_what_no_key_knows_of_is_refused_by_its_cell(source, said):
    (problem,) = problems("# Markdown", "x = 1", source)
    assert problem.startswith(f"notebooks/x.ipynb: cell 2: {said}, and no key knows of ")


@pytest.mark.parametrize(
    "source",
    [
        "frame.to_numpy()",
        "pd.to_numeric(x)",
        "frame.to_string()",
        "frame.to_dict()",
        "show.opened(x)",
        "x = 'open(1)'",
        "%magic",
        "study.load('egdi')",
    ],
)
def test_what_touches_no_file_is_let_through(source):
    assert problems(source) == []


def test_every_breach_is_told_once():
    told = problems("open('a')\nopen('b')\neval('1')", "open('c')")
    assert [line.partition(", ")[0] for line in told] == [
        "notebooks/x.ipynb: cell 1: calls open",
        "notebooks/x.ipynb: cell 1: uses eval",
        "notebooks/x.ipynb: cell 2: calls open",
    ]


def test_a_build_refuses_it_before_anything_runs(quick):
    quick.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell("print(open('notes.txt').read())"))
    with pytest.raises(InputError, match=r"notebooks/10_toy\.ipynb: cell 4: calls open, and no key knows of the file"):
        quick.build()
    assert quick.executed == []
    assert not quick.project.reports.exists()


def test_the_projects_own_notebooks_pass():
    project = Project()
    for path in sorted(project.notebooks.glob("*.ipynb")):
        assert rules.problems(notebook.read(path, path.name), path.name) == []
