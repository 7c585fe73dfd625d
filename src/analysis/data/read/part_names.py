"""Which part of an instrument does a label in a report name: the index, a domain or an aspect?

Reports shorten and vary the regulation's names: "Audit TIK" for Pelaksanaan Audit TIK, "Strategi & Perencanaan", with
or without Domain, Aspek, SPBE, Internal. A label is compared by the words that tell parts apart, misspelt or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from analysis.methods.scores.scoring import Instrument

WORD = re.compile(r"[a-z]+")
ROMAN = re.compile(r"[ivx]+|[a-z]")
SPOKEN = {"spbe", "internal", "terkait", "berbasis", "elektronik", "dan", "nilai", "indeks", "total", "domain", "aspek",
          "pemerintah", "digital", "keseluruhan", "akhir", "capaian", "skor"}  # fmt: skip
WHOLE = {"spbe", "indeks", "pemerintah"}  # one of them must stand in a label of the index
ALIKE = 0.84  # how much a misspelt word shares with the right one
INDEX = ("index", "")


@dataclass(frozen=True)
class PartNames:
    """The parts of an instrument by the words that tell them apart: (level, id) -> words."""

    words: dict[tuple[str, str], frozenset[str]]

    @classmethod
    def of(cls, instrument: Instrument) -> PartNames:
        parts = {("domain", part.id): part for part in instrument.domains}
        parts |= {("aspect", part.id): part for part in instrument.aspects}
        return cls({key: frozenset(_spelt(part.name_id)) - SPOKEN for key, part in parts.items()})

    def part(self, label: str) -> tuple[str, str] | None:
        """(level, id) of the part that a label names, ("index", "") for the index; None for anything else."""
        spelt = [_right(word, self._vocabulary()) for word in _spelt(label)]
        found = frozenset(spelt) - SPOKEN
        kinds = {"domain", "aspek"} & set(spelt)
        if not found or len(kinds) > 1:
            return INDEX if WHOLE & set(spelt) and not kinds else None
        allowed = {"domain": "domain", "aspek": "aspect"}
        keys = [key for key in self.words if not kinds or key[0] in {allowed[kind] for kind in kinds}]
        same = [key for key in keys if self.words[key] == found]
        if not same:
            same = [key for key in keys if self._is_short_for(found, key)]
        return same[0] if len(same) == 1 else None

    def _is_short_for(self, found: frozenset[str], key: tuple[str, str]) -> bool:
        """Whether one word of a part's name is left out, and none but this part has the rest."""
        words = self.words[key]
        holders = [other for other, theirs in self.words.items() if found <= theirs]
        return found < words and len(found) == len(words) - 1 and holders == [key]

    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted(SPOKEN.union(*self.words.values())))


def _spelt(text: str) -> list[str]:
    return [word for word in WORD.findall(text.lower()) if not ROMAN.fullmatch(word)]


@lru_cache(maxsize=4096)
def _right(word: str, vocabulary: tuple[str, ...]) -> str:
    close = get_close_matches(word, vocabulary, n=1, cutoff=ALIKE)
    return close[0] if close else word
