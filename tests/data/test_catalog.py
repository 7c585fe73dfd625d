"""Any change of a sealed raw file is noticed, and the line says which file and what changed."""

import random
import shutil

import pandas as pd
import pytest

from analysis.data import catalog
from analysis.methods.errors import InputError
from analysis.paths import RAW


@pytest.fixture
def raw(tmp_path):
    return shutil.copytree(RAW, tmp_path / "raw")


def test_committed_raw_files_are_as_sealed():
    assert catalog.verify() == []


def test_sealing_twice_changes_nothing(raw):
    assert catalog.seal(raw) == []


@pytest.mark.parametrize("seed", range(30))
def test_any_altered_byte_of_any_file_is_noticed(raw, seed):
    rng = random.Random(seed)
    path = rng.choice(sorted(p for p in raw.rglob("*") if p.is_file()))
    content = bytearray(path.read_bytes())
    place = rng.randrange(len(content))
    content[place] ^= 1 << rng.randrange(7)
    path.write_bytes(content)
    problems = catalog.verify(raw)
    assert problems, f"byte {place} of {path.relative_to(raw)}"
    folder_and_name = str(path.relative_to(raw))
    assert any(folder_and_name in line or path.name in line for line in problems)


@pytest.mark.parametrize("seed", range(8))
def test_an_altered_value_is_named_with_file_and_column(raw, seed):
    rng = random.Random(1000 + seed)
    path = rng.choice(sorted(raw.rglob("*.csv")))
    table = catalog.read_csv(path)
    column = rng.choice(list(table.columns))
    table.loc[rng.randrange(len(table)), column] = "altered value"
    table.to_csv(path, index=False, lineterminator="\n")
    problems = catalog.verify(raw)
    assert any(f"{path.name}: column {column} now holds" in line and "spbe seal" in line for line in problems)


@pytest.mark.parametrize("seed", range(8))
def test_an_added_or_lost_row_is_named_with_both_counts(raw, seed):
    rng = random.Random(2000 + seed)
    path = rng.choice(sorted(raw.rglob("*.csv")))
    lines = path.read_text().splitlines(keepends=True)
    rows = len(catalog.read_csv(path))
    if seed % 2:
        path.write_text("".join([*lines, lines[-1]]))
    else:
        path.write_text("".join(lines[:-1]))
    wanted = f"{rows + 1 if seed % 2 else rows - 1} rows, sealed with {rows}"
    assert any(wanted in line for line in catalog.verify(raw))


def test_an_altered_hash_in_the_seal_is_noticed(raw):
    path = raw / "undesa_egdi_2020" / "source.yml"
    text = path.read_text()
    digest = text.split("sha256: ")[1][:64]
    path.write_text(text.replace(digest, "0" * 64))
    problems = catalog.verify(raw)
    assert any(line.startswith("undesa_egdi_2020/egdi.csv: sha256") for line in problems)
    assert any(line.startswith("undesa_egdi_2020/source.yml: sha256") for line in problems)


def test_a_file_that_is_added_or_lost_is_named(raw):
    (raw / "panrb_evaluation_2023" / "notes.csv").write_text("a\n1\n")
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
    path.write_text(path.read_text().replace("terms:", "conditions:"))
    with pytest.raises(InputError, match="no entry terms"):
        catalog.source("undesa_egdi_2024", raw)


def test_fingerprints_tell_numbers_from_texts():
    assert catalog.fingerprint(pd.Series(["1.20", "3.4", ""])).startswith(
        "2 numbers from 1.20 to 3.4, sum 4.60, digest "
    )
    assert catalog.fingerprint(pd.Series(["Baik", "Baik", "Cukup"])).startswith("3 texts, 2 distinct, digest ")
    assert catalog.fingerprint(pd.Series(["1.20", "NaN"])).startswith("2 texts, 2 distinct, digest ")
    assert catalog.fingerprint(pd.Series(["a", "b"])) != catalog.fingerprint(pd.Series(["b", "a"]))
