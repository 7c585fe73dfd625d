from __future__ import annotations

import json

import nbformat
import pytest

from analysis.methods.errors import InputError
from analysis.render.run import notebook
from tests.render.toy import cell


def stream(name: str, text: str) -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def test_lines_are_joined_and_older_cells_get_an_id_from_their_place():
    code = {"cell_type": "code", "source": ["a\n", "b"], "outputs": []}
    nb = notebook.parse(json.dumps({"cells": [code], "nbformat": 4, "nbformat_minor": 2, "metadata": {}}), "x")
    assert nb["cells"][0] == code | {"source": "a\nb", "execution_count": None, "metadata": {}, "id": "cell-1"}
    assert nb["nbformat_minor"] == 5


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": [{}]}'])
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(InputError, match="x: not a notebook of format 4"):
        notebook.parse(text, "x")


def document(*cells: dict, **changes: object) -> str:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | changes)


def bare(source: object = "1", **more: object) -> dict:
    """A code cell as a careless tool writes it."""
    return {"cell_type": "code", "source": source} | more


VS_CODE = {"kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"}, "orig_nbformat": 4}
COLAB = {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU", "kernelspec": {"name": "python3"}}
DEEPNOTE = {"deepnote": {"persisted_session": {}}, "deepnote_execution_queue": [], "orig_nbformat": 2}
DATABRICKS = {notebook.DATABRICKS: {"language": "python", "widgets": {}, "notebookMetadata": {}}}
JUPYTEXT = {"jupytext": {"formats": "ipynb,py:percent"}, "kernelspec": None, "language_info": None}


@pytest.mark.parametrize("metadata", [VS_CODE, COLAB, DEEPNOTE, DATABRICKS, JUPYTEXT, None, {}])
def test_notebooks_of_other_tools_are_read(metadata):
    cells = [
        bare("a = 1", metadata={"vscode": {"languageId": "python"}, "executionInfo": {"status": "ok"}}),
        bare(["b = 2\n", "c"], outputs=None, execution_count=None, metadata=None, outputId="x", id=None),
        {"cell_type": "markdown", "source": "# A", "outputs": [], "execution_count": None, "metadata": {"tags": None}},
        {"cell_type": "raw", "source": "<b>", "metadata": {"application/vnd.databricks.v1+cell": {"title": ""}}},
        {"cell_type": "markdown", "source": "![](attachment:a.png)", "attachments": {"a.png": {"image/png": "AAAA"}}},
    ]
    nb = notebook.parse(document(*cells, metadata=metadata), "x")
    nbformat.validate(nbformat.from_dict(nb))
    assert [c["source"] for c in nb["cells"]] == ["a = 1", "b = 2\nc", "# A", "<b>", "![](attachment:a.png)"]
    assert [c["id"] for c in nb["cells"]] == ["cell-1", "cell-2", "cell-3", "cell-4", "cell-5"]
    assert notebook.clean(nb) == []


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5, 6, None, "5"])
def test_every_minor_format_becomes_the_same(minor):
    nb = notebook.parse(document(bare(id="a" if minor == 5 else "cell-1"), nbformat_minor=minor), "x")
    assert (nb["nbformat"], nb["nbformat_minor"]) == (4, 5)
    nbformat.validate(nbformat.from_dict(nb))


def test_ids_that_are_given_twice_or_are_none_are_replaced_and_the_others_kept():
    names = ["a", "a", "cell-2", "two words", 7, "x" * 65, "a", "cell-2"]
    nb = notebook.parse(document(*(bare(id=name) for name in names)), "x")
    ids = [cell["id"] for cell in nb["cells"]]
    assert ids == ["a", "cell-2-again", "cell-2", "cell-4", "cell-5", "cell-6", "cell-7", "cell-8"]
    nbformat.validate(nbformat.from_dict(nb))


