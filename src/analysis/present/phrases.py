"""Short texts of figures and tables from the catalogue, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.present import language


def phrase(key: str, /, **facts: object) -> str:
    """The catalogue's text `key`, filled, for a title, a caption or an alternative text."""
    return language.fill(key, language.current(), **facts)


def only(facts: Mapping[str, object], *names: str) -> dict[str, object]:
    """The named facts alone: a sentence takes exactly what its template uses."""
    return {name: facts[name] for name in names}


def editions(first: int, last: int) -> str:
    """A span of editions of the survey, or of years: 2018 to 2024."""
    return phrase("words.editions", first=int(first), last=int(last))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: a, b and c; one name stays as it is."""
    *first, last = names
    if not first:
        return last
    return phrase("words.listed_many" if first[1:] else "words.listed", first=", ".join(first), last=last)
