"""Could the change of instrument alone explain that a total went from BEFORE to AFTER?

Only the two totals are known. Claim (i): the management domain, which is new, alone caused the fall. It is judged at
the old profile: over every profile of policy, governance and services with the total BEFORE, how far can the new
domain and the new domain weights lower the index? Claim (ii): the officially new indicators caused it, what continues
standing on average where the total stood.

Assumption of (i): a domain's value carries over from 35 to 47, so what was replaced or reworded inside a domain is
not covered. The floor of the old scale is 0 (kinder to a claim that the instrument did it; a level 0 cannot be
carried into 47, so these ends are outer bounds) or 1. Weights: PermenPANRB 5/2018 and 59/2020. All arithmetic is
exact. Method: `analysis.methods.effects.bounds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.data import tables
from analysis.methods.effects import bounds
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact
from analysis.methods.scores.instrument_tables import read_scale, rows_of
from analysis.methods.scores.rescoring import effect_weights
from analysis.studies.shared.definitions import new_weight
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, weights

Ends = tuple[Fraction, Fraction]
FLOORS = (0, 1)
HALF = Fraction(1, 200)  # totals are printed with two decimals
OFF_SCALE, ROUNDING = "off_scale", "rounding"  # what must be known of an answer: its warnings


@dataclass(frozen=True)
class Change:
    """What the change of instrument is to a total: weights by domain of 47, and the two scales."""

    new: dict[str, Fraction]
    old: dict[str, Fraction]  # 0 where a domain has no predecessor
    effect: dict[str, Fraction]  # new minus old
    lowest: Fraction  # of the new scale
    top: Fraction
    all_new: Fraction  # weight of the officially new indicators

    @property
    def management(self) -> Fraction:
        """The weight of what has no predecessor among the domains."""
        return sum((self.new[part] for part, weight in self.old.items() if not weight), Fraction(0))

    def floors(self, floor: int) -> dict[str, Fraction]:
        """The low end of each domain at an old profile: the old floor, but the new one for a new domain."""
        return {part: Fraction(floor) if weight else self.lowest for part, weight in self.old.items()}

    def same(self, level: Number) -> dict[str, Fraction]:
        """The same level for every domain."""
        return dict.fromkeys(self.new, Fraction(level))


def change() -> Change:
    """The change from 35 to 47, from the processed tables."""
    new, old, links = weights()
    effect = effect_weights(new, old, links)
    scale = read_scale(rows_of(tables.load("instruments"), NEW, "instruments"))
    return Change(
        new=new,
        old={part: weight - effect[part] for part, weight in new.items()},
        effect=effect,
        lowest=Fraction(scale.low),
        top=Fraction(scale.high),
        all_new=new_weight("official"),
    )


def effect_at_old(of: Change, before: Number, floor: int, *, largest: bool) -> bounds.Extreme:
    """An end of the effect, index under 47 minus under 35, over all old profiles with the total `before`."""
    return bounds.extreme(of.effect, of.old, before, of.floors(floor), of.same(of.top), largest=largest)


def effect_at_new(of: Change, after: Number, *, largest: bool) -> bounds.Extreme:
    """An end of the effect over all new profiles with the total `after`."""
    return bounds.extreme(of.effect, of.new, after, of.same(of.lowest), of.same(of.top), largest=largest)


def largest_fall(of: Change, before: Number, floor: int) -> Fraction:
    """How far the management domain and the domain weights can lower a total, over all old profiles that give it.

    Below nought where even the least management level would raise it (totals below the new scale, floor 0).
    """
    return -effect_at_old(of, before, floor, largest=False).value


def explain(
    of: Change,
    before: Number,
    after: Number,
    floor: int = 0,
    halves: tuple[Fraction, Fraction] = (HALF, HALF),
    names: tuple[str, str] = ("BEFORE", "AFTER"),
) -> dict[str, object]:
    """The answer in exact fractions, by field; `largest_share` is None where there is no fall.

    `halves` is how far each total may be off for having been rounded. Where that leaves the scale it is cut at the
    end of the scale, and `warnings` says so: a dictionary each, OFF_SCALE with its total, sign, half and the end that
    is used, or ROUNDING where the verdict depends on it. Raises InputError for a floor other than 0 or 1, and for
    totals that are no numbers or off their scale, calling them `names`.
    """
    if floor not in FLOORS:
        raise InputError(f"floor {floor}: choose 0 or 1, the lowest level of instrument {OLD}")
    x0, x1 = _read_totals(of, before, after, floor, names)
    (low0, high0, low1, high1), warnings = _within(of, (x0, x1), floor, halves, names)
    fall, most = x0 - x1, largest_fall(of, x0, floor)
    verdict = bounds.verdict(fall, most)
    corners = {
        bounds.verdict(start - end, largest_fall(of, start, floor)) for start, end in ((high0, low1), (low0, high1))
    }
    if len(corners) > 1:
        warnings.append({"warning": ROUNDING})
    level = bounds.needed_level(x1, x0, of.all_new)
    at_new = tuple(effect_at_new(of, x1, largest=largest).value for largest in (False, True))
    return {
        "before": x0,
        "after": x1,
        "floor": floor,
        "lowest_level": of.lowest,
        "fall": fall,
        "needed_level_flat": bounds.needed_level(x1, x0, of.management),
        "largest_fall": most,
        "largest_fall_interval": (largest_fall(of, low0, floor), largest_fall(of, high0, floor)),
        "largest_share": most / fall if fall > 0 else None,
        "verdict": verdict,
        "rounding_decides": len(corners) > 1,
        "needed_level_all_new": level,
        "verdict_all_new": bounds.needed_verdict(fall, level, of.lowest),
        "effect_at_old_profile": (-most, effect_at_old(of, x0, floor, largest=True).value),
        "effect_at_new_profile": at_new,
        "least_real_fall": x0 - (x1 - at_new[0]),  # BEFORE minus the largest index under 35 that AFTER allows
        "warnings": warnings,
    }


def document(before: Number, after: Number, floor: int = 0) -> dict[str, object]:
    """The answer of `spbe explain-fall` in plain numbers, warnings as `explain` gives them.

    Raises InputError like `explain`.
    """
    of = change()
    found = explain(of, before, after, floor)
    profile = effect_at_old(of, found["before"], floor, largest=False).profile
    plain = {key: _plain(x) for key, x in found.items() if key != "warnings"}
    plain["largest_fall_profile"] = {DOMAINS[part]: float(x) for part, x in profile.items()}
    return plain | {"warnings": found["warnings"]}


def _read_totals(of: Change, before: Number, after: Number, floor: int, names: tuple[str, str]) -> Ends:
    """Both totals, or every problem that they have."""
    read, problems = [], []
    scales = ((OLD, Fraction(floor)), (NEW, of.lowest))
    for name, x, (instrument, low) in zip(names, (before, after), scales, strict=True):
        try:
            read.append(exact(x))
        except InputError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
            continue
        if not low <= read[-1] <= of.top:
            kinder = instrument == OLD and bool(floor) and read[-1] >= 0
            problems.append(
                f"{name}: {x} is off the scale of instrument {instrument}; give a number from {low} to {of.top}"
                + ", or take floor 0" * kinder
            )
    if problems:
        raise InputError(problems)
    return read[0], read[1]


def _within(
    of: Change, totals: Ends, floor: int, halves: tuple[Fraction, Fraction], names: tuple[str, str]
) -> tuple[list[Fraction], list[dict[str, object]]]:
    """[low, high] of both totals as they were rounded, cut at the ends of their scales, with a warning each."""
    ends, warnings = [], []
    for name, x, half, low in zip(names, totals, halves, (Fraction(floor), of.lowest), strict=True):
        for value in (x - half, x + half):
            ends.append(min(max(value, low), of.top))
            if ends[-1] != value:
                sign = "-" if value < x else "+"
                cut = {"total": name, "sign": sign, "half": float(half), "used": float(ends[-1])}
                warnings.append({"warning": OFF_SCALE} | cut)
    return ends, warnings


def _plain(x: object) -> object:
    if isinstance(x, tuple):
        return [float(end) for end in x]
    return float(x) if isinstance(x, Fraction) else x
