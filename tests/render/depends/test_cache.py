from __future__ import annotations

import json
import os
import platform

import pytest

from analysis.methods.errors import InputError
from analysis.render.depends import cache
from analysis.render.depends.cache import Cache, Entry
from analysis.render.depends.reached import Sources
from analysis.render.run import study
from tests.render.toy import IMPORTS, PARAMETERS, VALUE, Toy, cell

ENTRY = Entry('{"cells": []}\n', ("cell 1: careful",))


def parts(toy: Toy) -> dict[str, str]:
    plan = study.read(toy.project)
    return cache.explain(plan.runs[0], plan, Sources(toy.project))


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_the_key_is_made_of_named_parts(toy):
    assert set(parts(toy)) == {
        "run", "notebook", "study seed", "language", "python", "parameter n", "parameter name", "table egdi",
        "module analysis", "module analysis.data", "module analysis.data.tables", "module analysis.studies",
        "module analysis.studies.movement", "file requirements/base.txt",
        "file src/analysis/present/locale/en/common.po",
    }  # fmt: skip
    assert parts(toy)["parameter n"] == "3"
    assert parts(toy)["python"] == platform.python_version()


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("src/analysis/studies/movement.py", "module analysis.studies.movement"),
        ("src/analysis/studies/__init__.py", "module analysis.studies"),
        ("src/analysis/data/tables.py", "module analysis.data.tables"),
        ("src/analysis/present/locale/en/common.po", "file src/analysis/present/locale/en/common.po"),
        ("requirements/base.txt", "file requirements/base.txt"),
        ("data/processed/egdi.csv", "table egdi"),
    ],
)
def test_each_file_that_a_run_depends_on_changes_the_key(toy, file, part):
    before = parts(toy)
    path = toy.project.root / file
    path.write_text(path.read_text(encoding="utf-8") + "# only a remark\n", encoding="utf-8")
    assert changed(before, parts(toy)) == {part}
    assert cache.key(before) != cache.key(parts(toy))


@pytest.mark.parametrize(
    "file",
    ["src/analysis/studies/other.py", "src/analysis/present/publish.py", "data/processed/bands.csv", "README.md"],
)
def test_a_file_that_a_run_does_not_reach_leaves_the_key(toy, file):
    before = parts(toy)
    toy.write(file, "x = 2\n")
    assert cache.key(parts(toy)) == cache.key(before)


def test_seed_language_run_and_parameters_change_the_key(toy):
    before = parts(toy)
    toy.study(toy.run("renamed", n=4), seed=8, language="id")
    assert changed(before, parts(toy)) == {"run", "parameter n", "study seed", "language"}


def test_only_the_source_of_the_notebook_counts(toy):
    before = parts(toy)
    shown = VALUE | {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}], "execution_count": 4}
    toy.notebook("10_toy", PARAMETERS, IMPORTS, shown)
    assert parts(toy) == before
    toy.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell("1 + 1"))
    assert changed(before, parts(toy)) == {"notebook"}


def test_a_table_that_is_not_built_is_refused(toy):
    (toy.project.processed / "egdi.csv").unlink()
    with pytest.raises(InputError) as caught:
        parts(toy)
    assert caught.value.problems == ["data/processed/egdi.csv: not built, and run toy reads it; run `make data`"]


def test_files_that_a_module_reads_directly_count(toy):
    toy.write("data/raw/names.csv", "a\n")
    toy.write("src/analysis/studies/movement.py", "from analysis.paths import RAW\n")
    before = parts(toy)
    assert "file data/raw/names.csv" in before
    toy.write("data/raw/names.csv", "b\n")
    assert changed(before, parts(toy)) == {"file data/raw/names.csv"}


def test_a_module_that_reads_where_builds_write_is_refused(toy):
    toy.write("src/analysis/studies/movement.py", "from analysis import paths\n\nX = paths.ROOT / 'plan.yml'\n")
    with pytest.raises(InputError, match=r"paths\.ROOT, which holds what a build writes; give the file"):
        parts(toy)


@pytest.fixture
def store(tmp_path) -> Cache:
    return Cache(tmp_path / "runs")


