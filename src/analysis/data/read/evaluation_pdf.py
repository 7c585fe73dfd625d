"""What does an official evaluation report say? Institution, year, levels, aspects, domains and index, verified.

The ministry's reports (Laporan Hasil Evaluasi, Laporan Hasil Pemantauan) print a table of indicators with their levels
and a list of the index, the domains and the aspects. Both are read by where words stand, and what was read is taken
only if the levels give every printed value. Levels swapped inside one aspect give the same values and stay unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.data import tables
from analysis.data.read import report_head
from analysis.data.read.agreement import Agreement, agreement, number, require
from analysis.data.read.indicator_table import IndicatorTable, LevelColumn, read_indicator_table
from analysis.data.read.part_names import INDEX, PartNames
from analysis.data.read.pdf_words import Word, read_words
from analysis.data.read.summary_table import ValueList, read_value_lists
from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument

SWAPPED, ROUNDED_WEIGHT, CHOSEN = "swapped", "rounded_weight", "chosen"  # warnings
ALONE = "give the pages of that year alone"
LOOKED_FOR = (
    "looked for a table of indicators (numbered rows with a level from 0 to 5 each) and a list of the index, "
    "the domains and the aspects; give the ministry's report (Laporan Hasil Evaluasi or Pemantauan SPBE)"
)


@dataclass(frozen=True)
class EvaluationReport:
    """A verified report. Levels by item (35, 35-2, 35-3 for services), aspects and domains by id, as printed.

    `institution_id` is empty where the printed name is none of ours. `warnings` are SWAPPED always, ROUNDED_WEIGHT, and
    CHOSEN (several columns of levels that no head tells apart: the one that agrees).
    """

    institution: str
    institution_id: str
    year: int
    instrument: str
    levels: dict[str, int | float]
    aspects: dict[str, str]
    domains: dict[str, str]
    index: str
    warnings: tuple[str, ...]


def read(path: Path) -> EvaluationReport:
    """The report in a PDF file.

    Raises InputError where the file cannot be read, is another document, gives no year, or where its levels do not
    give its printed values: then with each line that differs.
    """
    words = read_words(path)
    try:
        return from_words(words, path.name)
    except InputError as refused:  # where cells run into each other, the order of the file can still part them
        try:
            return from_words(read_words(path, as_written=True), path.name)
        except InputError:
            raise refused from None


def from_words(words: list[Word], name: str) -> EvaluationReport:
    """The report whose pages show these words; `name` is for messages. Raises InputError like `read`."""
    year = _year(words, name)
    instrument = _instrument(year, name)
    lists = read_value_lists(words, PartNames.of(instrument))
    columns = _columns(words, instrument, year, name)
    ways = [columns, _columns(_without(words, lists), instrument, year, name, refuse=False)]
    levels, agreed = _verified(instrument, ways, lists, year, name)
    printed, id = report_head.institution(words, known_names())
    return EvaluationReport(
        institution=printed,
        institution_id=id,
        year=year,
        instrument=instrument.id,
        levels={item: _level(levels[item].text) for item in instrument.items if item in levels},
        aspects={part.id: agreed.printed["aspect", part.id].text for part in instrument.aspects},
        domains={part.id: agreed.printed["domain", part.id].text for part in instrument.domains},
        index=agreed.printed[INDEX].text,
        warnings=_warnings(agreed, len(columns)),
    )


def known_names() -> dict[str, str]:
    """Every name of an institution, as `report_head.plain` gives it -> institution_id; a doubtful one is left out."""
    named = [*tables.load("institutions")[["name", "institution_id"]].itertuples(index=False, name=None)]
    names = tables.load("names")
    institutions = {id for _, id in named}
    named += names.loc[names["join"] == "certain", ["spelling", "institution_id"]].itertuples(index=False, name=None)
    known: dict[str, str] = {}
    for spelling, id in (one for one in named if one[1] in institutions):
        key = report_head.plain(spelling)
        known[key] = id if known.get(key, id) == id else ""
    return {key: id for key, id in known.items() if id}


def _year(words: list[Word], name: str) -> int:
    guesses = [read_indicator_table(words, rows, services) for rows, services in ((47, 1), (37, 3))]
    heads = {column.head.year for table in guesses for column in table.columns if not column.head.is_other}
    year = report_head.report_year(words, heads - {None})
    if year is None:
        raise InputError(f"{name}: no year of an SPBE evaluation found; {LOOKED_FOR}")
    return year


def _instrument(year: int, name: str) -> Instrument:
    instruments = tables.load("instruments")
    for row in instruments.to_dict("records"):
        last = row["last_year"]
        if int(row["first_year"]) <= year and (not str(last).strip().isdigit() or year <= int(last)):
            chosen = str(row["instrument"])
            return Instrument.from_tables(chosen, instruments, tables.load("instrument_parts"), tables.load("bands"))
    raise InputError(f"{name}: the report is of {year}, before the first instrument; give one of 2018 or later")


def _columns(
    words: list[Word], instrument: Instrument, year: int, name: str, refuse: bool = True
) -> list[dict[str, Word]]:
    """The columns that may hold the levels, each by item. Where there is none: raises InputError, or gives none."""
    items = list(instrument.items)
    services = max(part.repeats for part in instrument.indicators)
    try:
        table = read_indicator_table(words, len(items), services, instrument.scale.decimals)
        _require_rows(table, instrument, year, name)
        chosen = _of_year(table, year, name)
    except InputError:
        if refuse:
            raise
        return []
    return [{items[row - 1]: word for row, word in column.levels.items()} for column in chosen]


def _require_rows(table: IndicatorTable, instrument: Instrument, year: int, name: str) -> None:
    rows, found = len(instrument.indicators), len(table.numbers)
    if found < rows or not table.columns:
        last = f", page {table.numbers[-1].page}" if found else ""
        what = f"rows 1 to {found} of {rows} found" if found else "no numbered rows found"
        column = "" if table.columns else " and no column of levels beside them"
        raise InputError(
            f"{name}{last}: the year is {year}, whose instrument has {rows} indicators; {what}{column}; {LOOKED_FOR}"
        )


def _of_year(table: IndicatorTable, year: int, name: str) -> list[LevelColumn]:
    """The columns that may hold the levels of the report's year: those headed with it, else those without a year."""
    own = [column for column in table.columns if not column.head.is_other] or table.columns
    headed = [column for column in own if column.head.year == year]
    chosen = headed or [column for column in own if column.head.year is None]
    if not chosen:
        years = ", ".join(str(column.head.year) for column in own)
        raise InputError(f"{name}: the report is of {year}, its columns of levels are headed {years}; none counts")
    return chosen


