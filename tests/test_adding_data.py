"""Do the commands of docs/adding_data.md do what it says? Executed word for word in a copy, with made-up tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from tests import additions
from tests.data.add import test_un_edition
from tests.tree import ROOT, text

DOCUMENT = "docs/adding_data.md"
UNTRIED = ("jdih.menpan.go.id", "tauval.spbe.go.id")
EARLIER = ("menpan.go.id", "monev.spbe.go.id", "spbe.go.id/moneval")  # where tables of years before may be


def without_a_figure(year: int) -> list[str]:
    """Three bodies of which no figure of a year is held."""
    held = pd.read_csv(ROOT / "data" / "processed" / "spbe_index.csv", dtype=str)
    bodies = pd.read_csv(ROOT / "data" / "processed" / "institutions.csv", dtype=str)
    known = set(held.loc[held["year"] == str(year), "institution_id"])
    return list(bodies.loc[~bodies["institution_id"].isin(known), "name"][:3])


def made_up(root: Path) -> None:
    book = Workbook()
    rows = [[n, name.upper(), 2.5, "CUKUP"] for n, name in enumerate(without_a_figure(2021), start=1)]
    for row in (["LAMPIRAN"], ["NO", "NAMA INSTANSI", "INDEKS SPBE", "PREDIKAT"], *rows):
        book.active.append(row)
    book.save(root / "lampiran.xlsx")
    portal = [f"{name};3,10;Baik;x" for name in without_a_figure(2025)]
    lines = ["Nama Pemda;Capaian Akhir;Predikat;Wilayah", *portal]
    (root / "portal.csv").write_text("\n".join(lines) + "\n", encoding="cp1252")
    edition = test_un_edition.download(2024).assign(**{"Survey Year": "2026"})
    edition.to_csv(root / "EGOV_DATA_2026.csv", index=False)


def test_addresses_are_named_as_untried_and_those_of_new_lists_have_their_command():
    document = text(Path(DOCUMENT))
    commands = [step.body for steps in additions.sections(document).values() for step in steps if step.action == "run"]
    for address in UNTRIED:
        assert f"`{address}`" in document
        assert any(address in command for command in commands)
    assert all(f"`{address}`" in document for address in EARLIER)
    assert "untried" in document


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize(("title", "folder"), [
    ("A decree's list", "panrb_evaluation_2021"), ("A portal's table", "panrb_portal_2025"),
    ("An edition of the UN survey", "undesa_egdi_2026"),
])  # fmt: skip
def test_the_commands_take_their_tables_in(tmp_path, title, folder):
    root = additions.copy(tmp_path / "copy")
    made_up(root)
    steps = additions.sections(text(Path(DOCUMENT)))[title]
    if title == "A portal's table":
        additions.run(steps[0].body.strip(), root)
        assert "Capaian Akhir" in (root / "columns.yml").read_text(encoding="utf-8")
        steps = steps[1:]
    assert additions.carry_out(steps, root)
    assert (root / "data" / "raw" / folder / "source.yml").is_file()
    additions.run(".venv/bin/spbe check-data", root)


@pytest.mark.slow
@pytest.mark.thorough
def test_a_whole_list_is_taken_in_and_named_as_left_out_of_comparisons(tmp_path):
    """The list of 2024 once more, as that of 2025, without bodies of which an evaluation of 2025 is held."""
    root = additions.copy(tmp_path / "copy")
    held = pd.read_csv(root / "data" / "processed" / "spbe_index.csv", dtype=str)
    bodies = pd.read_csv(root / "data" / "processed" / "institutions.csv", dtype=str)
    known = pd.read_csv(root / "data" / "processed" / "evaluations.csv", dtype=str).query("year == '2025'")
    rows = held[held["source_id"] == "panrb_lap2024"].merge(bodies[["institution_id", "name"]])
    rows = rows[~rows["institution_id"].isin(known["institution_id"])]
    lines = ["Nama Instansi;Indeks SPBE", *(f"{n};{x}" for n, x in zip(rows["name"], rows["index"], strict=True))]
    (root / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = '--publisher "A" --published 2026-01 --title "A list" --obtained "made up" --terms "none" --name a_list_2025'
    additions.run(f".venv/bin/spbe add list.csv --year 2025 --kind ministry {told}", root)
    asked = "from analysis.studies.shared import lists; print(lists.not_compared())"
    assert additions.run(f'.venv/bin/python -c "{asked}"', root).strip() == f"{{2025: {len(rows)}}}"
