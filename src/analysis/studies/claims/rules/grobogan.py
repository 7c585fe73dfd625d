"""The article on Kabupaten Grobogan: its fall from 2019 to 2021, and the new indicators as its cause."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import lowest
from analysis.studies.claims import held
from analysis.studies.claims.verdicts import (
    CANNOT_BE_DECIDED,
    FALSE,
    TRUE,
    Claim,
    Figure,
    Reading,
    plain,
    weakest,
)  # fmt: skip
from analysis.studies.instrument_change import claims as causes
from analysis.studies.shared import institutions, published_means
from analysis.studies.shared.definitions import new_indicators
from analysis.studies.shared.explanation import change
from analysis.studies.shared.instruments import DOMAINS, NEW
from analysis.studies.shared.published_means import TYPE_UNITS

REGENCY = "kabupaten-grobogan"
BEFORE, YEAR, SINCE = 2019, 2021, 2018
LOCAL = ("mean-kabupaten", "mean-kota")


def fall(claim: Claim) -> list[Reading]:
    """Does anybody but the article print the two figures?"""
    found = [held.checked(claim, REGENCY, year, stated)
             for year, stated in zip((BEFORE, YEAR), claim.quantities, strict=True)]  # fmt: skip
    facts = {"before": float(claim.quantities[0]), "after": float(claim.quantities[1]), "first": BEFORE, "last": YEAR,
             "independent": sum(one.independent for one in found)}  # fmt: skip
    verdict = weakest(*(one.verdict for one in found))
    return [Reading("figures", verdict, facts, sum((one.figures for one in found), ()), _lists(verdict))]


def cause(claim: Claim) -> list[Reading]:
    """Can the new domain alone, or all officially new indicators, have brought the index down so far?"""
    del claim
    pairs = institutions.pairs()
    pair = pairs[(pairs["institution_id"] == REGENCY) & (pairs["after_year"] == YEAR)]
    if pair.empty:
        return [Reading(name, CANNOT_BE_DECIDED, {}, (), ("totals",)) for name in ("management", "added")]
    found = causes.claims(pair, change(), causes.OFFICIAL)
    row = pair.iloc[0]
    facts = {"before": float(row["before"]), "after": float(row["after"]), "fall": float(row["fall"]),
             "first": int(row["before_year"]), "last": int(row["after_year"])}  # fmt: skip
    return [_management(found, facts, _totals(row)), _added(found, facts, _totals(row))]


def unready(claim: Claim) -> list[Reading]:
    """Was management the lowest domain of regencies and cities, and lower there than elsewhere?"""
    del claim
    means = {unit: published_means.domain_means(unit).get(YEAR, {}) for unit in TYPE_UNITS}
    means = {unit: {DOMAINS[part]: x for part, x in values.items()} for unit, values in means.items()
             if set(values) == set(DOMAINS)}  # fmt: skip
    figures = tuple(Figure(unit, "management", YEAR, float(x["management"]), _mean_source(unit))
                    for unit, x in means.items())  # fmt: skip
    if not set(LOCAL) <= set(means) or len(means) == len(LOCAL):
        return [Reading(name, CANNOT_BE_DECIDED, {}, figures, ("type_means",)) for name in ("lowest", "below_others")]
    rest = [x for unit in LOCAL for name, x in means[unit].items() if name != "management"]
    others = {unit: x["management"] for unit, x in means.items() if unit not in LOCAL}
    least = list(others)[lowest([float(x) for x in others.values()])]
    is_lowest = all(means[unit]["management"] < min(x for name, x in means[unit].items() if name != "management")
                    for unit in LOCAL)  # fmt: skip
    below = all(means[unit]["management"] < others[least] for unit in LOCAL)
    facts = {"regencies": float(means[LOCAL[0]]["management"]), "cities": float(means[LOCAL[1]]["management"]),
             "other": held.name(least), "least": float(others[least]), "year": YEAR,
             "rest": float(min(rest))}  # fmt: skip
    return [Reading("lowest", plain(is_lowest), facts, figures), Reading("below_others", plain(below), facts, figures)]


def since(claim: Claim) -> list[Reading]:
    """Is there a figure or a predicate of that year, or a complete list without the regency?"""
    year = int(claim.quantities[0])
    own, predicates = held.figure(REGENCY, year), tables.load("spbe_predicates")
    named = ((predicates["institution_id"] == REGENCY) & (predicates["year"] == year)).any()
    verdict = TRUE if own or named else FALSE if held.complete(year) else CANNOT_BE_DECIDED
    known = held.known(year)
    assessed = tables.load("population").set_index("year")["institutions"]
    facts = {"year": year, "known": known, "assessed": int(assessed[year]), "own": int(own is not None)}
    counts = Figure("institutions", "known", year, known, "")
    lacking = (f"list_{year}",) if verdict == CANNOT_BE_DECIDED else ()
    return [Reading("figure", verdict, facts, tuple(filter(None, (own, counts))), lacking)]


def _management(found: pd.DataFrame, facts: dict[str, object], figures: tuple[Figure, ...]) -> Reading:
    """By the domain values of the later year where they are held; else over all profiles with the earlier total."""
    every = institutions.rescored()
    known = every[(every["institution_id"] == REGENCY) & (every["year"] == YEAR) & ~every["below_floor"]]
    rows = found[found["claim"] == causes.MANAGEMENT]
    largest = float(rows["largest_fall"].max())
    facts = facts | {"largest": largest, "largest_low": float(rows["largest_fall"].min())}
    reach = Figure(REGENCY, "largest_fall", BEFORE, largest, "")
    if len(known):
        taken = float(-known["effect"].iloc[0])
        verdict = plain(round(taken - facts["fall"], 9) >= 0)
        return Reading("management", verdict, facts, (*figures, Figure(REGENCY, "effect", YEAR, -taken, "")))
    excluded = bool((rows["verdict"] != causes.FEASIBLE).all()) and not rows["rounding_decides"].any()
    verdict = FALSE if excluded else CANNOT_BE_DECIDED
    return Reading("management", verdict, facts, (*figures, reach), () if excluded else ("levels",))


def _added(found: pd.DataFrame, facts: dict[str, object], figures: tuple[Figure, ...]) -> Reading:
    """By the levels of the later year where they are held; else whether a level that is needed exists."""
    row = found[found["claim"] == causes.ALL_NEW].iloc[0]
    facts = facts | {"needed": float(row["needed_level"]), "lowest": float(change().lowest)}
    taken = _taken_by_new()
    if taken is not None:
        verdict = plain(taken >= Fraction(str(facts["fall"])))
        return Reading("added", verdict, facts, (*figures, Figure(REGENCY, "taken_by_new", YEAR, float(taken), "")))
    excluded = row["verdict"] != causes.FEASIBLE
    needed = Figure(REGENCY, "needed_level", YEAR, facts["needed"], "")
    lacking = () if excluded else ("levels",)
    return Reading("added", FALSE if excluded else CANNOT_BE_DECIDED, facts, (*figures, needed), lacking)


def _taken_by_new() -> Fraction | None:
    """What the officially new indicators take from the index, against the average of what continues; None where a level
    of the later year is not held."""
    levels = tables.load("evaluations")
    rows = levels[(levels["institution_id"] == REGENCY) & (levels["year"] == YEAR) & (levels["level"] == "indicator")]
    given = {id: Fraction(str(x)) for id, x in zip(rows["id"], rows["value"], strict=True)}
    parts = tables.load("instrument_parts")
    parts = parts[(parts["instrument"] == NEW) & (parts["level"] == "indicator")]
    weights = {id: Fraction(x) for id, x in zip(parts["id"], parts["weight"], strict=True)}
    if not set(weights) <= set(given):
        return None
    new = set(new_indicators("official"))
    weight = {side: sum(x for id, x in weights.items() if (id in new) == side) for side in (True, False)}
    mean = {side: sum(x * given[id] for id, x in weights.items() if (id in new) == side) / weight[side]
            for side in weight}  # fmt: skip
    return weight[True] / sum(weight.values()) * (mean[False] - mean[True])


def _totals(row: pd.Series) -> tuple[Figure, ...]:
    return tuple(Figure(REGENCY, held.INDEX, int(row[f"{when}_year"]), float(row[when]), row[f"{when}_source"])
                 for when in ("before", "after"))  # fmt: skip


def _mean_source(unit: str) -> str:
    parts = tables.load("spbe_parts")
    rows = parts[(parts["unit"] == unit) & (parts["year"] == YEAR) & parts["preferred"] & (parts["level"] == "domain")]
    return str(rows["source_id"].iloc[0])


def _lists(verdict: str) -> tuple[str, ...]:
    """The lists that would confirm what is circular."""
    return () if verdict in (TRUE, FALSE) else (f"list_{BEFORE}", f"list_{YEAR}")


RULES = {"grobogan-fall": fall, "grobogan-cause": cause, "grobogan-unready": unready, "grobogan-since": since}
