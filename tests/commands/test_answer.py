"""An answer is one JSON document, or lines with warnings on stderr."""

from __future__ import annotations

import io
import json

import pytest

from analysis.commands import answer

DOCUMENT = {"index": 0.1 + 0.2, "warnings": ["mind this"]}


def lines(document: dict) -> list[str]:
    return ["told", str(document["index"])]


def test_lines_go_to_stdout_and_warnings_to_stderr(capsys):
    answer.tell(DOCUMENT, lines, as_json=False)
    assert capsys.readouterr() == ("told\n0.3\n", "warning: mind this\n")


def test_json_is_one_document_with_its_warnings(capsys):
    answer.tell(DOCUMENT, lines, as_json=True)
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ({"index": 0.3, "warnings": ["mind this"]}, "")


@pytest.mark.parametrize(("encoding", "written"), [("utf-8", "é".encode()), ("latin-1", b"\\u00e9")])
def test_json_is_utf8_or_ascii(monkeypatch, encoding, written):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", stream)
    answer.print_json(["é"])
    stream.flush()
    assert written in stream.buffer.getvalue()
