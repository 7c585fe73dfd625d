"""Did a country also move in the World Bank's GovTech index (GTMI), of 2020, 2022 and 2025?

Takes the tables `gtmi` and `egdi`. The waves were built of different indicators, so that levels must not be
subtracted: nothing here uses a level outside its own wave, only places. A place is a competition rank among the UN's
member states that are in every wave, 1 is the best. The published index contains parts of the UN's EGDI: it is no
independent witness of a move in the survey. Places gained, plus is up.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import ordered, settled
from analysis.methods.ranks.base_rates import base_rate
from analysis.methods.ranks.ranks import competition_ranks
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT, CANNOT_BE_DECIDED

PARTS = ("cgsi", "psdi", "dcei", "gtei")
BAND = 20  # places around the start within which another state is compared
DECISIONS = {"places": ARITHMETIC_FACT, "independent": CANNOT_BE_DECIDED}


@dataclass(frozen=True)
class Result:
    """One country over the waves.

    waves: a row a wave: place (of the mean of the four parts), best and worst place with one part left out, place in
    each part, and the edition of the UN survey of that year or the last before it, with the place in OSI among the same
    states. steps: a row a pair of waves, the first with each later one: gained, and k of n near starters that gained
    at least as much; r_osi, the rank correlation over all states of the places gained with those gained in OSI.
    """

    country: str
    waves: pd.DataFrame
    steps: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def field() -> dict[int, pd.DataFrame]:
    """Wave -> gtmi and its four parts of the UN's member states that are in every wave, by iso3."""
    rows = tables.load("gtmi")
    rows = rows[rows["iso3"].isin(survey.edition(survey.editions()[-1]).index)]
    every = rows.groupby("iso3")["year"].nunique()
    rows = rows[rows["iso3"].isin(every.index[every == rows["year"].nunique()])]
    rows = ordered(rows, "year", "iso3").set_index("iso3")
    return {int(year): wave[["gtmi", *PARTS]].astype(float) for year, wave in rows.groupby("year")}


def edition_of(year: int) -> int:
    """The edition of the UN survey of a year, or the last before it."""
    return max(edition for edition in survey.editions() if edition <= year)


def places(wave: pd.DataFrame) -> pd.DataFrame:
    """The place of every state in the mean of the four parts, in each part, and in the mean without each part."""
    means = {"gtmi": wave[list(PARTS)].mean(axis=1), **{part: wave[part] for part in PARTS}}
    means |= {f"without_{part}": wave[[other for other in PARTS if other != part]].mean(axis=1) for part in PARTS}
    return pd.DataFrame({name: competition_ranks(mean.to_numpy()) for name, mean in means.items()}, index=wave.index)


def study(country: str) -> Result:
    """Everything that is shown of one country over the waves. `country` is in every wave, else KeyError."""
    found = {year: places(wave) for year, wave in field().items()}
    seen = {year: _osi(year, found[year].index) for year in found}
    waves = pd.DataFrame([_wave(year, found[year], seen[year], country) for year in found])
    years = list(found)
    steps = pd.DataFrame([_step(years[0], later, found, seen, country) for later in years[1:]])
    return Result(country, waves, steps, _facts(country, waves, steps, found), _values(waves))


def has(country: str) -> bool:
    """Is the country in every wave?"""
    return country in next(iter(field().values())).index


def _wave(year: int, found: pd.DataFrame, seen: pd.Series, country: str) -> dict[str, object]:
    own = found.loc[country]
    without = [int(own[f"without_{part}"]) for part in PARTS]
    return {
        "year": year,
        "place": int(own["gtmi"]),
        "place_low": min(without),
        "place_high": max(without),
        **{part: int(own[part]) for part in PARTS},
        "edition": edition_of(year),
        "place_osi": int(seen[country]),
    }


def _step(
    first: int, later: int, found: dict[int, pd.DataFrame], seen: dict[int, pd.Series], country: str
) -> dict[str, object]:
    start = found[first]["gtmi"]
    gained = (start - found[later]["gtmi"]).astype(float)
    near = (start - start[country]).abs() <= BAND
    others = gained[near].drop(country)
    rate = base_rate(gained[country], others.to_numpy())
    osi = (seen[first] - seen[later]).astype(float)
    return {
        "wave_from": first,
        "wave_to": later,
        "gained": int(gained[country]),
        "gained_osi": int(osi[country]),
        "k": rate.k,
        "n": rate.n,
        "r_osi": float(settled(gained).corr(settled(osi), method="spearman")),
    }


def _osi(year: int, states: pd.Index) -> pd.Series:
    osi = survey.edition(edition_of(year))["osi"].astype(float).reindex(states)
    return pd.Series(competition_ranks(osi.to_numpy()), index=states)


def _facts(country: str, waves: pd.DataFrame, steps: pd.DataFrame, found: dict[int, pd.DataFrame]) -> dict[str, object]:
    first, last, step = waves.iloc[0], waves.iloc[-1], steps.iloc[-1]
    return {
        "country": country,
        "n": len(next(iter(found.values()))),
        "waves": len(waves),
        "first": int(first["year"]),
        "last": int(last["year"]),
        "first_place": int(first["place"]),
        "last_place": int(last["place"]),
        "gained": int(step["gained"]),
        "places": abs(int(step["gained"])),
        "direction": "rose" if step["gained"] > 0 else "fell" if step["gained"] < 0 else "stayed",
        "k": int(step["k"]),
        "near": int(step["n"]),
        "band": BAND,
        "r_low": float(steps["r_osi"].min()),
        "r_high": float(steps["r_osi"].max()),
        "edition": int(last["edition"]),
    }


def _values(waves: pd.DataFrame) -> dict[str, object]:
    names = ("place", "place_low", "place_high", *PARTS, "place_osi")
    return {f"waves.{row['year']}.{name}": row[name] for row in waves.to_dict("records") for name in names}
