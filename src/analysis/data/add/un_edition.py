"""The UN's own download of an edition as `egdi.csv`: 193 states, ranks and components held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.data import tables
from analysis.data.add.about import Taken
from analysis.data.checks import un
from analysis.data.checks.result import Finding
from analysis.data.definitions.raw import columns_of
from analysis.data.read.figures import figure
from analysis.data.read.grid import Grid
from analysis.data.read.table_head import Head, words
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered

FILE = "egdi.csv"
SCORES = ("egdi", "osi", "tii", "hci", "epi")
LAST = 2026  # the last edition for which component means of thirds are to be expected without a look at its method
BRACKETS = re.compile(r"\s*\([^)]*\)")
LONG = {  # names that the UN prints in full -> ours
    "united kingdom of great britain and northern ireland": "GBR", "united states of america": "USA",
    "united republic of tanzania": "TZA", "republic of moldova": "MDA", "lao people s democratic republic": "LAO",
    "democratic people s republic of korea": "PRK", "democratic republic of the congo": "COD",
    "syrian arab republic": "SYR", "czech republic": "CZE", "micronesia": "FSM", "swaziland": "SWZ", "turkey": "TUR",
    "cape verde": "CPV", "the former yugoslav republic of macedonia": "MKD", "korea republic of": "KOR",
    "the netherlands": "NLD", "the gambia": "GMB", "the bahamas": "BHS", "the republic of north macedonia": "MKD",
}  # fmt: skip


def edition(grid: Grid, head: Head, asked: int | None) -> int:
    """The one year of the column Survey Year. Raises InputError where it has several, or not the one asked for."""
    years = {cells[head.columns["year"]]: number for number, cells in _body(grid, head)}
    if len(years) != 1 or not re.fullmatch(r"20\d\d", next(iter(years))):
        told = ", ".join(f"{cut(year)} (row {row})" for year, row in list(years.items())[:5])
        raise InputError(f"{grid.name}: Survey Year is {told or 'nowhere'}; give one edition, each row with its year")
    year = int(next(iter(years)))
    if asked not in (None, year):
        raise InputError(f"{grid.name}: Survey Year is {year}, --year {asked}; leave --year out")
    return year


def take(grid: Grid, head: Head, source_id: str, year: int, names: Mapping[str, Mapping[str, str]]) -> Taken:
    """The edition, ready for its folder. Raises InputError with the problems of all rows at once."""
    problems: list[str] = []
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    known = _known()
    ours = _ours()
    for number, cells in _body(grid, head):
        row = {name: cells[place] if place < len(cells) else "" for name, place in head.columns.items()}
        faults = [f"{name}: {grid.faults[number, p]}" for name, p in head.columns.items() if (number, p) in grid.faults]
        found = faults or list(_read(row, known, names))
        problems += [f"{grid.where(number)}: {problem}" for problem in found]
        if not found:
            rows.append({**row, "country": ours[row["iso3"]]})
            numbers.append(number)
    problems += _states(grid, rows, numbers, ours)
    if problems:
        raise InputError(problems)
    table = pd.DataFrame(rows)[columns_of(f"undesa_egdi_{year}/{FILE}")]
    decimals = _component_decimals(table)
    problems = list(_contradictions(grid, table, year, decimals, dict(zip(table["iso3"], numbers, strict=True))))
    if problems:
        raise InputError(problems)
    none = " ".join(sorted(table.loc[table["rank"] == "", "iso3"]))
    counted = "epi" if un.steps(_numbers(table)["epi"].dropna())[0] else ""
    meta = {
        "weights": {"osi": "1/3", "tii": "1/3", "hci": "1/3"}, "not_computed": none, "counted": counted,
        "states": f"rank, EGDI, its three components and the E-Participation Index of {len(table)} member states",
    } | ({"component_decimals": decimals} if decimals else {})  # fmt: skip
    return Taken(
        file=FILE,
        table=ordered(table, "iso3"),
        rows={f"{year} {iso3}": number for iso3, number in zip(table["iso3"], numbers, strict=True)},
        meta=meta,
    )


def _body(grid: Grid, head: Head) -> list[tuple[int, list[str]]]:
    return [(number, cells) for number, cells in grid.rows if number > head.last_row]


def _ours() -> dict[str, str]:
    rows = tables.load("egdi")
    rows = rows[rows["edition"] == rows["edition"].max()]
    return dict(zip(rows["iso3"], rows["country"], strict=True))


def _known() -> dict[str, str]:
    """Every name of a state in words -> its code."""
    rows = tables.load("egdi")[["country", "iso3"]].drop_duplicates()
    return LONG | {words(country): iso3 for country, iso3 in rows.itertuples(index=False)}


def _read(row: dict[str, str], known: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Code and figures of a row, written into it; what is wrong with them."""
    printed = row["country"]
    settled = names.get(printed, {}).get("institution_id", "").upper()
    row["iso3"] = settled or known.get(words(printed)) or known.get(words(BRACKETS.sub("", printed))) or ""
    if row["iso3"] not in known.values():
        yield f"{cut(printed)} is no name of a member state that is known; settle it (--names: printed,institution_id)"
    if not re.fullmatch(r"\d{1,3}|", row["rank"]):
        yield f"rank {cut(row['rank'])} is no whole number"
    for name in SCORES:
        try:
            row[name] = _trimmed(figure(row[name])) if row[name] else ""
        except InputError as error:
            yield f"{name}: {error}"
            continue
        if row[name] and float(row[name]) > 1:
            yield f"{name} {row[name]} lies outside 0-1; correct it"
        if not row[name] and name != "egdi":
            yield f"{name} is empty; fill it as the UN prints it"
    if (row["rank"] == "") != (row["egdi"] == ""):
        yield "a rank without an index or an index without a rank; where the UN computed none, both are empty"


