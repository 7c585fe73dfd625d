"""Does the command work where the terminal, the locale or the system is another one?"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import cli
from tests.tree import ROOT, files

# What a terminal in another encoding, or a machine that was never set up, gives to Python.
PLACES = {
    "utf-8": {"PYTHONUTF8": "1"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "latin-1": {"PYTHONIOENCODING": "iso8859-1", "LC_ALL": "xx_XX.ISO-8859-1", "PYTHONUTF8": "0"},
}
SETTINGS = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONCOERCECLOCALE")


def spbe(place: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS} | place
    return subprocess.run([sys.executable, "-m", "analysis.cli", *arguments], cwd=ROOT, env=env, capture_output=True)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_an_answer_in_json_is_the_same_everywhere(place):
    done = spbe(place, "movement", "CIV", "2018", "2024", "--json")
    assert (done.returncode, json.loads(done.stdout.decode("utf-8"))["country"]) == (0, "Côte d'Ivoire")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    ("arguments", "there"),
    [
        (["score", "nö–.csv", "--instrument", "47"], b".csv: no such file"),
        (["rescore", "2", "–", "3", "4"], b"is not a number"),
    ],
)
def test_what_a_terminal_cannot_show_is_escaped(place, arguments, there):
    done = spbe(place, *arguments)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert there in said
    assert b"Traceback" not in said
    assert b"Error" not in said


def test_a_terminal_that_shows_everything_shows_it():
    assert "Côte d'Ivoire" in spbe(PLACES["utf-8"], "movement", "CIV", "2018", "2024").stdout.decode("utf-8")
    assert rb"C\xf4te d'Ivoire" in spbe(PLACES["ascii"], "movement", "CIV", "2018", "2024").stdout


@pytest.mark.parametrize("system", ["win32", "cygwin"])
@pytest.mark.parametrize("arguments", [["render"], ["rescore", "2", "2", "2", "2"], ["--help"]])
def test_windows_is_refused_in_one_line(monkeypatch, capsys, system, arguments):
    monkeypatch.setattr(sys, "platform", system)
    assert cli.main(arguments) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "install WSL" in err


def test_the_refusal_needs_nothing_that_windows_lacks():
    lacking = ("fcntl", "pwd", "grp", "termios", "resource")
    code = f"import sys\nsys.modules.update(dict.fromkeys({lacking}))\nfrom analysis.cli import main\n"
    code += "sys.platform = 'win32'\nsys.exit(main(['render']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", cli.WINDOWS + "\n")


def unnamed_encodings(tree: ast.AST) -> Iterator[int]:
    """Lines that read or write text in whatever encoding the locale has."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        owner = getattr(function.value, "id", "") if isinstance(function, ast.Attribute) else ""
        at = 1 if (isinstance(function, ast.Name) and name == "open") or name == "fdopen" else 0  # path.open(mode)
        mode = getattr(named.get("mode", node.args[at] if len(node.args) > at else None), "value", "")
        if name in ("read_text", "write_text"):
            yield from [] if named.get("encoding") else [node.lineno]
        elif name in ("open", "fdopen", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
            if (
                owner in ("Image", "zipfile", "tarfile", "pdfplumber", "visit")
                or (name, owner) == ("open", "os")
                or "b" in str(mode)
            ):
                continue
            in_bytes = name.endswith("TemporaryFile") and not mode
            yield from [] if in_bytes or named.get("encoding") else [node.lineno]
        elif named.keys() & {"text", "universal_newlines"} and owner == "subprocess":
            yield from [] if named.get("encoding") else [node.lineno]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("path.read_text()", True),
        ('path.read_text(encoding="utf-8")', False),
        ('path.write_text("x")', True),
        ('path.write_text("ab", encoding="utf-8")', False),
        ("open(path)", True),
        ('open(path, "rb")', False),
        ('open("b", "w")', True),
        ('path.open("wb")', False),
        ('path.open(mode="rb")', False),
        ("path.open()", True),
        ("os.open(path, os.O_WRONLY)", False),
        ("Image.open(path)", False),
        ("tempfile.NamedTemporaryFile()", False),
        ('tempfile.NamedTemporaryFile("w")', True),
        ("subprocess.run(command, text=True)", True),
        ('subprocess.run(command, text=True, encoding="utf-8")', False),
        ("subprocess.run(command)", False),
    ],
)
def test_a_text_without_encoding_is_found(line, wrong):
    assert bool(list(unnamed_encodings(ast.parse(line)))) is wrong


def test_every_text_is_read_and_written_in_a_named_encoding():
    code = [path for path in files() if path.suffix == ".py"]
    assert len(code) > 200
    trees = ((path, ast.parse((ROOT / path).read_text(encoding="utf-8"))) for path in code)
    found = [f"{path}, line {line}" for path, tree in trees for line in unnamed_encodings(tree)]
    assert not found, 'name encoding="utf-8":\n' + "\n".join(found)


def test_no_script_is_overlooked():
    scripts = [p for p in files() if not p.suffix and (ROOT / p).read_bytes().startswith(b"#!")]
    assert {Path(".ci/run"), Path("requirements/pythons")} == set(scripts), (
        "a Python script belongs into the check above"
    )
