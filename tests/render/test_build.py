from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.methods.errors import InputError
from analysis.render import build as build_module
from analysis.render.project import sha256
from analysis.render.run.engine import Executed
from analysis.render.write import staging
from analysis.render.write.reports import Writers
from tests.render.attacks import rewrite
from tests.render.toy import IMPORTS, PARAMETERS, VALUE, WRITERS, Toy, cell, execute_here, make_toy, shows

AS_USUAL = (WRITERS.pages_beside, WRITERS.pdfs)
BROKEN = cell("1 / (n - 4)")
WHOLE = {
    "index.html",
    "brief.pdf",
    "report.pdf",
    "annex.pdf",
    "values.json",
    "ro-crate-metadata.json",
}  # of every report, beside its pages


@pytest.fixture
def two(quick) -> Toy:
    """Two runs of one notebook, of which the second fails where n is 4."""
    quick.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, BROKEN)
    quick.study(quick.run(), quick.run("second", main=False, n=5))
    return quick


def test_a_build_writes_the_whole_of_reports(two, capsys):
    outcome = two.build()
    assert (outcome.made, outcome.unchanged, outcome.failed, outcome.replaced) == (["toy", "second"], [], [], True)
    assert set(two.files()) == {"toy.html", "second.html", *WHOLE, ".build.json"}
    assert two.files()["values.json"] == b'{\n "second.toy.n": 5,\n "toy.n": 3\n}\n'
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[:4] == [
        "render: toy (10_toy) is made: first time",
        "render: second (10_toy) is made: first time",
        "render: 1/2 toy (10_toy) made in 0.1 s",
        "render: 2/2 second (10_toy) made in 0.1 s",
    ]
    assert lines[-1].startswith("render: asked 2, made 2, unchanged 0, failed 0; reports/ replaced, 0.0 MB, in ")


def test_an_unchanged_build_executes_and_writes_nothing(two, capsys):
    two.build()
    before = {path: path.stat().st_mtime_ns for path in two.project.reports.rglob("*")}
    two.executed.clear()
    outcome = two.build()
    assert (two.executed, outcome.unchanged, outcome.replaced) == ([], ["toy", "second"], False)
    assert {path: path.stat().st_mtime_ns for path in two.project.reports.rglob("*")} == before
    assert "asked 2, made 0, unchanged 2, failed 0; reports/ unchanged" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["toy.html", "values.json", ".build.json"])
def test_a_page_that_was_altered_or_removed_is_written_again_without_executing(two, file):
    two.build()
    before = two.files()
    two.executed.clear()
    (two.project.reports / file).write_text("altered", encoding="utf-8")
    assert two.build().replaced
    assert (two.project.reports / file).unlink() is None
    assert two.build().replaced
    assert (two.files(), two.executed) == (before, [])


@pytest.mark.parametrize(
    "file",
    ["src/analysis/render/write/reports.py", "src/analysis/render/page.css", "study.yml"],
)
def test_what_only_pages_are_made_of_rewrites_them_without_executing(two, file):
    two.build()
    two.executed.clear()
    text = (
        two.project.study.read_text(encoding="utf-8").replace("A toy", "Another toy")
        if file == "study.yml"
        else "x = 1\n"
    )
    two.write(file, text)
    assert two.build().replaced
    assert two.executed == []


def test_only_what_changed_is_executed_and_the_reason_is_told(two, capsys):
    two.build()
    two.executed.clear()
    two.study(two.run(), two.run("second", main=False, n=5, name="b"))
    assert two.build().made == ["second"]
    assert two.executed == ["second"]
    assert "render: second (10_toy) is made: changed: parameter name\n" in capsys.readouterr().err


def test_without_cache_everything_is_executed_and_the_same_pages_stay(two):
    two.build()
    outcome = two.build(use_cache=False)
    assert (outcome.made, outcome.replaced) == (["toy", "second"], False)


def test_a_damaged_copy_is_made_again(two, capsys):
    two.build()
    two.executed.clear()
    next(two.project.cache.rglob("executed.ipynb")).write_text("{", encoding="utf-8")
    two.build()
    assert len(two.executed) == 1
    assert "its kept copy is damaged or was made by an interrupted build" in capsys.readouterr().err


