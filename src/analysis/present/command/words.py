"""Texts of the command from the catalogue: in English, as its help and its refusals are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.present import language
from analysis.present.language import NONE


def said(key: str, facts: Mapping[str, object] = NONE, /, **more: object) -> str:
    """The catalogue's text `key`, filled as `language.fill` does it."""
    return language.fill(key, language.SOURCE, facts, **more)


def warned(warnings: Sequence[Mapping[str, object]]) -> list[str]:
    """The warnings of an answer (a dictionary each, its name under `warning`) in words."""
    return [said(f"command.warning.{warning['warning']}", warning) for warning in warnings]
