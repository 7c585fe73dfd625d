"""Which of many names does somebody mean who types one? The parts that institutions and countries share.

Case, blanks, hyphens and diacritics do not count. Near names are those of `difflib` (Ratcliff and Metzener, Pattern
Matching: The Gestalt Approach, 1988), the most alike first.
"""

from __future__ import annotations

import difflib
import reprlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from analysis.methods.errors import InputError

NEAR, ALIKE = 5, 0.6  # names that are offered, and how alike they must be (0 to 1)
LISTED = 12  # candidates that a refusal names


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters without diacritics; whatever is no letter or digit parts them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return tuple(kept.split())


def shortens(short: str, of: Sequence[str]) -> bool:
    """Whether `short` is made of the beginnings of all words `of`, in their order: jatim of jawa timur."""
    if not of or not short:
        return not of and not short
    first, rest = of[0], of[1:]
    same = 0
    while same < min(len(short), len(first)) and short[same] == first[same]:
        same += 1
    return any(shortens(short[n:], rest) for n in range(1, same + 1))


def near(key: str, keys: Collection[str], alike: float = ALIKE) -> list[str]:
    """The keys most like `key`, at most NEAR of them and at least so much `alike`."""
    return difflib.get_close_matches(key, keys, NEAR, alike)


def only(what: str, text: str, found: Mapping[str, str]) -> str | None:
    """The one id among `found` (id -> name), None where there is none. Raises InputError that names all of several."""
    if len(found) > 1:
        names = sorted(found.values())
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        raise InputError(
            f"{what} {shown(text)} may be {', '.join(names[:LISTED])}{more}; give one of these names in full"
        )
    return next(iter(found), None)


def unknown(what: str, text: str, of: str, offered: Sequence[str], instance: str) -> InputError:
    """The refusal of a name that is not among those `of` something, with the near names where there are some."""
    if offered:
        return InputError(f"{what} {shown(text)}: not among {of}; did you mean {', '.join(offered)}?")
    return InputError(f"{what} {shown(text)}: not among {of}; give a name such as {instance}")


def shown(text: str) -> str:
    """What was typed, in a message: a whole pasted page would hide what is wrong with it."""
    return reprlib.repr(text)
