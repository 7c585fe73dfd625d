"""Any change of a sealed raw file is noticed, and the line says which file and what changed."""

import random
import shutil

import pandas as pd
import pytest

from analysis.data import catalog
from analysis.data.build import manifest
from analysis.data.csv_files import read_csv
from analysis.methods.errors import InputError
from analysis.paths import RAW


@pytest.fixture
def raw(tmp_path):
    return shutil.copytree(RAW, tmp_path / "raw")


def test_committed_raw_files_are_as_sealed():
    assert catalog.verify() == []


def test_files_that_are_as_sealed_are_only_hashed(monkeypatch):
    monkeypatch.setattr(catalog, "read_csv", lambda path: pytest.fail(f"{path} was read"))
    assert catalog.verify() == []


def test_sealing_twice_changes_nothing(raw):
    assert catalog.seal(raw) == []


def test_a_seal_is_not_written_through_a_link(raw, tmp_path):
    path, theirs = raw / "undesa_egdi_2022" / "source.yml", tmp_path / "theirs.yml"
    path.rename(theirs)
    path.symlink_to(theirs)
    before = theirs.read_bytes()
    (raw / "undesa_egdi_2022" / "egdi.csv").write_text("iso3\nIDN\n", encoding="utf-8")
    assert "undesa_egdi_2022/source.yml" in catalog.seal(raw)
    assert theirs.read_bytes() == before
    assert not path.is_symlink()
    assert catalog.verify(raw) == []


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["altered", "deleted", "inserted"])
def test_any_byte_altered_deleted_or_inserted_is_noticed(raw, kind, seed):
    rng = random.Random(f"{kind} {seed}")
    path = rng.choice(sorted(p for p in raw.rglob("*") if p.is_file() and (seed % 2 or p.name == "source.yml")))
    content = bytearray(path.read_bytes())
    place = rng.randrange(len(content))
    if kind == "altered":
        content[place] ^= 1 << rng.randrange(7)
    else:
        content[place : place + (kind == "deleted")] = b"" if kind == "deleted" else rng.randbytes(1)
    path.write_bytes(content)
    problems = catalog.verify(raw)
    assert problems, f"byte {place} of {path.relative_to(raw)}"
    folder_and_name = str(path.relative_to(raw))
    assert any(folder_and_name in line or path.name in line for line in problems)


@pytest.mark.parametrize("seed", range(8))
def test_an_altered_value_is_named_with_file_and_column(raw, seed):
    rng = random.Random(1000 + seed)
    path = rng.choice(sorted(raw.rglob("*.csv")))
    table = read_csv(path)
    column = rng.choice(list(table.columns))
    table.loc[rng.randrange(len(table)), column] = "altered value"
    table.to_csv(path, index=False, lineterminator="\n")
    problems = catalog.verify(raw)
    assert any(f"{path.name}: column {column} now holds" in line and "spbe seal" in line for line in problems)


@pytest.mark.parametrize("seed", range(8))
def test_an_added_or_lost_row_is_named_with_both_counts(raw, seed):
    rng = random.Random(2000 + seed)
    path = rng.choice(sorted(raw.rglob("*.csv")))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = len(read_csv(path))
    if seed % 2:
        path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    else:
        path.write_text("".join(lines[:-1]), encoding="utf-8")
    wanted = f"{rows + 1 if seed % 2 else rows - 1} rows, sealed with {rows}"
    assert any(wanted in line for line in catalog.verify(raw))


def test_an_altered_hash_in_the_seal_is_noticed(raw):
    path = raw / "undesa_egdi_2020" / "source.yml"
    text = path.read_text(encoding="utf-8")
    digest = text.split("sha256: ")[1][:64]
    path.write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    problems = catalog.verify(raw)
    assert any(line.startswith("undesa_egdi_2020/egdi.csv: sha256") for line in problems)
    assert any(line.startswith("undesa_egdi_2020/source.yml: sha256") for line in problems)


def test_a_file_that_is_added_or_lost_is_named(raw):
    (raw / "panrb_evaluation_2023" / "notes.csv").write_text("a\n1\n", encoding="utf-8")
    (raw / "names.csv").unlink()
    problems = catalog.verify(raw)
    assert any(line.startswith("panrb_evaluation_2023/notes.csv: not sealed") for line in problems)
    assert any(line.startswith("names.csv: sealed but not found") for line in problems)


def test_a_folder_without_source_is_refused(raw):
    (raw / "undesa_egdi_2024" / "source.yml").unlink()
    with pytest.raises(InputError, match=r"undesa_egdi_2024/source.yml: not found"):
        catalog.sources(raw)


