"""Short texts of figures and tables from the catalogue, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.present import language


def phrase(key: str, /, **facts: object) -> str:
    """The catalogue's text `key`, filled, for a title, a caption or an alternative text."""
    return language.fill(key, language.current(), **facts)


def only(facts: Mapping[str, object], *names: str) -> dict[str, object]:
    """The named facts alone: a sentence takes exactly what its template uses."""
    return {name: facts[name] for name in names}