def test_a_failing_run_keeps_reports_and_the_other_runs(two, capsys):
    two.build()
    before = two.files()
    two.executed.clear()
    two.study(two.run(n=5), two.run("second", main=False, n=4))
    outcome = two.build()
    assert (outcome.made, outcome.replaced) == (["toy"], False)
    assert (
        str(outcome) == "asked 2, made 1, unchanged 0, failed 1 (second: cell 4: ZeroDivisionError: division by zero)"
    )
    assert two.files() == before
    err = capsys.readouterr().err
    assert "render: 2/2 second (10_toy) FAILED: cell 4: ZeroDivisionError: division by zero\n" in err
    assert "render: parameters: n=4, name='a'\nrender: cell 4:\nrender:     1 / (n - 4)\n" in err
    assert err.endswith(f"render: {outcome}; reports/ is as it was\n")
    two.executed.clear()
    two.study(two.run(n=5), two.run("second", main=False))
    assert (two.build().unchanged, two.executed) == (["toy"], ["second"])


def test_only_some_runs_leave_reports_alone(two, capsys):
    assert two.build(only=["second"]).made == ["second"]
    assert not two.project.reports.exists()
    assert capsys.readouterr().err.endswith("reports/ is as it was, since only some runs were asked for\n")
    assert two.build().unchanged == ["second"]
    before = two.files()
    assert two.build(only=["second"]).unchanged == ["second"]
    assert two.files() == before
    with pytest.raises(InputError, match=r"study\.yml: no run third; its runs are toy, second"):
        two.build(only=["third"])


def test_some_runs_alone_get_their_pages_as_a_small_report_of_their_own(two):
    two.study(two.run(), two.run("second", main=False, n=5), two.run("third", main=False, n=5) | {"title": "Third"})
    pages = two.project.cache / "pages"
    assert two.build(only=["second", "toy"]).pages == [pages / "toy.html", pages / "second.html"]
    assert two.build(only=["third"]).pages == [pages / "third.html"]
    there = {path.relative_to(pages).as_posix(): path.read_bytes() for path in pages.rglob("*") if path.is_file()}
    assert set(there) == {"third.html", *WHOLE}
    assert there["values.json"] == b'{\n "third.toy.n": 5\n}\n'
    two.build()
    assert two.files()["third.html"] == there["third.html"]


def test_a_single_page_that_may_not_be_published_is_refused_and_the_last_one_stays(two):
    page = two.build(only=["second"]).pages[0]
    before = page.read_bytes()
    bad = Writers(lambda page, pages, edition: '<img src="https://example.org/x.png">', *AS_USUAL)
    with pytest.raises(InputError, match="which is not in the page or the folder"):
        two.build(only=["second"], writers=bad)
    assert page.read_bytes() == before


def test_a_single_page_may_link_to_the_page_of_a_run_that_was_not_asked_for(two):
    two.notebook("10_toy", cell("# [the other](second.html)"), PARAMETERS, IMPORTS, VALUE)
    linked = Writers(lambda page, pages, edition: '<a href="second.html">x</a>', *AS_USUAL)
    assert two.build(only=["toy"], writers=linked).pages
    broken = Writers(lambda page, pages, edition: '<a href="fourth.html">x</a>', *AS_USUAL)
    with pytest.raises(InputError, match=r"links to 'fourth\.html'"):
        two.build(only=["toy"], writers=broken)


def test_a_failed_run_alone_leaves_no_page(two):
    two.study(two.run(), two.run("second", main=False, n=4))
    assert two.build(only=["second"]).pages == []
    assert not (two.project.cache / "pages").exists()


def test_another_title_of_a_run_rewrites_the_pages_and_executes_nothing(two):
    two.build()
    two.executed.clear()
    two.study(two.run(), two.run("second", main=False, n=5) | {"title": "Five"})
    outcome = two.build()
    assert (two.executed, outcome.unchanged, outcome.replaced) == ([], ["toy", "second"], True)


def test_results_that_are_refused_are_failures_and_leave_reports_alone(two, capsys):
    two.build()
    before = two.files()
    two.notebook("10_toy", PARAMETERS, VALUE, cell(shows("value", values="{'toy.n': 0}")))
    outcome = two.build()
    why = "what it shows is refused: cell 3: value toy.n is published twice with different content; rename one"
    assert [(f.run, f.summary) for f in outcome.failed] == [("toy", why), ("second", why)]
    assert two.files() == before
    err = capsys.readouterr().err
    assert err.count(f"failed: {why}\n") == 2
    assert err.endswith("; reports/ is as it was\n")


