"""What stands in the cells of an XLSX file, and what of it is no plain value?

A cell that is a formula counts with the value that was stored with it, as a reader of the sheet sees it, and that is
noted; without a stored value it is a fault. A cell that became a date is a fault: 2.1 may have become the second of
January. Merged cells are a fault of each cell that they cover.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from analysis.data.read.grid import MOST_COLUMNS, MOST_ROWS, REMEDY, Grid, clean, too_many
from analysis.data.yaml_files import unwanted
from analysis.methods.errors import InputError
from analysis.methods.rounding import SIGNIFICANT

UNPACKED = 30_000_000  # bytes that the parts of a workbook may come to
DAMAGED = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError, IndexError,
           AttributeError, EOFError, NotImplementedError, RuntimeError)  # fmt: skip
AREA = re.compile(r'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
DATES = (datetime, date, time, timedelta)


def read_workbook(name: str, content: bytes) -> Grid:
    """The one sheet with text of a workbook.

    Raises InputError where it is damaged or locked, has more rows or columns than `grid` allows or would unpack to more
    than UNPACKED bytes (nothing is read then), or has text on several sheets.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not needed
            _require_small(name, content)
            shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {title: rows for title in shown.sheetnames if (rows := _rows(name, shown[title]))}
            title = _only(name, sheets)
            typed = load_workbook(io.BytesIO(content), read_only=True)[title]
            formulas = _formulas(typed, set(sheets[title]))
            merged = _merged(content, typed._worksheet_path, set(sheets[title]))
    except InputError:
        raise
    except DAMAGED as error:
        raise InputError(f"{name}: a damaged or locked workbook ({type(error).__name__}); {REMEDY}") from None
    return _grid(name, sheets[title], formulas, merged)


def _require_small(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > UNPACKED:
        raise InputError(f"{name}: unpacks to {size:,} bytes, more than {UNPACKED:,}; {REMEDY}")


def _rows(name: str, sheet: object) -> dict[int, tuple]:
    """Values of the rows with any, by their number. Reading ends where there are too many."""
    if not hasattr(sheet, "reset_dimensions"):
        return {}  # a chart
    sheet.reset_dimensions()
    found, last = {}, 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(values) > MOST_COLUMNS and any(value is not None for value in values[MOST_COLUMNS:]):
            raise too_many(name, "columns", MOST_COLUMNS)
        if any(value is not None and str(value).strip() for value in values):
            found[number], last = values[:MOST_COLUMNS], number
        if len(found) > MOST_ROWS or number > 20 * MOST_ROWS + last:
            raise too_many(name, "rows", MOST_ROWS)
    return found


def _only(name: str, sheets: dict[str, dict]) -> str:
    if len(sheets) > 1:
        raise InputError(f"{name}: text on several sheets ({', '.join(sheets)}); keep the one with the table")
    if not sheets:
        raise InputError(f"{name}: no text in any cell; {REMEDY}")
    return next(iter(sheets))


def _formulas(sheet: object, rows: set[int]) -> set[tuple[int, int]]:
    """Where the sheet has formulas: (row, position)."""
    sheet.reset_dimensions()
    return {
        (number, position)
        for number, cells in enumerate(sheet.iter_rows(max_row=max(rows)), start=1)
        if number in rows
        for position, cell in enumerate(cells[:MOST_COLUMNS])
        if cell.data_type == "f"
    }


def _merged(content: bytes, part: str, rows: set[int]) -> dict[tuple[int, int], str]:
    """(row, position) of the cells that are merged -> the area. Read from the part itself: openpyxl would make a cell
    of each place that an area covers, however large.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        text = packed.read(part).decode("utf-8", "replace")
    found = {}
    for area in list(AREA.finditer(text))[:MOST_ROWS]:
        columns = [column_index_from_string(area[n]) - 1 for n in (1, 3)]
        for row in rows & set(range(int(area[2]), min(int(area[4]), max(rows)) + 1)):
            for column in range(columns[0], min(columns[1], MOST_COLUMNS) + 1):
                found[row, column] = f"{area[1]}{area[2]}:{area[3]}{area[4]}"
    return found


def _grid(
    name: str, rows: dict[int, tuple], formulas: set[tuple[int, int]], merged: dict[tuple[int, int], str]
) -> Grid:
    grid, width = Grid(name, []), max(map(len, rows.values()))
    for number, short in rows.items():
        values = (*short, *[None] * (width - len(short)))
        grid.rows.append((number, [_shown(value) for value in values]))
        for position, value in enumerate(values):
            if why := _fault(value, (number, position) in formulas, merged.get((number, position), "")):
                grid.faults[number, position] = why
    if formulas:
        grid.notes.append(f"cells that are formulas: {len(formulas)}; the values stored with them were taken")
    return grid


def _shown(value: object) -> str:
    """A value as text: numbers without the noise of binary fractions."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(f'{value:.{SIGNIFICANT}g}').normalize() + 0:f}"
    return clean(str(value))


def _fault(value: object, is_formula: bool, merged: str) -> str:
    if merged:
        return f"one of the merged cells {merged}; unmerge them and fill each"
    if is_formula and value is None:
        return "a formula without a stored value; open and save the file in a spreadsheet, or write the value"
    if isinstance(value, DATES):
        return f"a date ({_shown(value)}), as a spreadsheet makes of 2.1; write the number that is printed, as text"
    if isinstance(value, bool):
        return "a truth value; write what is printed"
    if isinstance(value, str):
        if unseen := unwanted(value.replace("\r", "\n")):
            return f"the character {unseen} cannot be seen; type the cell anew"
        if value.startswith("#") and value.endswith(("!", "?", "A")):
            return f"an error of the spreadsheet ({value}); write what is printed"
        if value.lstrip().startswith("="):
            return f"a formula ({clean(value)[:30]}); write its value"
    return ""