def test_a_source_without_terms_is_refused(raw):
    path = raw / "undesa_egdi_2024" / "source.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("terms:", "conditions:"), encoding="utf-8")
    with pytest.raises(
        InputError,
        match=r"line 1: terms: missing; add it \(as the publication says\)\n.*line 17: conditions: unknown",
    ):
        catalog.source("undesa_egdi_2024", raw)


def test_fingerprints_tell_numbers_from_texts():
    assert catalog.fingerprint(pd.Series(["1.20", "3.4", ""])).startswith(
        "2 numbers from 1.20 to 3.4, sum 4.60, digest "
    )
    assert catalog.fingerprint(pd.Series(["Baik", "Baik", "Cukup"])).startswith("3 texts, 2 distinct, digest ")
    assert catalog.fingerprint(pd.Series(["1.20", "NaN"])).startswith("2 texts, 2 distinct, digest ")
    assert catalog.fingerprint(pd.Series(["a", "b"])) != catalog.fingerprint(pd.Series(["b", "a"]))


HASH_OF_2014 = "    sha256: 41d622"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (HASH_OF_2014, "    sha256:41d622", "raw/source.yml: the sealed part is damaged"),
        (HASH_OF_2014, "    sha256: &41d622", "raw/source.yml: line {line}: an anchor (&) or an alias (*)"),
        (
            "  undesa_egdi_2014/source.yml:",
            "& undesa_egdi_2014/source.yml:",
            "raw/source.yml: line {line}: expected alphabetic",
        ),
        ("  undesa_egdi_2014/source.yml:", "  2014:", "the name '2014' before `:` is no text; put it in quotes"),
        ("    fingerprint:\n", "    fingerprint: !!int x\n", "gives a value a type; remove it"),
        ("  corrections.yml:", "\xff corrections.yml:", "its last line does not seal what stands above it"),
        ("seal:", "sael:", "names.csv: not sealed"),
        ("what: names", "what:\r\n names", "its last line does not seal what stands above it"),
    ],
)
def test_a_damaged_seal_is_a_line_and_no_traceback(raw, old, new, message):
    path = raw / "source.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("latin-1"))
    message = message.format(line=text[: text.index(old)].count("\n") + 1)
    assert any(message in line for line in catalog.verify(raw)), catalog.verify(raw)


def test_line_ends_of_the_root_are_sealed_too(raw):
    path = raw / "source.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 1))
    assert catalog.verify(raw) == [f"source.yml: its last line does not seal what stands above it; {catalog.REMEDY}"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: '", "title: ['", r"undesa_egdi_2024/source.yml: line 3: .*; correct the YAML"),
        (
            "edition: 2024",
            "edition: !!timestamp x",
            "line 5: the tag 'tag:yaml.org,2002:timestamp' gives a value a type; remove it",
        ),
        ("source_id: ", "- source_id ", "undesa_egdi_2024/source.yml: line 2: "),
        ("  osi: 1/3", "  iso: 1/3", r"line 19: weights: osi: missing; add it"),
    ],
)
def test_a_broken_source_is_refused_even_when_it_is_sealed_again(raw, old, new, message):
    path = raw / "undesa_egdi_2024" / "source.yml"
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    catalog.seal(raw)
    assert catalog.verify(raw) == []
    with pytest.raises(InputError, match=message):
        catalog.source("undesa_egdi_2024", raw)


def test_a_source_that_is_a_list_is_refused(raw):
    (raw / "undesa_egdi_2024" / "source.yml").write_text("- title\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"undesa_egdi_2024/source.yml: line 1: is a list; write `name: value`"):
        catalog.source("undesa_egdi_2024", raw)


def test_sealing_without_source_is_refused_and_nothing_written(raw):
    (raw / "names.csv").write_text("spelling\nA\n", encoding="utf-8")
    (raw / "source.yml").unlink()
    (raw / "undesa_egdi_2024" / "source.yml").unlink()
    before = (raw / "undesa_egdi_2022" / "source.yml").read_bytes()
    with pytest.raises(InputError) as refused:
        catalog.seal(raw)
    assert [line.partition(";")[0] for line in refused.value.problems] == [
        "undesa_egdi_2024/source.yml: not found",
        "source.yml: not found",
    ]
    assert (raw / "undesa_egdi_2022" / "source.yml").read_bytes() == before


def test_no_raw_folder_at_all_is_refused(tmp_path):
    with pytest.raises(InputError, match="data/raw: not found; restore it from version control"):
        catalog.verify(tmp_path / "raw")


@pytest.mark.parametrize("name", [".DS_Store", "undesa_egdi_2022/.~lock.egdi.csv#", "undesa_egdi_2022/.DS_Store"])
def test_what_a_file_manager_leaves_is_none_of_our_files(raw, name):
    (raw / name).write_bytes(b"\0")
    assert catalog.verify(raw) == []
    assert catalog.seal(raw) == []
    assert name not in manifest.inputs(raw)
