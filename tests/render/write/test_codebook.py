"""No column of a processed table or of a published CSV is without its meaning, and no meaning is without a column."""

import json
import re
from io import StringIO
from itertools import chain
from math import isfinite

import pandas as pd
import pytest

from analysis.data.definitions.model import UNITS
from analysis.data.tables import TABLES
from analysis.methods.errors import InputError
from analysis.paths import NOTEBOOKS, PROCESSED
from analysis.render.write import codebook
from analysis.render.write.codebook import Meanings, Published


@pytest.fixture(scope="module")
def tables():
    return list(codebook.published())


@pytest.fixture(scope="module")
def known():
    return codebook.meanings()


def test_every_column_has_a_meaning_and_every_meaning_a_column(tables, known):
    assert len(tables) > 100
    assert codebook.problems(tables, known) == []


def test_the_book_has_a_row_for_every_column_of_every_csv(tables):
    sections = dict(part.split("\n", 1) for part in codebook.text().split("\n### ")[1:])
    headers = {f"{name}.csv": (PROCESSED / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0] for name in TABLES}
    expected = {name: tuple(header.split(",")) for name, header in headers.items()}
    expected |= {table.file: table.columns for table in tables}
    found = {
        name: tuple(line.split("`")[1] for line in section.splitlines() if line.startswith("| `"))
        for name, section in sections.items()
    }
    assert found == expected
    assert len(found["instrument_falls_pairs.csv"]) > 20


def test_every_unit_of_the_closed_list_is_used(known):
    ours = {about.unit for table in TABLES.values() for about in table.columns.values()}
    published = {unit for unit, _ in chain(known.every.values(), *(own.values() for own in known.tables.values()))}
    assert ours | published == set(UNITS)


def test_a_meaning_of_every_table_is_not_said_again_for_one(known):
    again = [
        f"{key}.{column}"
        for key, own in known.tables.items()
        for column in own
        if own[column] == known.every.get(column)
    ]
    assert again == []


def test_whatever_is_called_gained_counts_up_as_plus(tables, known):
    units = {known.of(table.key, "gained")[0] for table in tables if "gained" in table.columns}
    assert units <= {"places", "share", "count"}
    assert "places" in units
    assert "plus is up" in UNITS["places"]


# What a cell of each unit may look like; empty cells are gaps.
FITS = {
    "year": lambda x: x.isdigit() and 2003 <= int(x) <= 2100,
    "points": lambda x: abs(float(x)) <= 25,  # needed levels lie off the scale
    "UN score": lambda x: abs(float(x)) <= 1,
    "rank": lambda x: x.isdigit() and 1 <= int(x) <= 1000,
    "places": lambda x: abs(float(x)) < 193,
    "count": lambda x: x.isdigit(),
    "share": lambda x: -0.05 <= float(x) <= 1.05,  # ends of an interval of an estimated share may lie outside
    "number": lambda x: isfinite(float(x)),
    "yes/no": lambda x: x in ("yes", "no", "true", "false"),
}
MAY_PASS_ONE = {"largest_share", "score_share"}  # as their meanings say


def test_the_cells_of_every_column_fit_its_unit(known):
    wrong = []
    for key, csv in stored().items():
        frame = pd.read_csv(StringIO(csv), dtype=str, keep_default_na=False)
        for column in frame:
            unit, _ = known.of(key, column)
            if unit in FITS and column not in MAY_PASS_ONE:
                wrong += [f"{key}.{column} ({unit}): {x!r}" for x in set(frame[column]) - {""} if not fits(unit, x)]
    assert not wrong, "\n".join(sorted(wrong)[:40])


def test_a_column_of_numbers_alone_is_no_text(known):
    """Years, ids and counts have units; a column called text that holds decimals has the wrong one."""
    wrong = []
    for key, csv in stored().items():
        frame = pd.read_csv(StringIO(csv), dtype=str, keep_default_na=False)
        for column in frame:
            cells = set(frame[column]) - {""}
            if known.of(key, column)[0] == "text" and cells and all(re.fullmatch(r"-?\d+\.\d+", x) for x in cells):
                wrong.append(f"{key}.{column}")
    assert wrong == []


def fits(unit: str, cell: str) -> bool:
    try:
        return FITS[unit](cell)
    except ValueError:
        return False


def stored() -> dict[str, str]:
    """Key -> CSV of every figure and table in the stored notebooks."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_bytes())["cells"]
        for data in (output.get("data", {}) for cell in cells for output in cell.get("outputs", [])):
            found |= {data[kind]["key"]: data[kind]["csv"] for kind in codebook.PUBLISHED if kind in data}
    return found


X = Meanings({"year": ("year", "A year.")}, {"toy.gaps": {"gap_<year>": ("points", "A gap.")}})


def test_a_year_in_a_name_stands_for_any_year():
    table = Published("toy.gaps", "Gaps", ("year", "gap_2024", "gap_2026"))
    assert codebook.problems([table], X) == []
    assert X.of("toy.gaps", "gap_2026") == ("points", "A gap.")
    assert X.of("toy.others", "gap_2026") is None


def test_what_lacks_a_meaning_or_a_column_is_named_with_the_remedy():
    tables = [Published("toy.gaps", "Gaps", ("year", "gap")), Published("toy.x", "X", ("gap_2024",))]
    assert codebook.problems(tables, X) == [
        f"toy_gaps.csv: gap has no meaning; write it in {codebook.NAME} under toy.gaps, or `every`",
        f"toy_x.csv: gap_2024 has no meaning; write it in {codebook.NAME} under toy.x, or `every`",
        f"{codebook.NAME}: toy.gaps: no table has the column gap_<year>; take the line out",
    ]


def test_a_shared_meaning_that_every_table_overrides_is_idle():
    known = Meanings({"n": ("count", "How many.")}, {"toy.x": {"n": ("count", "Bodies of it.")}})
    (line,) = codebook.problems([Published("toy.x", "X", ("n",))], known)
    assert "every: no table has the column n" in line


@pytest.mark.parametrize(
    "entry",
    ["A sentence.", "furlongs | A sentence.", "points | no end", "points | .", "points | A | cell ends here.", "", "7"],
)
def test_an_entry_that_is_no_unit_and_sentence_is_refused_with_its_line(tmp_path, entry):
    path = tmp_path / "columns.yml"
    path.write_text(
        f"every:\n  n: count | How many.\ntables:\n  toy.x:\n    m: {entry!r}\n    k: wrong\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        codebook.meanings(path, "columns.yml")
    first, second = refused.value.problems
    assert first.startswith("columns.yml: line 5: m: ")
    assert "write `unit | A sentence.` with one of the units id, text" in first
    assert second.startswith("columns.yml: line 6: k: 'wrong'")


@pytest.mark.parametrize("content", ["", "every: 7\ntables: {}\n", "every: {}\n", "every: {}\ntables:\n  toy.x: 7\n"])
def test_a_file_of_another_shape_is_refused(tmp_path, content):
    path = tmp_path / "columns.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"columns.yml: .*write `every` and `tables`"):
        codebook.meanings(path, "columns.yml")


def test_the_build_of_the_book_is_refused_while_a_column_has_no_meaning(monkeypatch):
    monkeypatch.setattr(codebook, "meanings", lambda: X)
    with pytest.raises(InputError) as refused:
        codebook.text()
    assert any("instrument_falls_fell.csv: verdict has no meaning" in line for line in refused.value.problems)
