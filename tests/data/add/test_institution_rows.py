from analysis.data.add.about import Matcher
from analysis.data.add.institution_rows import read_body
from analysis.data.read.grid import Grid
from analysis.data.read.table_head import SPBE, Head

HEAD = Head(SPBE, 1, {"institution": 1, "index": 2}, ())
IDS = {"kota bandung": "kota-bandung", "kabupaten sleman": "kabupaten-sleman"}
MATCH = Matcher(lambda text: IDS.get(text.casefold()), lambda text: ["Kota Bandung"])


def body(*rows):
    grid = Grid("t.csv", list(enumerate([["No", "Instansi", "Indeks"], *rows], start=1)))
    return read_body(grid, HEAD, MATCH, {}, ["Kabupaten", "Kota"])


def test_rows_stand_under_the_heading_above_them_which_may_hold_their_kind():
    found = body(["", "A. KOTA", ""], ["1", "Bandung", "2"], ["", "B. Kabupaten", ""], ["1", "Sleman", "3"])
    assert [(row.institution_id, row.heading) for row in found.rows] == [
        ("kota-bandung", "Kota"), ("kabupaten-sleman", "Kabupaten")
    ]  # fmt: skip
    assert found.problems == []


def test_lines_that_are_no_rows_are_left_out_and_told():
    found = body(["(1)", "(2)", "(3)"], ["1", "Kota Bandung", "2"], ["", "Sumber: a portal", ""])
    assert len(found.rows) == 1
    assert [note.split()[1] for note in found.notes] == ["2", "4"]


def test_an_institution_without_figures_is_no_footnote_and_no_heading():
    found = body(["1", "Kota Bandung", "2"], ["2", "Kabupaten Sleman", ""], ["", "Kota Bandungg", "1"])
    assert [row.institution_id for row in found.rows] == ["kota-bandung", "kabupaten-sleman", ""]
    assert "Kota Bandung" in found.problems[0]
