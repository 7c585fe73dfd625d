"""How is a number, a date or a sentence written in the reader's language?

Rounding is half up, as the ministry rounds its own figures (PermenPANRB 59/2020, worked examples). It is done on
decimals: exact numbers (int, Fraction, Decimal) as they are, binary floats after their first 12 significant
digits, so that 2.675 is written 2.68 although its nearest float lies below. Separators come from the CLDR by
way of Babel; the minus sign is U+2212. Sentences are templates in `locale/<language>.po`: msgid is the key.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from numbers import Rational, Real
from pathlib import Path
from string import Formatter

import pandas as pd
from babel.dates import format_date
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent

from analysis.methods.errors import InputError

LANGUAGES = ("en", "id")
LOCALE = Path(__file__).with_name("locale")
MINUS = "\u2212"
SIGNIFICANT = 12  # digits of a float that are the same on every platform
FORM = re.compile(r"(?P<sign>\+?)(?:d|\.(?P<digits>\d)(?P<kind>[f%]))")


def current() -> str:
    """The language that this run writes in: environment variable SPBE_LANGUAGE, English by default."""
    return _known(os.environ.get("SPBE_LANGUAGE") or "en")


def exact(x: Real | Decimal) -> Decimal:
    """`x` as a decimal. Raises InputError for anything that is not a finite number."""
    if isinstance(x, Decimal):
        decimal = x
    elif isinstance(x, bool) or not isinstance(x, Real):
        raise InputError(f"{x!r} is not a number: publish a number, or text as text")
    elif isinstance(x, Rational):
        with localcontext(prec=50):
            decimal = Decimal(int(x.numerator)) / Decimal(int(x.denominator))
    else:
        decimal = Decimal(f"{float(x):.{SIGNIFICANT}g}")
    if not decimal.is_finite():
        raise InputError(f"{x!r} is not finite: leave it out, or say in words that it is missing")
    return decimal


def number(x: Real | Decimal, form: str, language: str) -> str:
    """`x` written for a reader. `form` is `d`, `.2f` or `.1%`, with `+` before it to show the sign of a gain.

    What rounds to nought has no sign. Raises InputError if `x` is not finite, or not whole under `d`.
    """
    match = FORM.fullmatch(form)
    if match is None:
        raise InputError(f"number form {form!r} is unknown: use d, .2f or .1%, with + before it to show the sign")
    value, percent = exact(x), match["kind"] == "%"
    if match["digits"] is None and value != value.to_integral_value():
        raise InputError(f"{x!r} is not a whole number: use a form such as .2f instead of {form}")
    digits = int(match["digits"] or 0)
    with localcontext(prec=50):
        rounded = value.quantize(Decimal(1).scaleb(-digits - 2 * percent), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%" * percent
    written = (format_percent if percent else format_decimal)(abs(rounded), pattern, _known(language))
    sign = MINUS if rounded < 0 else "+" if match["sign"] and rounded > 0 else ""
    return sign + written


def date(day: datetime.date | str, language: str) -> str:
    """A day in words: 17 August 2024, 17 Agustus 2024. Text is read as an ISO date."""
    try:
        day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise InputError(f"date {day!r} is not of the form 2024-08-17") from error
    return format_date(day, "d MMMM y", locale=_known(language))


def fill(key: str, language: str, /, **facts: object) -> str:
    """The sentence `key` of the catalogue with its facts written in `language`.

    A placeholder is `{name}` (text, a date, or a whole number that is a name, such as a year), or `{name:.2f}`,
    `{name:+.2f}`, `{name:d}`, `{name:.1%}`. Raises InputError for an unknown key, and for each fact that is missing,
    not used, empty or of the wrong kind.
    """
    template = catalogue(language).get(key)
    if template is None:
        where = f"locale/{language}.po"
        raise InputError(f"{where}: no sentence has the key {key!r}: add it there, or correct the key")
    text, problems, used = "", [], set()
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise InputError(f"sentence {key}: {error} in its template: write {{{{ and }}}} for plain braces") from error
    for literal, name, form, conversion in parts:
        text += literal
        if name is None:
            continue
        used.add(name)
        if conversion or not name.isidentifier():
            problems.append(f"sentence {key}: placeholder {{{name}}} must be a plain name with an optional number form")
        elif name not in facts:
            problems.append(f"sentence {key}: fact {name!r} is missing: pass {name}=...")
        else:
            try:
                text += _written(facts[name], form or "", language)
            except InputError as error:
                problems += [f"sentence {key}: fact {name!r}: {problem}" for problem in error.problems]
    unused = sorted(set(facts) - used)
    problems += [f"sentence {key}: fact {name!r} is not in the template: leave it out" for name in unused]
    if problems:
        raise InputError(problems)
    return text


def decision_word(decision: str, language: str) -> str:
    """A decision word (`publish.DECISIONS`) as readers of `language` see it."""
    return fill("decision." + decision.replace(" ", "_"), language)


def catalogue(language: str) -> Mapping[str, str]:
    """Key -> template of one language. Raises InputError if the language has no catalogue."""
    return _read(LOCALE / f"{_known(language)}.po")


@lru_cache
def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.po"))) or "none"
        raise InputError(f"locale/{path.name} does not exist: translate it first (catalogues there are: {there})")
    try:
        with path.open("rb") as file:
            return {m.id: m.string for m in read_po(file, abort_invalid=True) if m.id and m.string}
    except PoFileError as error:
        raise InputError(f"locale/{path.name}: {error}") from error


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise InputError(f"language {language!r} is unknown: set SPBE_LANGUAGE to one of {', '.join(LANGUAGES)}")
    return language


def _written(fact: object, form: str, language: str) -> str:
    if is_missing(fact):
        raise InputError(f"it is {fact!r}: choose a sentence that says it is missing")
    if form:
        return number(fact, form, language)
    if isinstance(fact, str):
        return fact
    if isinstance(fact, datetime.date):
        return date(fact, language)
    if isinstance(fact, Rational) and not isinstance(fact, bool) and fact.denominator == 1:
        return str(int(fact))
    raise InputError(f"{fact!r} needs a number form in the template, such as {{name:.2f}}")


def is_missing(x: object) -> bool:
    """None, NaN, NaT, pandas' NA and empty text."""
    return x is None or (isinstance(x, str) and not x) or (pd.api.types.is_scalar(x) and bool(pd.isna(x)))
