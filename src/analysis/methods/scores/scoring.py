"""What index and predicate follow from the levels of the indicators? One scorer for every instrument.

aspect = sum(weight x level) / sum(weight) over the scored items; domain = mean of its aspects by aspect
weight; index = sum(domain weight x domain), or of the aspects where an instrument has no domains. All arithmetic
is exact (fractions); nothing is rounded before display (`analysis.methods.rounding`).

An indicator with `repeats` may be scored several times, once for each public service: `35`, `35-2`, `35-3`.
Every scored item then weighs the same within its aspect; a service that was not assessed is simply left out.

References: PermenPANRB 59/2020, Lampiran pp. 21-24 (formulas, worked examples) and Tabel 13 (predicates);
PermenPANRB 5/2018 and 8/2026 for the weights of the other two instruments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact, round_half_up
from analysis.methods.scores.instrument_tables import Band, Part, Scale, read_bands, read_parts, read_scale, rows_of

Levels = Mapping[str, Number] | Iterable[tuple[str, Number]]


@dataclass(frozen=True)
class Score:
    """Exact values by id. `domains` is empty where the instrument has none."""

    aspects: dict[str, Fraction]
    domains: dict[str, Fraction]
    index: Fraction
    predicate: str


@dataclass(frozen=True)
class PartialScore:
    """What is certain when levels are missing: complete aspects and domains, and the ends of the index."""

    aspects: dict[str, Fraction]
    domains: dict[str, Fraction]
    low: Fraction  # the index if every missing level were the lowest of the scale
    high: Fraction
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Instrument:
    """A scoring instrument, made by `from_tables`; two are the same only if they are one object."""

    id: str
    scale: Scale
    domains: tuple[Part, ...]
    aspects: tuple[Part, ...]
    indicators: tuple[Part, ...]
    bands: tuple[Band, ...]

    @classmethod
    def from_tables(
        cls, instrument: str, instruments: pd.DataFrame, parts: pd.DataFrame, bands: pd.DataFrame
    ) -> Instrument:
        """The instrument named `instrument` from the tables `instruments`, `instrument_parts`, `bands`.

        Raises InputError when it is not listed, an id is repeated, a parent is missing, weights do not sum
        to 1 (or, within a part, to the part's weight), or the bands leave a gap.
        """
        scale = read_scale(rows_of(instruments, instrument, "instruments"))
        found = read_parts(rows_of(parts, instrument, "instrument_parts"))
        return cls(
            id=instrument,
            scale=scale,
            domains=found["domain"],
            aspects=found["aspect"],
            indicators=found["indicator"],
            bands=read_bands(rows_of(bands, instrument, "bands"), scale),
        )

    @cached_property
    def items(self) -> dict[str, Part]:
        """Every item that can be scored -> its indicator; repeats have ids such as `35-2`."""
        return {
            part.id if service == 1 else f"{part.id}-{service}": part
            for part in self.indicators
            for service in range(1, part.repeats + 1)
        }

    @property
    def top(self) -> tuple[Part, ...]:
        """The parts whose weighted sum is the index: the domains, or the aspects where there are none."""
        return self.domains or self.aspects

    @property
    def domain_weights(self) -> dict[str, Fraction]:
        """Domain -> weight in the index."""
        return {part.id: part.weight for part in self.domains}

    def score(self, levels: Levels, where: Mapping[str, str] | None = None) -> Score:
        """Score a complete set of levels (item id -> level).

        `where` says where an item was read ("row 5"), for messages. Raises InputError naming every unknown,
        repeated or missing indicator and every level that is no number, off the scale or not whole where it
        must be.
        """
        read = self._read(levels, where or {}, complete=True)
        aspects = self._aspects(read)
        index = self.aspects_to_index(aspects)
        domains = self.aspects_to_domains(aspects) if self.domains else {}
        return Score(aspects, domains, index, self.predicate(index))

    def partial(self, levels: Levels, where: Mapping[str, str] | None = None) -> PartialScore:
        """Score what is there: a missing indicator (not a further service) may have any level of the scale.

        Refuses like `score`, except that indicators may be missing.
        """
        read = self._read(levels, where or {}, complete=False)
        missing = tuple(part.id for part in self.indicators if part.id not in read)
        low, high = (self._aspects(read | dict.fromkeys(missing, end)) for end in (self.scale.low, self.scale.high))
        open_aspects = {part.parent for part in self.indicators if part.id in missing}
        open_domains = {part.parent for part in self.aspects if part.id in open_aspects}
        domains = self.aspects_to_domains(low) if self.domains else {}
        return PartialScore(
            aspects={id: value for id, value in low.items() if id not in open_aspects},
            domains={id: value for id, value in domains.items() if id not in open_domains},
            low=self.aspects_to_index(low),
            high=self.aspects_to_index(high),
            missing=missing,
        )

    def aspects_to_domains(self, aspects: Mapping[str, Number]) -> dict[str, Fraction]:
        """Domain values from all aspects. Raises InputError naming each that is missing or off the scale."""
        if not self.domains:
            raise InputError(f"instrument {self.id} has no domains; use aspects_to_index")
        values = self._values(aspects, self.aspects, "aspect")
        return {
            domain.id: weighted_mean(
                [(part.weight, values[part.id]) for part in self.aspects if part.parent == domain.id]
            )
            for domain in self.domains
        }

    def domains_to_index(self, domains: Mapping[str, Number]) -> Fraction:
        """The index from all domains. Raises InputError naming each that is missing or off the scale."""
        if not self.domains:
            raise InputError(f"instrument {self.id} has no domains; use aspects_to_index")
        values = self._values(domains, self.domains, "domain")
        return weighted_mean([(part.weight, values[part.id]) for part in self.domains])

    def aspects_to_index(self, aspects: Mapping[str, Number]) -> Fraction:
        """The index from all aspects. Raises InputError naming each that is missing or off the scale."""
        values = self._values(aspects, self.aspects, "aspect")
        return weighted_mean([(part.weight, values[part.id]) for part in self.aspects])

    def predicate(self, index: Number, band: str = "unrounded") -> str:
        """The predicate of an index.

        The ministry applied its bands to the `unrounded` index in 2024 and to the `rounded` one (two
        decimals, half up) in 2023. Raises InputError for an index outside the bands or another `band`.
        """
        if band not in ("unrounded", "rounded"):
            raise InputError(f"band {band!r} is not known; use unrounded or rounded")
        value = exact(index if band == "unrounded" else round_half_up(index))
        for part in self.bands:
            if part.start <= value < part.end or (value == part.end and part.end_included):
                return part.predicate
        raise InputError(f"index {float(value):g} lies outside the bands of instrument {self.id}")

    def _aspects(self, levels: dict[str, Fraction]) -> dict[str, Fraction]:
        items = self.items
        return {
            aspect.id: weighted_mean(
                [(items[id].weight, x) for id, x in levels.items() if items[id].parent == aspect.id]
            )
            for aspect in self.aspects
        }

    def _read(self, levels: Levels, where: Mapping[str, str], *, complete: bool) -> dict[str, Fraction]:
        known = self.items
        read: dict[str, Fraction | None] = {}
        problems = []
        for id, level in levels.items() if hasattr(levels, "items") else levels:
            item = str(id).strip()
            name = f"{where[item]}: indicator {_short(item)}" if item in where else f"indicator {_short(item)}"
            if item not in known:
                problems.append(
                    f"{name}: not in instrument {self.id}, which has {self.indicators[0].id} to {[*known][-1]}"
                )
            elif item in read:
                problems.append(f"{name}: given more than once; keep one level")
            else:
                read[item] = None  # a refused level is not also a missing one
                try:
                    read[item] = self._on_scale(level, whole=not self.scale.decimals)
                except InputError as error:
                    problems.append(f"{name}: {error}")
        missing = [part.id for part in self.indicators if part.id not in read]
        if missing and complete:
            problems.append(f"missing indicators of instrument {self.id}: {', '.join(missing)}; give each a level")
        if problems:
            raise InputError(problems)
        return read

    def _values(self, values: Mapping[str, Number], parts: tuple[Part, ...], what: str) -> dict[str, Fraction]:
        problems = [f"{what} {id}: not in instrument {self.id}" for id in values if id not in {p.id for p in parts}]
        read = {}
        for part in parts:
            if part.id not in values:
                problems.append(f"{what} {part.id} ({part.name_en}) of instrument {self.id} is missing")
                continue
            try:
                read[part.id] = self._on_scale(values[part.id], whole=False)
            except InputError as error:
                problems.append(f"{what} {part.id} ({part.name_en}): {error}")
        if problems:
            raise InputError(problems)
        return read

    def _on_scale(self, x: Number, *, whole: bool) -> Fraction:
        value = exact(x)
        rule = Scale(self.scale.low, self.scale.high, decimals=not whole)
        if not self.scale.low <= value <= self.scale.high:
            raise InputError(f"{_short(x)} is off the scale; give {rule}")
        if whole and value.denominator != 1:
            raise InputError(f"{_short(x)} is not a whole level; give {rule}")
        return value


def _short(x: object) -> str:
    """x as it was given, cut where it would flood a message."""
    text = str(x).strip()
    return text if len(text) <= 40 else f"{text[:40]}…"


def weighted_mean(weighted: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Weighted mean of (weight, value) pairs."""
    return sum(weight * value for weight, value in weighted) / sum(weight for weight, _ in weighted)
