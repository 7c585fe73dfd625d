"""Whose report is it, and of which year? Read from its headings, told apart from the regulations that it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from analysis.data.read.layout import in_lines, stretches
from analysis.data.read.pdf_words import Word

KINDS = (
    r"(?:pemerintah|pemkab|pemkot|pemprov|kab\.?|kabupaten|kota|prov\.?|provinsi|kementerian|badan|lembaga|komisi|"
    r"mahkamah|kejaksaan|kepolisian|sekretariat|dewan|perpustakaan|arsip|otoritas|bank|tentara|ombudsman|majelis|pusat)\b"
)
BODY = re.compile(KINDS + ".+", re.I)
TITLE = re.compile(rf"indeks\s+spbe(?:\s*[–—:-]+\s*(?=\D{{4}})|\s+(?={KINDS}))(.+)", re.I)
LABEL = re.compile(
    r"(?:nama\s+)?(?:instansi|unit kerja|pemerintah daerah|k/l/pd|ippd)(?:\s+pemerintah)?\s*:\s*(.+)", re.I
)
DATE = re.compile(r"\W*\b(?:tahun\s*)?(?:20[12]\d)\b.*|^tahun$", re.I)  # what may follow a name in its heading
PUBLISHER = re.compile(r"pendayagunaan aparatur negara", re.I)
DATED = re.compile(
    r"(?P<what>spbe|elektronik|evaluasi|pemantauan|indeks|laporan|hasil|nilai)\W+(?:(?!nomor|no\b|peraturan|perpres|pedoman|"
    r"keputusan)[^\W\d]+\W+|\d,\d\d\W+){0,12}?(?:tahun|thn\.?|ta\.?)\s+(?P<year>20[12]\d)",
    re.I,
)
TITLED = re.compile(r"(?P<what>spbe|elektronik)\W{1,3}(?P<year>20[12]\d)\b", re.I)
SHORT = {"kab": "kabupaten", "prov": "provinsi", "pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi",
         "kemenko": "kementerian koordinator", "kemen": "kementerian"}  # fmt: skip
FILLERS = {"pemerintah", "daerah", "republik", "indonesia", "ri"}  # what a heading adds to a name, or leaves out
BRACKETS = re.compile(r"\([^)]*\)?")
FIRST_PAGES = 3
FIRST = 5  # what the first page with a year counts, beside another
HEADING = 3  # what a heading in capitals counts, beside a sentence
MOST_LINES = 4  # of one heading


def report_year(words: list[Word], head_years: Iterable[int] = ()) -> int | None:
    """The year that most headings and sentences give the evaluation; the latest head of a column speaks too.

    The first page that names a year counts for more than all its sentences.
    """
    told: Counter[int] = Counter()
    for _, page in groupby(words, key=lambda word: word.page):
        text = " ".join(word.text for line in in_lines(page) for word in line)
        found = [*DATED.finditer(text), *TITLED.finditer(text)]
        weight = 1 if told else FIRST
        for one in found:
            told[int(one["year"])] += weight * (HEADING if "TAHUN" in one[0] or one["what"].isupper() else 1)
    headed = sorted(set(head_years))
    if headed:
        told[headed[-1]] += HEADING
    return max((count, year) for year, count in told.items())[1] if told else None


def institution(words: list[Word], known: Mapping[str, str]) -> tuple[str, str]:
    """The institution as printed, and its id where the name is one that `known` (see `plain`) has; else "".

    A heading that names the index comes before the cover, the cover before the text. Two empty texts where no name
    is found.
    """
    parts = [part for line in in_lines(words) for part in stretches(line)]
    titles, cover = [*_titles(parts)], [*_cover(parts)]
    for printed in [*titles, *cover]:
        if plain(printed) in known:
            return printed, known[plain(printed)]
    if titles:
        return titles[0], ""
    found = _in_text(words, known)
    wider = [name for name in cover if set(plain(name).split()) <= set(plain(found[0]).split())]
    return (cover[0], "") if cover and not wider else found


def plain(name: str) -> str:
    """A name without what spellings differ in: case, stops, brackets, "Pemerintah", "Kab." for Kabupaten."""
    words = [SHORT.get(word, word) for word in re.findall(r"[^\W_]+", BRACKETS.sub("", name.lower()))]
    return " ".join(word for word in words if word not in FILLERS)


def _titles(parts: list[list[Word]]) -> Iterable[str]:
    """What headings of the index call the institution: each as long and as short as its lines allow."""
    for rule in (TITLE, LABEL):
        for place, part in enumerate(parts):
            found = rule.match(_text(part))
            if found and DATE.sub("", found[1]):
                yield from _longer(DATE.sub("", found[1]), parts, place)


def _cover(parts: list[list[Word]]) -> Iterable[str]:
    """Lines in capitals on the first pages that are names of an institution, but the publisher's."""
    for place, part in enumerate(parts):
        text = _text(part)
        if part[0].page <= FIRST_PAGES and text.isupper() and BODY.fullmatch(text) and not PUBLISHER.search(text):
            yield from _longer(DATE.sub("", text), parts, place)


def _longer(start: str, parts: list[list[Word]], place: int) -> list[str]:
    """A heading with the lines below it that may belong to it, the longest first."""
    names = [start]
    last = parts[place]
    for part in parts[place + 1 : place + 12]:
        below = part[0].page == last[0].page and 0 < part[0].y - last[0].y < 2.2 * last[0].size
        aligned = abs(part[0].x0 - last[0].x0) < 6 or abs(part[0].x0 + part[-1].x1 - last[0].x0 - last[-1].x1) < 12
        if (
            len(names) < MOST_LINES
            and below
            and aligned
            and _text(part).isupper()
            and not re.search(r"\d", _text(part))
        ):
            names.append(f"{names[-1]} {_text(part)}")
            last = part
    return names[::-1]


def _in_text(words: list[Word], known: Mapping[str, str]) -> tuple[str, str]:
    """The known name that the text has most often, not counting the ministry that publishes the report."""
    spoken = f" {plain(' '.join(word.text for word in words))} "
    counts = {name: spoken.count(f" {name} ") for name in known if " " in name and not PUBLISHER.search(name)}
    most = max(((count, len(name), name) for name, count in counts.items()), default=(0, 0, ""))
    return (most[2].title(), known[most[2]]) if most[0] > 1 else ("", "")


def _text(part: list[Word]) -> str:
    return " ".join(word.text for word in part)
