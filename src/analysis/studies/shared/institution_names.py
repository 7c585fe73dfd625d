"""Which institution does somebody mean who types a name: "sleman", "Kab. Sleman", "Pemkot Bandung", "DKI", "Jatim"?

Asked in this order, and the first question with an answer counts: is it a spelling of the tables or an id; is it the
name without its kind (Kabupaten, Kota, Provinsi, Kementerian); is it made of the beginnings of the words of the name
of a province or a body of the nation (Jatim, DPR, Kemenkeu); do all its words stand in a name? Several answers are
refused with all of them, none with near names. No list of abbreviations: what an abbreviation is read as is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.shared.lists import CENTRAL
from analysis.studies.shared.typed_names import near, only, shortens, shown, unknown, words

NAME, SHORT, PART = HOW = "name", "short", "part"  # how a name was found; the last two are said
WHAT = "institution"  # in refusals
KINDS = ("kabupaten", "kota", "provinsi", "kementerian")
WRITTEN = {  # words as people type them, in the form of the tables; longer ones first
    ("daerah", "khusus", "ibukota"): ("dki",),
    ("daerah", "khusus", "ibu", "kota"): ("dki",),
    ("daerah", "istimewa"): ("di",),
    ("pemerintah", "daerah"): (),
    ("republik", "indonesia"): (),
    ("pemerintah",): (),
    ("pemda",): (),
    ("pemkab",): ("kabupaten",),
    ("pemkot",): ("kota",),
    ("pemprov",): ("provinsi",),
    ("kab",): ("kabupaten",),
    ("kotamadya",): ("kota",),
    ("kep",): ("kepulauan",),
    ("prov",): ("provinsi",),
    ("propinsi",): ("provinsi",),
    ("kemen",): ("kementerian",),
    ("kementrian",): ("kementerian",),
    ("jogja",): ("yogyakarta",),
    ("babel",): ("kepulauan", "bangka", "belitung"),  # three provinces whose short names are no beginnings
    ("kaltara",): ("kalimantan", "utara"),
    ("sultra",): ("sulawesi", "tenggara"),
    ("ri",): (),
    ("dan",): (),
    ("bidang",): (),
}
OF_PROVINCES = ("di", "dki")  # what a province alone has before its name


@dataclass(frozen=True)
class Found:
    """An institution and how its name was found, one of HOW."""

    institution_id: str
    name: str
    how: str


@dataclass(frozen=True)
class _Spelling:
    """One spelling of an institution. `words` in the form of the tables, `full` as spelled, `bare` without the kind."""

    institution_id: str
    name: str
    abbreviated: bool  # whether people shorten such names
    full: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    bare: str


def find(text: str) -> Found:
    """The institution that `text` means. Raises InputError for a name that several have, and for one that none has."""
    typed = _in_form(words(text))
    kind, bare = _parts(typed)
    if not bare:
        raise InputError(f"{WHAT} {shown(text)}: no name; give one such as Kabupaten Sleman")
    texts = {"".join(typed), "".join(words(text))}
    for how, answers in (
        (NAME, lambda one: "".join(one.words) == "".join(typed)),
        (NAME, lambda one: one.bare == bare and kind in ("", one.kind)),
        (SHORT, lambda one: _is_short(texts, one, with_kind=False)),
        (SHORT, lambda one: _is_short(texts, one, with_kind=True)),
        (PART, lambda one: set(typed) <= set(one.words) and not set(typed) <= set(KINDS)),
    ):
        found = {one.institution_id: one.name for one in _spellings() if answers(one)}
        if institution_id := only(WHAT, text, found):
            return Found(institution_id, found[institution_id], how)
    raise unknown(
        WHAT, text, f"the {len(tables.load('institutions'))} institutions", near_names(text), "Kabupaten Sleman"
    )


def same(text: str) -> str | None:
    """The id of the one institution of which `text` is a spelling, its kind included; None where it is none.

    Case and the ways to write a kind (Kab., Pemkot, Provinsi Daerah Istimewa) do not count; nothing is guessed.
    """
    typed = _in_form(words(text))
    kind, bare = _parts(typed)
    whole = "".join(typed)
    by_words = {one.institution_id for one in _spellings() if "".join(one.words) == whole}
    found = by_words or {one.institution_id for one in _spellings() if kind and (one.kind, one.bare) == (kind, bare)}
    return found.pop() if bare and len(found) == 1 else None


def near_names(text: str) -> list[str]:
    """Names like `text`, the most alike first; of the same name, that of the kind which was typed.

    A kind may be misspelled too; where no name without its kind is like it, whole ones are looked at.
    """
    first, *rest = _in_form(words(text))
    kind, bare = _parts((*(near(first, KINDS, 0.8)[:1] or [first]), *rest)) if rest else ("", first)
    by_key: dict[str, dict[str, None]] = {}
    every = [*(one for one in _spellings() if one.kind == kind), *(one for one in _spellings() if one.kind != kind)]
    for one in every:
        by_key.setdefault(one.bare, {})[one.name] = None
    keys = near(bare, by_key)
    if not keys:
        by_key = {"".join(one.words): {one.name: None} for one in every}
        keys = near("".join([first, *rest]), by_key)
    return list(dict.fromkeys(name for key in keys for name in by_key[key]))


@lru_cache(maxsize=1)
def _spellings() -> tuple[_Spelling, ...]:
    about = tables.load("institutions").set_index("institution_id")
    spelled = [(row.institution_id, row.spelling) for row in tables.load("names").itertuples()]
    spelled += [
        (id, text) for id, name in about["name"].items() for text in (id, name, *_both(name, about.at[id, "type"]))
    ]
    return tuple(_spelling(id, text, about.at[id, "name"], about.at[id, "type"])
                 for id, text in dict.fromkeys(spelled) if id in about.index)  # fmt: skip


def _both(name: str, institution_type: str) -> list[str]:
    """The two names of a ministry that is an agency too."""
    return name.split("/") if institution_type == KINDS[-1] and "/" in name else []


def _spelling(institution_id: str, text: str, name: str, institution_type: str) -> _Spelling:
    in_form = _in_form(words(text))
    kind, bare = _parts(in_form)
    abbreviated = institution_type in (*CENTRAL, "provinsi")
    return _Spelling(institution_id, name, abbreviated, words(text), in_form, kind, bare)


def _in_form(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Words in the form of the tables; what would leave nothing is left as it is."""
    out: tuple[str, ...] = ()
    at = 0
    while at < len(typed):
        for long, short in WRITTEN.items():
            if typed[at : at + len(long)] == long:
                out, at = (*out, *short), at + len(long)
                break
        else:
            out, at = (*out, typed[at]), at + 1
    return out or typed


def _parts(in_form: tuple[str, ...]) -> tuple[str, str]:
    """The kind (empty where there is none) and the name without it."""
    kind = in_form[0] if in_form and in_form[0] in KINDS else ""
    rest = in_form[1:] if kind else in_form
    if kind in ("", "provinsi") and len(rest) > 1 and rest[0] in OF_PROVINCES:
        return "provinsi", "".join(rest[1:])
    return kind, "".join(rest)


def _is_short(texts: set[str], one: _Spelling, *, with_kind: bool) -> bool:
    """Whether a text is made of the beginnings of the words of a name, in one of its forms."""
    start = 1 if one.kind and not with_kind else 0
    forms = (one.full[start:], one.words[start:]) if one.abbreviated else ()
    return any(len(form) > 1 and shortens(text, form) for form in forms for text in texts)
