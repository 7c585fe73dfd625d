"""The processed tables have the published counts, and the preferences that the sources settle."""

import json
import shutil

import pandas as pd
import pytest

from analysis.data import build, catalog, corrections, tables
from analysis.methods.errors import InputError


@pytest.fixture(scope="module")
def built():
    return build.tables()


def test_counts_of_the_published_lists(built):
    index = built["spbe_index"]
    assert (index["source_id"] == "panrb_lap2023").sum() == 621
    assert (index["source_id"] == "panrb_lap2024").sum() == 615
    assert built["egdi"].groupby("edition").size().to_dict() == dict.fromkeys(
        [2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024], 193
    )


def test_one_preferred_figure_for_every_institution_year_and_national_mean(built):
    for name, keys in (("spbe_index", ["institution_id", "year"]), ("spbe_means", ["year", "unit"])):
        assert (built[name].groupby(keys)["preferred"].sum() == 1).all()
    parts = built["spbe_parts"]
    assert (parts.groupby(["unit", "year", "instrument", "level", "part_id"])["preferred"].sum() == 1).all()


def test_national_domain_means_of_2023_are_those_of_the_report_of_that_year(built):
    parts = built["spbe_parts"]
    rows = parts[(parts["unit"] == "nasional") & (parts["year"] == 2023) & (parts["level"] == "domain")]
    assert rows[rows["preferred"]].set_index("part_id")["value"].to_dict() == {
        "1": 2.91,
        "2": 2.27,
        "3": 1.65,
        "4": 3.45,
    }
    assert len(rows) == 8


def test_known_conflicts_are_kept_and_settled(built):
    index = built["spbe_index"].set_index(["institution_id", "year"])
    sragen = index.loc[("kabupaten-sragen", 2022)]
    assert sorted(sragen["index"]) == [3.10, 3.12, 3.12]
    assert sragen.loc[sragen["preferred"], "index"].item() == 3.12
    bontang = index.loc[("kota-bontang", 2018)]
    assert bontang.loc[bontang["preferred"], "index"].item() == 2.72


def test_the_corrected_domain_is_missing_and_the_flagged_one_is_kept(built):
    parts = built["spbe_parts"]
    jatim = parts[(parts["unit"] == "provinsi-jawa-timur") & (parts["year"] == 2024)]
    assert sorted(jatim["part_id"]) == ["2", "3", "4"]
    flagged = built["spbe_index"].query("below_floor")
    assert flagged["institution_id"].tolist() == ["kabupaten-banyuasin"]


def test_bodies_listed_as_their_secretariat_are_one_institution(built):
    names = built["names"].set_index("spelling")
    for spelling in ("Badan Pemeriksa Keuangan", "Sekretariat Jenderal Badan Pemeriksa Keuangan"):
        assert names.loc[spelling, "institution_id"] == "badan-pemeriksa-keuangan"
    assert names.loc["Sekretariat Jenderal Komisi Pemilihan Umum", "join"] == "doubtful"


def test_before_and_after_pairs_have_the_counts_that_the_compilers_found(built):
    index = built["spbe_index"]
    used = index[index["preferred"]].assign(low=lambda x: x["confidence"] == "low")
    before = (
        used[used["year"] <= 2020]
        .sort_values(["low", "year"], ascending=[False, True])
        .groupby("institution_id")
        .tail(1)
    )
    after = used[used["year"].between(2021, 2024)].sort_values("year").groupby("institution_id").head(1)
    pairs = before.merge(after, on="institution_id", suffixes=("_before", "_after"))
    first_year = pairs[pairs["year_after"] == 2021]
    change = first_year["index_after"] - first_year["index_before"]
    assert (len(pairs), len(first_year), (change < 0).sum(), (change > 0).sum()) == (46, 26, 18, 8)
    assert change.median() == pytest.approx(-0.14)


def test_a_figure_printed_with_one_decimal_says_so(built):
    index = built["spbe_index"].set_index(["institution_id", "year", "source_id"])
    assert index.loc[("kabupaten-solok", 2020, "relasipublik_pessel2022"), "decimals"] == 1


def test_writing_twice_gives_the_same_bytes_and_a_manifest_of_them(tmp_path):
    first, second = build.build(tmp_path / "a" / "processed"), build.build(tmp_path / "b" / "processed")
    assert first == second
    for name, output in first["outputs"].items():
        assert catalog.sha256(tmp_path / "a" / "processed" / name) == output["sha256"]
    assert json.loads((tmp_path / "a" / "processed" / "manifest.json").read_text()) == first
    assert build.is_current(tmp_path / "a" / "processed")
    (tmp_path / "a" / "processed" / "egdi.csv").write_text("iso3\n")
    assert not build.is_current(tmp_path / "a" / "processed")


def test_written_tables_read_back_equal(tmp_path, built):
    build.build(tmp_path / "processed")
    for name, table in built.items():
        pd.testing.assert_frame_equal(tables.load(name, tmp_path / "processed"), table, check_dtype=False)


def test_an_unknown_spelling_is_refused_by_name(monkeypatch):
    read = corrections.read

    def without_one(file, *args):
        table = read(file, *args)
        return table[table["spelling"] != "Kabupaten Blora"] if file == "names.csv" else table

    monkeypatch.setattr("analysis.data.build_spbe.read", without_one)
    with pytest.raises(InputError, match=r"unknown for 'Kabupaten Blora'; add it to data/raw/names.csv"):
        build.tables()


def test_text_in_a_number_is_refused(monkeypatch):
    read = corrections.read

    def with_text(file, *args):
        table = read(file, *args)
        if file == "panrb_evaluation_2023/institutions.csv":
            table.loc[3, "index"] = "tiga"
        return table

    monkeypatch.setattr("analysis.data.build_spbe.read", with_text)
    with pytest.raises(InputError, match=r"spbe_index.csv: .*tiga"):
        build.tables()


def test_processed_folder_is_replaced_as_a_whole(tmp_path):
    folder = tmp_path / "processed"
    build.build(folder)
    (folder / "left_over.csv").write_text("x\n")
    build.build(folder)
    assert not (folder / "left_over.csv").exists()
    shutil.rmtree(folder)
    assert not build.is_current(folder)
