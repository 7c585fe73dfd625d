"""The papers around the study are what the study writes: lists of data sets and results, codebook, and the picture."""

import pytest

from analysis.data import catalog
from analysis.render.write import codebook, papers


def test_the_committed_lists_are_those_of_the_catalogue_and_the_notebooks():
    text = papers.REPRODUCING.read_text(encoding="utf-8")
    assert papers.reproducing(text) == text, "run `make store`"


def test_the_committed_picture_is_the_one_of_the_study():
    assert papers.PICTURE.read_bytes() == papers.picture(), "run `make store`"


def test_the_committed_codebook_is_the_one_of_the_tables_and_the_notebooks():
    assert papers.CODEBOOK.read_text(encoding="utf-8") == codebook.text(), "run `make store`"


def test_the_picture_loads_nothing_and_has_no_date():
    svg = papers.picture().decode()
    assert "<dc:date>" not in svg
    assert 'href="http' not in svg


def test_every_raw_folder_and_every_published_table_is_listed():
    listed = papers.datasets()
    assert all(f"`{folder}`" in listed for folder in catalog.sources())
    assert "`instrument_series.csv`" in papers.results()


def test_a_lost_mark_is_refused():
    with pytest.raises(ValueError, match=r"REPRODUCING.md: no mark .*datasets"):
        papers.reproducing("# Reproducing the study")


def test_a_paper_is_written_only_where_it_differs(tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "ROOT", tmp_path)
    for name in ("REPRODUCING", "CODEBOOK", "PICTURE"):
        path = getattr(papers, name)
        copy = tmp_path / path.relative_to(path.parents[1 if path.parent.name == "docs" else 0])
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
        monkeypatch.setattr(papers, name, copy)
    assert papers.write() == []
    papers.CODEBOOK.write_text("# another\n", encoding="utf-8")
    assert papers.write() == ["docs/tables.md"]
    assert papers.CODEBOOK.read_text(encoding="utf-8") == codebook.text()