def _without(words: list[Word], lists: list[ValueList]) -> list[Word]:
    """The words but for values of aspects and domains: rows of these may stand between those of indicators."""
    values = {word for found in lists for word in found.values.values() if not word.text.isdigit()}
    return [word for word in words if word not in values]


def _verified(
    instrument: Instrument, ways: list[list[dict[str, Word]]], lists: list[ValueList], year: int, name: str
) -> tuple[dict[str, Word], Agreement]:
    """The one column of levels that gives the printed values, by the first way of reading it by which one does.

    Raises InputError where none or several do.
    """
    tried: list[tuple[dict[str, Word], Agreement]] = []
    problems: list[str] = []
    for columns in ways:
        before = len(tried)
        for levels in columns:
            try:
                tried.append((levels, agreement(instrument, levels, lists, year, name)))
            except InputError as error:
                problems += error.problems
        good = [(levels, found) for levels, found in tried[before:] if not found.problems]
        if len({tuple(float(number(word.text)) for word in levels.values()) for levels, _ in good}) > 1:
            raise InputError(
                f"{name}: several columns of levels agree with printed values and none is headed {year}; {ALONE}"
            )
        if good:
            return good[0]
    if not tried:
        raise InputError(list(dict.fromkeys(f"{name}: {problem.removeprefix(f'{name}: ')}" for problem in problems)))
    fewest = min(len(found.problems) for _, found in tried)
    require(next(found for _, found in tried if len(found.problems) == fewest))
    raise AssertionError("unreachable: what has no problems was returned above")


def _level(text: str) -> int | float:
    level = float(number(text))
    return int(level) if level.is_integer() else level


def _warnings(agreed: Agreement, columns: int) -> tuple[str, ...]:
    said = {SWAPPED: True, ROUNDED_WEIGHT: agreed.rounded_weight, CHOSEN: columns > 1}
    return tuple(word for word, holds in said.items() if holds)
