"""What stands in the cells of a table that an office hands out? CSV of any dialect or XLSX, as text, or refused.

CSV may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs between its fields. What a reader must know of
how a file was read is noted. Of 100,000 rows nothing is read: a list of institutions or states has some hundred.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data import files
from analysis.data.yaml_files import unwanted
from analysis.methods.errors import InputError
from analysis.methods.ordering import highest

LARGEST = 5_000_000  # bytes of a file
MOST_ROWS = 5_000
MOST_COLUMNS = 100
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
REMEDY = "give the table alone, as CSV or XLSX"


@dataclass
class Grid:
    """A table as it stands in a file.

    rows: number in the file and cells as text, blanks at the ends taken off; rows without any text are left out.
    faults: (row, position of the cell) -> why a cell cannot be taken as it is. notes: how the file was read.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def where(self, row: int) -> str:
        """File and row, as messages begin with them."""
        return f"{self.name}, row {row}"


def read_grid(path: Path) -> Grid:
    """The table in a file. Raises InputError where it is missing, empty, too large or neither CSV nor XLSX."""
    content = files.handed_in(path, LARGEST, REMEDY, blank=b"\0 \t\r\n")
    if content.startswith(b"PK\x03\x04"):
        from analysis.data.read import workbook

        return workbook.read_workbook(path.name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path.name}: an old Excel file (XLS); save it as XLSX")
    if content.startswith(b"%PDF"):
        raise InputError(f"{path.name}: a PDF; {REMEDY}")
    text, encoding = _text(path.name, content)
    return _of_csv(path.name, text, [] if encoding == "UTF-8" else [f"read as {encoding}"])


def clean(text: str) -> str:
    """A cell's text on one line, without blanks at its ends or doubled ones; a no-break space is a blank."""
    return " ".join(text.split())


def too_many(name: str, what: str, limit: int, remedy: str = REMEDY) -> InputError:
    """The refusal of a table that has more rows or columns than a list of institutions can have."""
    return InputError(f"{name}: more than {limit:,} {what}, no list of institutions or states has so many; {remedy}")


def _text(name: str, content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding."""
    if encoding := WIDE.get(content[:2]) or _unmarked(content):
        try:
            return content.decode(encoding), "UTF-16"
        except UnicodeDecodeError:
            raise InputError(f"{name}: begins as UTF-16 and does not go on so; save it as UTF-8") from None
    if b"\0" in content:
        raise InputError(f"{name}: a binary file; {REMEDY}")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise InputError(f"{name}, row {row}: neither UTF-8 nor Windows-1252 ({found}); save it as UTF-8") from None


def _unmarked(content: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte of the first characters is zero."""
    start = content[:40]
    if len(start) >= 4 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and not any(start[::2]) and all(start[1::2]) else ""


def _of_csv(name: str, text: str, notes: list[str]) -> Grid:
    if text.count("\n") > MOST_ROWS or text.count("\r") > MOST_ROWS:
        raise too_many(name, "rows", MOST_ROWS)
    delimiter = list(DELIMITERS)[highest([_columns(text, mark) for mark in DELIMITERS])]  # of equals the first
    grid = Grid(name, [], notes=notes)
    if delimiter != ",":
        notes.append(f"read with {DELIMITERS[delimiter]} between the fields")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for cells in lines:
            _take(grid, begin, cells)
            begin = lines.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}, row {begin}: not a row of CSV ({error}); mend the quotes") from None
    if not grid.rows:
        raise InputError(f"{name}: no text in any cell; {REMEDY}")
    return grid


def _columns(text: str, delimiter: str) -> int:
    """How many lines a delimiter parts, counted by their parts: that of the table parts all its lines alike."""
    lines = (line for line in text.splitlines()[:200] if line.strip())
    counts = [len(cells) - 1 for cells in csv.reader(lines, delimiter=delimiter)]
    usual = max(set(counts), key=lambda n: (counts.count(n) if n else 0, n), default=0)
    return counts.count(usual) * bool(usual) * 10 + min(usual, 9)


def _take(grid: Grid, number: int, cells: list[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise too_many(grid.name, "columns", MOST_COLUMNS)
    for position, cell in enumerate(cells):
        if unseen := unwanted(cell.replace("\r", "\n")):
            grid.faults[number, position] = f"the character {unseen} cannot be seen; type the cell anew"
        elif cell.lstrip().startswith("="):
            grid.faults[number, position] = f"a formula ({clean(cell)[:30]}); write its value"
    cells = [clean(cell) for cell in cells]
    if any(cells):
        grid.rows.append((number, cells))
