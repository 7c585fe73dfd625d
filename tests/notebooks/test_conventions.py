"""Every rule finds the notebook that breaks it, and the notebooks of the study break none."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from nbformat import v4
from PIL import Image

from tests.notebooks import conventions, stored
from tests.notebooks.cells import read
from tests.notebooks.examples import code, good, notebook, shown
from tests.tree import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETERS, IMPORTS, LAST = 2, 3, 5  # where the cells of the good example stand


def with_source(cell: int, source: str):
    nb = good()
    nb.cells[cell].source = source
    return nb


def with_last(source: str, *outputs, tags=()):
    nb = good()
    nb.cells[LAST] = code(source, *(outputs or [shown()]), tags=tags)
    nb.cells[LAST].execution_count = 3
    return nb


def with_metadata(**metadata):
    nb = good()
    nb.metadata.update(metadata)
    return nb


def with_cell_metadata(**metadata):
    nb = good()
    nb.cells[LAST].metadata.update(metadata)
    return nb


def parameters(line: str):
    return with_source(PARAMETERS, line)


def stripped():
    nb = good()
    for cell in nb.cells[2:]:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nb


def without(cell: int):
    nb = good()
    del nb.cells[cell]
    return nb


def image(png: bytes = b"", kind: str = "image/png", figure: bool = True):
    data = {stored.FIGURE: {"key": "example.line"}} if figure else {}
    data |= {kind: base64.b64encode(png).decode("ascii")} if png else {}
    return v4.new_output("display_data", data=data | {"text/plain": "figure example: a line"})


def png(width: int, height: int = 200, noise: bool = False) -> bytes:
    levels = np.random.default_rng(1).integers(0, 255, (height, width), dtype=np.uint8)
    written = io.BytesIO()
    Image.fromarray(levels if noise else np.zeros_like(levels)).save(written, "png")
    return written.getvalue()


def said(text: str, name: str = "stdout"):
    return v4.new_output("stream", name=name, text=text)


def many_cells():
    return notebook(*good().cells, *[code("score", shown()) for _ in range(conventions.MAX_CODE_CELLS)])


def two_parameter_cells():
    return notebook(*good().cells, code("year: int = 2021  # the year", tags=("parameters", "no-output")))


BAD = [
    (conventions.title_is_a_question, with_source(0, "# The mean"), "must be a question"),
    (conventions.title_is_a_question, with_source(0, "## How large is it?"), "must be a question"),
    (conventions.title_is_a_question, with_source(4, "# Why?"), "a second title"),
    (conventions.parameters_are_introduced, with_source(1, "The mean."), "where parameters come from"),
    (conventions.parameters_are_introduced, without(1), "where parameters come from"),
    (conventions.parameters_are_introduced, with_source(1, "From `study.yml`.\n\nAnd more."), "a short paragraph"),
    (conventions.one_parameters_cell, without(PARAMETERS), "0 code cells are tagged"),
    (conventions.one_parameters_cell, two_parameter_cells(), "2 code cells are tagged"),
    (conventions.one_parameters_cell, notebook(*(good().cells[n] for n in (0, 1, 3, 2))), "the first code cell"),
    (conventions.parameters_are_documented, parameters("score = 2.79  # the mean"), "only `name: type = literal"),
    (conventions.parameters_are_documented, parameters("score: float = 2 + 1  # the mean"), "must be a literal"),
    (conventions.parameters_are_documented, parameters('score: float = "2"  # the mean'), "not of the type float"),
    (conventions.parameters_are_documented, parameters("score: Score = 2  # the mean"), "not of the type Score"),
    (conventions.parameters_are_documented, parameters("score: float = 2.79"), "say what it means"),
    (conventions.parameters_are_documented, parameters("score: float = 2.79  # a = b"), "papermill cannot read"),
    (conventions.parameters_are_documented, parameters('sign: str = "a#b"  # the sign'), "papermill cannot read"),
    (conventions.parameters_are_documented, parameters('iso: str = "XX"  # state; one of: ID, SG'), "is not one of"),
    (conventions.imports_come_first, without(IMPORTS), "imports stand in 0 cells"),
    (conventions.imports_come_first, notebook(*good().cells, good().cells[3]), "the imports must follow"),
    (conventions.imports_come_first, with_source(IMPORTS, "import analysis.studies.mean\nx = 1"), "only imports"),
    (conventions.imports_come_first, notebook(*(good().cells[n] for n in (0, 1, 2, 5, 3))), "must follow"),
    (conventions.imports_only_studies_and_present, with_source(IMPORTS, "import pandas as pd"), "imports pandas"),
    (conventions.imports_only_studies_and_present, with_source(IMPORTS, "from analysis.data import tables"), "tables"),
    (conventions.imports_only_studies_and_present, with_source(IMPORTS, "from . import tables"), "imports ."),
    (conventions.defines_no_functions, with_last("def mean(x):\n    return x"), "defines a FunctionDef"),
    (conventions.defines_no_functions, with_last("class Mean:\n    pass"), "defines a ClassDef"),
    (conventions.defines_no_functions, with_last("mean = lambda x: x"), "defines a Lambda"),
    (conventions.cells_are_short, with_last("\n".join(["score"] * 13)), "13 lines, 12 at most"),
    (conventions.few_code_cells, many_cells(), f"code cells, {conventions.MAX_CODE_CELLS} at most"),
    (conventions.plain_python, with_last("%nonsense\nscore"), "line 1 is not Python"),
    (conventions.plain_python, with_last("files = !ls"), "line 1 is not Python"),
    (conventions.plain_python, with_last("%%time\nscore"), "line 1 is not Python"),
    (conventions.evades_nothing, with_last('get_ipython().run_line_magic("time", "")'), "uses get_ipython"),
    (conventions.touches_no_files, with_last('table.to_csv("table.csv")'), "calls to_csv"),
    (conventions.touches_no_files, with_last('open("table.csv")'), "calls open"),
    (conventions.touches_no_files, with_last('figure.savefig("figure.png")'), "calls savefig"),
    (conventions.touches_no_files, with_last('path.write_text("x")'), "calls write_text"),
    (conventions.filters_no_warnings, with_last('warnings.filterwarnings("ignore")'), "not filtered"),
    (conventions.names_no_machine_path, with_last('folder = "/ho' + 'me/someone/data"'), "of a machine"),
    (conventions.names_no_machine_path, with_source(4, "Kept in C:\\Use" + "rs\\someone."), "of a machine"),
    (stored.metadata_is_portable, with_metadata(kernelspec={"name": "my-env"}), "kernelspec is 'my-env'"),
    (stored.metadata_is_portable, with_metadata(papermill={"duration": 1}), "metadata `papermill`"),
    (stored.metadata_is_portable, with_cell_metadata(execution={"iopub.status.busy": "x"}), "metadata `execution`"),
    (stored.hides_nothing_from_nbval, with_last("score", tags=("nbval-skip",)), "`nbval-skip`"),
    (stored.hides_nothing_from_nbval, with_last("score", tags=("NBVAL_IGNORE_OUTPUT",)), "`NBVAL_IGNORE_OUTPUT`"),
    (stored.hides_nothing_from_nbval, with_last("score", tags=("raises-exception",)), "`raises-exception`"),
    (stored.hides_nothing_from_nbval, with_last("# NBVAL_SKIP\nscore"), "`# NBVAL_SKIP`"),
    (stored.outputs_are_stored, stripped(), "nothing is stored"),
    (stored.outputs_are_stored, stripped(), "would compare nothing"),
    (stored.outputs_are_stored, with_last("score", shown(), tags=("no-output",)), "but has outputs"),
    (stored.outputs_are_stored, notebook(*good().cells[:LAST]), "would compare nothing"),
    (stored.figures_have_a_small_picture, with_last("score", image()), "stores a figure without a picture"),
    (stored.figures_have_a_small_picture, with_last("score", image(png(300), figure=False)), "stores image/png"),
    (stored.figures_have_a_small_picture, with_last("score", image(png(300), "image/jpeg")), "stores image/jpeg"),
    (stored.figures_have_a_small_picture, with_last("score", image(b"GIF")), "is no PNG"),
    (stored.figures_have_a_small_picture, with_last("score", image(png(300)[:60])), "is no PNG"),
    (stored.figures_have_a_small_picture, with_last("score", image(png(300, noise=True))), "bytes, 15000 at most"),
    (stored.figures_have_a_small_picture, with_last("score", image(png(200))), "200 dots wide, 250 at least"),
    (stored.no_stored_errors, with_last("score", v4.new_output("error", ename="TypeError")), "a stored error"),
    (stored.no_stored_errors, with_last("score", said("UserWarning: x", "stderr")), "message on stderr"),
    (stored.outputs_are_small, with_last("score", said("x" * 800_001)), "800 at most"),
    (stored.outputs_are_timeless, with_last("score", said("made 2026-11-21 10:15")), "'2026-11-21 10:15'"),
    (stored.outputs_are_timeless, with_last("score", said("<Mean at 0x7f01aa00>")), "'0x7f01aa00'"),
    (stored.outputs_are_timeless, with_last("score", said("from /wo" + "rk/study")), "by machine"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "nb", "expected"), BAD, ids=[f"{rule.__name__}-{said}" for rule, _, said in BAD])
def test_a_rule_finds_what_breaks_it(rule, nb, expected):
    assert expected in "\n".join(rule(nb))


def test_every_rule_has_a_notebook_that_breaks_it():
    assert {rule for rule, _, _ in BAD} == set(conventions.RULES)


def test_the_good_example_breaks_no_rule():
    assert conventions.problems(good()) == []


def test_one_line_tells_one_cause():
    nb = good()
    for cell in nb.cells:
        cell.metadata |= {"vscode": {"languageId": "python"}, "colab": {}, "ExecuteTime": {}}
    nb.metadata |= {"colab": {"provenance": []}, "deepnote": {}}
    assert conventions.problems(nb) == [
        "notebook metadata `colab`, `deepnote` must go (make store)",
        "cells 1, 2, 3, 4, 5, 6: metadata `ExecuteTime`, `colab`, `vscode` must go (make store)",
    ]
    lines = conventions.problems(stripped())
    assert [line.partition(":")[0] for line in lines] == ["cell 6", "cells 3, 4, 6", "no cell has a stored output"]


def test_lines_of_different_causes_stay_apart():
    found = conventions.by_cause(["cell 2: a", "b", "cell 4: c", "cell 5: a"])
    assert found == ["cells 2, 5: a", "b", "cell 4: c"]


def test_execution_out_of_order_is_found():
    nb = good()
    nb.cells[LAST].execution_count = 7
    assert "cell 6: execution count 7, expected 3" in "\n".join(stored.outputs_are_stored(nb))


@pytest.mark.parametrize("line", [
    'years: list = [2020, 2022]  # editions',
    'years: list[int] = [2020, 2022]  # editions',
    'all_states: bool = True  # whether all states are shown',
    'floor: int = 0  # lowest level; one of: 0, 1',
    'change: float = -0.5  # a change',
])  # fmt: skip
def test_documented_parameters_are_accepted(line):
    assert conventions.parameters_are_documented(parameters(line)) == []


@pytest.mark.parametrize(
    "text", ["Ratio 1/2, see https://example.go.id/home/tables", "10/12/2021 <var>x</var>", "B:\nC"]
)
def test_what_only_looks_like_a_path_is_accepted(text):
    assert stored.outputs_are_timeless(with_last("score", said(text))) == []


def test_there_are_notebooks():
    assert NOTEBOOKS, "no notebooks found in notebooks/"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebooks_of_the_study_keep_the_rules(path: Path):
    found = conventions.problems(read(path))
    if found:
        pytest.fail("\n".join([path.name, *found]), pytrace=False)


def test_a_small_picture_of_a_figure_is_accepted():
    assert stored.figures_have_a_small_picture(with_last("score", image(png(300)))) == []
