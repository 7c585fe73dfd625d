"""How is a score shown? Exact numbers in, half-up decimals out.

The ministry carries unrounded values and rounds half up to two decimals for display only: among common rules
it is the one under which published domain values and indices agree (see `analysis.methods.attainable`).
Binary floats and half-even rounding, Python's own default, give wrong last digits: `round(2.675, 2)` is 2.67.

Assumption: a float stands for the shortest decimal that reads back as it, so 2.675 means 2675/1000 and not
the binary number just below. Reference: PermenPANRB 59/2020, Lampiran pp. 21-24, formulas; it states no rule.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real

from analysis.methods.errors import InputError

Number = Rational | Decimal | float | str

RULES = ("half_up", "half_even", "down")
_NUMERAL = re.compile(r"[+-]?([0-9]{1,60}(\.[0-9]{0,60})?|\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?")


def exact(x: Number) -> Fraction:
    """The number that x stands for, as a fraction.

    Integers, fractions and decimals as they are; floats (Python's and numpy's) through their shortest decimal
    form; text as a plain decimal numeral. Raises InputError for anything else: other text, NaN, infinity,
    booleans.
    """
    if isinstance(x, Rational) and not isinstance(x, bool):
        return Fraction(x)
    if isinstance(x, str):
        numeral = x.strip()
    elif isinstance(x, Real | Decimal) and not isinstance(x, bool) and math.isfinite(x):
        numeral = str(x)
    else:
        raise InputError(f"{_shown(x)} is not a finite number")
    if not _NUMERAL.fullmatch(numeral):
        raise InputError(f"{_shown(x)} is not a number; write digits with a decimal point, for instance 2.75")
    return Fraction(numeral)


def round_half_up(x: Number, places: int = 2) -> Decimal:
    """x rounded to `places` decimals; a tie goes away from zero, so that the rule is the same for -x and x.

    Zero has no sign. Raises InputError when x is not a finite number.
    """
    return round_by("half_up", x, places)


def round_by(rule: str, x: Number, places: int = 2) -> Decimal:
    """x rounded to `places` decimals by one of RULES; only to test which rule a publisher used.

    `half_up`: ties away from zero. `half_even`: ties to the even digit. `down`: the rest is cut off.
    """
    value = exact(x) * 10**places
    size = abs(value)
    if rule == "half_up":
        digits = math.floor(size + Fraction(1, 2))
    elif rule == "half_even":
        digits = round(size)
    elif rule == "down":
        digits = math.floor(size)
    else:
        raise InputError(f"rounding rule {rule!r} is not known; use one of {', '.join(RULES)}")
    sign = int(value < 0 and digits > 0)
    return Decimal((sign, tuple(int(digit) for digit in str(digits)), -places))


def display(x: Number, places: int = 2) -> str:
    """x as shown to a reader: rounded half up, always with `places` decimals ("2.50")."""
    return f"{round_half_up(x, places):f}"


def whole_parts(values: Iterable[Number]) -> list[int]:
    """Whole numbers that sum to what the values sum to; each is the next below or above its value.

    By the largest remainder: all values are rounded down, and what the sum then lacks goes, one each, to those with
    the largest remainders; of equal remainders, to the earlier. What lies beyond nine decimals does not count, so that
    the last bit of a float decides nothing. Raises InputError where a value is not a finite number, or the sum not a
    whole one. Source: the method of Hamilton, Balinski and Young (1982), Fair Representation.
    """
    parts = [Fraction(round_half_up(x, 9)) for x in values]
    total = sum(parts)
    if abs(total - round(total)) > Fraction(1, 10**6):
        raise InputError(f"the parts sum to {float(total):g}, which is not a whole number: give all parts of one")
    whole = [math.floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: whole[i] - parts[i])
    for i in by_remainder[: round(total) - sum(whole)]:
        whole[i] += 1
    return whole


def _shown(x: object) -> str:
    """x in a message: a whole pasted page would hide what is wrong with it."""
    return reprlib.repr(x)
