"""Do published evaluations follow from the lowest figures that were published with them?

Every aspect, domain and overall figure is computed from what lies beneath it and compared as printed, rounded half
up to two decimals. What lies beneath is taken as follows.

- Levels are exact. An indicator that is not stated may have any level of the scale: the result is then an interval.
- A rounded aspect or domain of a single institution is mostly known exactly all the same, because only one value
  that whole levels can give rounds to it (2.83 of six items is 17/6). This is used where every published aspect and
  domain of the evaluation can be given by whole levels.
- Otherwise (means over institutions) a printed figure stands for itself +-.005, and so does what follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.methods.rounding import exact, round_half_up
from analysis.methods.scores.attainable import values_rounding_to
from analysis.methods.scores.instrument_tables import Part
from analysis.methods.scores.scoring import Instrument, weighted_mean

HALF_UNIT = Fraction(1, 200)
DEPTH = {"indicator": 0, "aspect": 1, "domain": 2}
EQUAL, ROUNDING, POSSIBLE, DEVIATES, LOWEST = "equal", "within rounding", "possible", "deviates", "nothing beneath"


@dataclass(frozen=True)
class Range:
    """What a figure can be: from low to high, the lowest level it comes from, and unstated indicators beneath it."""

    low: Fraction
    high: Fraction
    lowest: str
    unstated: int = 0


def reproduce(
    evaluations: pd.DataFrame, instruments: pd.DataFrame, parts: pd.DataFrame, bands: pd.DataFrame
) -> pd.DataFrame:
    """One row for each published aspect, domain and overall figure of table `evaluations`.

    Columns: institution_id, year, instrument, level, id, source_id, status, published; low and high, between which
    the computed figure lies; computed, their middle (missing where indicators are unstated); deviation = computed -
    published; lowest_level used; unstated, the number of indicators; verdict: `equal`; `within rounding` (equal only
    for some of the numbers that round to the printed inputs); `possible` (equal for some unstated levels);
    `deviates`; `nothing beneath` (itself the lowest published). Only rows with status `published` serve as inputs.
    """
    rows = []
    for (_, _, name), group in evaluations.groupby(["institution_id", "year", "instrument"]):
        evaluation = Evaluation(Instrument.from_tables(name, instruments, parts, bands), group)
        for figure in group[group["level"] != "indicator"].to_dict("records"):
            found = evaluation.beneath(figure["level"], figure["id"])
            keys = ("institution_id", "year", "instrument", "level", "id", "source_id", "status")
            rows.append({key: figure[key] for key in keys} | _compare(figure["value"], found))
    return pd.DataFrame(rows)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The figures published of one institution, or one mean, in one year."""

    instrument: Instrument
    figures: pd.DataFrame

    @cached_property
    def published(self) -> dict[tuple[str, str], Fraction]:
        """(level, id) -> figure, of the rows that serve as inputs."""
        rows = self.figures[self.figures["status"] == "published"].drop_duplicates(["level", "id"])
        return {(level, id): exact(x) for level, id, x in zip(rows["level"], rows["id"], rows["value"], strict=True)}

    @cached_property
    def whole(self) -> bool:
        """Whether whole levels can give every published aspect and domain: then they are no mean of institutions."""
        return not self.instrument.scale.decimals and all(
            values_rounding_to(self.instrument, id, x, level)
            for (level, id), x in self.published.items()
            if level in ("aspect", "domain")
        )

    def beneath(self, level: str, id: str) -> Range | None:
        """A figure from the figures beneath it; None where none are published."""
        if level == "aspect":
            return self._from_levels(id)
        if level == "domain":
            return self._from_parts("aspect", [part for part in self.instrument.aspects if part.parent == id])
        return self._from_parts("domain" if self.instrument.domains else "aspect", list(self.instrument.top))

    def best(self, level: str, id: str) -> Range | None:
        """A figure as input for the next level: computed if nothing is unstated beneath it, otherwise as published."""
        computed = self.beneath(level, id)
        if (computed and not computed.unstated) or (level, id) not in self.published:
            return computed
        printed = self.published[level, id]
        if self.whole:
            values = values_rounding_to(self.instrument, id, printed, level)
            return Range(values[0], values[-1], level)
        return Range(printed - HALF_UNIT, printed + HALF_UNIT, level)

    def _from_levels(self, aspect: str) -> Range | None:
        scale, stated = self.instrument.scale, {id for level, id in self.published if level == "indicator"}
        items = [(id, part.weight) for id, part in self.instrument.items.items() if part.parent == aspect]
        known = [(weight, self.published["indicator", id]) for id, weight in items if id in stated]
        # A further service that is not stated was not assessed.
        unstated = [p.weight for p in self.instrument.indicators if p.parent == aspect and p.id not in stated]
        if not known:
            return None
        low, high = (weighted_mean(known + [(weight, end) for weight in unstated]) for end in (scale.low, scale.high))
        return Range(low, high, "indicator", len(unstated))

    def _from_parts(self, level: str, parts: list[Part]) -> Range | None:
        ranges = [self.best(level, part.id) for part in parts]
        if None in ranges:
            return None
        weights = [part.weight for part in parts]
        low = weighted_mean(list(zip(weights, [r.low for r in ranges], strict=True)))
        high = weighted_mean(list(zip(weights, [r.high for r in ranges], strict=True)))
        return Range(low, high, min((r.lowest for r in ranges), key=DEPTH.get), sum(r.unstated for r in ranges))


def _compare(value: float, found: Range | None) -> dict[str, object]:
    published = exact(value)
    if found is None:
        return {"published": float(published), "unstated": 0, "lowest_level": "", "verdict": LOWEST}
    middle = (found.low + found.high) / 2
    if not round_half_up(found.low) <= published <= round_half_up(found.high):
        verdict = DEVIATES
    elif found.unstated:
        verdict = POSSIBLE
    else:
        verdict = EQUAL if round_half_up(middle) == published else ROUNDING
    return {
        "published": float(published),
        "low": float(found.low),
        "high": float(found.high),
        "computed": None if found.unstated else float(middle),
        "deviation": None if found.unstated else float(middle - published),
        "lowest_level": found.lowest,
        "unstated": found.unstated,
        "verdict": verdict,
    }
