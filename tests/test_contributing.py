"""Do the additions that CONTRIBUTING.md works through do what it says, taken word for word, in a copy of the tree?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from tests import additions
from tests.notebooks import conventions
from tests.notebooks.cells import read
from tests.tree import ROOT, text

ADDITIONS = ("A run", "A correction", "A UN edition", "A notebook", "A figure", "A statement of the press")
DOCUMENT = text(Path("CONTRIBUTING.md"))


@pytest.fixture
def root(tmp_path) -> Path:
    return additions.copy(tmp_path / "copy")


def invent(path: Path) -> None:
    """Figures of an edition that there never was: each score a little higher than in the one before."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name in ("osi", "tii", "hci", "epi"):
        table[name] = [f"{float(score) ** 0.95:.4f}" for score in table[name]]
    index = (table[["osi", "tii", "hci"]].astype(float).sum(axis=1) / 3).round(4)
    table["egdi"] = [f"{score:.4f}" for score in index]
    table["rank"] = [str(1 + int((index > own).sum())) for own in index]
    table.to_csv(path, index=False, lineterminator="\n")


def allow(notebook: Path, year: int) -> None:
    """Let the parameters of a notebook that list editions be the new one too: what the page says to do by hand."""
    source = notebook.read_text(encoding="utf-8")
    notebook.write_text(
        re.sub(r"(one of: [0-9, ]*\b20\d\d)(?=\\n)", rf"\1, {year - 2}, {year}", source), encoding="utf-8"
    )


def test_every_addition_is_worked_through_and_every_block_says_what_is_done_with_it():
    found = additions.sections(DOCUMENT)
    assert tuple(found) == ADDITIONS
    assert all(any(step.action == "run" for step in steps) for steps in found.values())
    assert DOCUMENT.count("```") == 2 * sum(map(len, found.values()))


def test_a_command_that_fails_fails_the_test(tmp_path):
    with pytest.raises(AssertionError, match="no such thing"):
        additions.run("echo no such thing; exit 3", tmp_path)


def test_the_folders_and_modules_that_the_page_names_exist():
    named = re.findall(r"`((?:src|data|tests|notebooks|studies|present|render|methods)/[\w/.]+)`", DOCUMENT)
    assert len(named) > 20
    rooms = (ROOT, ROOT / "src" / "analysis")
    missing = [name for name in named if not any((room / name).exists() for room in rooms)]
    assert missing == []


def test_the_two_walks_take_ten_steps_each():
    for title in ("From a raw figure to a sentence", "From a parameter to a page"):
        section = DOCUMENT.partition(f"## {title}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^(\d+)\. ", section, re.M) == [str(n) for n in range(1, 11)]


@pytest.mark.slow
@pytest.mark.thorough
def test_a_run(root):
    (printed,) = additions.carry_out(additions.of("A run"), root)
    page = root / printed.splitlines()[-1]
    assert page.name == "viet_nam_2018.html"
    assert "Viet Nam, 2018 to 2024" in page.read_text(encoding="utf-8")
    assert not (root / "reports").exists()


@pytest.mark.slow
@pytest.mark.thorough
def test_a_correction(root):
    def value() -> str:
        table = pd.read_csv(root / "data" / "processed" / "spbe_index.csv", dtype=str)
        return table[(table["institution_id"] == "kabupaten-lebong") & (table["year"] == "2022")]["index"].item()

    assert value() == "1.55"
    printed = additions.carry_out(additions.of("A correction"), root)
    assert printed[-1].endswith("check-data: passed\n")
    assert value() == "1.56"


@pytest.mark.slow
@pytest.mark.thorough
def test_a_un_edition_with_invented_figures(root):
    printed = additions.carry_out(additions.of("A UN edition"), root, by_hand=invent)
    assert printed[-2].endswith("check-data: passed\n")
    assert "in 2024, " in printed[-1]
    assert "in 2026" in printed[-1]
    allow(root / "notebooks" / "10_un_movement.ipynb", 2026)
    run = (
        "  - {id: un_2026, notebook: 10_un_movement, parameters: {country: IDN, edition_from: 2024, edition_to: 2026, "
    )
    run += "min_weight: 0.1, draws: 1000, comparison_band: 20}}\n"
    study = (root / "study.yml").read_text(encoding="utf-8")
    (root / "study.yml").write_text(study + run, encoding="utf-8")
    # No page about the survey breaks, whether a run asks for the new edition or not.
    pages = additions.run(".venv/bin/spbe render --only spbe_and_un un_2026", root).splitlines()
    assert [Path(page).stem for page in pages] == ["spbe_and_un", "un_2026"] * 2, "in both languages"
    page = root / pages[1]
    values = json.loads((page.parent / "values.json").read_text(encoding="utf-8"))
    assert values["un_2026.un.rank.2026"] == int(re.search(r"(\d+) in 2026", printed[-1])[1])


@pytest.mark.slow
@pytest.mark.thorough
def test_a_notebook_and_a_figure_on_its_page(root):
    printed = additions.carry_out(additions.of("A notebook"), root)
    page = root / printed[-1].splitlines()[-1]
    notebook = root / "notebooks" / "45_portals.ipynb"
    assert printed[0] == "notebooks/45_portals.ipynb\n"
    assert conventions.problems(read(notebook)) == []
    rank = json.loads((page.parent / "values.json").read_text(encoding="utf-8"))["portals.rank"]
    egdi = pd.read_csv(root / "data" / "processed" / "egdi.csv").set_index(["iso3", "edition"])
    assert rank == egdi.loc[("IDN", 2024), "rank"]
    assert "<figure" not in page.read_text(encoding="utf-8")
    additions.carry_out(additions.of("A figure"), root)
    assert conventions.problems(read(notebook)) == []
    assert 'alt="Three bars, the components of the index of IDN; the highest is ' in page.read_text(encoding="utf-8")
    assert (page.parent / "tables" / "portals_parts.csv").is_file()


@pytest.mark.slow
@pytest.mark.thorough
def test_a_statement_of_the_press(root):
    printed = additions.carry_out(additions.of("A statement of the press"), root)
    assert "blora-next: true\n" in printed[-2]
    page = root / printed[-1].splitlines()[-1]
    values = json.loads((page.parent / "values.json").read_text(encoding="utf-8"))
    assert values["claims.blora_next.verdict"] == "true"
    assert re.findall(r"\d\.\d\d", values["claims.evidence.blora_next_lists"]) == ["3.27", "3.28"]
