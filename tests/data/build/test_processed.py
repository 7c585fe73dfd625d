"""The processed tables have the published counts, and the preferences that the sources settle."""

import csv
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from analysis.data import catalog, corrections, tables
from analysis.data.build import processed
from analysis.data.files import sha256
from analysis.methods.errors import InputError
from analysis.paths import RAW, ROOT
from tests.golden import kept


@pytest.fixture(scope="module")
def built():
    return processed.tables()


def test_counts_of_the_published_lists(built):
    index = built["spbe_index"]
    for year in (2023, 2024):
        listed = raw_rows(f"panrb_evaluation_{year}/institutions.csv")
        assert (index["source_id"] == f"panrb_lap{year}").sum() == len(listed) > 600
    members = len(raw_rows("unsd_m49_regions/states.csv"))
    editions = [int(path.name.removeprefix("undesa_egdi_")) for path in sorted(RAW.glob("undesa_egdi_*"))]
    assert built["egdi"].groupby("edition").size().to_dict() == dict.fromkeys(editions, members)


def raw_rows(name: str) -> list[dict[str, str]]:
    with (RAW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_states_have_the_groups_that_the_un_and_the_world_bank_count(built):
    states = built["states"].set_index("iso3")
    assert states["region"].value_counts().to_dict() == {
        "Africa": 54, "Asia": 47, "Europe": 43, "Americas": 35, "Oceania": 14,
    }  # fmt: skip
    assert states["subregion"].nunique() == 22
    assert states["income"].value_counts().to_dict() == {"HIC": 59, "LMC": 53, "UMC": 52, "LIC": 28, "INX": 1}
    assert states["fragile"].value_counts().to_dict() == {"": 158, "fragility": 18, "conflict": 17}
    assert states.loc["IDN"].tolist() == ["Asia", "South-eastern Asia", "LMC", ""]
    asean_and_timor = "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"
    assert sorted(states.index[states["subregion"] == "South-eastern Asia"]) == asean_and_timor.split()


def test_a_classified_state_without_a_region_is_refused(monkeypatch):
    read = corrections.read

    def without_one(file, *args):
        table = read(file, *args)
        return table[table["iso3"] != "UKR"] if file == "unsd_m49_regions/states.csv" else table

    monkeypatch.setattr("analysis.data.build.un.read", without_one)
    with pytest.raises(InputError, match=r"UKR not in unsd_m49_regions/states.csv; take the row out or add the state"):
        processed.tables()


def test_an_unknown_status_of_a_fragile_state_is_refused(monkeypatch):
    read = corrections.read

    def renamed(file, *args):
        table = read(file, *args)
        return table.replace("Conflict", "War") if file == "worldbank_fragile_2023/fragile.csv" else table

    monkeypatch.setattr("analysis.data.build.un.read", renamed)
    with pytest.raises(InputError, match=r"worldbank_fragile_2023/fragile.csv: status War unknown; .* STATUS"):
        processed.tables()


def test_one_preferred_figure_for_every_institution_year_and_national_mean(built):
    for name, keys in (("spbe_index", ["institution_id", "year"]), ("spbe_means", ["year", "unit"])):
        assert (built[name].groupby(keys)["preferred"].sum() == 1).all()
    parts = built["spbe_parts"]
    assert (parts.groupby(["unit", "year", "instrument", "level", "part_id"])["preferred"].sum() == 1).all()


def test_national_domain_means_of_2023_are_those_of_the_report_of_that_year(built):
    parts = built["spbe_parts"]
    rows = parts[(parts["unit"] == "nasional") & (parts["year"] == 2023) & (parts["level"] == "domain")]
    printed = [
        float(row["value"])
        for row in raw_rows("panrb_evaluation_2023/means.csv")
        if (row["unit"], row["year"], row["level"]) == ("Nasional", "2023", "domain")
    ]
    assert sorted(rows.loc[rows["preferred"], "value"]) == sorted(printed)
    assert len(printed) == 4 < len(rows), "another report prints them too"


def test_the_national_index_of_2022_is_that_of_the_report_of_that_year_and_the_restated_one_is_kept(built):
    means = built["spbe_means"].query("unit == 'nasional' and year == 2022").set_index("source_id")
    assert means["value"].to_dict() == {"panrb_bdl2022": 2.35, "panrb_lap2024": 2.34}
    assert means["preferred"].to_dict() == {"panrb_bdl2022": True, "panrb_lap2024": False}


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


def test_the_provinces_of_2020_have_no_domains_since_their_aspects_give_others_than_are_printed(built):
    printed = {"1": 2.94, "2": 2.87, "3": 3.43}
    rows = built["spbe_parts"].query("unit == 'mean-provinsi' and year == 2020")
    assert set(rows["level"]) == {"aspect"}
    scales = built["instrument_parts"].query("instrument == '35' and level == 'aspect'").set_index("id")
    weight = scales["weight"].astype(float)
    value = rows.set_index("part_id")["value"]
    implied = (value * weight).groupby(scales["parent"]).sum() / weight.groupby(scales["parent"]).sum()
    assert implied.round(2).to_dict() == {"1": 2.47, "2": 2.26, "3": 2.73}
    assert all(abs(implied[id] - x) > 0.4 for id, x in printed.items())
    reasons = [record["reason"] for record in corrections._records("corrections", RAW) if "lhe_2020" in record["file"]]
    ends = [f"from {x - 0.005:.3f} to {x + 0.005:.3f}" for x in implied]
    assert all(end in reason for end, reason in zip(ends, reasons, strict=True))
    ministries = built["spbe_parts"].query("unit == 'mean-kementerian' and year == 2020 and level == 'domain'")
    assert ministries.set_index("part_id")["value"].to_dict() == printed


def test_bodies_listed_as_their_secretariat_are_one_institution(built):
    names = built["names"].set_index("spelling")
    for spelling in ("Badan Pemeriksa Keuangan", "Sekretariat Jenderal Badan Pemeriksa Keuangan"):
        assert names.loc[spelling, "institution_id"] == "badan-pemeriksa-keuangan"
    assert names.loc["Sekretariat Jenderal Komisi Pemilihan Umum", "join"] == "doubtful"


def test_before_and_after_pairs_have_the_published_counts(built):
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
    change = pairs["index_after"] - pairs["index_before"]
    counts = {
        "n": len(pairs),
        "with_2021": (pairs["year_after"] == 2021).sum(),
        "fell": (change < 0).sum(),
        "rose": (change > 0).sum(),
    }
    assert counts == {name: kept.golden()[f"instrument.pairs.{name}"] for name in counts}


def test_a_figure_printed_with_one_decimal_says_so(built):
    index = built["spbe_index"].set_index(["institution_id", "year", "source_id"])
    assert index.loc[("kabupaten-solok", 2020, "relasipublik_pessel2022"), "decimals"] == 1


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of one build, and its manifest."""
    folder = tmp_path_factory.mktemp("a") / "processed"
    return folder, processed.build(folder)


@pytest.fixture
def damaged(written, tmp_path):
    """A copy of that folder, to be damaged."""
    return shutil.copytree(written[0], tmp_path / "processed")


@pytest.fixture
def ready(monkeypatch, built):
    """Builds write at once what was built and checked before."""
    monkeypatch.setattr(processed, "tables", lambda: built)
    monkeypatch.setattr(processed.register, "run", lambda tables: [])
    monkeypatch.setattr(catalog, "verify", lambda: [])


def test_writing_twice_gives_the_same_bytes_and_a_manifest_of_them(tmp_path, written):
    folder, first = written
    assert processed.build(tmp_path / "processed") == first
    for name, output in first["outputs"].items():
        assert sha256(folder / name) == output["sha256"]
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8")) == first
    assert processed.is_current(folder)


def test_an_altered_table_is_not_current(damaged):
    (damaged / "egdi.csv").write_text("iso3\n", encoding="utf-8")
    assert not processed.is_current(damaged)


@pytest.mark.parametrize("content", ["", "junk", "{}", "[]", "null", '{"inputs": {}, "code": {}, "outputs": [1]}'])
def test_a_damaged_manifest_is_not_current(damaged, content):
    (damaged / "manifest.json").write_text(content, encoding="utf-8")
    assert not processed.is_current(damaged)


@pytest.mark.parametrize(
    "damage",
    [
        lambda m: m.pop("outputs"),
        lambda m: m["outputs"].clear(),
        lambda m: m["outputs"].pop("egdi.csv"),
        lambda m: m["outputs"]["egdi.csv"].pop("sha256"),
        lambda m: m.update(code=[]),
    ],
)
def test_a_manifest_that_lacks_something_is_not_current(damaged, damage):
    manifest = json.loads((damaged / "manifest.json").read_text(encoding="utf-8"))
    damage(manifest)
    (damaged / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert not processed.is_current(damaged)


def test_the_manifest_names_the_modules_that_the_checks_stand_on(written):
    assert {"data/checks/spbe.py", "methods/scores/scoring.py"} <= set(written[1]["code"])


def test_a_truncated_manifest_is_not_current(damaged):
    path = damaged / "manifest.json"
    path.write_bytes(path.read_bytes()[:-20])
    assert not processed.is_current(damaged)


def test_written_tables_read_back_equal(written, built):
    for name, table in built.items():
        pd.testing.assert_frame_equal(tables.load(name, written[0]), table, check_dtype=False)


def test_nothing_is_written_from_raw_files_that_are_not_as_sealed(tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "verify", lambda: ["a.csv: not sealed", "b.csv: lost"])
    with pytest.raises(InputError) as refused:
        processed.build(tmp_path / "processed")
    assert refused.value.problems == ["a.csv: not sealed", "b.csv: lost"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_a_check_fails(tmp_path, monkeypatch, built):
    egdi = built["egdi"].assign(rank=built["egdi"]["rank"].where(built["egdi"]["iso3"] != "IDN", 1))
    monkeypatch.setattr(processed, "tables", lambda: built | {"egdi": egdi})
    with pytest.raises(InputError) as refused:
        processed.build(tmp_path / "processed")
    assert any(line.startswith("ranks: 2022 IDN: rank 1, from the EGDI 77; mend") for line in refused.value.problems)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_what_stands_in_the_place_of_the_tables_is_replaced_and_not_written_through(tmp_path, ready, kind):
    folder, theirs = tmp_path / "data" / "processed", tmp_path / "theirs"
    folder.parent.mkdir()
    theirs.mkdir()
    (theirs / "egdi.csv").write_text("theirs", encoding="utf-8")
    if kind == "file":
        folder.touch()
    else:
        folder.symlink_to(theirs if kind == "link" else tmp_path / "nothing")
    processed.build(folder)
    assert [path.read_text(encoding="utf-8") for path in theirs.iterdir()] == ["theirs"]
    assert not folder.is_symlink()
    assert processed.is_current(folder)
    assert list(folder.parent.iterdir()) == [folder]


def test_a_raw_file_that_is_changed_and_changed_back_meanwhile_is_noticed(tmp_path, monkeypatch, built, ready):
    raw = tmp_path / "raw"
    raw.mkdir()
    path = raw / "a.csv"
    path.write_text("a", encoding="utf-8")

    def tables():
        about = path.stat()
        path.write_text("b", encoding="utf-8")
        path.write_text("a", encoding="utf-8")
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        return built

    sources = processed.manifest.sources
    monkeypatch.setattr(processed.manifest, "sources", lambda: sources(raw))
    monkeypatch.setattr(processed, "tables", tables)
    with pytest.raises(InputError, match=r"changed while the tables were built; run `make data` again"):
        processed.build(tmp_path / "processed")
    assert not (tmp_path / "processed").exists()


def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path, ready):
    folder = tmp_path / "processed"
    with ThreadPoolExecutor(4) as pool:
        manifests = list(pool.map(lambda _: processed.build(folder), range(8)))
    assert manifests.count(manifests[0]) == 8
    assert processed.is_current(folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_build_that_fails_leaves_what_was_there(damaged, monkeypatch, ready):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(OSError, match="No space left"):
        processed.build(damaged)
    assert processed.is_current(damaged)
    assert list(damaged.parent.iterdir()) == [damaged]


def test_what_an_interrupted_build_leaves_is_ignored_and_cleaned():
    assert f"data/processed{processed.STAGING}.*/\n" in (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert f"data/processed{processed.STAGING}.* " in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_an_unknown_spelling_is_refused_by_name(monkeypatch):
    read = corrections.read

    def without_one(file, *args):
        table = read(file, *args)
        return table[table["spelling"] != "Kabupaten Blora"] if file == "names.csv" else table

    monkeypatch.setattr("analysis.data.build.spbe.read", without_one)
    with pytest.raises(InputError, match=r"unknown for 'Kabupaten Blora'; add it to data/raw/names.csv"):
        processed.tables()


def test_a_value_that_is_lost_elsewhere_does_not_send_to_the_names(monkeypatch, built):
    broken = built["egdi"].astype({"country": object}).assign(country=None)
    monkeypatch.setattr(processed, "_raw_tables", lambda: {"egdi": broken.head(1)})
    with pytest.raises(InputError, match=r"egdi.csv: country unknown for .*; mend the raw figure"):
        processed.tables()


@pytest.mark.parametrize("text", ["tiga", "2.5"])
def test_a_year_that_is_none_is_refused(monkeypatch, text):
    raw = pd.DataFrame({"year": [text], "institutions": ["1"], "what": ["x"], "source_id": ["y"], "note": [""]})
    monkeypatch.setattr(processed, "_raw_tables", lambda: {"population": raw})
    with pytest.raises(InputError, match=r"population.csv: .*; mend the raw figure"):
        processed.tables()


def test_text_in_a_number_is_refused(monkeypatch):
    read = corrections.read

    def with_text(file, *args):
        table = read(file, *args)
        if file == "panrb_evaluation_2023/institutions.csv":
            table.loc[3, "index"] = "tiga"
        return table

    monkeypatch.setattr("analysis.data.build.spbe.read", with_text)
    with pytest.raises(InputError, match=r"spbe_index.csv: .*tiga"):
        processed.tables()


def test_processed_folder_is_replaced_as_a_whole(damaged, ready):
    (damaged / "left_over.csv").write_text("x\n", encoding="utf-8")
    processed.build(damaged)
    assert not (damaged / "left_over.csv").exists()
    assert damaged.stat().st_mode == damaged.parent.stat().st_mode | 0o055
    shutil.rmtree(damaged)
    assert not processed.is_current(damaged)
