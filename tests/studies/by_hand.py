"""Second routes that several tests share, in plain Python with the weights of the regulation typed."""

from __future__ import annotations

import csv

from analysis.paths import PROCESSED


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a processed table."""
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def national_index() -> dict[int, float]:
    """Year -> published, preferred index of the nation."""
    means = [row for row in rows("spbe_means") if (row["unit"], row["preferred"]) == ("nasional", "yes")]
    return {int(row["year"]): float(row["value"]) for row in means}


def domains(year: int, unit: str = "nasional") -> list[float]:
    """The published, preferred domain means of the nation or of a type, in the order of the domains."""
    chosen = (unit, str(year), "domain", "yes")
    parts = [
        row for row in rows("spbe_parts") if tuple(row[x] for x in ("unit", "year", "level", "preferred")) == chosen
    ]
    means = {row["part_id"]: float(row["value"]) for row in parts}
    return [means[part] for part in sorted(means)]


def rescored(year: int) -> tuple[float, float]:
    """The index of the nation of a year with four domain means under the new weights, and under the old ones."""
    p, g, m, s = domains(year)
    return 0.13 * p + 0.25 * g + 0.165 * m + 0.455 * s, 0.17 * p + 0.28 * g + 0.55 * s


def largest_fall(before: float, floor: int) -> float:
    """The largest fall by spending the total on policy, then services, then governance."""
    left, levels = before - floor, {}
    for part, weight in (("p", 0.17), ("s", 0.55), ("g", 0.28)):
        spent = min(left, weight * (5 - floor))
        levels[part] = floor + spent / weight
        left -= spent
    return 0.04 * levels["p"] + 0.03 * levels["g"] + 0.095 * levels["s"] - 0.165
