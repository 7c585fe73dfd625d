from __future__ import annotations

import json

import pytest

from analysis.methods.errors import InputError
from analysis.render import notebook
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