def test_a_byte_order_mark_and_other_line_ends_change_nothing():
    text = json.dumps(json.loads(document(bare())), indent=1)
    assert notebook.parse("\ufeff" + text.replace("\n", "\r\n"), "x") == notebook.parse(text, "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (document(bare(), nbformat=3), "a notebook of format 3; open and save it in JupyterLab, which makes format 4"),
        (document(bare(), nbformat=5), "a notebook of format 5; this reader knows format 4 only, save it as that"),
        (document(bare(), nbformat="4"), "a notebook of format '4'; this reader knows"),
        (document(bare(), nbformat=True), "a notebook of format True; this"),
        (document(cells={}), "not a notebook of format 4 (no list of `cells`); open and save it"),
        (document(bare(), metadata=[1]), "its metadata are [1], no object; remove them"),
        (
            document(bare(), metadata={"kernelspec": {"name": "ir", "language": "R"}}),
            "written for 'R'; only Python runs",
        ),
        (document(bare(), metadata={"language_info": {"name": "julia"}}), "written for 'julia'; only Python runs here"),
        (
            document(bare(), metadata={notebook.DATABRICKS: {"language": "scala"}}),
            "written for 'scala'; only Python runs here",
        ),
        (document(bare(), 3, bare(), None), "cell 2: is 3, no object; restore it"),
        (document({"cell_type": "heading", "source": "A"}), "cell 1: is of the kind 'heading'; make it code, Markdown"),
        (
            document({"cell_type": "code"}, bare(7), bare(["a", 7])),
            "cells 1, 2, 3: has a source that is no text; restore",
        ),
        (document(bare(metadata="x")), "cell 1: has metadata 'x', no object; remove them"),
        (
            document(bare(metadata={"tags": "parameters"})),
            "cell 1: has tags 'parameters'; write them as a list of texts",
        ),
        (document(bare(metadata={"tags": [["a"]]})), "cell 1: has tags [['a']]; write them as a list of texts"),
        (document(bare(metadata={"vscode": {"languageId": "r"}})), "cell 1: is written in 'r'; only Python runs here"),
        (
            document(bare(outputs=[{"output_type": "pyout"}])),
            "cell 1: has outputs that are none of format 4; clear them",
        ),
        (
            document(bare(outputs=[{"output_type": "stream", "text": 3}])),
            "cell 1: has outputs that are none of format 4",
        ),
        (document(bare("a\0")), "cell 1: holds the character U+0000; remove it"),
        (document(bare("a\ud83d")), "cell 1: holds half a character (U+D83D); write it again"),
        (document(bare(metadata={"tags": ["\udc00"]})), "cell 1: holds half a character (U+DC00); write it again"),
        (
            document(bare()).replace('"source"', '"source": "2", "source"'),
            "not a notebook of format 4 ('source' is given",
        ),
        (document(bare(outputs=[float("nan")])), "not a notebook of format 4 (NaN is no number of JSON); open"),
        (document(bare())[:-3], "not a notebook of format 4 (line 1: Expecting"),
        ("[" * 100_000, "not a notebook of format 4 (nested too deeply); open"),
        (document(bare(), nbformat_minor=1).replace("1}", "1" * 5000 + "}"), "not a notebook of format 4 (Exceeds the"),
    ],
)
def test_what_cannot_be_told_is_refused_by_name_in_one_line(text, message):
    with pytest.raises(InputError) as caught:
        notebook.parse(text, "x")
    assert caught.value.problems[0].startswith(f"x: {message}")
    assert all(len(line) < 300 and line.isprintable() for line in caught.value.problems)


def test_one_cause_is_one_line_with_all_its_cells():
    cells = [bare(metadata={"vscode": {"languageId": "sql"}}) for _ in range(14)]
    with pytest.raises(InputError) as caught:
        notebook.parse(document(*cells, bare(7)), "x")
    assert caught.value.problems == [
        "x: cells 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more: is written in 'sql'; only Python runs here, translate it",
        "x: cell 15: has a source that is no text; restore it",
    ]


def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "x.ipynb"
    for content, message in {
        b"": r"x: not a notebook of format 4 \(line 1: Expecting value\)",
        b"{\n\xe9": "x: line 2: not UTF-8 \\(byte 0xe9\\); save it as UTF-8, or restore it",
        b"x" * 2001: "x: larger than 0 MB; clear its outputs and save it",
    }.items():
        monkeypatch.setattr(notebook, "LARGEST", 2000)
        path.write_bytes(content)
        with pytest.raises(InputError, match=message):
            notebook.read(path, "x")
    path.unlink()
    with pytest.raises(InputError, match=r"x: cannot be read \(No such file or directory\); restore it"):
        notebook.read(path, "x")


def test_cells_are_numbered_as_a_reader_sees_them():
    cells = [cell("# Title"), cell("a", "parameters"), cell("b", notebook.INJECTED), cell(" "), cell("c")]
    assert [(n, c["source"]) for n, c in notebook.code_cells({"cells": cells})] == [(1, "a"), (1, "b"), (2, "c")]


def test_outputs_counts_and_ids_are_not_of_the_essence():
    one, two = cell("a"), cell("a")
    two |= {"outputs": [stream("stdout", "x")], "execution_count": 5, "id": "other"}
    two["metadata"] = {"papermill": {"duration": 1}, "tags": []}
    assert notebook.essence({"cells": [one]}) == notebook.essence({"cells": [two]})
    assert notebook.essence({"cells": [one]}) != notebook.essence({"cells": [cell("a", "parameters")]})
    assert notebook.essence({"cells": [one]}) != notebook.essence({"cells": [cell("a ")]})


def test_clean_takes_out_what_differs_between_executions():
    code = cell("a", notebook.INJECTED)
    code |= {"id": "f3a81b", "execution_count": 2}
    code["metadata"] |= {"papermill": {"duration": 0.1}, "execution": {"iopub.status.idle": "12:00"}}
    nb = {
        "metadata": {"papermill": {"start_time": "now"}, "widgets": {}, "language_info": {"version": "3"}},
        "cells": [code],
    }
    assert notebook.clean(nb) == []
    assert nb["metadata"] == {"kernelspec": notebook.KERNELSPEC, "language_info": {"name": "python"}}
    assert nb["cells"][0] == cell("a", notebook.INJECTED) | {"id": notebook.INJECTED, "execution_count": 2}


def test_clean_returns_what_was_said_on_stderr_and_joins_what_it_cut():
    first, second = cell("a"), cell("b")
    second["outputs"] = [
        stream("stdout", "x"),
        stream("stderr", "Old"),
        stream("stderr", " way\n"),
        stream("stdout", "y"),
    ]
    nb = {"metadata": {}, "cells": [first, second]}
    assert notebook.clean(nb) == ["cell 2: Old way"]
    assert nb["cells"][1]["outputs"] == [stream("stdout", "xy")]
