"""A page depends on what it reads and on nothing else: on the project as it is, no kernel started."""

from __future__ import annotations

import shutil

import pytest

from analysis.present import language
from analysis.render.depends.cache import COMMON, SOURCE, explain
from analysis.render.depends.reached import Sources
from analysis.render.project import Project
from analysis.render.run import notebook, study
from tests.notebooks import published
from tests.tree import ROOT, copied_to

TEXTS = "src/analysis/present/locale/en"
EVERY = {run.id for run in study.read(Project()).runs}
CHANGE = {"instrument_change", "instrument_checks", "other_explanations"}  # pages about the change of instrument


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copied_to(tmp_path_factory.mktemp("copy"))


def keys(root) -> dict[str, dict[str, str]]:
    """Run -> the named parts of its cache key."""
    project = Project(root)
    plan, sources = study.read(project), Sources(project)
    return {run.id: explain(run, plan, sources) for run in plan.runs}


@pytest.fixture(scope="module")
def before(copy):
    return keys(copy)


@pytest.mark.parametrize(("file", "pages"), [
    (f"{TEXTS}/un_movement.po", {"un_movement"}),
    (f"{TEXTS}/spbe_and_un.po", {"spbe_and_un"}),
    (f"{TEXTS}/report.po", set()),  # read when the pages are written
    (f"{TEXTS}/instrument_change.po", CHANGE),
    (f"{TEXTS}/instrument_checks.po", {"instrument_checks"}),
    (f"{TEXTS}/change_by_type.po", {"change_by_type"}),
    (f"{TEXTS}/growth.po", {"growth"}),
    (f"{TEXTS}/common.po", EVERY),
    (f"{TEXTS}/countries.po", EVERY),
    ("src/analysis/present/locale/id/common.po", set()),
    ("src/analysis/studies/un_movement/base_rates.py", {"un_movement"}),
    ("src/analysis/render/write/html.py", set()),
    ("data/raw/press_spbe_2018_2025/index.csv", {"sources"}),  # whose page checks the raw files
    ("data/processed/spbe_index.csv",
     {*CHANGE, "change_by_type", "claims", "growth", "institution", "open_questions", "spbe_and_un", "sources"}),
    ("data/processed/egdi.csv", {"claims", "un_movement", "spbe_and_un", "second_look", "open_questions", "sources"}),
])  # fmt: skip
def test_a_changed_file_runs_the_pages_that_read_it_and_no_others(copy, before, file, pages):
    path = copy / file
    kept = path.read_bytes()
    try:
        path.write_bytes(kept.replace(b"\n", b"\n\n", 1) if path.suffix in (".po", ".csv") else kept + b"\n")
        after = keys(copy)
    finally:
        path.write_bytes(kept)
    assert {run for run in before if before[run] != after[run]} == pages


def pages_of(name: str) -> set[str]:
    """The pages of the catalogue that a notebook's texts may come from."""
    project = Project()
    text = notebook.read(project.notebook(name), name)
    modules = Sources(project).of_notebook(text, name).modules
    return COMMON | {module.split(".")[2] for module in modules if module.startswith("analysis.present.")}


@pytest.mark.slow
@pytest.mark.parametrize("run", published.NOTEBOOKS)
def test_a_page_needs_no_texts_of_other_pages(tmp_path, monkeypatch, run):
    name, parameters = published.RUNS[run]
    (tmp_path / SOURCE).mkdir()
    for page in pages_of(name):
        path = language.LOCALE / SOURCE / f"{page}.po"
        if path.is_file():
            shutil.copy(path, tmp_path / SOURCE)
    assert 3 <= len(list((tmp_path / SOURCE).iterdir())) <= 4
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    assert len(published.published(published.executed(name, parameters))) > 10


def test_the_language_of_the_texts_is_one_everywhere():
    assert SOURCE == language.SOURCE
    assert all((ROOT / TEXTS / f"{name}.po").is_file() for name in COMMON)
