from __future__ import annotations

import sys

import pytest

from analysis.cli import main
from analysis.commands import institutions
from analysis.render.institutions import build
from analysis.render.institutions.build import Outcome
from analysis.render.run.engine import Failure
from analysis.studies.shared.lists import TYPES


@pytest.fixture
def asked(monkeypatch) -> list:
    """What the command asks for; nothing is built."""
    calls = []

    def built(*about):
        calls.append(about)
        return Outcome(len(about[0]))

    monkeypatch.setattr(build, "build", built)
    return calls


def test_names_as_people_type_them_in_both_languages(asked, capsys):
    assert main(["institutions", "sleman", "Kota Bandung"]) == 0
    [(pages, _, engine, workers, everything, shard)] = asked
    names = ("kabupaten-sleman", "kota-bandung")
    assert {(page.institution, page.language) for page in pages} == {(n, x) for n in names for x in ("id", "en")}
    assert (workers, everything, shard) == (None, False, None)
    files = [line.rpartition("reports/institutions/")[2] for line in capsys.readouterr().out.splitlines()]
    assert files == [f"{place}{name}.html" for place in ("", "en/") for name in names], "where they are is said"
    assert engine == ("fork" if sys.platform.startswith("linux") else "papermill")


def test_all_of_a_type_in_one_language_of_a_shard(asked):
    assert main(["institutions", "--type", "provinsi", "--language", "id", "--shard", "2/3", "--workers", "4"]) == 0
    [(pages, _, _, workers, everything, shard)] = asked
    assert {page.language for page in pages} == {"id"}
    assert 0 < len(pages) < 38
    assert (workers, everything, shard) == (4, False, (2, 3))


def test_all(asked, capsys):
    assert main(["institutions", "--all", "--engine", "papermill"]) == 0
    [(pages, _, engine, _, everything, _)] = asked
    assert (len(pages) % 2, engine, everything) == (0, "papermill", True)
    assert capsys.readouterr().out.rstrip().endswith("reports/institutions/index.html")


def test_levels_of_its_own(asked, tmp_path):
    levels = tmp_path / "levels.csv"
    levels.write_text("indicator,level\n1,2\n", encoding="utf-8")
    assert main(["institutions", "sleman", "--evaluation", str(levels)]) == 0
    assert {page.evaluation for page in asked[0][0]} == {str(levels)}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "--all"),
        (["--all", "sleman"], "--all is every institution"),
        (["--all", "--type", "kota"], "--all is every institution"),
        (["no such place", "nor this one"], "nor this one"),
        (["--evaluation", "nowhere.csv"], "no such file"),
        (["kota bandung", "--type", "provinsi"], "type provinsi"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, capsys, arguments, problem):
    assert main(["institutions", *arguments]) == 1
    assert problem in capsys.readouterr().err
    assert not asked


def test_an_evaluation_is_of_one_institution(asked, capsys, tmp_path):
    levels = tmp_path / "levels.csv"
    levels.write_text("indicator,level\n1,2\n", encoding="utf-8")
    assert main(["institutions", "sleman", "bantul", "--evaluation", str(levels)]) == 1
    assert "not 2" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_shard_is_one_of_several(text, capsys):
    with pytest.raises(SystemExit):
        main(["institutions", "--all", "--shard", text])
    assert "must be i/n" in capsys.readouterr().err


def test_a_failure_is_no_answer(monkeypatch):
    failed = Outcome(1, failed=[Failure("a/id", "50_institution", "why", {})])
    monkeypatch.setattr(build, "build", lambda *about: failed)
    assert main(["institutions", "sleman"]) == 1


def test_an_interrupt_ends_quietly(monkeypatch, capsys):
    def interrupted(*about):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build", interrupted)
    assert main(["institutions", "sleman"]) == 130
    assert "finished runs are kept" in capsys.readouterr().err


def test_the_types_are_those_of_the_tables():
    assert list(institutions.TYPES) == TYPES