def test_what_was_kept_is_found_again(store):
    assert store.get({"run": "a"}) is None
    store.put({"run": "a"}, ENTRY)
    assert store.get({"run": "a"}) == ENTRY
    assert store.get({"run": "b"}) is None
    assert sorted(path.name for path in store.folder.rglob("*") if path.is_file()) == ["executed.ipynb", "key.json"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("executed.ipynb", ""),
        ("executed.ipynb", '{"cells": []}'),
        ("executed.ipynb", None),
        ("key.json", '{"parts": {"run": "a"}, "sha'),
        ("key.json", "[]"),
        ("key.json", "{}"),
        ("key.json", None),
    ],
)
def test_a_damaged_or_half_written_entry_is_none(store, file, text):
    store.put({"run": "a"}, ENTRY)
    path = next(store.folder.rglob(file))
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert store.get({"run": "a"}) is None
    assert store.why({"run": "a"}) == "its kept copy is damaged or was made by an interrupted build"
    store.put({"run": "a"}, ENTRY)
    assert store.get({"run": "a"}) == ENTRY


def test_an_entry_is_not_whole_before_its_record(store, monkeypatch):
    """Killed while a new copy is written over an old one."""
    store.put({"run": "a"}, ENTRY)

    def killed(old, new):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.put({"run": "a"}, Entry("other", ()))
    monkeypatch.undo()
    assert store.get({"run": "a"}) is None


def test_links_in_the_cache_are_neither_read_nor_written_through(store, tmp_path):
    store.put({"run": "a"}, ENTRY)
    folder, theirs = store.folder / cache.key({"run": "a"}), tmp_path / "theirs"
    folder.rename(theirs)
    folder.symlink_to(theirs)
    before = {path.name: path.read_bytes() for path in theirs.iterdir()}
    assert store.get({"run": "a"}) is None
    store.put({"run": "a"}, Entry("other", ()))
    assert store.get({"run": "a"}) == Entry("other", ())
    assert {path.name: path.read_bytes() for path in theirs.iterdir()} == before
    (store.folder / "old").symlink_to(theirs)
    store.prune(runs=0)
    assert list(store.folder.iterdir()) == []
    assert {path.name: path.read_bytes() for path in theirs.iterdir()} == before


def test_a_miss_is_explained_against_the_newest_entry_of_the_run(store):
    assert store.why({"run": "a", "table egdi": "1"}) == "first time"
    store.put({"run": "a", "table egdi": "1", "module m": "1"}, ENTRY)
    store.put({"run": "b", "table egdi": "9"}, ENTRY)
    assert store.why({"run": "a", "table egdi": "2", "module n": "1"}) == (
        "changed: table egdi; new: module n; gone: module m"
    )


def test_the_entries_used_last_are_kept(store, monkeypatch):
    monkeypatch.setattr(cache, "BUILDS_KEPT", 2)
    for number in range(5):
        store.put({"run": "a", "n": str(number)}, ENTRY)
        record = store.folder / cache.key({"run": "a", "n": str(number)}) / cache.KEY
        os.utime(record, ns=(number, number))
    assert store.get({"run": "a", "n": "0"}) == ENTRY  # used again: now the newest
    store.prune(runs=1)
    left = {json.loads(path.read_text(encoding="utf-8"))["parts"]["n"] for path in store.folder.rglob(cache.KEY)}
    assert left == {"0", "4"}


def test_packed_entries_are_small_and_the_same(tmp_path):
    cache, parts, entry = Cache(tmp_path, packed=True), {"run": "a"}, Entry("x" * 10_000, ("told",))
    assert not cache.has(parts)
    cache.put(parts, entry)
    assert cache.has(parts)
    assert cache.get(parts) == entry
    [kept] = tmp_path.glob("*/executed.ipynb.gz")
    assert len(kept.read_bytes()) < 200
    for damaged in (b"", kept.read_bytes()[:-5], b"\x1f\x8b" + b"x" * 50):
        kept.write_bytes(damaged)
        assert cache.get(parts) is None


def test_differences_are_told_by_kind_and_the_first_by_name():
    old, new = {"a": "1", "b": "1", "c": "1", "gone": "1"}, {"a": "2", "b": "2", "c": "2", "new": "1"}
    assert cache.differences(old, new) == "changed: a, b, c; new: new; gone: gone"
    assert cache.differences(old, new, 2) == "changed: a, b and 1 more; new: new; gone: gone"
    assert cache.differences(old, old) == ""