def test_a_refused_result_ends_no_other_run_and_is_refused_again(two, capsys):
    """Not kept as if it were good; the others are, and the second build says the same of the first."""
    twice = "print('\U0001f600' if n == 4 else 'fine')\nif n == 4: display({'image/png': 'AAAA'}, raw=True)"
    two.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell(twice))
    two.study(two.run(n=4), two.run("second", main=False, n=5), two.run("third", main=False, n=4, name="c"))
    outcome = two.build()
    assert outcome.made == ["second"]
    said = "cell 4: a picture (image/png) that was not published; show it with publish.figure"
    assert [f.run for f in outcome.failed] == ["toy", "third"]
    assert outcome.failed[0].summary == f"what it shows is refused: {said}, and 1 more"
    assert outcome.failed[0].traceback.splitlines() == [
        said,
        "cell 4: printed text: the report cannot show U+1F600 'GRINNING FACE'; write it in words, or leave it out",
    ]
    first = capsys.readouterr().err
    assert not two.project.reports.exists()
    again = two.build()
    assert (again.unchanged, again.made, again.failed) == (["second"], [], outcome.failed)
    second = capsys.readouterr().err
    for failure in outcome.failed:
        told = "".join(f"render: {line}\n" for line in str(failure).splitlines())
        assert (first.count(told), second.count(told)) == (1, 1)


def test_pages_that_are_refused_leave_reports_alone(two, capsys):
    two.build()
    before = two.files()
    two.notebook("20_other", cell("m: int = 1  # a number", "parameters"), cell(shows("value", values="{'toy.n': m}")))
    two.study(two.run(), {"id": "other", "notebook": "20_other", "main": True, "parameters": {"m": 9}})
    with pytest.raises(InputError) as caught:
        two.build()
    assert caught.value.problems == ["key toy.n: runs toy and other publish it with different content; rename one"]
    assert two.files() == before
    err = capsys.readouterr().err
    assert err.endswith("asked 2, made 1, unchanged 1, failed 0; the pages are refused, reports/ is as it was\n")


def test_runs_that_disagree_on_a_key_are_named(two):
    two.notebook("20_other", cell("m: int = 1  # a number", "parameters"), cell(shows("value", values="{'toy.n': m}")))
    other = {"id": "other", "notebook": "20_other", "main": True, "parameters": {"m": 9}}
    two.study(two.run(), other)
    with pytest.raises(InputError, match=r"key toy\.n: runs toy and other publish it with different content"):
        two.build()


def test_nothing_runs_before_the_tables_are_built(two):
    (two.project.processed / "manifest.json").unlink()
    with pytest.raises(InputError) as caught:
        two.build()
    assert caught.value.problems == [
        "data/processed/manifest.json: the processed tables are not built; run `make data`"
    ]
    two.data()
    (two.project.processed / "egdi.csv").unlink()
    with pytest.raises(InputError) as caught:
        two.build()
    assert caught.value.problems == ["data/processed/egdi.csv: not as it was built; run `make data`"]
    assert two.executed == []


def test_two_folders_give_the_same_bytes(two, tmp_path, monkeypatch):
    """Same files elsewhere: not one byte differs, pages, values and record alike."""
    other = make_toy(tmp_path / "a" / "copy of toy")
    for name in ("notebooks/10_toy.ipynb", "study.yml"):
        other.write(name, (two.project.root / name).read_text(encoding="utf-8"))
    two.build()
    other.build()
    assert other.files() == two.files()


def test_institutions_stay(two):
    two.write("reports/institutions/x.html", "kept")
    two.build()
    two.study(two.run(), title="New")
    two.build()
    assert two.files()["institutions/x.html"] == b"kept"
    assert "institutions/x.html" not in two.files()[".build.json"].decode()


def test_what_a_killed_build_left_is_put_right_first(two):
    two.build()
    before = two.files()
    two.project.reports.rename(staging.previous(two.project.reports))
    two.write("reports.staging/index.html", "half")
    two.study(two.run("toy", "99_none"))
    with pytest.raises(InputError, match="99_none does not exist"):
        two.build()
    assert two.files() == before
    assert not (two.project.root / "reports.staging").exists()


