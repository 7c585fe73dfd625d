"""The help of every subcommand ends in examples that work: answers are asked for, what builds is looked up."""

from __future__ import annotations

import argparse
import csv
import shlex

import pytest

from analysis import cli
from analysis.commands import examples
from analysis.data import tables
from analysis.render.project import Project
from analysis.render.run.study import read
from analysis.studies.shared import institution_names
from tests.tree import ROOT

# Not executed here: they build or write, which their own tests do, or read a file that a reader brings.
BUILDS = {"add", "build-data", "seal", "read-report", "render", "store", "new-notebook", "institutions", "single-file"}
EXAMPLE = ROOT / "docs" / "example_levels.csv"


def subcommands() -> dict[str, argparse.ArgumentParser]:
    actions = cli.build_parser()._actions
    return next(action for action in actions if isinstance(action, argparse._SubParsersAction)).choices


def commands(text: str) -> list[list[str]]:
    """The calls of `spbe` in a text, a line each; a comment after one is dropped."""
    lines = (line.strip() for line in text.splitlines())
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith(f"{examples.COMMAND} ")]


SHOWN = [call for parser in subcommands().values() for call in commands(parser.epilog or "")]
README = [call for call in commands((ROOT / "README.md").read_text(encoding="utf-8")) if call not in SHOWN]


def test_every_subcommand_shows_examples_of_itself():
    for name, parser in subcommands().items():
        found = commands(parser.epilog or "")
        assert found, f"spbe {name}: give its parser **examples.shown(...)"
        assert {call[0] for call in found} == {name}


def test_the_examples_are_shown_line_by_line(capsys):
    with pytest.raises(SystemExit):
        cli.main(["score", "--help"])
    assert capsys.readouterr().out.endswith(
        examples.shown("x")["epilog"].splitlines()[0]
        + "\n"
        + "\n".join(f"  {examples.COMMAND} {shlex.join(call)}" for call in SHOWN if call[0] == "score")
        + "\n"
    )


@pytest.mark.parametrize("call", SHOWN + README, ids=shlex.join)
def test_an_example_is_understood_and_an_answer_is_given(call, monkeypatch, capsys):
    asked = cli.build_parser().parse_args(call)
    if asked.command in BUILDS:
        return
    monkeypatch.chdir(ROOT)
    assert cli.main(call) == 0
    assert capsys.readouterr().out


def test_what_the_examples_name_is_there():
    runs = {run.id for run in read(Project()).runs}
    for call in SHOWN + README:
        asked = vars(cli.build_parser().parse_args(call))
        assert set(asked.get("only", [])) <= runs
        if asked["command"] == "store":
            assert all((ROOT / "notebooks" / f"{name}.ipynb").is_file() for name in asked["notebook"])
        if asked["command"] == "institutions":
            assert all(institution_names.find(name) for name in asked["name"])


def test_the_example_of_levels_is_a_published_evaluation():
    rows = list(csv.DictReader(EXAMPLE.read_text(encoding="utf-8").splitlines()))
    found = tables.load("evaluations").query(
        "institution_id == 'kementerian-koordinator-bidang-perekonomian' and year == 2021 and level == 'indicator'"
    )
    assert {row["indicator"]: float(row["level"]) for row in rows} == dict(
        zip(found["id"], found["value"], strict=True)
    )
    (source,) = set(found["source_id"])
    assert source in (ROOT / "README.md").read_text(encoding="utf-8"), "the README names its source"
