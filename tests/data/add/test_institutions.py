import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data.add import about, institutions, settled
from analysis.data.csv_files import read_csv
from analysis.data.read.grid import read_grid
from analysis.data.read.table_head import find
from analysis.methods.errors import InputError
from analysis.paths import RAW
from analysis.studies.shared import institution_names
from tests.data.add import dialects
from tests.tree import ROOT

MATCH = about.Matcher(institution_names.same, institution_names.near_names)
HEAD = ["Instansi", "Indeks", "Predikat", "Kebijakan", "Tata Kelola", "Manajemen", "Layanan"]
SLEMAN = ["Kabupaten Sleman", "3.00", "Baik", "3.00", "3.00", "3.00", "3.00"]
BANDUNG = ["Kota Bandung", "2.00", "Cukup", "2.00", "2.00", "2.00", "2.00"]


def taken(path, year=2024, names=None, misprints=None):
    grid = read_grid(path)
    known = settled.names(names, read_csv(RAW / "names.csv"))
    instrument = about.instrument_of(year, "")
    return institutions.take(grid, find(grid), "x_spbe", year, instrument, MATCH, known, settled.misprints(misprints))


def written(folder, rows, name="t.csv"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def refused(folder, *rows, **more):
    with pytest.raises(InputError) as error:
        taken(written(folder, [HEAD, *rows]), **more)
    return error.value.problems


@pytest.mark.parametrize("write", dialects.DIALECTS, ids=lambda write: write.__name__)
def test_the_list_of_2024_is_the_same_from_every_dialect(tmp_path, write):
    table = dialects.held(ROOT)
    found = taken(write(table, tmp_path), misprints=dialects.misprints(tmp_path, write))
    ids = read_csv(RAW / "names.csv").set_index("spelling")["institution_id"].to_dict()
    ids |= dict(zip(found.names["spelling"], found.names["institution_id"], strict=True))
    left, right = (frame.set_index(frame["institution"].map(ids)).sort_index() for frame in (found.table, table))
    figures = list(dialects.FIGURES)
    pd.testing.assert_frame_equal(left[figures].apply(pd.to_numeric), right[figures].apply(pd.to_numeric))
    assert left[["predicate", "listed_under"]].equals(right[["predicate", "listed_under"]])
    (correction,) = found.corrections
    assert (correction["column"], correction["expect"], correction["value"]) == ("kebijakan", "0.60", "missing")
    assert {key.split()[0] for key in found.excused} == {"kabupaten-luwu", "kabupaten-nias-barat", "kabupaten-pacitan"}


DAMAGED = [
    ("index outside the scale", {1: "5.10"}, "outside the scale"),
    ("index below the scale", {1: "0.90"}, "outside the scale"),
    ("domain outside the scale", {3: "0.30"}, "outside the scale"),
    ("predicate against the index", {2: "Memuaskan"}, "lies in the band Baik"),
    ("no predicate of the regulation", {2: "Sedang"}, "choose from"),
    ("domains that do not give the index", {6: "3.10"}, "more than rounding"),
    ("a date", {1: "03-Jan"}, "date"),
    ("thousands", {1: "3.000,0"}, "thousands"),
    ("an empty index", {1: ""}, "index is empty"),
    ("an empty domain", {4: ""}, "tata_kelola is empty"),
    ("a formula", {1: "=3"}, "formula"),
    ("no name", {0: ""}, "institution is empty"),
    ("a name that is near ours", {0: "Kabupaten Slemman"}, "Kabupaten Sleman"),
    ("a name without its kind", {0: "Bandung"}, "Kota Bandung"),
    ("a mean", {0: "Rata-rata nasional"}, "a mean"),
    ("the same institution in other words", {0: "PEMERINTAH KOTA BANDUNG"}, "already"),
]


@pytest.mark.parametrize(("change", "found"), [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_a_damaged_row_is_named_with_rule_and_remedy(tmp_path, change, found):
    row = [change.get(place, cell) for place, cell in enumerate(SLEMAN)]
    (problem,) = refused(tmp_path, BANDUNG, row)
    assert problem.startswith("t.csv, row 3: ")
    assert found in problem


def test_the_rows_are_right_before_they_are_damaged(tmp_path):
    found = taken(written(tmp_path, [HEAD, BANDUNG, SLEMAN]))
    assert list(found.rows.values()) == [2, 3]
    assert (found.corrections, found.excused) == ((), {})


def test_all_problems_of_all_rows_are_told_at_once(tmp_path):
    rows = [[change.get(place, cell) for place, cell in enumerate(SLEMAN)] for _, change, _ in DAMAGED]
    problems = refused(tmp_path, BANDUNG, *rows)
    assert {int(problem.split("row ")[1].split(":")[0]) for problem in problems} == set(range(3, len(DAMAGED) + 3))


@pytest.mark.parametrize(("index", "predicate", "good"), [
    ("2.60", "Cukup", True), ("2.60", "Baik", True), ("2.61", "Cukup", False), ("2.59", "Baik", False),
    ("1.00", "Kurang", True), ("5.00", "Memuaskan", True), ("3.50", "Baik", True), ("3.50", "Cukup", False),
])  # fmt: skip
def test_a_predicate_may_follow_from_the_index_before_or_after_rounding(tmp_path, index, predicate, good):
    path = written(tmp_path, [HEAD[:3], ["Kabupaten Sleman", index, predicate]])
    if good:
        taken(path)
    else:
        with pytest.raises(InputError, match="band"):
            taken(path)


def test_figures_are_settled_by_hand_and_a_wrong_settlement_is_refused(tmp_path):
    head = dialects.MISPRINTS[0]
    odd = [*SLEMAN[:3], "0.30", *SLEMAN[4:]]
    path = written(tmp_path, [HEAD, odd])
    right = written(tmp_path, [head, [SLEMAN[0], "kebijakan", "0.30", "3.00", "its sum"]], "m.csv")
    assert taken(path, misprints=right).corrections[0]["value"] == "3.00"
    kept = written(tmp_path, [head, [SLEMAN[0], "kebijakan", "0.30", "as printed", "odd"]], "k.csv")
    assert taken(path, misprints=kept).excused == {"kabupaten-sleman 2024 x_spbe": ("odd", "")}
    for row in ([SLEMAN[0], "kebijakan", "0.20", "missing", "x"], ["Kota Bandung", "kebijakan", "0.30", "missing", "x"],
                [SLEMAN[0], "isi", "0.30", "missing", "x"], [SLEMAN[0], "kebijakan", "0.30", "x", "x"],
                [SLEMAN[0], "kebijakan", "0.30", "missing", ""]):  # fmt: skip
        wrong = written(tmp_path, [head, row], "w.csv")
        with pytest.raises(InputError, match=r"w\.csv, row 2"):
            taken(path, misprints=wrong)


def test_names_are_settled_by_hand_and_new_institutions_described(tmp_path):
    row = ["Kab. Slemman", *SLEMAN[1:]]
    path = written(tmp_path, [HEAD, row, ["Badan Baru", *BANDUNG[1:]]])
    head = ["printed", "institution_id", "type", "province"]
    good = [["Kab. Slemman", "kabupaten-sleman", "", ""], ["Badan Baru", "badan-baru", "lembaga", ""]]
    found = taken(path, names=written(tmp_path, [head, *good], "n.csv")).names.set_index("spelling")
    assert list(found["institution_id"]) == ["kabupaten-sleman", "badan-baru"]
    assert list(found["canonical"]) == ["", "yes"]
    assert list(found["type"]) == ["kabupaten", "lembaga"]
    for wrong in (["Badan Baru", "badan-x", "lembaga", ""], ["Badan Baru", "badan-baru", "", ""],
                  ["Badan Baru", "badan-baru", "badan", ""], ["Badan Baru", "badan-baru", "kota", "Nowhere"],
                  ["Badan Lama", "kabupaten-sleman", "", ""]):  # fmt: skip
        with pytest.raises(InputError, match=r"n\.csv, row 3"):
            taken(path, names=written(tmp_path, [head, good[0], wrong], "n.csv"))


def test_a_part_of_a_list_does_not_pass_for_the_whole(tmp_path):
    found = taken(written(tmp_path, [["Kelompok", *HEAD], ["Kabupaten", *SLEMAN]]))
    assert set(found.table["listed_under"]) == {""}
    assert any("complete" in note for note in found.notes)


def test_years_and_their_instruments(tmp_path):
    assert about.instrument_of(2020, "").id == "35"
    assert about.instrument_of(2021, "47").id == "47"
    for year, asked in ((2017, ""), (2021, "35"), (2026, "")):
        with pytest.raises(InputError, match="--"):
            about.instrument_of(year, asked)
    rows = [[*HEAD[:5], HEAD[6]], ["Kabupaten Sleman", "3.00", "Baik", "3.00", "3.00", "3.00"]]
    assert taken(written(tmp_path, rows), year=2019).meta["instrument"] == "35"
    assert "manajemen" in refused(tmp_path, SLEMAN, year=2019)[0]


def test_the_folder_is_named_after_publisher_and_year_and_none_is_overwritten():
    told = about.Told(publisher="Kementerian PANRB")
    name = about.folder_name("", told, 2021)
    assert name.startswith("kementerian_panrb_")
    assert name.endswith("_2021")
    for name in ("panrb_evaluation_2020", "panrb", "../x_2021", "Panrb_x_2021"):
        with pytest.raises(InputError, match="--name"):
            about.folder_name(name, told, 2021)
    with pytest.raises(InputError, match="is there already"):
        about.folder_name("panrb_evaluation_2024", told, 2024)
    assert len(about.missing(told, "kind")) == 5
    assert about.missing(replace(told, title="t", published="2021", obtained="x", terms="y")) == []
