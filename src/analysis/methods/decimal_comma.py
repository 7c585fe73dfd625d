"""Which number does somebody mean who types a decimal comma, as Indonesian and most of Europe write it?

"2,51" is 2.51. A comma or point before groups of three digits may part thousands ("1,234", "1.234,5"): what can be
read in two ways is refused. Text without a comma is left as it is: whether it is a number is for others to say.
"""

from __future__ import annotations

import re
import reprlib

from analysis.methods.errors import InputError

DECIMAL = re.compile(r"[+-]?[0-9]*,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,' ][0-9]{3})*,[0-9]{3}|[+-]?[0-9]{1,3}([.,' ][0-9]{3})+[.,][0-9]+")


def with_point(text: str) -> str:
    """`text` with a decimal point for its decimal comma; anything that is no such number as it is.

    Raises InputError where the comma may part thousands.
    """
    typed = text.strip()
    if "," not in typed:
        return text
    if THOUSANDS.fullmatch(typed):
        raise InputError(
            f"{reprlib.repr(text)} may have a mark for thousands; write a decimal point alone, for instance 2.51"
        )
    return typed.replace(",", ".") if DECIMAL.fullmatch(typed) else text
