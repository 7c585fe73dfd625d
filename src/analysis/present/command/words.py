"""How the command says things: texts of the catalogue and numbers, in the language that it was asked to speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.numbers import get_decimal_symbol

from analysis.methods.rounding import Number, display
from analysis.present import language
from analysis.present.language import NONE


def said(key: str, facts: Mapping[str, object] = NONE, /, **more: object) -> str:
    """The catalogue's text `key`, filled as `language.fill` does it."""
    return language.fill(key, language.current(), facts, **more)


def warned(warnings: Sequence[Mapping[str, object]]) -> list[str]:
    """The warnings of an answer (a dictionary each, its name under `warning`) in words."""
    return [said(f"command.warning.{warning['warning']}", warning) for warning in warnings]


def warning_line(warning: str) -> str:
    """A warning as a terminal shows it."""
    return said("command.warned", warning=warning)


def marked(numeral: str) -> str:
    """A numeral with a decimal point, with the mark of the language."""
    return numeral.replace(".", get_decimal_symbol(language.current()))


def decimal(x: Number, places: int = 2) -> str:
    """A number half up, with so many decimals."""
    return marked(display(x, places))


def signed(x: Number, places: int = 2) -> str:
    """The same, with the sign of a gain; what rounds to nought has none."""
    written = display(x, places)
    return marked(f"+{written}" if x > 0 and written.strip("0.") else written)


def aligned(rows: Mapping[str, str] | Sequence[tuple[str, str]], width: int) -> list[str]:
    """Lines of what each is about and its text, which begins at `width` or after the longest name."""
    pairs = list(rows.items() if isinstance(rows, Mapping) else rows)
    width = max([width, *(len(name) + 1 for name, _ in pairs)])
    return [f"{name:<{width}}{text}" for name, text in pairs]


def part_name(part: object) -> str:
    """The name of a domain or aspect of an instrument."""
    return part.name_en if language.current() == language.SOURCE else part.name_id
