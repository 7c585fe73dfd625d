"""What does every column mean? docs/tables.md: the processed tables, and the CSVs under reports/tables.

The first part is written from the definitions of the tables. In the second, which tables there are and which columns
each has comes from the outputs stored in the notebooks, and what a column means from columns.yml beside this module:
under `every` where a name means the same everywhere, under `tables` where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas as pd

from analysis.data import yaml_files
from analysis.data.definitions.model import FLAG, NUMBER, TEXT, UNITS, WHOLE
from analysis.data.tables import TABLES
from analysis.methods.errors import InputError
from analysis.paths import NOTEBOOKS
from analysis.render.run import notebook

MEANINGS = Path(__file__).with_name("columns.yml")
NAME = f"src/analysis/render/write/{MEANINGS.name}"
KINDS = {TEXT: "text", WHOLE: "whole number", NUMBER: "number", FLAG: "`yes` or empty"}
YEAR = re.compile(r"(19|20)\d\d")
PUBLISHED = ("application/vnd.spbe.figure+json", "application/vnd.spbe.table+json")
OPENING = """# What the columns mean

Written by `make store` from the definitions of the processed tables, the notebooks and
`src/analysis/render/write/columns.yml`; change it there. An empty cell is a gap: nothing was
published, or there is no answer."""


@dataclass(frozen=True)
class Published:
    """A CSV that the report offers: its key, title and columns."""

    key: str
    title: str
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        return self.key.replace(".", "_") + ".csv"


@dataclass(frozen=True)
class Meanings:
    """`every`: column -> (unit, sentence). `tables`: key of a table -> the same for its own columns."""

    every: dict[str, tuple[str, str]]
    tables: dict[str, dict[str, tuple[str, str]]]

    def of(self, key: str, column: str) -> tuple[str, str] | None:
        """Unit and sentence of a column of one table, or None; years in its name stand for any year."""
        for meanings in (self.tables.get(key, {}), self.every):
            for name in (column, _any_year(column)):
                if name in meanings:
                    return meanings[name]
        return None


def _any_year(column: str) -> str:
    return YEAR.sub("<year>", column)


def published(notebooks: Path = NOTEBOOKS) -> Iterator[Published]:
    """Every figure and table that the stored notebooks publish, in their order."""
    for path in sorted(notebooks.glob("*.ipynb")):
        for cell in notebook.read(path, f"notebooks/{path.name}")["cells"]:
            for output in cell.get("outputs", []):
                for kind in PUBLISHED:
                    if about := output.get("data", {}).get(kind):
                        columns = pd.read_csv(StringIO(about["csv"]), nrows=0, dtype=str).columns
                        yield Published(about["key"], about["title"], tuple(columns))


def meanings(path: Path = MEANINGS, name: str = NAME) -> Meanings:
    """The meanings of the columns of the CSVs. Raises InputError for entries that are not `unit | sentence`."""
    document = yaml_files.read(path, name)
    problems: list[str] = []

    def read(entries: dict, *place: str) -> dict[str, tuple[str, str]]:
        found = {}
        for column, text in entries.items():
            unit, bar, sentence = str(text).partition(" | ")
            if not bar or unit not in UNITS or not re.fullmatch(r"\S.*\S\.", sentence) or "|" in sentence:
                where = f"{name}: line {document.lines[(*place, column)]}: {column}"
                units = ", ".join(UNITS)
                problems.append(f"{where}: {text!r}; write `unit | A sentence.` with one of the units {units}")
            found[column] = (unit, sentence)
        return found

    shared, own = (document.content.get(part) for part in ("every", "tables"))
    if not all(isinstance(part, dict) for part in (shared, own, *(own.values() if isinstance(own, dict) else ()))):
        raise InputError(f"{name}: not the meanings of columns; write `every` and `tables`, each with its columns")
    every = read(shared, "every")
    tables = {key: read(entries, "tables", key) for key, entries in own.items()}
    if problems:
        raise InputError(problems)
    return Meanings(every, tables)


SOME_PAGES = "institution."  # tables that one institution's page has and another's has not; the report shows one page


def problems(tables: list[Published], known: Meanings) -> list[str]:
    """Columns without a meaning, and meanings without a column; one line each with its place and remedy."""
    found = []
    used: set[tuple[str, str]] = set()  # table or "", name
    for table in tables:
        own = known.tables.get(table.key, {})
        for column in table.columns:
            names = [name for name in (column, _any_year(column)) if name in own or name in known.every]
            if not names:
                found.append(f"{table.file}: {column} has no meaning; write it in {NAME} under {table.key}, or `every`")
            used |= {(table.key if name in own else "", name) for name in names}
    idle = [("", name) for name in known.every] + [(key, name) for key, own in known.tables.items() for name in own]
    shown = {table.key for table in tables}
    idle = [(key, name) for key, name in idle if key in shown or not key.startswith(SOME_PAGES)]
    found += [
        f"{NAME}: {key or 'every'}: no table has the column {name}; take the line out"
        for key, name in idle
        if (key, name) not in used
    ]
    return found


def text() -> str:
    """The whole codebook. Raises InputError where a column has no meaning or a meaning no column."""
    tables, known = list(published()), meanings()
    if wrong := problems(tables, known):
        raise InputError(wrong)
    units = ["| unit | is |", "|---|---|", *(f"| {unit} | {meaning} |" for unit, meaning in UNITS.items())]
    parts = [OPENING, "## Units", "\n".join(units), "## Processed tables (`data/processed`)"]
    parts += [_processed(name) for name in TABLES]
    parts.append("## Tables and figures of the report (`reports/tables`)")
    parts += [_of_report(table, known) for table in tables]
    return "\n\n".join(parts) + "\n"


def _processed(name: str) -> str:
    table = TABLES[name]
    lines = [f"### {name}.csv", "", f"{table.sentence} Key: {_listed(table.key)}.", ""]
    lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for column, about in table.columns.items():
        meaning = about.meaning
        if about.allowed:
            meaning += f" One of {_listed(value for value in about.allowed if value)}."
        if about.refers_to:
            meaning += f" In `{about.refers_to}`."
        lines.append(f"| `{column}` | {KINDS[about.kind]} | {about.unit} | {meaning} |")
    return "\n".join(lines)


def _of_report(table: Published, known: Meanings) -> str:
    title = table.title if table.title.endswith("?") else f"{table.title}."
    lines = [f"### {table.file}", "", title, "", "| column | unit | meaning |", "|---|---|---|"]
    for column in table.columns:
        unit, sentence = known.of(table.key, column)
        lines.append(f"| `{column}` | {unit} | {sentence} |")
    return "\n".join(lines)


def _listed(names: Iterator[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
