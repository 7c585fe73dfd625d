"""How is a score shown? Exact numbers in, half-up decimals out.

The ministry carries unrounded values and rounds half up to two decimals for display only: among common rules
it is the one under which published domain values and indices agree (see `analysis.methods.scores.attainable`).
Binary floats and half-even rounding, Python's own default, give wrong last digits: `round(2.675, 2)` is 2.67.

Assumption: a float stands for the shortest decimal that reads back as it, so 2.675 means 2675/1000 and not
the binary number just below. Reference: PermenPANRB 59/2020, Lampiran pp. 21-24, formulas; it states no rule.
"""

from __future__ import annotations

import math
import re
import reprlib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from numbers import Rational, Real

from analysis.methods.errors import InputError

Number = Rational | Decimal | float | str

RULES = ("half_up", "half_even", "down")
SIGNIFICANT = 12  # digits of a float that are kept before it is rounded to the unit below
PUBLISHED = Decimal("1e-9")  # the unit of published numbers: absolute, since what differs by machine is noise of sums
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


def published(x: Number) -> Decimal:
    """x as it is published: 12 significant digits, of these half up to an absolute 1e-9; the shortest numeral of it.

    Processors and libraries sum floats in other orders, so that a result differs in its last bits; what is left of a
    difference of two large numbers can then differ in every digit, however few are kept. An absolute unit makes them
    equal; the twelve digits come first because results lie exactly on half of the unit. Whole numbers beyond twelve
    digits are rounded too: publish them as integers. Zero has no sign. Raises InputError when x is not a finite number.
    """
    try:
        number = float(x) if isinstance(x, float) and math.isfinite(x) else float(exact(x))
    except OverflowError:
        raise InputError(f"{_shown(x)} is too large to be published as a number; publish it as text") from None
    digits = Decimal(f"{number:.{SIGNIFICANT}g}")
    if digits.as_tuple().exponent < PUBLISHED.as_tuple().exponent:
        digits = digits.quantize(PUBLISHED, ROUND_HALF_UP)
    return digits.normalize() + 0


def published_document(document: object) -> object:
    """A document of mappings, lists, texts and numbers with every float in it as it is published; keys stay."""
    if isinstance(document, dict):
        return {key: published_document(x) for key, x in document.items()}
    if isinstance(document, list | tuple):
        return [published_document(x) for x in document]
    return float(published(document)) if isinstance(document, float) else document


def _shown(x: object) -> str:
    """x in a message: a whole pasted page would hide what is wrong with it."""
    return reprlib.repr(x)
