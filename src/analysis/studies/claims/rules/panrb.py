"""The ministry's report of 2021 to an institution: the new instrument lowered the index of almost all."""

from __future__ import annotations

from analysis.data import tables
from analysis.studies.claims.verdicts import CANNOT_BE_DECIDED, Claim, Figure, Reading, almost_all
from analysis.studies.instrument_change.effects import DUST
from analysis.studies.shared import institutions
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES

YEAR = 2021


def lowered(claim: Claim) -> list[Reading]:
    """What new weights and domain do to the same domain values, and how many totals fell."""
    del claim
    return [_on_lists(), _fell()]


def _on_lists() -> Reading:
    """The share of institutions on each complete list whose values give less under the new domain weights."""
    every = institutions.rescored()
    every = every[~every["below_floor"]]
    facts, figures, found = {}, [], []
    for place, year in zip(("first", "last"), COMPLETE, strict=True):
        effects = every.loc[every["year"] == year, "effect"]
        lower = int((effects < -DUST).sum())
        found.append(lower / len(effects))
        facts |= {place: year, f"{place}_lower": lower, f"{place}_n": len(effects)}
        figures += [Figure("institutions", "lowered", year, lower, LIST_SOURCES[year]),
                    Figure("institutions", "rescored", year, len(effects), LIST_SOURCES[year])]  # fmt: skip
    return Reading("re_weighted", almost_all(min(found), min(found)), facts, tuple(figures))


def _fell() -> Reading:
    """How many of all that were assessed can have fallen, from the pairs that are known."""
    pairs = institutions.pairs(after_year=YEAR)
    fell, known = int((pairs["fall"] > 0).sum()), len(pairs)
    assessed = int(tables.load("population").set_index("year").loc[YEAR, "institutions"])
    verdict = almost_all(fell / assessed, (assessed - known + fell) / assessed)
    facts = {"fell": fell, "known": known, "assessed": assessed, "year": YEAR}
    figures = (Figure("institutions", "fell", YEAR, fell, ""), Figure("institutions", "pairs", YEAR, known, ""))
    lacking = (f"list_{YEAR}", "list_2020") if verdict == CANNOT_BE_DECIDED else ()
    return Reading("totals_fell", verdict, facts, figures, lacking)


RULES = {"panrb-lowered": lowered}
