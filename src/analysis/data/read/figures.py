"""Which figure is printed in a cell? Decimal points or commas; what may be read in two ways is refused."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from analysis.data.yaml_files import cut
from analysis.methods.decimal_comma import with_point
from analysis.methods.errors import InputError

MOST_DECIMALS = 5  # that the tables keep
FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
GROUPS = re.compile(r"[+-]?[0-9]{1,3}([.,' ][0-9]{3})+([.,][0-9]+)?")  # of three digits, as marks for thousands part
MONTHS = "jan|feb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nop|nov|des|dec"
DATE = re.compile(
    rf"\d{{1,4}}[-/ .]({MONTHS})\w*([-/ .]\d{{2,4}})?|({MONTHS})\w*[-/ .]\d{{1,4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( \d\d:\d\d(:\d\d)?)?|\d{1,2}[/]\d{1,2}",
    re.I,
)


def figure(text: str) -> str:
    """The printed figure with a decimal point. Raises InputError for anything else, with the rule and the remedy."""
    if DATE.fullmatch(text):
        raise InputError(f"{cut(text)} is a date, as a spreadsheet makes of 2.1; write the number that is printed")
    if GROUPS.fullmatch(text) and not FIGURE.fullmatch(text):
        raise InputError(f"{cut(text)} may have a mark for thousands; write a decimal point alone, for instance 2.51")
    point = with_point(text)
    if not FIGURE.fullmatch(point):
        raise InputError(f"{cut(text)} is no figure; write digits and a decimal mark, for instance 2.51")
    return point


def alike(figures: list[str], most: int = MOST_DECIMALS) -> tuple[list[str], int]:
    """Figures of one publication with as many decimals as the longest of them, and how many had more than `most`.

    A spreadsheet drops zeros at the end; one publication rounds all of them alike. Empty ones stay so.
    """
    longer = sum(_decimals(text) > most for text in figures)
    places = min(most, max((_decimals(text) for text in figures if text), default=0))
    unit = Decimal(1).scaleb(-places)
    return [f"{Decimal(text).quantize(unit, ROUND_HALF_UP):f}" if text else "" for text in figures], longer


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
