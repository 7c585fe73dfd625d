"""Is a scoring instrument complete and consistent? Its tables read into parts and bands, or refused.

An instrument is a tree: indicators in aspects, aspects in domains (where it has any). Weights are exact
decimals. They must sum to 1 at the top, and those of a part's children to the part's own weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.rounding import exact

LEVELS = ("domain", "aspect", "indicator")


@dataclass(frozen=True)
class Part:
    """A domain, an aspect or an indicator. `repeats`: how often an indicator may be scored (once a service)."""

    id: str
    parent: str  # "" at the top
    name_id: str
    name_en: str
    weight: Fraction
    repeats: int = 1


@dataclass(frozen=True)
class Band:
    """A predicate and the indices it covers: from (included) to (excluded but in the highest band)."""

    predicate: str
    predicate_en: str
    start: Fraction
    end: Fraction
    end_included: bool


@dataclass(frozen=True)
class Scale:
    low: Fraction
    high: Fraction
    decimals: bool

    def __str__(self) -> str:
        kind = "a number" if self.decimals else "a whole number"
        return f"{kind} from {float(self.low):g} to {float(self.high):g}"


def rows_of(table: pd.DataFrame, instrument: str, what: str) -> list[dict[str, str]]:
    """The rows of one instrument, every cell as text. Raises InputError where there are none."""
    chosen = table[table["instrument"].astype(str) == instrument]
    if chosen.empty:
        known = ", ".join(sorted(set(table["instrument"].astype(str)))) or "none"
        raise InputError(f"table {what}: no rows for instrument {instrument!r}; it has {known}")
    filled = chosen.astype(object).where(chosen.notna(), "")
    return [{key: str(cell).strip() for key, cell in row.items()} for row in filled.to_dict("records")]


def read_scale(rows: list[dict[str, str]]) -> Scale:
    """The scale of levels from the one row of table `instruments`."""
    where = f"table instruments, instrument {rows[0]['instrument']}"
    if len(rows) > 1:
        raise InputError(f"{where}: listed {len(rows)} times; keep one row")
    low, high = (_number(rows[0][column], f"{where}: {column}") for column in ("level_min", "level_max"))
    if low >= high:
        raise InputError(f"{where}: level_min {low} is not below level_max {high}")
    if rows[0]["decimal_levels"] not in ("yes", "no"):
        raise InputError(f"{where}: decimal_levels is {rows[0]['decimal_levels']!r}; write yes or no")
    return Scale(low, high, rows[0]["decimal_levels"] == "yes")


def read_parts(rows: list[dict[str, str]]) -> dict[str, tuple[Part, ...]]:
    """The parts by level, in the order of their numbers, from table `instrument_parts`.

    Raises InputError with every defect.
    """
    where = f"table instrument_parts, instrument {rows[0]['instrument']}"
    problems: list[str] = []
    parts: dict[str, list[Part]] = {level: [] for level in LEVELS}
    for row in rows:
        name = f"{where}: {row['level']} {row['id']}"
        try:
            weight = _number(row["weight"], f"{name}: weight")
            repeats = _number(row["repeats"], f"{name}: repeats")
        except InputError as error:
            problems += error.problems
            continue
        if row["level"] not in LEVELS:
            problems.append(f"{name}: level is not one of {', '.join(LEVELS)}")
        elif row["id"] in {part.id for part in parts[row["level"]]}:
            problems.append(f"{name}: listed twice; keep one row")
        elif weight <= 0 or repeats < 1 or repeats.denominator != 1:
            problems.append(f"{name}: needs a weight above 0 and 1 or more whole repeats")
        else:
            part = Part(row["id"], row["parent"], row["name_id"], row["name_en"], weight, int(repeats))
            parts[row["level"]].append(part)
    problems = problems or [f"{where}: {problem}" for problem in _defects(parts)]
    if problems:
        raise InputError(problems)
    # Tables may be sorted as text, where 10 comes before 2.
    return {level: tuple(sorted(found, key=lambda part: (len(part.id), part.id))) for level, found in parts.items()}


def read_bands(rows: list[dict[str, str]], scale: Scale) -> tuple[Band, ...]:
    """The bands in rising order; together they must cover the scale without gap or overlap."""
    where = f"table bands, instrument {rows[0]['instrument']}"
    bands = []
    for row in rows:
        name = f"{where}: {row['predicate']}"
        start, end = (_number(row[column], f"{name}: {column}") for column in ("from_inclusive", "to"))
        bands.append(Band(row["predicate"], row["predicate_en"], start, end, row["to_inclusive"] == "yes"))
    bands.sort(key=lambda band: band.start)
    joints = all(a.end == b.start and not a.end_included for a, b in pairwise(bands))
    if not joints or bands[0].start > scale.low or bands[-1].end != scale.high or not bands[-1].end_included:
        raise InputError(f"{where}: the bands must join without gap or overlap and cover {scale}, its end included")
    return tuple(bands)


def _number(text: str, where: str) -> Fraction:
    try:
        return exact(text)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def _defects(parts: dict[str, list[Part]]) -> list[str]:
    """What is wrong with the tree: missing parents, childless parents, weights that do not add up."""
    levels = [level for level in LEVELS if parts[level]]
    if levels[-2:] != ["aspect", "indicator"]:
        return [f"has only {', '.join(levels)} rows; aspects and indicators are needed"]
    problems = [
        f"{levels[0]} {part.id}: parent {part.parent!r} does not exist" for part in parts[levels[0]] if part.parent
    ]
    total = sum(part.weight for part in parts[levels[0]])
    if total != 1:
        problems.append(f"the weights of the {levels[0]}s sum to {float(total):.15g}, not to 1")
    for above, level in pairwise(levels):
        known = {part.id for part in parts[above]}
        problems += [
            f"{level} {part.id}: parent {above} {part.parent!r} does not exist"
            for part in parts[level]
            if part.parent not in known
        ]
        for parent in parts[above]:
            total = sum(part.weight for part in parts[level] if part.parent == parent.id)
            if total != parent.weight:
                problems.append(
                    f"{above} {parent.id}: the weights of its {level}s sum to {float(total):.15g}, "
                    f"not to its own {float(parent.weight):.15g}"
                )
    return problems
