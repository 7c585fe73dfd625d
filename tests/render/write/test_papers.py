"""The papers around the study are what the study writes: answers, lists, codebook, and the picture."""

import json
import shutil

import pytest

from analysis.data import catalog
from analysis.paths import NOTEBOOKS, ROOT
from analysis.present import language
from analysis.render.run import notebook, parameters
from analysis.render.write import codebook, papers


def test_the_committed_lists_are_those_of_the_catalogue_and_the_notebooks():
    text = papers.REPRODUCING.read_text(encoding="utf-8")
    assert papers.reproducing(text) == text, "run `make store`"


def test_the_committed_answers_and_notebooks_are_those_that_are_stored():
    assert papers.answers(), "no card of the first page is stored; run `make store`"
    for path, lists in {
        papers.README: {"answers": papers.answers()},
        papers.START: {"notebooks": papers.start()},
    }.items():
        text = path.read_text(encoding="utf-8")
        assert papers.filled(path.name, text, **lists) == text, "run `make store`"


def test_every_notebook_is_listed_with_its_question_and_every_parameter():
    rows = {row.split("](")[1].split(")")[0]: row for row in papers.start().splitlines()[2:]}
    assert set(rows) == {path.name for path in NOTEBOOKS.glob("*.ipynb")}
    for name, row in rows.items():
        nb = notebook.read(NOTEBOOKS / name, name)
        known, _ = parameters.declared(nb, name)
        title = nb["cells"][0]["source"].splitlines()[0].removeprefix("# ")
        assert f"[**{title}**]" in row
        assert all(f"`{one.name}`: {one.meaning}" in row for one in known.values())
        assert row.count("|") == 3, "a cell of the table must hold no bar"


def test_the_question_stands_in_every_language_that_has_it(monkeypatch):
    title = "Apa yang terjadi?"
    monkeypatch.setattr(language, "catalogue", lambda _: {"24_growth.24-01": f"# {title}\n\nLebih lanjut."})
    (row,) = [row for row in papers.start().splitlines() if "24_growth" in row]
    assert f"<br>*{title}*<br>" in row
    assert "Lebih lanjut" not in papers.start()


CARD = {"key": "growth.card", "decision": "bounded", "claim": "Claimed.", "verdict": "Partly.", "why": "Because.",
        "period": "2021 to 2022", "change": "Better figures."}  # fmt: skip


def test_an_answer_is_claim_verdict_word_reason_and_time_of_the_stored_card(tmp_path):
    shutil.copy(NOTEBOOKS / "24_growth.ipynb", tmp_path)
    path = tmp_path / "24_growth.ipynb"
    before = papers.answers(tmp_path)
    nb = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in nb["cells"] if cell["cell_type"] == "code")
    data = {papers.MIME.format("card"): CARD, "text/plain": ""}
    cell["outputs"].append({"output_type": "display_data", "data": data, "metadata": {}})
    path.write_text(json.dumps(nb), encoding="utf-8")
    added = papers.answers(tmp_path).removeprefix(before).strip()
    assert added == "- Claimed. **Partly.** (*bounded*) Because. (2021 to 2022.)"


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
    for name in ("README", "START", "REPRODUCING", "CODEBOOK", "PICTURE"):
        path = getattr(papers, name)
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
        monkeypatch.setattr(papers, name, copy)
    papers.write()
    assert papers.write() == []
    papers.CODEBOOK.write_text("# another\n", encoding="utf-8")
    assert papers.write() == ["docs/tables.md"]
    assert papers.CODEBOOK.read_text(encoding="utf-8") == codebook.text()
