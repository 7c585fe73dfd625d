from __future__ import annotations

import csv

import pytest

from analysis.studies.institution.subject import subject
from tests.tree import ROOT


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_institution_has_the_preferred_figure_of_each_year():
    held: dict[str, dict[int, float]] = {}
    for row in rows("spbe_index"):
        if row["preferred"] == "yes":
            held.setdefault(row["institution_id"], {})[int(row["year"])] = float(row["index"])
    for about in rows("institutions"):
        its = subject(about["institution_id"], 2024)
        assert (its.name, its.type, its.province) == (about["name"], about["type"], about["province"])
        assert dict(zip(its.indices["year"], its.indices["index"], strict=True)) == held[its.id]
        assert list(its.indices["year"]) == sorted(its.indices["year"])


@pytest.mark.parametrize("year", [2023, 2024])
def test_listed_are_those_of_the_ministry_s_complete_list(year):
    listed = {row["institution_id"] for row in rows("spbe_index") if row["source_id"] == f"panrb_lap{year}"}
    found = {row["institution_id"] for row in rows("institutions") if subject(row["institution_id"], year).listed}
    assert found == listed
