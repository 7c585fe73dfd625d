"""Do two executions show the same? All to the letter, but numbers of values and of CSVs within two units.

A pytest plugin beside nbval, which compares everything to the letter. Published numbers are rounded to an absolute
1e-9; where a result lies on the edge between two of these steps, another processor may publish the next one. Nothing
else may differ: not a text, a key, a whole number, a shown cell or a sentence. The hash of a figure's data must be
that of its own CSV on either side, and is compared no further.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

import pytest
from nbval.plugin import IPyNbCell

from analysis.methods.rounding import PUBLISHED

DRAWINGS = ("image/svg+xml", "image/vnd.spbe.narrow+svg+xml")
LARGEST = 2 * PUBLISHED  # difference of two published numbers: one unit, and a second for the half that was rounded
VALUE, TABLE, FIGURE = (f"application/vnd.spbe.{kind}+json" for kind in ("value", "table", "figure"))


def tolerated(stored: object, shown: object) -> int | None:
    """0 where two published values are equal, 1 where they are within LARGEST, None where they differ.

    Only numbers with a fraction may differ: texts and whole numbers are equal, or are not.
    """
    if type(stored) is type(shown) and stored == shown:
        return 0
    both_real = type(stored) is float and type(shown) is float and math.isfinite(stored) and math.isfinite(shown)
    return 1 if both_real and abs(Decimal(repr(stored)) - Decimal(repr(shown))) <= LARGEST else None


def tolerated_cell(stored: str, shown: str) -> int | None:
    """The same for two cells of CSVs: numerals as they are published, of which one at least has decimals."""
    if stored == shown:
        return 0
    first, second = _numeral(stored), _numeral(shown)
    if first is None or second is None or not ("." in stored or "." in shown):
        return None
    return 1 if abs(first - second) <= LARGEST else None


def _numeral(text: str) -> Decimal | None:
    """The number, where `text` is just what `published` writes for it (an id such as 1.10 is none)."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and f"{number.normalize() + 0:f}" == text else None


def tolerated_csv(stored: str, shown: str) -> int | None:
    """How many cells of two CSVs of the same shape and head needed the tolerance; None where they differ."""
    first, second = (list(csv.reader(io.StringIO(text, newline=""), strict=True)) for text in (stored, shown))
    if [len(row) for row in first] != [len(row) for row in second] or first[:1] != second[:1]:
        return None
    pairs = zip(first[1:], second[1:], strict=True)
    return _sum([tolerated_cell(a, b) for rows in pairs for a, b in zip(*rows, strict=True)])


def tolerated_output(stored: Mapping, shown: Mapping) -> int | None:
    """How many numbers of two display bundles needed the tolerance; None where they differ.

    Pictures are not looked at: the data behind them are.
    """
    first, second = ({k: v for k, v in data.items() if not k.startswith("image/")} for data in (stored, shown))
    if first.keys() != second.keys():
        return None
    if VALUE in first:
        return _values(first, second)
    kind = next((kind for kind in (TABLE, FIGURE) if kind in first), None)
    if kind is None:
        return 0 if first == second else None
    about, again = dict(first.pop(kind)), dict(second.pop(kind))
    stated = [side.pop("data_sha256", None) for side in (about, again)]
    tables = [side.pop("csv", "") for side in (about, again)]
    own = [hashlib.sha256(text.encode()).hexdigest() if kind == FIGURE else None for text in tables]
    return tolerated_csv(*tables) if stated == own and about == again and first == second else None


def _values(first: dict, second: dict) -> int | None:
    stored, shown = first[VALUE]["values"], second[VALUE]["values"]
    for data, values in ((first, stored), (second, shown)):
        if data != {VALUE: {"values": values}, "text/plain": ""}:
            return None
    if list(stored) != list(shown):
        return None
    return _sum([tolerated(stored[key], shown[key]) for key in stored])


def _sum(counts: Sequence[int | None]) -> int | None:
    return None if None in counts else sum(counts)


def aligned(stored: Sequence[Mapping], shown: Sequence[Mapping]) -> tuple[list[Mapping], int]:
    """The outputs `shown`, those that agree with their stored ones put as these, and how many numbers that took."""
    if len(stored) != len(shown):
        return list(shown), 0
    out, count = [], 0
    for old, new in zip(stored, shown, strict=True):
        found = tolerated_output(old["data"], new["data"]) if "data" in old and "data" in new else None
        if found:
            pictures = {mime: data for mime, data in new["data"].items() if mime.startswith("image/")}
            new = type(new)({**new, "data": {**old["data"], **pictures}})
            count += found
        out.append(new)
    return out, count


def without_drawings(output: Mapping) -> Mapping:
    """An output without its SVGs: like other pictures they are not compared, the data behind them are."""
    data = output.get("data", {})
    if not any(mime in DRAWINGS for mime in data):
        return output
    return type(output)({**output, "data": {mime: shown for mime, shown in data.items() if mime not in DRAWINGS}})


@pytest.hookimpl(tryfirst=True)  # before the recorder, which wraps what this leaves
def pytest_itemcollected(item):
    """Have a cell of a notebook compared with the tolerance; `item.tolerated` counts the numbers that needed it."""
    if not isinstance(item, IPyNbCell):
        return
    compare, item.tolerated = item.compare_outputs, 0

    def tolerant(test, ref, skip_compare=None):
        test, item.tolerated = aligned(ref, test)
        return compare(*([without_drawings(output) for output in side] for side in (test, ref)), skip_compare)

    item.compare_outputs = tolerant
