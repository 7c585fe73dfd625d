"""What two machines may publish differently, and what they may not."""

from __future__ import annotations

import copy
import hashlib
import subprocess
import sys

import nbformat
import pytest

from tests.notebooks.examples import code, good, notebook, shown
from tests.notebooks.tolerance import (
    FIGURE,
    TABLE,
    VALUE,
    aligned,
    tolerated,
    tolerated_cell,
    tolerated_csv,
    tolerated_output,
)
from tests.tree import ROOT

CSV = "name,year,x,id\nA,2021,0.123456789,1.1\nB,2022,-0.5,1.10\n"


@pytest.mark.parametrize(("stored", "again", "found"), [
    (2.79, 2.79, 0), (2.79, 2.790000001, 1), (2.79, 2.790000002, 1), (2.79, 2.790000003, None), (1e5, 1e5 + 1e-7, None),
    (0.0, -1e-9, 1), (3, 3, 0), (3, 4, None), (3, 3.0, None), (3.0, 3, None), (True, 1, None), ("Baik", "Baik", 0),
    ("2.79", "2.790000001", None), ("Baik", "Cukup", None), (1, "1", None), (float("nan"), float("nan"), None),
    (float("inf"), float("inf"), 0), (1e300, 1e300 * (1 + 1e-12), None),
])  # fmt: skip
def test_values(stored, again, found):
    assert tolerated(stored, again) == found


@pytest.mark.parametrize(("stored", "again", "found"), [
    ("0.123456789", "0.12345679", 1), ("0.123456789", "0.123456791", 1), ("0.123456789", "0.123456792", None),
    ("3", "3.000000001", 1), ("3", "2.999999998", 1), ("3", "4", None), ("2021", "2022", None), ("1.1", "1.10", None),
    ("01", "1", None), ("0", "-0.000000001", 1), ("0", "-0", None), ("0", "1e-9", None), ("", "0", None), ("", "", 0),
    ("A", "B", None), ("nan", "nan", 0), ("0.1", "0.1 ", None),
])  # fmt: skip
def test_cells_of_a_csv(stored, again, found):
    assert tolerated_cell(stored, again) == found


@pytest.mark.parametrize("other", [
    CSV.replace("name,", "names,"), CSV.replace("A,", "C,"), CSV.replace("2021", "2020"), CSV + "C,2023,1,1\n",
    CSV.replace("1.10", "1.100000001"), CSV.replace("-0.5", ""), CSV.replace("B,2022,-0.5,1.10\n", ""), "", "\n",
    CSV.replace("x", "0.123456789"),
])  # fmt: skip
def test_csvs_that_differ(other):
    assert tolerated_csv(CSV, other) is None
    assert tolerated_csv(other, CSV) is None


def test_a_csv_within_the_tolerance_says_how_many_cells_needed_it():
    assert tolerated_csv(CSV, CSV.replace("789", "788").replace("-0.5", "-0.500000001")) == 2
    assert tolerated_csv(CSV.replace("x", "0.123456789"), CSV.replace("x", "0.123456789")) == 0


def bundle(kind: str, **changes: object) -> dict:
    about = {"key": "toy.x", "title": "X", "csv": CSV} | changes
    if kind == FIGURE and "data_sha256" not in changes:
        about["data_sha256"] = hashlib.sha256(about["csv"].encode()).hexdigest()
    return {kind: about, "text/plain": "X"}


@pytest.mark.parametrize("kind", [TABLE, FIGURE])
def test_tables_and_figures(kind):
    other = bundle(kind, csv=CSV.replace("789", "788"))
    assert tolerated_output(bundle(kind), bundle(kind)) == 0
    assert tolerated_output(bundle(kind), other) == 1
    assert tolerated_output(bundle(kind), other | {"image/png": "drawn"}) == 1
    assert tolerated_output(bundle(kind), bundle(kind, title="Y")) is None
    assert tolerated_output(bundle(kind), other | {"text/plain": "Y"}) is None
    assert tolerated_output(bundle(kind), other | {"text/html": "<p>"}) is None


def test_the_hash_of_a_figure_must_be_that_of_its_own_data():
    wrong = bundle(FIGURE, data_sha256="0" * 64)
    for stored, again in ((wrong, bundle(FIGURE)), (bundle(FIGURE), wrong), (wrong, copy.deepcopy(wrong))):
        assert tolerated_output(stored, again) is None


def values(text: str = "", **found: object) -> dict:
    return {VALUE: {"values": found}, "text/plain": text}


def test_bundles_of_values():
    assert tolerated_output(values(a=1.5, b=2), values(a=1.500000001, b=2)) == 1
    assert tolerated_output(values(a=1.5, b=2), values(a=1.500000001, b=3)) is None
    assert tolerated_output(values(a=1.5, b=2), values(b=2, a=1.5)) is None
    assert tolerated_output(values(a=1.5), values(a=1.5, b=2)) is None
    assert tolerated_output(values("a = 1.5", a=1.5), values(a=1.5)) is None, "no value is shown as text"


def test_other_outputs_are_compared_to_the_letter():
    assert tolerated_output({"text/plain": "0.5"}, {"text/plain": "0.5"}) == 0
    assert tolerated_output({"text/plain": "0.5"}, {"text/plain": "0.500000001"}) is None
    assert aligned([shown(2.79)], [shown(2.79), shown(2.79)]) == ([shown(2.79), shown(2.79)], 0)


@pytest.mark.slow
def test_plain_nbval_has_the_tolerance_too(tmp_path):
    """`pytest --nbval FOLDER` in a checkout, with no option of ours: one notebook from elsewhere, one that is wrong."""
    (tmp_path / "conftest.py").write_text((ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    for name, stored in {"elsewhere": 2.790000001, "wrong": 2.790000003}.items():
        nb = notebook(*good().cells[:-1], code('publish.value("example.mean", score)', shown(stored)))
        nbformat.write(nb, tmp_path / f"{name}.ipynb")
    config = f"[pytest]\npythonpath = {ROOT}\n"
    (tmp_path / "pytest.ini").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert "1 failed, 5 passed" in done.stdout, done.stdout
    assert "wrong.ipynb::Cell 2" in done.stdout
