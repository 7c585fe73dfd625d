from __future__ import annotations

import re
import shutil

import pytest

from analysis.methods.errors import InputError
from analysis.render.institutions import build
from analysis.render.run import engine
from analysis.render.write import staging
from tests.render.institutions import toy_pages
from tests.render.institutions.toy_pages import BROKEN, NAMES, SHOWN, build_pages, files, make_pages
from tests.render.toy import Toy, cell, execute_here

BESIDE = {f"{place}{name}.html" for place in ("", "en/") for name in ("index", "calculator")}
ALL = {f"{place}{name}.html" for place in ("", "en/") for name in NAMES} | BESIDE


@pytest.fixture
def toy(tmp_path, monkeypatch) -> Toy:
    monkeypatch.setattr(build.fork, "run_all", toy_pages.run_here)
    monkeypatch.setattr(build, "beside", toy_pages.beside)
    return make_pages(tmp_path / "toy")


def counts(outcome: build.Outcome) -> tuple[int, ...]:
    return outcome.asked, outcome.made, outcome.executed, outcome.unchanged, len(outcome.failed)


def test_every_institution_gets_its_page_in_both_languages(toy, capsys):
    outcome = build_pages(toy)
    assert (counts(outcome), outcome.replaced) == ((6, 6, 6, 0, 0), True)
    assert set(files(toy)) == ALL
    assert "the page of kota-a in id" in files(toy)["kota-a.html"]
    assert "the page of kota-a in en" in files(toy)["en/kota-a.html"]
    assert files(toy)["index.html"] == "id: kota-a, kota-b, provinsi-c"
    out, err = capsys.readouterr()
    assert out == ""
    assert "asked 6, made 6, unchanged 0, failed 0" in err.splitlines()[-1]


def test_a_second_build_does_nothing(toy, monkeypatch):
    build_pages(toy)
    before = {path: path.stat().st_mtime_ns for path in toy.project.reports.rglob("*")}
    outcome = build_pages(toy)
    assert (counts(outcome), outcome.replaced) == ((6, 0, 0, 6, 0), False)
    monkeypatch.setattr(build, "beside", lambda *_: pytest.fail("written"))
    build_pages(toy)
    assert before == {path: path.stat().st_mtime_ns for path in toy.project.reports.rglob("*")}


def test_some_are_added_to_those_that_are_there(toy):
    build_pages(toy, ["kota-a"])
    assert set(files(toy)) == {"kota-a.html", "en/kota-a.html"} | BESIDE
    build_pages(toy, ["kota-b"], ["id"])
    assert set(files(toy)) == {"kota-a.html", "en/kota-a.html", "kota-b.html"} | BESIDE
    assert files(toy)["index.html"] == "id: kota-a, kota-b"
    assert files(toy)["en/index.html"] == "en: kota-a"


def test_a_page_links_to_its_translation_where_there_is_one(toy):
    build_pages(toy, ["kota-b"], ["id"])
    assert 'href="en/kota-b.html"' not in files(toy)["kota-b.html"]
    outcome = build_pages(toy, ["kota-b"])
    assert counts(outcome) == (2, 2, 1, 0, 0), "its notebook is not executed for that"
    assert 'href="en/kota-b.html"' in files(toy)["kota-b.html"]
    assert 'href="../kota-b.html"' in files(toy)["en/kota-b.html"]


def test_all_drops_the_pages_of_others(toy):
    build_pages(toy)
    toy.write("data/processed/institutions.csv", "institution_id,name,type,province\nkota-a,Kota A,kota,\n")
    toy.data()
    build_pages(toy, languages=["id"])
    assert set(files(toy)) == {"kota-a.html", *BESIDE, *(name for name in ALL if name.startswith("en/"))}


def test_a_failure_is_told_by_name_and_leaves_the_folder_as_it_was(toy, capsys):
    build_pages(toy, ["kota-a"])
    before = files(toy)
    make_pages(toy.project.root, SHOWN, BROKEN)
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 4, 4, 0, 2)
    assert not outcome.replaced
    assert files(toy) == before
    assert {failure.run for failure in outcome.failed} == {"kota-b/id", "kota-b/en"}
    said = capsys.readouterr().err
    assert said.count("1 / (institution") == 1, "the cell is shown once for all that fail in this way"
    assert "failed 2 (kota-b/id, kota-b/en: cell 4: ZeroDivisionError: division by zero)" in said.splitlines()[-1]
    assert not list(toy.project.reports.glob("institutions.*"))


def test_a_build_goes_on_where_one_was_interrupted(toy, monkeypatch):
    def interrupted(makings, path, workers, take):
        for making in makings[:4]:
            take(making.written(execute_here(making.job)))
        raise KeyboardInterrupt

    monkeypatch.setattr(build.fork, "run_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_pages(toy)
    monkeypatch.setattr(build.fork, "run_all", toy_pages.run_here)
    assert files(toy) == {}
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 6, 2, 0, 0)


def test_a_kept_run_that_is_damaged_is_made_again(toy):
    build_pages(toy)
    kept = sorted((toy.project.cache / "institutions").glob("*/executed.ipynb.gz"))
    assert len(kept) == 6
    for path, content in zip(kept, (b"", b"no gzip", kept[0].read_bytes(), kept[1].read_bytes()[:-9]), strict=False):
        path.write_bytes(content)
    damaged = sum(path.read_bytes() in (b"", b"no gzip") for path in kept) + 2
    before = files(toy)
    shutil.rmtree(toy.project.reports)
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 6, damaged, 0, 0)
    assert files(toy) == before


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_text("other", encoding="utf-8")]
)
def test_a_page_that_was_altered_is_written_again(toy, damage):
    build_pages(toy)
    before = files(toy)
    damage(toy.project.reports / "institutions" / "en" / "kota-b.html")
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 1, 0, 5, 0)
    assert files(toy) == before


