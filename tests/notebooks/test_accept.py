"""What `make accept` takes over and tells, in a small repository with one notebook."""

from __future__ import annotations

import json
import shutil
import subprocess

import nbformat
import pytest
from nbformat import v4

from tests.golden import kept
from tests.notebooks import accept
from tests.notebooks.examples import code, notebook, shown


def told(text: str, decision: str = "identified"):
    """What `publish.finding("example.answer", ...)` stores."""
    about = {"key": "example.answer", "text": text, "decision": decision, "finding": True}
    return v4.new_output("display_data", data={kept.SENTENCE: about, "text/plain": text})


def write(path, value: float, text: str) -> None:
    nbformat.write(notebook(code("1", shown(value)), code("2", told(text))), path)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A committed study of one raw file and one notebook; its path."""
    for folder in ("notebooks", "tests/golden", "data/raw/press"):
        (tmp_path / folder).mkdir(parents=True)
    for module in (accept, kept):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(accept, "ask", lambda: None)
    monkeypatch.setattr(kept, "VALUES", tmp_path / "tests" / "golden" / "values.json")
    monkeypatch.setattr(kept, "FINDINGS", tmp_path / "tests" / "golden" / "findings.json")
    (tmp_path / "data" / "raw" / "press" / "index.csv").write_text("2.79\n", encoding="utf-8")
    (tmp_path / "data" / "raw" / "press" / "source.yml").write_text("seal: a\n", encoding="utf-8")
    write(tmp_path / "notebooks" / "10_a.ipynb", 2.79, "It is 2.79.")
    kept.VALUES.write_text(kept.written({"example.mean": 2.79}), encoding="utf-8")
    kept.FINDINGS.write_text(kept.written(kept.findings(kept.stored())), encoding="utf-8")
    if shutil.which("git"):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "A study"]):
            subprocess.run(["git", *who, *command], cwd=tmp_path, check=True)
    return tmp_path


def with_steps(monkeypatch, then) -> list[str]:
    """Have `then(command)` in the place of the commands; the list of those that were called."""
    called = []

    def spbe(argv):
        called.append(argv[0])
        return then(argv[0]) or 0

    monkeypatch.setattr(accept, "spbe", spbe)
    return called


def test_a_moved_figure_is_taken_over_and_told(repository, monkeypatch, capsys):
    def then(command):
        if command == "store":
            write(repository / "notebooks" / "10_a.ipynb", 2.8, "It is 2.80.")

    for name, content in (("index.csv", "2.80\n"), ("source.yml", "seal: b\n")):
        (repository / "data" / "raw" / "press" / name).write_text(content, encoding="utf-8")
    called = with_steps(monkeypatch, then)
    for _ in range(2):  # a second time the same is told: it is compared with what was committed
        assert accept.main() == 0
        out = capsys.readouterr().out
        assert ["example.mean", "2.79", "2.8"] in [line.split() for line in out.splitlines()]
        assert "  example.answer" in out.splitlines()
        last = out.splitlines()[-1]
        assert "example.mean 2.79 → 2.8; 1 sentences of 10_a" in last
        if shutil.which("git"):
            assert last.startswith("Because <data/raw/press/index.csv changed")
    assert called == ["seal", "build-data", "store"] * 2
    assert json.loads(kept.VALUES.read_text(encoding="utf-8")) == {"example.mean": 2.8}
    findings = json.loads(kept.FINDINGS.read_text(encoding="utf-8"))
    assert findings == {"example.answer": {"decision": "identified", "text": "It is 2.80."}}


def test_where_nothing_changed_nothing_is_written_or_asked(repository, monkeypatch, capsys):
    before = [path.read_bytes() for path in (kept.VALUES, kept.FINDINGS)]
    with_steps(monkeypatch, lambda command: 0)
    assert accept.main() == 0
    assert [path.read_bytes() for path in (kept.VALUES, kept.FINDINGS)] == before
    assert "commit message" not in capsys.readouterr().out


@pytest.mark.parametrize("refusing", ["seal", "build-data", "store"])
def test_a_step_that_refuses_leaves_the_golden_files(repository, monkeypatch, capsys, refusing):
    write(repository / "notebooks" / "10_a.ipynb", 2.8, "It is 2.80.")
    before = kept.VALUES.read_bytes()
    called = with_steps(monkeypatch, lambda command: int(command == refusing))
    assert accept.main() == 1
    assert called[-1] == refusing
    assert kept.VALUES.read_bytes() == before
    assert "tests/golden is as it was" in capsys.readouterr().err


def test_a_number_within_the_tolerance_stays_as_it_was():
    old = {"a.near": 0.1, "a.moved": 0.1, "a.whole": 3, "a.gone": 1}
    new = {"a.near": 0.100000001, "a.moved": 0.10000001, "a.whole": 4, "a.new": 2}
    found = accept.accepted(old, new)
    assert found == {"a.near": 0.1, "a.moved": 0.10000001, "a.whole": 4, "a.new": 2}
    expected = [("a.gone", 1, None), ("a.moved", 0.1, 0.10000001), ("a.new", None, 2), ("a.whole", 3, 4)]
    assert accept.changes(old, found) == expected
    assert [line.split()[-2:] for line in accept.table(accept.changes(old, found))[1:]] == [
        ["1", "—"], ["0.1", "0.10000001"], ["—", "2"], ["3", "4"],
    ]  # fmt: skip


def test_a_sentence_with_another_decision_or_told_once_more_has_changed():
    before = notebook(code("1", told("It is so.")))
    other = notebook(code("1", told("It is so.", "refuted")))
    twice = notebook(code("1", told("It is so."), told("It is so.")))
    assert accept.changed_sentences(before, before) == []
    assert accept.changed_sentences(before, other) == ["example.answer"]
    assert accept.changed_sentences(before, twice) == ["example.answer #2"]


def test_the_line_for_the_commit_names_a_few_values_and_counts_the_others():
    line = accept.reason([], [(f"a.x{n}", n, n + 1) for n in range(5)], {"10_a": ["a.b"]})
    assert line.startswith("Because <what changed")
    assert line.endswith("a.x0 0 → 1; a.x1 1 → 2; a.x2 2 → 3; 2 more values; 1 sentences of 10_a")
