"""No figure is typed twice: texts take their figures from what the notebooks publish."""

from __future__ import annotations

from decimal import Decimal

import nbformat
import pytest
from nbformat import v4

from tests.house.typed_numbers import SENTENCE, problems, readings, significant_digits
from tests.notebooks.examples import code, notebook, shown
from tests.tree import ROOT


@pytest.fixture
def study(tmp_path):
    """A study that publishes 2.9478, 629, 0.1234 and, in a sentence, 1,234 institutions."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    told = v4.new_output("display_data", data={SENTENCE: {"key": "ex.told", "text": "Of 1,234 asked, 35 answered."}})
    cells = [shown(2.9478, "ex.index"), shown(629, "ex.count"), shown(0.1234, "ex.share"), shown(-1.505, "ex.fall")]
    nb = notebook(v4.new_markdown_cell("# How?"), code("pass", *cells, told))
    nbformat.write(nb, folder / "10_example.ipynb")
    return tmp_path


def readme(root, text: str) -> list[str]:
    (root / "README.md").write_text(text, encoding="utf-8")
    return problems(root)


@pytest.mark.parametrize(("text", "key"), [
    ("the index was 2.95", "ex.index"),
    ("indeksnya 2,95.", "ex.index"),
    ("all 629 of them", "ex.count"),
    ("a share of 12.3%", "ex.share"),
    ("sebesar 12,3 persen", "ex.share"),
    ("a fall of 1.51 points", "ex.fall"),
    ("asked 1,234 times", "ex.told"),
    ("sebanyak 1.234 kali", "ex.told"),
    ("Python 3.11 gave 2.95", "ex.index"),
])  # fmt: skip
def test_a_typed_figure_is_found(study, text, key):
    found = readme(study, f"# Study\n\nIt says: {text}")
    assert len(found) == 1
    assert found[0].startswith("README.md, line 3: ")
    assert key in found[0]


@pytest.mark.parametrize("text", [
    "the index was 2.94",  # another figure
    "about 2.9, or 12%",  # two digits are a description
    "in 2021, under instrument 35, from 2020/21",
    "see [the page](https://example.go.id/629) or `x = 629`",
    "version 1.629.0, file a-629-b",
    "Python 2.95 to 2.95",
])  # fmt: skip
def test_other_numbers_are_not_held_against_a_text(study, text):
    assert readme(study, text) == []


def test_what_the_study_writes_into_a_document_is_not_typed(study):
    written = "<!-- answers: written by `make store` -->\n\n- it was 2.95\n\n<!-- end of answers -->\n"
    assert readme(study, written) == []
    assert readme(study, f"{written}again 2.95")[0].startswith("README.md, line 6: ")


def test_years_are_labels_even_when_published(study):
    nb = notebook(v4.new_markdown_cell("# When?"), code("pass", shown(2021, "ex.year"), shown(1234, "ex.n")))
    nbformat.write(nb, study / "notebooks" / "20_example.ipynb")
    assert readme(study, "In 2021 there were many.") == []


def test_markdown_catalogues_and_templates_are_read(study):
    nb = notebook(v4.new_markdown_cell("# How?\n\nIt was 2.95."), code("pass", shown(2.9478, "ex.index")))
    nbformat.write(nb, study / "notebooks" / "10_example.ipynb")
    catalogue = study / "src/analysis/present/locale/en/common.po"
    page = study / "src/analysis/render/write/templates/page.html"
    for path in (catalogue, page):
        path.parent.mkdir(parents=True)
    catalogue.write_text(
        '# 2.95\nmsgid ""\nmsgstr ""\n"Version: 2.95\\n"\n\nmsgid "{x:.2f} is 2.95"\nmsgstr ""\n',
        encoding="utf-8",
    )
    page.write_text(
        "<style>\np { margin: 2.95em }\n</style>\n<p width='2.95'>{{ index }} is 2.95</p>\n", encoding="utf-8"
    )
    where = [line.split(": ")[0] for line in problems(study)]
    assert where == ["10_example.ipynb, cell 1, line 3", "common.po, line 6", "page.html, line 4"]


@pytest.mark.parametrize(("text", "digits"), [
    ("2.95", 3), ("0.35", 2), ("1.00", 3), ("600", 1), ("1230", 3), ("0,012", 2), ("1,234", 4),
])  # fmt: skip
def test_significant_digits(text, digits):
    assert significant_digits(text) == digits


@pytest.mark.parametrize(("text", "numbers"), [
    ("629", ["629"]), ("2,95", ["2.95"]), ("1.234", ["1.234", "1234"]), ("1.234,5", ["1234.5"]),
    ("1,234,567", ["1234567"]),
])  # fmt: skip
def test_readings(text, numbers):
    assert readings(text) == tuple(Decimal(number) for number in numbers)


def test_no_figure_of_the_study_is_typed_twice():
    assert list((ROOT / "notebooks").glob("*.ipynb")), "no notebooks found in notebooks/"
    found = problems(ROOT)
    assert not found, "\n".join(found)
