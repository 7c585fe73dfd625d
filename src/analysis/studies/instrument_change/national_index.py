"""What did the change from 35 to 47 indicators do to the national index?

All institutions changed in 2021, so no comparison of years identifies the effect. Within one year it is arithmetic:
the published domain means of that year are weighted once with the domain weights of instrument 47 and once with
those of 35, which has no management domain. The difference is the part due to the management domain and the domain
weights. Indicators that were replaced or reworded inside the other three domains are not covered.

Real change is the difference of two years under the old domain weights; instrument is the difference of the two
instruments at the profile of the later year; they sum to the published change but for the rounding of the means.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.methods.scores.rescoring import domain_links, effect_weights, real_and_instrument, rescore, rounding_bound

NEW, OLD = "47", "35"
DOMAINS = {"1": "policy", "2": "governance", "3": "management", "4": "services"}
OLD_DOMAINS = {"1": "policy", "2": "governance", "3": "services"}
TYPE_NAMES = {
    "mean-kementerian": "ministries",
    "mean-lpnk": "agencies",
    "mean-lembaga-lain": "other agencies",
    "mean-lns": "non-structural bodies",
    "mean-instansi-lainnya": "other bodies",
    "mean-lns-dan-instansi-lainnya": "non-structural and other bodies",
    "mean-provinsi": "provinces",
    "mean-kabupaten": "regencies",
    "mean-kota": "cities",
}


@dataclass(frozen=True)
class Study:
    """Result tables and facts of the national change of instrument between two years."""

    before_year: int
    year: int
    rescored: pd.DataFrame
    separation: pd.DataFrame
    by_type: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def weights() -> tuple[dict[str, Fraction], dict[str, Fraction], dict[str, str]]:
    """Domain weights of instrument 47 and of 35, and the link of each 47 domain to its 35 domain (management: none)."""
    parts, links = tables.load("instrument_parts"), tables.load("crosswalk")
    domains = parts[parts["level"] == "domain"]
    by_instrument = {
        instrument: {i: Fraction(w) for i, w in zip(rows["id"], rows["weight"], strict=True)}
        for instrument, rows in domains.groupby("instrument")
    }
    return by_instrument[NEW], by_instrument[OLD], domain_links(links, OLD, NEW)


def domain_means(unit: str = "nasional") -> dict[int, dict[str, Fraction]]:
    """Published domain means of a unit by year, exactly as printed (preferred source)."""
    parts = tables.load("spbe_parts")
    rows = parts[(parts["unit"] == unit) & (parts["level"] == "domain") & parts["preferred"]]
    return {
        int(year): {i: Fraction(str(v)) for i, v in zip(part["part_id"], part["value"], strict=True)}
        for year, part in rows.groupby("year")
    }


def published_index(unit: str = "nasional") -> pd.DataFrame:
    """Published mean index of a unit by year with its instrument (preferred source)."""
    means = tables.load("spbe_means")
    rows = means[(means["unit"] == unit) & means["preferred"]]
    return ordered(rows, "year").set_index("year")[["value", "instrument", "source_id"]]


def rescored(unit: str = "nasional") -> pd.DataFrame:
    """The mean index of a unit in every year with four domain means: under 47, under 35, and the effect (exact)."""
    new, old, links = weights()
    rows = []
    for year, means in domain_means(unit).items():
        if set(means) == set(DOMAINS):
            index_47, index_35, effect = rescore(means, new, old, links)
            named = {DOMAINS[part]: means[part] for part in DOMAINS}
            rows.append({"year": year, **named, "index_47": index_47, "index_35": index_35, "effect": effect})
    if not rows:
        raise InputError(f"{unit}: no year with four published domain means; the effect cannot be computed")
    return pd.DataFrame(rows).set_index("year")


def effect_half_width() -> Fraction:
    """How far an effect can be off because each domain mean is printed with two decimals."""
    return rounding_bound(effect_weights(*weights()))


def series() -> pd.DataFrame:
    """The national index of every year: as published, and on the old basis (re-scored from 2021 on)."""
    published, again = published_index(), rescored()
    frame = published.rename(columns={"value": "published"})
    on_old = again["index_35"].astype(float).reindex(frame.index)
    frame["old_basis"] = frame["published"].where(frame["instrument"] == OLD, on_old)
    frame["effect"] = again["effect"].astype(float).reindex(frame.index)
    population = tables.load("population").set_index("year")["institutions"]
    frame["assessed"] = population.reindex(frame.index)
    return frame.reset_index()


def separation(before_year: int) -> pd.DataFrame:
    """Change of the national index since `before_year`: at the old weights + by the instrument at the new profile.

    The first part includes what reworded indicators and another set of institutions did; the second covers the
    management domain and the domain weights.

    One row a year from 2021 on; `rounding` is what is left of the published change, because means are printed with
    two decimals.
    """
    old = weights()[1]
    start = sum(old[part] * value for part, value in domain_means()[before_year].items())
    published, again = published_index()["value"], rescored()
    change = real_and_instrument(start, again["index_35"], again["index_47"])
    frame = pd.DataFrame(
        {
            "published_change": published.reindex(again.index) - published[before_year],
            "at_old_weights": change.real.astype(float),
            "management_and_weights": change.instrument.astype(float),
        }
    )
    frame["rounding"] = frame["published_change"] - frame["at_old_weights"] - frame["management_and_weights"]
    return frame.reset_index()


def by_type(year: int) -> pd.DataFrame:
    """The effect in one year from the published domain means of every type that has all four; empty where none has."""
    rows = [
        {"unit": unit, "name": name, **rescored(unit).loc[year].astype(float).to_dict()}
        for unit, name in TYPE_NAMES.items()
        if set(domain_means(unit).get(year, {})) == set(DOMAINS)
    ]
    return pd.DataFrame(rows)


def study(before_year: int | str, year: int) -> Study:
    """Everything that is shown of the national index. `before_year` "last" is the last year under 35 (2020).

    Raises InputError where a year is on the wrong side of the change.
    """
    again, published = rescored(), published_index()
    before_year = _year(before_year, published)
    problems = []
    if before_year not in published.index or published["instrument"].get(before_year) != OLD:
        problems.append(f"before_year {before_year}: not scored with instrument {OLD}; choose last, 2018, 2019 or 2020")
    if year not in again.index:
        problems.append(
            f"year {year}: not scored with instrument {NEW}; choose among {', '.join(map(str, again.index))}"
        )
    if problems:
        raise InputError(problems)
    parts = separation(before_year)
    row, apart = again.loc[year], parts.set_index("year").loc[year]
    new, old, _ = weights()
    facts = {
        "before_year": before_year,
        "year": year,
        "published": published["value"][year],
        "change": apart["published_change"],
        "real": apart["at_old_weights"],
        "effect": apart["management_and_weights"],
        "index_35": float(row["index_35"]),
        "index_47": float(row["index_47"]),
        "old_weights": {OLD_DOMAINS[part]: float(weight) for part, weight in old.items()},
        "new_weights": {DOMAINS[part]: float(weight) for part, weight in new.items()},
        "half_width": float(effect_half_width()),
        "low": float(again["effect"].min()),
        "high": float(again["effect"].max()),
        "first_year": int(again.index.min()),
        "last_year": int(again.index.max()),
    }
    values = {
        f"national.{y}.{name}": float(again.loc[y, name])
        for y in again.index
        for name in ("index_47", "index_35", "effect")
    }
    values["effect_half_width"] = facts["half_width"]
    return Study(before_year, year, _floats(again), parts, by_type(year), facts, values)


def _year(before_year: int | str, published: pd.DataFrame) -> int | str:
    """`before_year` as a number; what is no year is left for the caller to refuse."""
    if before_year == "last":
        return int(published.index[published["instrument"] == OLD].max())
    return int(before_year) if str(before_year).isdecimal() else before_year


def _floats(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(float).reset_index()
