"""How does a frame become a table for readers, and the CSV behind it?

Shown: numbers in the reader's language, the same decimals down a column, an en dash where a figure is missing.
In the CSV: every column under its own name, numbers as published, empty where missing, LF.
HTML is written by great-tables; its style sheet and its random ids are removed, its classes are kept.
"""

from __future__ import annotations

import csv
import datetime
import html
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Rational, Real

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.rounding import published
from analysis.present import language

MOST_COLUMNS = 7
DASH = "\u2013"
LEFT = ("text", "year")  # formats of names; every other format is of a number and is set right
# attributes that great-tables adds for its own style sheet
LOOSE = r' (?:id|headers|data-[a-z-]+)="[^"]*"| (?:row|col)span="1"'


@dataclass(frozen=True)
class Shown:
    """A table as readers see it. A row of one cell is the heading of a group."""

    head: list[str]
    cells: list[list[str]]
    align: list[str]


def shown(
    frame: pd.DataFrame,
    columns: Mapping[str | tuple[str, str], tuple[str, str]],
    group: str | None,
    tongue: str,
) -> Shown:
    """The cells of `frame` as text, in the order of `columns`: name -> (label, format).

    A pair of names is one column from low to high. Formats: text, year (no separators), int, and the number
    forms .2f, +.2f, .1%. Raises InputError for more than seven columns, an unknown column or a cell that its
    format cannot show.
    """
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise InputError(f"a table has 1 to {MOST_COLUMNS} columns, not {len(columns)}: leave some to the CSV")
    _require(frame, [n for name in columns for n in _names(name)] + ([group] if group else []))
    written = [
        [_cell(values, form, tongue, label) for values in zip(*(frame[n] for n in _names(name)), strict=True)]
        for name, (label, form) in columns.items()
    ]
    rows = [list(row) for row in zip(*written, strict=True)]
    return Shown(
        head=[label for label, _ in columns.values()],
        cells=_grouped(rows, list(frame[group])) if group else rows,
        align=["left" if form in LEFT else "right" for _, form in columns.values()],
    )


def to_csv(frame: pd.DataFrame) -> str:
    """The whole frame as CSV. A named index becomes columns; an unnamed one is dropped."""
    frame = flat(frame)
    wrong = [str(name) for name in frame.columns if not re.fullmatch(r"\w+", str(name), re.ASCII)]
    if wrong:
        raise InputError(f"column {wrong[0]!r} is no machine name: use letters, digits and underscores")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([_plain(x) for x in row] for row in frame.itertuples(index=False, name=None))
    return text.getvalue()


def to_html(table: Shown, title: str, note: str) -> str:
    """The table as HTML with a caption, then its note. A first column of text names the rows."""
    from great_tables import GT  # here because its import takes half a second

    names = [f"c{i}" for i in range(len(table.head))]
    rows, group = [], None
    for row in table.cells:
        if len(row) == 1 < len(table.head):
            group = row[0]
        else:
            rows.append([*row, group])
    frame = pd.DataFrame(rows, columns=[*names, "group"])
    gt = GT(
        frame if group else frame[names],
        rowname_col=names[0] if table.align[0] == "left" and len(names) > 1 else None,
        groupname_col="group" if group else None,
    )
    gt = gt.cols_label(dict(zip(names, table.head, strict=True))).tab_stubhead(table.head[0])
    for side in ("left", "right"):
        gt = gt.cols_align(side, [n for n, a in zip(names, table.align, strict=True) if a == side])
    found = re.search(r"<table.*</table>", gt.as_raw_html(), re.DOTALL).group()
    found = re.sub(r"<[^>]+>", lambda tag: re.sub(LOOSE, "", tag.group()), found)
    found = re.sub(r"\n\s*", "\n", found.replace('scope="colgroup"', 'scope="rowgroup"'))
    found = found.replace(">", f">\n<caption><span>{html.escape(title)}</span></caption>", 1)
    return found + (f'\n<p class="table-note">{html.escape(note)}</p>' if note else "")


def to_text(table: Shown, title: str, note: str) -> str:
    """The table in plain characters, for terminals and for comparison."""
    full = [row for row in [table.head, *table.cells] if len(row) == len(table.head)]
    widths = [max(len(row[i]) for row in full) for i in range(len(table.head))]
    lines = [title]
    for row in [table.head, *table.cells]:
        sides = zip(row, widths, table.align, strict=len(row) == len(widths))
        lines.append("  ".join(c.rjust(w) if a == "right" else c.ljust(w) for c, w, a in sides).rstrip())
    return "\n".join(lines + ([note] if note else []))


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a named index as columns and an unnamed one dropped."""
    return frame.reset_index(drop=not any(name is not None for name in frame.index.names))


def _names(name: str | tuple[str, str]) -> tuple[str, ...]:
    return name if isinstance(name, tuple) else (name,)


def _require(frame: pd.DataFrame, names: Sequence[str]) -> None:
    missing = [n for n in names if n not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns))
        raise InputError([f"column {n!r} is not in the frame (it has: {has})" for n in missing])


def _cell(values: tuple[object, ...], form: str, tongue: str, label: str) -> str:
    if any(language.is_missing(x) for x in values):
        return DASH
    try:
        written = [_one(x, form, tongue) for x in values]
    except InputError as error:
        raise InputError(f"column {label!r}: {error}") from error
    if len(written) == 1:
        return written[0]
    if written[0] == written[1]:  # an interval that closes on one number
        return written[0]
    return language.fill("number.range", tongue, low=written[0], high=written[1])


def _one(x: object, form: str, tongue: str) -> str:
    if form == "text":
        return str(x)
    if form == "year":
        return str(int(language.exact(x)))
    return language.number(x, "d" if form == "int" else form, tongue)


def _grouped(rows: list[list[str]], groups: list[object]) -> list[list[str]]:
    """Rows under the heading of their group, groups in the order of their first row."""
    under: dict[str, list[list[str]]] = {}
    for row, group in zip(rows, groups, strict=True):
        under.setdefault(DASH if language.is_missing(group) else str(group), []).append(row)
    return [line for group, members in under.items() for line in ([group], *members)]


def _plain(x: object) -> str:
    if language.is_missing(x):
        return ""
    if isinstance(x, bool | np.bool_):
        return str(bool(x)).lower()
    if isinstance(x, datetime.date):
        return x.isoformat()
    if isinstance(x, Rational) and x.denominator == 1:
        return str(int(x))
    if isinstance(x, Real | Decimal):
        return f"{published(x):f}"
    return str(x)
