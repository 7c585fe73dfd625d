"""The front page of the institutions as the tests write it, and what the CSVs say of each institution."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from analysis.render.write.institutions_index import page
from tests.render.pages import edition
from tests.studies.by_hand import rows

UNMADE = "dewan-pers"  # the only one without a page in these tests
NOWHERE = "lembaga-penerbangan-dan-antariksa-nasional"  # in neither list
LISTS = {"panrb_lap2023": 2023, "panrb_lap2024": 2024}
MARK = {"id": ",", "en": "."}


@cache
def institutions() -> dict[str, dict[str, str]]:
    return {row["institution_id"]: row for row in rows("institutions")}


@cache
def latest() -> dict[str, tuple[int, str, str]]:
    """Institution -> year of its latest complete list, index as printed with two decimals, predicate."""
    held: dict[str, tuple[int, str, str]] = {}
    for row in rows("spbe_index"):
        year = LISTS.get(row["source_id"], 0)
        if year > held.get(row["institution_id"], (0,))[0]:
            held[row["institution_id"]] = (year, f"{float(row['index']):.2f}", row["predicate"])
    return held


@cache
def written(tongue: str) -> str:
    return page(tongue, set(institutions()) - {UNMADE}, edition())


def data(tongue: str = "id") -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', written(tongue))[1])


def named(ids: Iterable[str]) -> list[str]:
    return [institutions()[name]["name"] for name in ids]


def csv_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