def test_a_run_whose_inputs_change_meanwhile_is_not_kept(two, monkeypatch):
    def execute_all(jobs, workers, done):
        two.write("data/processed/egdi.csv", "a\n2\n")
        for job in jobs:
            done(execute_here(job))

    monkeypatch.setattr(build_module, "execute_all", execute_all)
    outcome = two.build()
    assert [failure.why for failure in outcome.failed] == ["its inputs changed while it ran; build again"] * 2
    assert list(two.project.cache.rglob("executed.ipynb")) == []


@pytest.mark.parametrize(
    "file",
    ["data/processed/egdi.csv", "src/analysis/studies/movement.py", "src/analysis/present/locale/en/common.po"],
)
@pytest.mark.parametrize("in_place", [True, False], ids=["in place", "another file"])
def test_a_file_that_is_changed_and_changed_back_meanwhile_is_noticed(two, monkeypatch, file, in_place):
    """Its content, size and time of modification are then what they were; what the kernel read was not."""
    path = two.project.root / file

    def execute_all(jobs, workers, done):
        about, text = path.stat(), path.read_bytes()
        path.write_bytes(b"x = 9\n")
        for job in jobs:
            done_later.append(execute_here(job))
        if not in_place:
            path.unlink()
        path.write_bytes(text)
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        for result in done_later:
            done(result)

    done_later = []
    monkeypatch.setattr(build_module, "execute_all", execute_all)
    outcome = two.build()
    assert [failure.why for failure in outcome.failed] == ["its inputs changed while it ran; build again"] * 2
    assert list(two.project.cache.rglob("executed.ipynb")) == []


def test_a_report_states_the_edition_that_its_runs_were_begun_with(two, monkeypatch):
    """While they run, a table that they do not read is built anew."""
    stated = []
    writers = Writers(WRITERS.run_page, lambda pages, made_of: stated.append(made_of) or {}, WRITERS.pdfs)
    begun = sha256(two.project.processed / "manifest.json")

    def execute_all(jobs, workers, done):
        two.write("data/processed/bands.csv", "a\n2\n")
        two.data()
        for job in jobs:
            done(execute_here(job))

    monkeypatch.setattr(build_module, "execute_all", execute_all)
    assert two.build(writers=writers).replaced
    assert [made_of.data_sha256 for made_of in stated] == [begun] != [sha256(two.project.processed / "manifest.json")]


@pytest.mark.parametrize("name", ["data/processed/egdi.csv", "data/raw/names.csv", "src/analysis/data/tables.py"])
def test_tables_that_are_altered_or_out_of_date_are_refused_also_where_every_run_is_kept(two, name):
    two.build()
    before = two.files()
    rewrite(two.project.root / name, "a", "b")
    with pytest.raises(InputError, match=r"^data/processed.*(not as it was built|older than).*; run `make data`$"):
        two.build()
    assert two.files() == before


def test_a_package_of_another_version_is_refused_before_anything_runs(two, monkeypatch):
    monkeypatch.setattr(build_module.surroundings.sys, "prefix", str(two.project.root / ".venv"))
    two.write("requirements/base.txt", "numpy==0.0.1 \\\n    --hash=sha256:00\n")
    with pytest.raises(InputError, match=r"^package numpy: .* installed, requirements/base\.txt pins 0\.0\.1; run `rm"):
        two.build()
    assert two.executed == []


def test_in_an_environment_of_one_s_own_another_version_makes_runs_anew_and_is_said(two, capsys):
    two.build()
    two.executed.clear()
    two.write("requirements/base.txt", "numpy==0.0.1 \\\n    --hash=sha256:00\n")
    assert two.build().made == ["toy", "second"]
    assert "render: packages that are not as pinned: 1; " in capsys.readouterr().err


def test_a_package_that_is_not_pinned_makes_runs_anew(two, monkeypatch, capsys):
    two.build()
    monkeypatch.setattr(build_module.surroundings, "require", lambda project: "numexpr 2.14")
    assert two.build().made == ["toy", "second"]
    assert "changed: packages that are not pinned" in capsys.readouterr().err


def elsewhere(two: Toy) -> Path:
    """A folder of somebody's, with a file in it."""
    folder = two.project.root.parent / "elsewhere"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["reports", ".cache", ".cache/runs"])
