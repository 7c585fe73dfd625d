from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from analysis.cli import main
from tests.data.read.reports import Layout, Report, random_levels, write


@pytest.fixture(scope="module")
def made() -> Report:
    levels = random_levels("47", random.Random(9))
    return Report("Pemerintah Kota Rekaan", 2023, levels, levels, Layout(size=8))


@pytest.fixture(scope="module")
def file(made, tmp_path_factory):
    return write(made, tmp_path_factory.mktemp("report") / "report.pdf")


def test_json_and_a_file_of_levels_that_score_reads(made, file, tmp_path, capsys):
    levels = tmp_path / "levels.csv"
    assert main(["read-report", str(file), "--json", "--csv", str(levels)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["levels"] == made.levels
    assert (found["year"], found["institution"], found["institution_id"]) == (2023, "PEMERINTAH KOTA REKAAN", "")
    assert len(found["warnings"]) >= 1
    assert main(["score", str(levels), "--instrument", "47", "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert scored["index_display"] == found["index"].replace(",", ".")
    assert scored["domains"] == pytest.approx(found["domains"], abs=0.005)


def test_plain_lines_with_warnings_on_stderr(file, capsys):
    assert main(["read-report", str(file)]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2 + 4 + 8 + 47
    assert err.startswith("warning: ")


def test_refusals_are_no_tracebacks(tmp_path, capsys):
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4\nnothing")
    for path in (damaged, tmp_path / "none.pdf", tmp_path):
        assert main(["read-report", str(path), "--json"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("spbe read-report: ")


def test_help_does_not_wait_for_the_reader_of_pdf():
    code = "import sys; from analysis import cli; cli.build_parser(); sys.exit('pdfplumber' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