def _trimmed(text: str) -> str:
    """Without zeros at the end that the UN's files add to four decimals."""
    whole, _, part = text.partition(".")
    return f"{whole or '0'}.{part.rstrip('0'):0<4}"


def _states(grid: Grid, rows: list[dict[str, str]], numbers: list[int], ours: Mapping[str, str]) -> Iterator[str]:
    first: dict[str, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        if row["iso3"] in first:
            yield f"{grid.where(number)}: {row['country']} is in row {first[row['iso3']]} already; keep one"
        first.setdefault(row["iso3"], number)
    lost = [ours[iso3] for iso3 in ours if iso3 not in first]
    if lost:
        more = f" and {len(lost) - 10} more" if len(lost) > 10 else ""
        yield f"{grid.name}: an edition has {un.STATES} states; without a usable row: {', '.join(lost[:10])}{more}"


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: pd.to_numeric(table[name].where(table[name] != "")) for name in (*SCORES, "rank")}
    return table.assign(**numbers)


def _about(table: pd.DataFrame, year: int, decimals: int | None) -> dict[str, pd.DataFrame]:
    """The edition as the checks of the tables take it."""
    weights = {f"weight_{name}": ["1/3"] for name in un.COMPONENTS}
    editions = pd.DataFrame({"edition": [year], **weights, "component_decimals": [decimals]})
    return {"egdi": _numbers(table).assign(edition=year), "editions": editions}


def _component_decimals(table: pd.DataFrame) -> int | None:
    """4 where the printed index follows from the components as if they had four decimals, and only then."""

    def deviate(decimals: int | None) -> int:
        return sum(isinstance(x, Finding) for x in un.egdi_components(_about(table, LAST, decimals)))  # fmt: skip

    return un.FEWEST_DECIMALS if deviate(None) and not deviate(un.FEWEST_DECIMALS) else None


def _contradictions(
    grid: Grid, table: pd.DataFrame, year: int, decimals: int | None, row_of: Mapping[str, int]
) -> Iterator[str]:
    held = _about(table, year, decimals)
    for check in (un.egdi_components, un.component_range, un.ranks):
        for found in check(held):
            if isinstance(found, Finding):
                iso3 = found.where.split()[-1]
                where = grid.where(row_of[iso3]) if iso3 in row_of else f"{grid.name}, column {iso3}"
                yield f"{where}: {found.text}; look it up in the UN's file and correct it"