@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_what_is_no_folder_of_the_build_is_refused_and_not_written_through(two, name, kind):
    folder, path = elsewhere(two), two.project.root / name
    path.parent.mkdir(exist_ok=True)
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    else:
        path.symlink_to(folder if kind == "link" else folder / "nothing")
    with pytest.raises(InputError, match=f"^{re.escape(name)}: is a (link|file), and a build"):
        two.build()
    assert two.executed == []
    assert [path.read_text(encoding="utf-8") for path in folder.rglob("*")] == ["mine"]
    assert path.is_symlink() or path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["reports.staging", "reports.previous"])
@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
@pytest.mark.parametrize("there", [True, False], ids=["rebuilt", "first"])
def test_what_stands_in_the_place_of_a_passing_folder_is_replaced(two, name, kind, there):
    folder, path = elsewhere(two), two.project.root / name
    if there:
        two.build()
        two.study(two.run(n=4, name="b"), title="Another")
        two.notebook()
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    else:
        path.symlink_to(folder if kind == "link" else folder / "nothing")
    assert two.build().replaced
    assert [path.read_text(encoding="utf-8") for path in folder.rglob("*")] == ["mine"]
    assert not path.exists() or path.is_symlink()
    assert not two.project.reports.is_symlink()


def test_a_lock_that_is_a_link_is_refused(two):
    folder = elsewhere(two)
    two.project.cache.mkdir()
    (two.project.cache / "build.lock").symlink_to(folder / "mine.txt")
    with pytest.raises(InputError, match=r"^\.cache/build\.lock: no plain file; remove it$"):
        two.build()
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_warnings_are_shown_each_time_and_are_on_no_page(two, monkeypatch, capsys):
    def execute_all(jobs, workers, done):
        for job in jobs:
            result = execute_here(job)
            done(Executed(result.run, result.notebook, result.text, ("cell 2: Old way",), 0.1))

    monkeypatch.setattr(build_module, "execute_all", execute_all)
    for _ in range(2):
        two.build()
        assert "render: second (10_toy) warns: cell 2: Old way\n" in capsys.readouterr().err
    assert b"Old way" not in b"".join(two.files().values())


def test_one_build_at_a_time(two, monkeypatch):
    def execute_all(jobs, workers, done):
        with pytest.raises(InputError, match="another build of this project is at work"):
            two.build()
        for job in jobs:
            done(execute_here(job))

    monkeypatch.setattr(build_module, "execute_all", execute_all)
    assert two.build().replaced


def test_a_bad_parameter_stops_the_build_before_anything_runs(two):
    two.study(two.run(), two.run("second", main=False, n=7))
    with pytest.raises(InputError, match=r"run second \(notebook 10_toy\): parameter n: 7 is not one of"):
        two.build()
    assert two.executed == []


def test_an_unchanged_build_imports_nothing_heavy(two):
    """What makes a second `make report` quick; in a fresh interpreter, since this one has imported everything."""
    two.build()
    script = (
        "import sys; from pathlib import Path; from analysis.render import build, project\n"
        "outcome = build.build(project.Project(Path(sys.argv[1])))\n"
        "heavy = ['papermill', 'nbformat', 'pandas', 'numpy', 'matplotlib', 'typst', 'IPython', 'babel']\n"
        "print(outcome, [name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(two.project.root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "asked 2, made 0, unchanged 2, failed 0 []\n"


def test_the_record_names_every_file(two):
    two.build()
    assert set(json.loads(two.files()[".build.json"])["files"]) == set(two.files()) - {".build.json"}


@pytest.mark.slow
def test_with_real_kernels(toy):
    """The same orchestration end to end: made, then unchanged, then kept where one of two runs dies."""
    toy.study(toy.run(), toy.run("second", main=False, n=5))
    assert sorted(toy.build().made) == ["second", "toy"]
    assert json.loads(toy.files()["values.json"]) == {"second.toy.n": 5, "toy.n": 3}
    before = toy.files()
    assert toy.build().unchanged == ["toy", "second"]
    toy.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell("import os\nif n == 5:\n    os._exit(1)"))
    outcome = toy.build()
    assert outcome.made == ["toy"]
    assert [failure.summary[:24] for failure in outcome.failed] == ["cell 4: the kernel died "]
    assert toy.files() == before