def test_what_decides_how_a_page_looks_writes_it_anew_without_executing(toy):
    build_pages(toy)
    toy.write("src/analysis/render/write/templates/institution.html.j2", "another")
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 6, 0, 0, 0)


def test_another_notebook_executes_all_and_says_why(toy, capsys):
    build_pages(toy)
    make_pages(toy.project.root, SHOWN, cell("print('more')"))
    assert counts(build_pages(toy)) == (6, 6, 6, 0, 0)
    assert "3 in language id are made: changed: notebook" in capsys.readouterr().err


def test_an_evaluation_of_its_own_is_part_of_the_key(toy, tmp_path):
    levels = tmp_path / "levels.csv"
    levels.write_text("indicator,level\n1,2\n", encoding="utf-8")
    build_pages(toy, ["kota-a"])
    one = build_pages(toy, ["kota-a"], evaluation=str(levels))
    again = build_pages(toy, ["kota-a"], evaluation=str(levels))
    levels.write_text("indicator,level\n1,3\n", encoding="utf-8")
    changed = build_pages(toy, ["kota-a"], evaluation=str(levels))
    assert [outcome.executed for outcome in (one, again, changed)] == [2, 0, 2]


def test_what_changes_meanwhile_is_no_result(toy, monkeypatch):
    def changing(makings, path, workers, take):
        for number, making in enumerate(makings):
            if number == 2:
                toy.write("data/processed/egdi.csv", "a\n2\n")
                toy.write("src/analysis/present/publish.py", '"""Other."""\n')
            take(making.written(execute_here(making.job)))

    make_pages(toy.project.root, SHOWN, cell("from analysis.present import publish"))
    monkeypatch.setattr(build.fork, "run_all", changing)
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 2, 2, 0, 4)
    assert {failure.summary for failure in outcome.failed} == {"its inputs changed while it was made; build again"}
    assert len(list((toy.project.cache / "institutions").glob("*/key.json"))) == 2


def test_what_no_page_could_show_is_refused_before_anything_runs(toy, monkeypatch):
    monkeypatch.setattr(build.fork, "run_all", lambda *_: pytest.fail("executed"))
    make_pages(toy.project.root, cell("# Untranslated"), SHOWN)
    with pytest.raises(InputError, match="make messages"):
        build_pages(toy)
    assert files(toy) == {}


def test_a_page_that_would_lead_nowhere_is_refused(toy):
    make_pages(toy.project.root, cell("display({'text/markdown': '[x](nowhere.html)'}, raw=True)"))
    outcome = build_pages(toy, ["kota-a"], ["id"])
    [failure] = outcome.failed
    assert re.search(r"kota-a\.html: links to 'nowhere\.html'", failure.why)
    assert not outcome.replaced


def test_the_shards_together_are_all(toy, capsys):
    for which in (1, 2):
        build_pages(toy, shard=(which, 2))
    assert files(toy) == {}, "pages are written by the build that asks for all"
    outcome = build_pages(toy)
    assert counts(outcome) == (6, 6, 0, 0, 0)
    assert set(files(toy)) == ALL


def test_the_portable_engine_makes_the_same(toy, monkeypatch):
    build_pages(toy)
    before = files(toy)
    executed = []

    def execute_all(jobs, workers, done):
        executed.extend(job.run for job in jobs)
        for job in jobs:
            done(execute_here(job))

    monkeypatch.setattr(engine, "execute_all", execute_all)
    asked = [toy_pages.Asked(name, language) for language in ("id", "en") for name in NAMES]
    outcome = build.build(asked, toy.project, "papermill", everything=True)
    assert counts(outcome) == (6, 6, 6, 0, 0), "it decides where engines differ, so that it does not take their runs"
    assert len(executed) == 6
    assert files(toy) == before
    shutil.rmtree(toy.project.reports)
    assert counts(build.build(asked, toy.project, "papermill")) == (6, 6, 0, 0, 0)


def test_a_report_that_is_built_keeps_the_pages(toy):
    build_pages(toy)
    pages = files(toy)
    staging.write(toy.project.reports, {"index.html": b"x"})
    assert files(toy) == pages


@pytest.mark.parametrize("at", ["previous", "staging"])
def test_what_a_killed_build_left_is_put_right_by_either_command(toy, at):
    build_pages(toy)
    pages, place = files(toy), toy.project.reports / "institutions"
    if at == "previous":
        place.rename(staging.previous(place))
    else:
        staging.staging(place).mkdir()
    staging.recover(toy.project.reports)
    assert files(toy) == pages
    assert [path.name for path in toy.project.reports.iterdir()] == ["institutions"]


def test_a_study_without_the_notebook_is_refused(toy):
    toy.study(toy.run())
    with pytest.raises(InputError, match="no main run of 50_institution"):
        build_pages(toy)


def test_kept_runs_are_as_many_as_a_few_builds_need(toy):
    for number in range(8):
        make_pages(toy.project.root, cell(f"print({number})"))
        build_pages(toy, languages=["id"])
    assert len(list((toy.project.cache / "institutions").glob("*/key.json"))) == 5 * 3
