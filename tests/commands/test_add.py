import json

import pytest
import yaml

from analysis import cli
from analysis.data.add import take_in

TABLE = "Nama Pemda;Angka;Catatan\nKab. Sleman;3,00;x\n"
DOCUMENT = {
    "folder": "data/raw/x_spbe_2024", "year": 2024, "added": True, "rows": 1, "new_institutions": [], "preferred": 0,
    "institutions_first_held_for_the_year": 0, "now_preferred": [], "tables": ["spbe_index"],
    "conflicts": [{"institution": "kabupaten-sleman", "year": 2024, "added": 3.0, "held": 4.0, "held_from": "y",
                   "preferred": "added"}],
    "names_written": [], "corrections_written": [], "exceptions_written": [], "exceptions_removed": [],
    "notes": ["read with semicolons between the fields"],
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def asked(monkeypatch):
    """What the command asks for, without doing it."""
    requests = []

    def note(request, match, only_check=False):
        requests.append((request, match, only_check))
        return dict(DOCUMENT)

    monkeypatch.setattr(take_in, "take_in", note)
    return requests


def test_a_head_that_is_not_known_is_refused_and_a_mapping_file_begun(table, tmp_path, capsys):
    assert cli.main(["add", str(table)]) == 1
    assert "--write-columns" in capsys.readouterr().err
    out = tmp_path / "map.yml"
    assert cli.main(["add", str(table), "--write-columns", str(out)]) == 0
    assert yaml.safe_load(out.read_text(encoding="utf-8")) == {"ignore": ["Nama Pemda", "Angka", "Catatan"]}
    assert cli.main(["add", str(table), "--write-columns", str(out)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_what_must_be_said_of_a_table_is_asked_for_at_once(table, tmp_path, capsys):
    columns = tmp_path / "map.yml"
    columns.write_text("institution: Nama Pemda\nindex: Angka\nignore: [Catatan]\n", encoding="utf-8")
    assert cli.main(["add", str(table), "--columns", str(columns)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert {line.split("--")[1].split(":")[0] for line in told} == {
        "title", "publisher", "published", "obtained", "terms", "kind", "year"
    }  # fmt: skip


def test_everything_that_is_said_reaches_the_request(table, asked, capsys):
    words = {"title": "a", "publisher": "b", "published": "2025", "obtained": "c", "terms": "d", "kind": "ministry"}
    options = [f"--{name}={text}" for name, text in words.items()]
    assert cli.main(["add", str(table), *options, "--year", "2024", "--name", "x_y_2024", "--check", "--json"]) == 0
    ((request, match, only_check),) = asked
    assert (request.file, request.year, request.name, only_check) == (table, 2024, "x_y_2024", True)
    assert {name: getattr(request.told, name) for name in words} == words
    assert match.same("Kab. Sleman") == "kabupaten-sleman"
    document = json.loads(capsys.readouterr().out)
    assert document["conflicts"] == DOCUMENT["conflicts"]
    assert "instrument_change" in document["pages"]


def test_the_lines_name_what_differs_and_the_pages_that_read_it(table, asked, capsys):
    assert cli.main(["add", str(table)]) == 0
    said = capsys.readouterr()
    assert "kabupaten-sleman 2024" in said.out
    assert "3.00" in said.out
    assert "4.00" in said.out
    assert "instrument_change" in said.out
    assert "semicolons" in said.err


def test_an_interruption_is_told_without_a_traceback(table, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(take_in, "take_in", stop)
    assert cli.main(["add", str(table)]) == 130
    assert "interrupted" in capsys.readouterr().err
