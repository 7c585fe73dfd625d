"""How is a number, a date or a sentence written in the reader's language?

Numbers are rounded half up (`analysis.methods.rounding`). Exact ones (int, Fraction, Decimal, a numeral in text) are
taken as they are; of a binary float what is published counts, so that the last bit of a sum does not decide between
2.64 and 2.65. Separators come from the CLDR by way of Babel; the minus sign is U+2212. Sentences are
templates in `locale/<language>/<page>.po`: msgctxt is the key, msgid the English text, msgstr its translation. What
reads otherwise for one than for many has a msgid_plural too; the fact that counts is named in a comment `plural: n`.
"""

from __future__ import annotations

import datetime
import math
import os
import re
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import lru_cache
from gettext import c2py
from numbers import Rational, Real
from pathlib import Path
from string import Formatter
from types import MappingProxyType

import pandas as pd
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent

from analysis.methods import rounding
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number

LANGUAGES = ("en", "id")
LOCALE = Path(__file__).with_name("locale")
SOURCE = "en"  # the language of the templates, which needs no msgstr
MINUS = "\u2212"
ARTICLES = {"en": "the "}  # what a name has in running text and loses where it stands for itself
NONE: Mapping[str, object] = MappingProxyType({})  # no facts
FORM = re.compile(r"(?P<sign>\+?)(?:d|\.(?P<digits>\d)(?P<kind>[f%]))")
PLURAL_FORMS = {"en": (2, "n != 1"), "id": (1, "0")}  # how many, and which for n, as gettext writes it
COUNTING = re.compile(r"plural: (\w+)")
SHARE = re.compile(r"of ([a-z]\w*)")  # the form of a count that is told with the fact it is a part of
OR_NONE = "d_or_none"


class Plural(str):
    """A template with several forms (`forms`, in gettext's order) for the count in `fact`; as text, all of them."""

    forms: tuple[str, ...]
    fact: str

    def form(self, count: object, language: str) -> str:
        """The form for `count`; the last one for what is no whole number, which is refused when it is written."""
        whole = isinstance(count, Real) and not isinstance(count, bool) and float(count).is_integer()
        return self.forms[c2py(PLURAL_FORMS[language][1])(abs(int(count))) if whole else -1]


def current() -> str:
    """The language that this run writes in: environment variable SPBE_LANGUAGE, English by default."""
    return _known(os.environ.get("SPBE_LANGUAGE") or "en")


def use(language: str) -> None:
    """Write in `language` from here on, in this process and those that it starts. Raises InputError if unknown."""
    os.environ["SPBE_LANGUAGE"] = _known(language)


def exact(x: Number) -> Fraction:
    """The number that `x` stands for; a float stands for what is published of it.

    Raises InputError for anything that is not a finite number.
    """
    binary = isinstance(x, Real) and not isinstance(x, Rational) and math.isfinite(x)
    return rounding.exact(rounding.published(x) if binary else x)


def number(x: Number, form: str, language: str) -> str:
    """`x` written for a reader. `form` is `d`, `.2f` or `.1%`, with `+` before it to show the sign of a gain.

    What rounds to nought has no sign. Raises InputError if `x` is not finite, or not whole under `d`.
    """
    match = FORM.fullmatch(form)
    if match is None:
        raise InputError(f"number form {form!r} is unknown: use d, .2f or .1%, with + before it to show the sign")
    value, percent = exact(x), match["kind"] == "%"
    if match["digits"] is None and value.denominator != 1:
        raise InputError(f"{x!r} is not a whole number: use a form such as .2f instead of {form}")
    digits = int(match["digits"] or 0)
    rounded = rounding.round_half_up(value, digits + 2 * percent)
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


def when(text: str, language: str) -> str:
    """When something was published, as the tables have it: a year, a month (2023-05), or a day, in words."""
    if len(text) != len("2023-05"):
        return text if text.isdigit() else date(text, language)
    try:
        day = datetime.date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise InputError(f"date {text!r} is none; write 2023, 2023-05 or 2023-05-27") from error
    return format_date(day, "MMMM y", locale=_known(language))


def fill(key: str, language: str, facts: Mapping[str, object] = NONE, /, **more: object) -> str:
    """The sentence `key` of the catalogue with the facts that it names written in `language`.

    A placeholder is `{name}` (text, a date, or a whole number that is a name, such as a year), or `{name:.2f}`,
    `{name:+.2f}`, `{name:d}`, `{name:.1%}`; `{name:of whole}` says a count as one of 3 of 7, all 7, both and none of
    the 7, and `{name:d_or_none}` has a word for nought. The template picks what it names from `facts`; what is given
    by name must be used, and goes before a fact of the same name. Raises InputError for an unknown key, and for each
    fact that is missing, given by name and not used, empty or of the wrong kind.
    """
    given = {**facts, **more}
    template = catalogue(language).get(key)
    if template is None:
        if key in catalogue("en"):
            raise InputError(f"locale/{language}: {key} is not translated: run `make messages` and translate it there")
        raise InputError(f"locale/{language}: no sentence has the key {key!r}: add it there, or correct the key")
    text, problems, used = "", [], set()
    if isinstance(template, Plural):
        used.add(template.fact)
        template = template.form(given.get(template.fact), language)
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise InputError(f"sentence {key}: {error} in its template: write {{{{ and }}}} for plain braces") from error
    for literal, name, form, conversion in parts:
        text += literal
        if name is None:
            continue
        wholes = SHARE.findall(form or "")
        used.update([name, *wholes])
        missing = [one for one in (name, *wholes) if one not in given]
        if conversion or not name.isidentifier():
            problems.append(f"sentence {key}: placeholder {{{name}}} must be a plain name with an optional number form")
        elif missing:
            problems += [f"sentence {key}: fact {one!r} is missing: pass {one}=..." for one in missing]
        else:
            try:
                if wholes or form == OR_NONE:
                    text += _begun(_counted(given[name], given[wholes[0]] if wholes else None, language), text)
                else:
                    text += _written(given[name], form or "", language)
            except InputError as error:
                problems += [f"sentence {key}: fact {name!r}: {problem}" for problem in error.problems]
    unused = sorted(set(more) - used)
    problems += [f"sentence {key}: fact {name!r} is not in the template: leave it out" for name in unused]
    if problems:
        raise InputError(problems)
    return text


