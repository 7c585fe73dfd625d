"""How does a frame become a table for readers, and the CSV behind it?

Shown: numbers in the reader's language, the same decimals down a column, an en dash where a figure is missing.
In the CSV: every column under its own name, numbers as published, empty where missing, LF.
In the HTML: a caption, the scope of every heading, and classes for the report's style sheet.
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
SHORT = 14  # characters of a cell that is not broken into lines
DASH = "\u2013"
LEFT = ("text", "year")  # formats of names; every other format is of a number and is set right


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
    named = table.align[0] == "left" and len(table.head) > 1
    lines = ["<table>", f"<caption><span>{html.escape(title)}</span></caption>", "<thead>", "<tr>"]
    for label, side in zip(table.head, table.align, strict=True):
        lines.append(f'<th scope="col"{_class(side)}>{html.escape(label)}</th>')
    lines += ["</tr>", "</thead>", "<tbody>"]
    for row in table.cells:
        lines += _group(row[0], len(table.head)) if len(row) == 1 < len(table.head) else _row(row, table.align, named)
    lines += ["</tbody>", "</table>"]
    return "\n".join(lines + ([f'<p class="table-note">{html.escape(note)}</p>'] if note else []))


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


def _group(name: str, width: int) -> list[str]:
    return ["<tr>", f'<th scope="rowgroup" colspan="{width}" class="group">{html.escape(name)}</th>', "</tr>"]


def _row(cells: list[str], align: list[str], named: bool) -> list[str]:
    lines = ["<tr>"]
    for i, (text, side) in enumerate(zip(cells, align, strict=True)):
        tag, scope = ("th", ' scope="row"') if named and i == 0 else ("td", "")
        lines.append(f"<{tag}{scope}{_class(side, text)}>{html.escape(text)}</{tag}>")
    return [*lines, "</tr>"]


def _class(side: str, text: str = "") -> str:
    """Numbers are set right; short text is not broken into lines."""
    name = "right" if side == "right" else "short" if 0 < len(text) <= SHORT else ""
    return f' class="{name}"' if name else ""


def _names(name: str | tuple[str, str]) -> tuple[str, ...]:
    return name if isinstance(name, tuple) else (name,)


def _require(frame: pd.DataFrame, names: Sequence[str]) -> None:
    missing = [n for n in names if n not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns))
        raise InputError([f"column {n!r} is not in the frame (it has: {has})" for n in missing])


def interval(low: object, high: object, form: str) -> str:
    """An interval as a cell shows it, for a column of text that names the rows."""
    return _cell((low, high), form, language.current(), form)


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
    return language.fill("number.range.cell", tongue, low=written[0], high=written[1])


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
