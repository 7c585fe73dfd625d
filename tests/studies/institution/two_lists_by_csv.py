"""Both complete lists read from the built CSVs by the standard library, and whom the tests ask for."""

from __future__ import annotations

import random
from functools import cache

from tests.studies.by_hand import rows
from tests.studies.growth.by_csv import LEFT_OUT, NAMES

HARD = (
    "kabupaten-merangin", "kementerian-komunikasi-dan-digital", "kabupaten-grobogan", "kabupaten-sarolangun",
    "kabupaten-blora", LEFT_OUT, "kementerian-pertanian", "kementerian-energi-dan-sumber-daya-mineral",
    "provinsi-jawa-timur", "kabupaten-asmat", "kabupaten-buru", "kabupaten-tolikara", "dewan-pers",
    "badan-pemeriksa-keuangan", "kabupaten-pacitan", "kota-bandung", "lembaga-penerbangan-dan-antariksa-nasional",
)  # fmt: skip
DRAWN = 30


@cache
def asked() -> tuple[str, ...]:
    """The hard cases, and thirty institutions at random."""
    every = sorted({row["institution_id"] for row in rows("institutions")} - set(HARD))
    return (*HARD, *random.Random("institutions").sample(every, DRAWN))


@cache
def listed() -> dict[tuple[str, int], dict[str, object]]:
    """(institution, year) -> index, predicate, spelling, and the domain values that the list has."""
    found: dict[tuple[str, int], dict[str, object]] = {}
    for row in rows("spbe_index"):
        if row["source_id"] in ("panrb_lap2023", "panrb_lap2024"):
            at = row["institution_id"], int(row["year"])
            found[at] = {name: row[name] for name in ("predicate", "spelling")} | {"index": float(row["index"])}
    for row in rows("spbe_parts"):
        at = row["unit"], int(row["year"])
        if at in found and row["level"] == "domain" and row["preferred"] == "yes":
            found[at][NAMES[row["part_id"]]] = float(row["value"])
    return found


def peers(kind: str, year: int) -> dict[str, dict[str, object]]:
    """The institutions of a type in a list, without the one that has a value below the scale."""
    kinds = {row["institution_id"]: row["type"] for row in rows("institutions")}
    return {
        name: held
        for (name, when), held in listed().items()
        if when == year and kinds[name] == kind and (name, when) != (LEFT_OUT, 2023)
    }


@cache
def doubtful() -> frozenset[str]:
    """Institutions of which the lists may hold two units: a doubtful join, or a secretariat in one of them."""
    spelled = {row["spelling"] for row in rows("names") if row["join"] == "doubtful"}
    found = set()
    for name in {name for name, _ in listed()}:
        both = [str(listed()[name, year]["spelling"]) for year in (2023, 2024) if (name, year) in listed()]
        if len(both) == 2 and (spelled & set(both) or sum(one.startswith("Sekretariat") for one in both) == 1):
            found.add(name)
    return frozenset(found)