def decision_word(decision: str, language: str) -> str:
    """A decision word (`analysis.studies.shared.decisions`) as readers of `language` see it."""
    return fill(f"decision.{decision.replace(' ', '_')}", language)


def has(key: str) -> bool:
    """Whether the catalogue has a text `key`."""
    return key in catalogue(SOURCE)


def finished(text: str, language: str) -> str:
    """A whole text of parts: an article that begins a sentence gets its capital, a plural name its bare apostrophe."""
    if article := ARTICLES.get(_known(language)):
        text = re.sub(rf"(^|[.?!] ){article}(?=[A-Z])", rf"\1{article.capitalize()}", text)
        text = text.replace("s's ", "s' ")
    return text


def catalogue(language: str) -> Mapping[str, str]:
    """Key -> template of one language, from all its files; what is untranslated or fuzzy is left out.

    Raises InputError if the language has no catalogue, for a damaged file, and for a key that stands twice.
    """
    return _read(LOCALE / _known(language))


def keys(texts: Collection[str] | None = None) -> list[str]:
    """The keys of the English catalogue: of the files named, without `.po`, or of all."""
    paths = [path for path in sorted((LOCALE / SOURCE).glob("*.po")) if texts is None or path.stem in texts]
    return [key for path in paths for key in _keys(path, path.read_bytes())]


@lru_cache(maxsize=64)
def _keys(path: Path, _content: bytes) -> tuple[str, ...]:
    return tuple(message.context for message in messages(path) if message.id)


def messages(path: Path) -> Catalog:
    """One file of a catalogue. Raises InputError where it is damaged or has a message without a key."""
    try:
        with path.open("rb") as file:
            found = read_po(file, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise InputError(f"locale/{path.parent.name}/{path.name}: {error}; mend the file") from error
    if without := [message.id for message in found if message.id and not message.context]:
        raise InputError(f"locale/{path.parent.name}/{path.name}: no msgctxt for {without[0]!r}; give it its key")
    return found


@lru_cache
def _read(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.po"))
    if not files:
        there = ", ".join(sorted(path.name for path in folder.parent.iterdir() if path.is_dir())) or "none"
        raise InputError(f"locale/{folder.name} does not exist: translate it first (catalogues there are: {there})")
    found: dict[str, str] = {}
    for path in files:
        for message in messages(path):
            template = _template(message, folder.name, path)
            if message.id and message.context in found:
                raise InputError(f"locale/{folder.name}/{path.name}: {message.context} stands twice; keep one")
            if message.id and template:
                found[message.context] = template
    return found


def is_translated(message: Message) -> bool:
    """Whether every form has its text and none waits to be looked at."""
    return all([message.string] if isinstance(message.string, str) else message.string) and not message.fuzzy


def _template(message: Message, language: str, path: Path) -> str:
    """The template of a message, empty where it is not translated."""
    text = message.id if language == SOURCE else message.string if is_translated(message) else ""
    if not message.pluralizable or not text:
        return text
    named = COUNTING.search("\n".join([*message.user_comments, *message.auto_comments]))
    if not named or not re.search(rf"{{{named[1]}:(d|of \w+)}}|:of {named[1]}}}", message.id[-1]):
        where = f"locale/{path.parent.name}/{path.name}: {message.context}"
        raise InputError(f"{where}: say in a comment which fact counts: `plural: n` where the text has {{n:d}}")
    found = Plural("\n".join(text))
    found.forms, found.fact = tuple(text), named[1]
    return found


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


def _counted(count: object, whole: object, language: str) -> str:
    """A count in words where it is none or all of the whole; with no whole only nought has a word."""
    written = {"count": _written(count, "d", language)}
    if whole is None:
        return fill("words.none", language) if exact(count) == 0 else written["count"]
    written["whole"] = _written(whole, "d", language)
    counted, of = exact(count), exact(whole)
    if of < 2 or counted not in (0, of):
        return fill("words.of_some", language, written)
    return fill("words.of_none" if counted == 0 else "words.of_both" if of == 2 else "words.of_all", language, written)


def _begun(words: str, before: str) -> str:
    """Words with a capital where a sentence begins with them."""
    begins = not before or before.endswith((". ", "? ", "! "))
    return words[:1].upper() + words[1:] if begins else words


def is_missing(x: object) -> bool:
    """None, NaN, NaT, pandas' NA and empty text."""
    return x is None or (isinstance(x, str) and not x) or (pd.api.types.is_scalar(x) and bool(pd.isna(x)))
