from __future__ import annotations

import json

import nbformat
import pytest

from analysis.methods.errors import InputError
from analysis.render.run import notebook, small_picture, store
from analysis.render.run.engine import Failure
from tests.render.run.test_small_picture import drawn
from tests.render.toy import IMPORTS, PARAMETERS, Toy, cell, execute_here, notebook_text, shows

FIGURE = shows("figure", key="'toy.f'").replace("'text/plain'", "'image/png': 'AAAA', 'text/plain'")


@pytest.fixture
def here(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The toy with a second notebook that fails, stored without kernels."""

    def execute_all(jobs, workers, done):
        for job in jobs:
            toy.executed.append(job.run)
            assert (job.seed, job.language, job.parameters) == (None, None, {})
            done(execute_here(job))

    monkeypatch.setattr(store, "execute_all", execute_all)
    toy.notebook("10_toy", PARAMETERS, IMPORTS, cell(FIGURE), cell(" "))
    toy.notebook("20_fails", cell("1 / 0"))
    return toy


def stored(toy: Toy, name: str = "10_toy") -> dict:
    return json.loads(toy.project.notebook(name).read_text(encoding="utf-8"))


def test_outputs_are_stored_and_what_is_no_picture_is_not(here):
    ids = [c["id"] for c in stored(here)["cells"]]
    assert store.store(["10_toy"], here.project) == []
    nb = stored(here)
    assert [c["id"] for c in nb["cells"]] == ids
    assert [c.get("execution_count") for c in nb["cells"]] == [None, 1, 2, 3, None]
    assert nb["cells"][3]["outputs"][0]["data"] == {
        "application/vnd.spbe.figure+json": {"key": "toy.f"},
        "text/plain": ["figure"],
    }
    assert nb["metadata"] == {"kernelspec": notebook.KERNELSPEC, "language_info": {"name": "python"}}


def test_a_second_store_writes_nothing(here, capsys):
    store.store(["10_toy"], here.project)
    path = here.project.notebook("10_toy")
    before, time = path.read_bytes(), path.stat().st_mtime_ns
    store.store(["notebooks/10_toy.ipynb"], here.project)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, time)
    assert capsys.readouterr().err.endswith(
        "store: 1/1 10_toy unchanged (0.1 s)\nstore: asked 1, stored 0, unchanged 1, failed 0\n"
    )


def test_a_notebook_that_is_edited_meanwhile_is_left_as_it_is_now(here, monkeypatch):
    def execute_all(jobs, workers, done):
        for job in jobs:
            result = execute_here(job)
            here.notebook("10_toy", PARAMETERS, cell("2 + 2"))
            done(result)

    monkeypatch.setattr(store, "execute_all", execute_all)
    [failure] = store.store(["10_toy"], here.project)
    assert failure.why == "it, or what it is made of, was changed while it ran; store it again"
    assert [c["source"] for c in stored(here)["cells"]][2:] == ["2 + 2"]


@pytest.mark.parametrize("name", ["src/analysis/studies/movement.py", "data/processed/egdi.csv"])
def test_what_is_changed_and_changed_back_meanwhile_is_noticed(here, monkeypatch, name):
    def execute_all(jobs, workers, done):
        path = here.project.root / name
        text = path.read_text(encoding="utf-8")
        for job in jobs:
            path.write_text(text + "\n", encoding="utf-8")
            result = execute_here(job)
            path.write_text(text, encoding="utf-8")
            done(result)

    monkeypatch.setattr(store, "execute_all", execute_all)
    before = here.project.notebook("10_toy").read_bytes()
    assert len(store.store(["10_toy"], here.project)) == 1
    assert here.project.notebook("10_toy").read_bytes() == before


def test_a_notebook_that_is_a_link_is_replaced_and_not_written_through(here, tmp_path):
    path, theirs = here.project.notebook("10_toy"), tmp_path / "theirs.ipynb"
    path.rename(theirs)
    path.symlink_to(theirs)
    before = theirs.read_bytes()
    assert store.store(["10_toy"], here.project) == []
    assert theirs.read_bytes() == before
    assert not path.is_symlink()
    assert "outputs" in path.read_text(encoding="utf-8")


def test_nothing_is_stored_where_tables_or_packages_are_not_as_they_should_be(here):
    here.write("data/processed/egdi.csv", "b\n1\n")
    with pytest.raises(InputError, match=r"^data/processed/egdi\.csv: not as it was built; run `make data`$"):
        store.store(["10_toy"], here.project)
    here.data()
    here.write("notebooks/numpy.py", "")
    with pytest.raises(InputError, match=r"^notebooks/numpy\.py: "):
        store.store(["10_toy"], here.project)
    assert here.executed == []


def test_a_failing_notebook_is_left_as_it_was_and_the_others_are_stored(here, capsys):
    before = here.project.notebook("20_fails").read_bytes()
    failures = store.store(project=here.project)
    assert here.executed == ["10_toy", "20_fails"]
    assert [failure.notebook for failure in failures] == ["20_fails"]
    assert isinstance(failures[0], Failure)
    assert here.project.notebook("20_fails").read_bytes() == before
    err = capsys.readouterr().err
    assert "store: run 20_fails (notebook 20_fails) failed: cell 1: ZeroDivisionError: division by zero\n" in err
    assert err.endswith("store: asked 2, stored 1, unchanged 0, failed 1\n")


def test_an_unknown_notebook_is_refused(here):
    with pytest.raises(InputError) as caught:
        store.store(["99_none"], here.project)
    assert caught.value.problems == ["notebooks/99_none.ipynb: not found; notebooks there are: 10_toy, 20_fails"]


def test_counts_start_from_one_and_skip_blank_cells():
    one, blank, two = cell("a"), cell(" "), cell("b")
    for count, code in enumerate((one, blank, two), start=5):
        code |= {"execution_count": count}
        output = {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": count}
        code["outputs"] = [output]
    nb = json.loads(store.storable(notebook_text(one, blank, two)))
    assert [c["execution_count"] for c in nb["cells"]] == [1, None, 2]
    assert [[o["execution_count"] for o in c["outputs"]] for c in nb["cells"]] == [[1], [], [2]]


@pytest.mark.slow
def test_a_real_kernel_gives_the_same_bytes_twice(toy):
    """Neither seed nor clock nor process shows, though papermill, nbclient and the kernel all leave traces."""
    toy.notebook(
        "10_toy", PARAMETERS, IMPORTS, cell(FIGURE), cell("print(n)\nn"), cell("import os\nos.getenv('SPBE_SEED')")
    )
    assert store.store(project=toy.project) == []
    first = toy.project.notebook("10_toy").read_bytes()
    assert store.store(project=toy.project) == []
    assert toy.project.notebook("10_toy").read_bytes() == first
    nb = stored(toy)
    assert [c.get("execution_count") for c in nb["cells"]] == [None, 1, 2, 3, 4, 5]
    assert [o["output_type"] for o in nb["cells"][4]["outputs"]] == ["stream", "execute_result"]
    assert nb["cells"][5]["outputs"] == []


def careless(*sources: str) -> str:
    """A notebook as another tool leaves it: without outputs and counts, one id for all, its own metadata, CRLF."""
    cells = [
        {"cell_type": "code", "id": "same", "metadata": {"vscode": {"languageId": "python"}}, "source": source}
        for source in sources
    ]
    title = {"cell_type": "markdown", "source": ["# Is it so?"], "outputs": [], "id": "same"}
    raw = {"cell_type": "raw", "source": "<b>", "metadata": {"deepnote_cell_type": "text"}}
    document = {"cells": [title, *cells, raw], "metadata": {"colab": {}}, "nbformat": 4, "nbformat_minor": 2}
    return "\ufeff" + json.dumps(document, indent=1).replace("\n", "\r\n")


@pytest.mark.slow
def test_a_notebook_of_another_tool_is_run_and_stored_in_form(toy):
    toy.write("notebooks/10_toy.ipynb", careless("n = 3", "print(n)"))
    assert store.store(["10_toy"], toy.project) == []
    nb = stored(toy)
    nbformat.validate(nbformat.from_dict(nb))
    assert len({c["id"] for c in nb["cells"]}) == 4
    assert [c["metadata"] for c in nb["cells"]] == [{}] * 4
    assert nb["cells"][2]["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["3\n"]}]


def test_all_files_that_are_no_notebook_are_told_before_any_is_executed(here):
    here.write("notebooks/30_list.ipynb", "[]")
    here.write("notebooks/40_old.ipynb", notebook_text(cell("1")).replace('"nbformat": 4', '"nbformat": 3'))
    with pytest.raises(InputError) as caught:
        store.store(project=here.project)
    assert [line.partition(":")[0] for line in caught.value.problems] == [
        "notebooks/30_list.ipynb",
        "notebooks/40_old.ipynb",
    ]
    assert here.executed == []


def executed(png: str, **about: object) -> str:
    """A notebook with one figure, as it is after its execution."""
    data = {store.FIGURE: {"key": "toy.f", "csv": "x\n1\n"} | about, store.PNG: png, "image/jpeg": "AAAA"}
    output = nbformat.v4.new_output("display_data", data=data, metadata={store.PNG: {"width": 556}})
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("draw", outputs=[output])])
    return nbformat.writes(nb)


def picture(text: str) -> str:
    [output] = json.loads(text)["cells"][0]["outputs"]
    assert (sorted(output["data"]), output["metadata"]) == ([store.FIGURE, store.PNG], {})
    return notebook.joined(output["data"][store.PNG])


def test_a_figure_is_stored_as_a_small_picture():
    assert picture(store.storable(executed(drawn()))) == small_picture.small(drawn())


def test_a_stored_picture_stays_where_the_new_one_looks_the_same():
    before = store.storable(executed(drawn()))
    shade = drawn(shade=1)
    assert small_picture.small(shade) != picture(before)
    assert picture(store.storable(executed(shade), before)) == picture(before)
    of_other_data = store.storable(executed(shade, csv="x\n2\n"), before)
    moved = store.storable(executed(drawn(line=40)), before)
    assert picture(of_other_data) == small_picture.small(shade)
    assert picture(moved) == small_picture.small(drawn(line=40))


def test_a_drawing_is_stored_as_a_small_picture_which_every_viewer_shows():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="270pt" height="90pt"><rect width="99" height="90"/></svg>'
    data = {store.FIGURE: {"key": "toy.f", "csv": "x\n1\n"}, store.SVG: svg}
    code = nbformat.v4.new_code_cell("show()", outputs=[nbformat.v4.new_output("display_data", data=data)])
    stored = store.storable(nbformat.writes(nbformat.v4.new_notebook(cells=[code])))
    assert picture(stored) == small_picture.small(small_picture.of_svg(svg))
