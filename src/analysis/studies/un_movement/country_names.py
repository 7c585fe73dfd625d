"""Which state of the UN survey does somebody mean who types a name or a code: "Viet Nam", "vietnam", " idn "?

Asked in this order: is it a code, or a name that an edition of the survey prints or that `more` has; do all its words
stand in a name of one state? Several states are refused with all of them, none with near names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.studies.shared import survey
from analysis.studies.shared.typed_names import near, only, shown, unknown, words

WHAT = "country"  # in refusals
NONE: Mapping[str, str] = {}


def find(text: str, more: Mapping[str, str] = NONE) -> str:
    """The code (ISO 3166) of the state that `text` means. `more`: further names -> code, as in other languages.

    Raises InputError for a name that several states have, and for one that none has.
    """
    typed = _key(text)
    if not typed:
        raise InputError(f"{WHAT} {shown(text)}: no name; give one such as Indonesia, or a code such as IDN")
    names = printed()
    spelled = [*_printed_ever(), *((_key(name), code) for name, code in more.items() if code in names)]
    for answers in (
        lambda key: "".join(key) == "".join(typed),
        lambda key: set(typed) <= set(key),
    ):
        if code := only(WHAT, text, {code: names[code] for key, code in spelled if answers(key)}):
            return code
    by_key: dict[str, dict[str, None]] = {}
    for key, code in spelled:
        by_key.setdefault("".join(key), {})[names[code]] = None
    offered = dict.fromkeys(name for key in near("".join(typed), by_key) for name in by_key[key])
    raise unknown(
        WHAT, text, f"the {len(names)} states of the survey", list(offered), "Indonesia, or a code such as IDN"
    )


@lru_cache(maxsize=1)
def printed() -> dict[str, str]:
    """Code -> name as the latest edition prints it."""
    rows = ordered(survey.table(), "edition", "iso3")
    return dict(zip(rows["iso3"], rows["country"], strict=True))


@lru_cache(maxsize=1)
def _printed_ever() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Words and code of every code and of every name in any edition."""
    rows = survey.table()[["country", "iso3"]].drop_duplicates()
    named = [*((code, code) for code in printed()), *rows.itertuples(index=False, name=None)]
    return tuple((_key(name), code) for name, code in named)


def _key(text: str) -> tuple[str, ...]:
    """The words of a name without its article."""
    typed = words(text)
    return typed[1:] if typed[:1] == ("the",) and len(typed) > 1 else typed
