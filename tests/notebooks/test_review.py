"""The review finds every kind of notebook that plain nbval lets pass, and passes a good one."""

from __future__ import annotations

import base64
import copy
import hashlib
import io
import json
import re

import nbformat
import pytest
from nbformat import v4
from PIL import Image

from tests.notebooks import review as reviewing
from tests.notebooks.examples import code, good, notebook, shown
from tests.notebooks.review import FIGURE, judge, main, report, review

CSV = "year,index\n2021,2.3\n"
ALT = "A single point at the index of the first year."
DRAW = f"""drawing = publish.Figure()
drawing.subplots().plot([2021], [2.3], marker="o")
csv = {CSV!r}
about = {{"key": "example.line", "title": "Index", "alt": "{ALT}", "csv": csv}}
about["data_sha256"] = publish.hashlib.sha256(csv.encode()).hexdigest()
publish._show("figure", about, {{"image/png": publish.svg.png(drawing), "text/plain": "figure example.line: {ALT}"}})"""
FIGURE_CELL, VALUE_CELL = 6, 5


def with_figure():
    """The good example with a figure after the value, stored as make store stores it: with a small picture."""
    about = {"key": "example.line", "title": "Index", "alt": ALT, "csv": CSV}
    about["data_sha256"] = hashlib.sha256(CSV.encode()).hexdigest()
    written = io.BytesIO()
    Image.new("RGB", (556, 300), "white").save(written, "png")
    picture = base64.b64encode(written.getvalue()).decode("ascii")
    data = {FIGURE: about, "image/png": picture, "text/plain": f"figure example.line: {ALT}"}
    drawn = v4.new_output("display_data", data=data)
    return notebook(*good().cells, code(DRAW, drawn))


def stripped(nb):
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def stale(nb):
    nb.cells[VALUE_CELL].outputs = [shown(2.78)]


def hiding_an_error(nb):
    message = "UsageError: Line magic function `%nonsense` not found.\n"
    nb.cells[VALUE_CELL].source = "%nonsense\nscore + None"
    nb.cells[VALUE_CELL].outputs = [v4.new_output("stream", name="stderr", text=message)]


def _with_csv(nb, text):
    nb.cells[FIGURE_CELL].outputs[0].data[FIGURE].update(
        csv=text, data_sha256=hashlib.sha256(text.encode()).hexdigest()
    )


def with_other_figure_data(nb):
    _with_csv(nb, CSV.replace("2.3", "2.300000003"))


def with_another_hash(nb):
    nb.cells[FIGURE_CELL].outputs[0].data[FIGURE]["data_sha256"] = "0" * 64


def with_another_shown_cell(nb):
    nb.cells[VALUE_CELL].outputs[0].data["text/plain"] = "example.mean = 2.790000001"


def skipped(nb):
    nb.cells[VALUE_CELL].metadata["tags"] = ["nbval-skip"]


def failing(nb):
    nb.cells[VALUE_CELL].source = "score + None"


SPOILT = {
    stripped: "nothing was compared",
    stale: "cell 6: failed when run again",
    hiding_an_error: "cell 6: line 1 is not Python (a magic or a shell line?)",
    with_other_figure_data: "cell 7: failed when run again",
    with_another_hash: "cell 7: failed when run again",
    with_another_shown_cell: "cell 6: failed when run again",
    skipped: "cell 6: its stored outputs were not compared",
    failing: "cell 6: failed when run again",
}


def stored_elsewhere(nb):
    """As another processor may have stored it: two numbers one step of the published unit away."""
    nb.cells[VALUE_CELL].outputs = [shown(2.790000001)]
    _with_csv(nb, CSV.replace("2.3", "2.299999999"))


