from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.methods.errors import InputError
from analysis.render.collect import model
from analysis.render.depends.cache import Entry
from analysis.render.depends.reached import Sources
from analysis.render.project import Project, sha256
from analysis.render.run import study
from analysis.render.write import gate, reports
from analysis.render.write.reports import Writers
from tests.render.toy import WRITERS, cell, notebook_text


def published(*bundles: dict) -> Entry:
    cells = [cell("# Is it so?")]
    for bundle in bundles:
        code = cell("show()")
        code["outputs"] = [{"output_type": "display_data", "data": bundle, "metadata": {}}]
        cells.append(code)
    return Entry(notebook_text(*cells), ())


def test_tables_and_values_are_written_under_their_names(toy):
    toy.study(toy.run(), toy.run("second", main=False))
    table = {"key": "toy.t", "title": "T", "note": "", "head": [], "cells": [], "align": [], "csv": "a\n½\n"}
    done = published({"application/vnd.spbe.table+json": table})
    assert reports.update({"toy": done, "second": done}, study.read(toy.project), toy.project, WRITERS)
    assert toy.files()["tables/toy_t.csv"] == toy.files()["tables/second_toy_t.csv"] == "a\n½\n".encode()
    assert toy.files()["values.json"] == b"{}\n"
    assert reports.size(toy.project) == sum(map(len, toy.files().values()))


def test_pages_are_told_of_each_other_and_of_the_edition(toy):
    seen = []

    def run_page(page, pages, edition):
        seen.append((page.run, [other.run for other in pages], edition.title, edition.data_sha256[:4]))
        return "page"

    toy.study(toy.run(), toy.run("second", main=False))
    writers = Writers(run_page, WRITERS.pages_beside, WRITERS.pdfs)
    done = published()
    reports.update({"toy": done, "second": done}, study.read(toy.project), toy.project, writers)
    data = sha256(toy.project.processed / "manifest.json")[:4]
    assert seen == [("toy", ["toy", "second"], "A toy", data), ("second", ["toy", "second"], "A toy", data)]


@pytest.mark.parametrize("file", ["src/analysis/render/page.css", "src/analysis/render/write/reports.py"])
def test_what_changes_while_pages_are_written_is_noticed_even_when_changed_back(toy, file):
    path = toy.write(file, "x = 1\n")

    def run_page(*_):
        about = path.stat()
        path.write_text("x = 2\n", encoding="utf-8")
        path.write_text("x = 1\n", encoding="utf-8")
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        return "page"

    writers = Writers(run_page, WRITERS.pages_beside, WRITERS.pdfs)
    with pytest.raises(InputError, match=f"^{file}: changed since this build began; build again$"):
        reports.update({"toy": published()}, study.read(toy.project), toy.project, writers)
    assert not toy.project.reports.exists()


def test_a_writer_that_was_edited_after_it_was_loaded_is_noticed(monkeypatch):
    sources = Sources(Project())
    for module in (gate, model):
        sources.content(Path(module.__file__))
    assert reports._changed(sources) == []
    monkeypatch.setattr(gate.__loader__, "source", b"# as it was when this process began")
    assert reports._changed(sources) == ["src/analysis/render/write/gate.py"]


def test_a_page_that_the_gate_refuses_is_not_written(toy):
    writers = Writers(lambda *_: '<script src="https://example.org/a.js">', WRITERS.pages_beside, WRITERS.pdfs)
    with pytest.raises(InputError, match=r"reports/toy\.html: loads 'https://example\.org/a\.js'"):
        reports.update({"toy": published()}, study.read(toy.project), toy.project, writers)
    assert not toy.project.reports.exists()
