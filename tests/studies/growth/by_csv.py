"""The lists of 2023 and 2024 read from the built CSVs by the standard library alone: a second route to every number."""

from __future__ import annotations

from functools import cache

from tests.studies.by_hand import rows

LEFT_OUT = "kabupaten-banyuasin"  # a value below the scale
WEIGHTS = {"1": 0.13, "2": 0.25, "3": 0.165, "4": 0.455}  # PermenPANRB 59/2020
NAMES = {"1": "policy", "2": "governance", "3": "management", "4": "services"}


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """Institution -> its type and province."""
    return {row["institution_id"]: (row["type"], row["province"]) for row in rows("institutions")}


@cache
def indices() -> dict[str, tuple[float, float]]:
    """Institution in both lists -> index 2023 and 2024."""
    found: dict[str, dict[str, float]] = {}
    for row in rows("spbe_index"):
        if row["preferred"] == "yes" and row["year"] in ("2023", "2024"):
            found.setdefault(row["institution_id"], {})[row["year"]] = float(row["index"])
    return {name: (v["2023"], v["2024"]) for name, v in found.items() if len(v) == 2 and name != LEFT_OUT}


@cache
def domains() -> dict[str, dict[str, tuple[float, float]]]:
    """Institution with four domain values in both years -> domain -> values of 2023 and 2024."""
    found: dict[str, dict[tuple[str, str], float]] = {}
    for row in rows("spbe_parts"):
        if row["level"] == "domain" and row["preferred"] == "yes" and row["year"] in ("2023", "2024"):
            found.setdefault(row["unit"], {})[row["part_id"], row["year"]] = float(row["value"])
    return {
        unit: {NAMES[d]: (v[d, "2023"], v[d, "2024"]) for d in NAMES}
        for unit, v in found.items()
        if len(v) == 8 and unit in indices()
    }


def means(unit: str, year: int) -> dict[str, float]:
    """Printed mean domain values of a unit in a year."""
    return {
        NAMES[row["part_id"]]: float(row["value"])
        for row in rows("spbe_parts")
        if row["unit"] == unit and row["year"] == str(year) and row["level"] == "domain" and row["preferred"] == "yes"
    }


def weight(domain: str) -> float:
    return next(WEIGHTS[d] for d, name in NAMES.items() if name == domain)
