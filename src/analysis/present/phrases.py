"""Short texts of figures and tables from the catalogue, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from analysis.present import language
from analysis.present.language import NONE


def phrase(key: str, facts: Mapping[str, object] = NONE, /, **more: object) -> str:
    """The catalogue's text `key`, filled as `language.fill` does it: a word, or a part of a sentence or a label."""
    return language.fill(key, language.current(), facts, **more)


def heading(key: str, facts: Mapping[str, object] = NONE, /, **more: object) -> str:
    """A phrase that stands for itself, such as a label: a name's article at its beginning has a capital."""
    return language.finished(phrase(key, facts, **more), language.current())


def country(iso3: str, plain: bool = False) -> str:
    """A state's name as running text has it, with its article; `plain` without it, for axes, labels and cells."""
    name = phrase(f"country.{iso3}")
    return name.removeprefix(language.ARTICLES.get(language.current(), "")) if plain else name


def named(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts whose `country` is a state's name in running text instead of its code."""
    return {**facts, "country": country(str(facts["country"]))}


def editions(first: int, last: int) -> str:
    """A span of editions of the survey, or of years: 2018 to 2024."""
    return phrase("words.editions", first=int(first), last=int(last))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: a, b and c; one name stays as it is."""
    *first, last = names
    if not first:
        return last
    return phrase("words.listed_many" if first[1:] else "words.listed", first=", ".join(first), last=last)


def figures(written: Sequence[str]) -> str:
    """Written numbers in a row: 3.53, 3.52; where the comma is the sign of decimals, with semicolons."""
    return reduce(lambda first, last: phrase("words.figures", first=first, last=last), written)


def type_word(institution_type: str) -> str:
    """A type of institutions within a sentence: regencies, for `kabupaten`; all institutions, for `all`."""
    return phrase(f"type.{institution_type}")


def bodies(institution_type: str) -> str:
    """Whom a count is of: regencies, for `kabupaten`; institutions, for `all`."""
    return type_word("bodies" if institution_type == "all" else institution_type)


def capital(text: str) -> str:
    """A word of a sentence as it stands alone, in a label or a cell: Ministries, for ministries."""
    return text[:1].upper() + text[1:]


def yes_or_no(answer: bool) -> str:
    """The answer in a cell of a table."""
    return phrase(f"answer.{'yes' if answer else 'no'}")


def in_a_row(key: str, rows: Iterable[Mapping[str, object]]) -> str:
    """The text `key`, filled with each of the rows: what a figure shows, read out."""
    return "; ".join(phrase(key, row) for row in rows)
