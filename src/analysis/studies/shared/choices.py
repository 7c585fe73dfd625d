"""May a parameter have this value? If not, which of its choices is near?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from analysis.methods.errors import InputError

LISTED = 12  # choices that a message lists; of longer lists it gives the first ones
FIRST = 3
ALIKE = 0.6  # similarity of two words, 0 to 1, from which one may be meant by the other


def refusal(
    name: str,
    value: object,
    allowed: Sequence[object],
    called: Mapping[str, object] | None = None,
    why: str = "no such choice",
) -> str | None:
    """Why parameter `name` cannot be `value`, with what may be meant; None where it is one of `allowed`.

    `called`: other words for the choices, such as a country's name for its code. A number in quotes is no number.
    """
    if not isinstance(value, bool) and any(value == choice for choice in allowed):
        return None
    meant = " or ".join(_near(value, allowed, called or {}))
    some = ", ".join(_written(choice) for choice in (allowed if len(allowed) <= LISTED else allowed[:FIRST]))
    told = f"choose one of {some}" if len(allowed) <= LISTED else f"choose one of {len(allowed)}, such as {some}"
    return f"{name} {value!r}: {why}; " + (f"is {meant} meant? C{told[1:]}" if meant else told)


def refuse(problems: Sequence[str | None]) -> None:
    """Raises InputError with every problem that is one."""
    found = [problem for problem in problems if problem]
    if found:
        raise InputError(found)


def _near(value: object, allowed: Sequence[object], called: Mapping[str, object]) -> list[str]:
    """The choice that `value` is in other words, else those that are written alike; none for a number."""
    if not isinstance(value, str):
        return []
    words = {_plain(choice): choice for choice in allowed} | {_plain(word): choice for word, choice in called.items()}
    given = _plain(value)
    near = [given] if given in words else difflib.get_close_matches(given, words, n=FIRST, cutoff=ALIKE)
    return list(dict.fromkeys(_written(words[word]) for word in near))


def _plain(word: object) -> str:
    """As it is compared: small letters, one space between words."""
    return " ".join(re.split(r"[\s_-]+", str(word).casefold()))


def _written(choice: object) -> str:
    return f"{choice:g}" if isinstance(choice, float) else str(choice)