@pytest.fixture(scope="module")
def reviews(tmp_path_factory):
    """One run of nbval over two good notebooks and those that are spoilt."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, spoil in {
        "good": lambda nb: None,
        **{spoil.__name__: spoil for spoil in (stored_elsewhere, *SPOILT)},
    }.items():
        nb = with_figure()
        spoil(nb)
        nbformat.write(nb, folder / f"{name}.ipynb")
    return {found.notebook: found for found in review(sorted(folder.glob("*.ipynb")))}


@pytest.mark.slow
def test_a_good_notebook_passes(reviews):
    found = reviews["good"]
    assert found.problems == []
    assert (found.compared, found.figures, found.values, found.tolerated) == (2, 1, 1, 0)


@pytest.mark.slow
def test_a_notebook_stored_on_another_machine_passes_and_the_tolerance_is_counted(reviews):
    found = reviews["stored_elsewhere"]
    assert found.problems == []
    assert (found.compared, found.figures, found.values, found.tolerated) == (2, 1, 1, 2)
    assert re.search(r"stored_elsewhere +2 +1 +1 +2  same", report([found]))


@pytest.mark.slow
@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_notebook_fails(spoil, reviews):
    assert SPOILT[spoil] in reviews[spoil.__name__].problems


@pytest.mark.slow
def test_the_report_shows_the_difference(reviews):
    shown_text = report(list(reviews.values()))
    assert "2.78" in shown_text
    assert "2.79" in shown_text
    assert "TypeError" in shown_text


# --- without a kernel: what the recorder would have seen -------------------------------------------------------------


def seen(nb, **changes):
    """A record in which every cell passed, and showed what is stored with the figures drawn."""
    record = {}
    for number, cell in enumerate(c for c in nb.cells if c.cell_type == "code"):
        data = [copy.deepcopy(dict(output.data)) for output in cell.outputs]
        for bundle in data:
            if FIGURE in bundle:
                bundle["image/png"] = base64.b64encode(b"\x89PNG" + bytes(2000)).decode()
        record[str(number)] = {
            "outcome": "passed", "compared": len(data), "tolerated": 0, "why": "", "shown": data,
        }  # fmt: skip
    record["3"].update(changes)
    return record


def test_a_record_without_faults_is_accepted():
    nb = with_figure()
    assert judge(nb, "good", seen(nb), {"example.mean": 2.79}).problems == []


@pytest.mark.parametrize(("png", "size"), [(None, 0), (b"\x89PNG", 4), (bytes(2000), 2000)])
def test_a_figure_that_is_not_drawn_again_is_found(png, size):
    nb = with_figure()
    data = dict(nb.cells[FIGURE_CELL].outputs[0].data)
    del data["image/png"]
    if png is not None:
        data["image/png"] = base64.b64encode(png).decode()
    problems = judge(nb, "example", seen(nb, shown=[data]), {}).problems
    assert problems == [f"cell 7: figure example.line was not drawn again ({size} bytes of a picture)"]


def test_a_drawing_is_drawn_again_or_found():
    nb = with_figure()
    data = dict(nb.cells[FIGURE_CELL].outputs[0].data)
    del data["image/png"]
    drawn = data | {"image/svg+xml": "<svg" + " " * 2000 + "/>"}
    assert judge(nb, "example", seen(nb, shown=[drawn]), {}).problems == []
    assert judge(nb, "example", seen(nb, shown=[data | {"image/svg+xml": "<svg/>"}]), {}).problems


def test_a_cell_that_did_not_run_is_found():
    nb = with_figure()
    record = seen(nb)
    del record["2"]
    assert "cell 6: missing when run again" in judge(nb, "example", record, {}).problems


def test_a_passed_cell_of_which_nothing_was_compared_is_found():
    nb = with_figure()
    problems = judge(nb, "example", seen(nb, compared=0), {}).problems
    assert problems == ["cell 7: its stored outputs were not compared"]


def test_a_value_that_left_the_golden_one_is_found():
    nb = with_figure()
    assert judge(nb, "example", seen(nb), {"example.mean": 2.79 + 1e-7}).problems == [
        "cell 6: example.mean is 2.79, in tests/golden/values.json it is 2.7900001"
    ]


def test_no_notebooks_is_a_failure(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reviewing, "ROOT", tmp_path)
    assert main([]) == 1
    assert "no notebooks found" in capsys.readouterr().err


def test_a_file_that_is_no_notebook_or_was_mended_is_told_in_one_line(tmp_path):
    (tmp_path / "broken.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "other.ipynb").write_text(
        json.dumps({"cells": [], "nbformat": 3, "nbformat_minor": 0}), encoding="utf-8"
    )
    nb = with_figure()
    for cell in nb.cells[2:4]:
        del cell["outputs"]
    (tmp_path / "mended.ipynb").write_text(json.dumps(nb), encoding="utf-8")
    found = {r.notebook: r.problems for r in review(sorted(tmp_path.glob("*.ipynb")))}
    assert [line.partition(";")[0] for problems in found.values() for line in problems] == [
        "notebooks/broken.ipynb: not a notebook of format 4 (no `nbformat`)",
        "cells 3, 4: not as `make store` writes it (outputs, ids or counts are missing or none of format 4.5)",
        "notebooks/other.ipynb: a notebook of format 3",
    ]
