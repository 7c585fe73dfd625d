"""`spbe render` and `spbe store`: what reaches the engine, and the exit status."""

from __future__ import annotations

import pytest

from analysis import cli
from analysis.commands.render import default_engine
from analysis.methods.errors import InputError
from analysis.render import build
from analysis.render.run import store
from analysis.render.run.engine import Failure
from analysis.render.write import papers

FAILED = Failure("toy", "10_toy", "it fails", {})


@pytest.fixture
def asked(monkeypatch) -> list:
    seen: list = []

    def note_build(**options):
        seen.append(options)
        return build.Outcome(1, failed=[FAILED] if options["only"] == ["fails"] else [])

    def note_store(names, workers):
        seen.append((names, workers))
        return [FAILED] if names == ["fails"] else []

    monkeypatch.setattr(build, "build", note_build)
    monkeypatch.setattr(store, "store", note_store)
    monkeypatch.setattr(papers, "write", list)  # a test writes nothing into the tree
    return seen


def test_options_reach_the_engine(asked):
    assert cli.main(["render"]) == 0
    assert cli.main(["render", "--workers", "1", "--no-cache", "--engine", "papermill", "--only", "a", "b"]) == 0
    assert cli.main(["render", "--only", "a", "--language", "id"]) == 0
    assert cli.main(["store", "10_toy", "--workers", "3"]) == 0
    usual = {"workers": None, "use_cache": True, "only": [], "tongue": None, "how": default_engine()}
    assert asked == [
        usual,
        usual | {"workers": 1, "use_cache": False, "only": ["a", "b"], "how": "papermill"},
        usual | {"only": ["a"], "tongue": "id"},
        (["10_toy"], 3),
    ]


def test_a_report_has_all_of_its_languages(asked, capsys):
    assert cli.main(["render", "--language", "id"]) == 1
    assert "--language goes with --only" in capsys.readouterr().err
    assert asked == []


@pytest.mark.parametrize("command", [["render", "--only", "fails"], ["store", "fails"]])
def test_a_failed_run_is_not_0(asked, command):
    assert cli.main(command) == 1


def test_the_pages_of_single_runs_are_printed_last(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(build, "build", lambda **_: build.Outcome(1, pages=[tmp_path / "a b" / "toy.html"]))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["render", "--only", "toy"]) == 0
    assert capsys.readouterr() == ("a b/toy.html\n", "")


def test_a_refusal_is_told_line_by_line(monkeypatch, capsys):
    def refuse(**_):
        raise InputError(["study.yml: one", "study.yml: two"])

    monkeypatch.setattr(build, "build", refuse)
    assert cli.main(["render"]) == 1
    assert capsys.readouterr() == ("", "spbe render: study.yml: one\nspbe render: study.yml: two\n")


def test_an_interrupt_is_told_without_a_traceback(monkeypatch, capsys):
    def interrupt(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build", interrupt)
    assert cli.main(["render"]) == 130
    assert capsys.readouterr().err == "render: interrupted; reports/ is as it was, finished runs are kept\n"


@pytest.mark.parametrize("count", ["0", "-1", "two"])
def test_workers_must_be_a_count(asked, count, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["render", f"--workers={count}"])
    assert caught.value.code == 2
    assert "--workers" in capsys.readouterr().err
