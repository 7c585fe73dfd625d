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

import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.scores.rescoring import real_and_instrument
from analysis.studies.shared.decisions import IDENTIFIED
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, OLD_DOMAINS, effect_half_width, weights
from analysis.studies.shared.published_means import TYPE_UNITS, domain_means, published_index, rescored

# How far the evidence of a sentence goes.
DECISIONS = {"answer": IDENTIFIED, "every_year": IDENTIFIED, "separation": IDENTIFIED, "types": IDENTIFIED}
PARTS = {
    "real": "at_old_weights",
    "instrument": "management_and_weights",
    "rounding": "rounding",
    "total": "published_change",
}  # of the change between two years, the whole last


@dataclass(frozen=True)
class Study:
    """Result tables and facts of the national change of instrument between two years.

    `parts`: the row of `separation` for `year`, a row a part and the whole change last (part, change).
    """

    before_year: int
    year: int
    rescored: pd.DataFrame
    separation: pd.DataFrame
    parts: pd.DataFrame
    by_type: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


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
    """The effect in one year from the published domain means of every type that has all four; empty where none has.

    `kind` is the unit as one machine name.
    """
    rows = [
        {"unit": unit, "kind": _kind(unit), "year": year, **rescored(unit).loc[year].astype(float).to_dict()}
        for unit in TYPE_UNITS
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
    every_year, types = separation(before_year), by_type(year)
    row, apart = again.loc[year], every_year.set_index("year").loc[year]
    new, old, _ = weights()
    facts = {
        "before_year": before_year,
        "year": year,
        "published": published["value"][year],
        "change": apart["published_change"],
        "real": apart["at_old_weights"],
        "effect": apart["management_and_weights"],
        "index_35": float(row["index_35"]),
        **{f"old_{OLD_DOMAINS[part]}": float(weight) for part, weight in old.items()},
        **{f"new_{DOMAINS[part]}": float(weight) for part, weight in new.items()},
        "half_width": float(effect_half_width()),
        "low": float(again["effect"].min()),
        "high": float(again["effect"].max()),
        "first_year": int(again.index.min()),
        "last_year": int(again.index.max()),
    }
    if len(types):
        facts |= {"low_type": types["effect"].min(), "high_type": types["effect"].max()}
    values = {
        f"national.{y}.{name}": float(again.loc[y, name])
        for y in again.index
        for name in ("index_47", "index_35", "effect")
    }
    values["effect_half_width"] = facts["half_width"]
    return Study(
        before_year=before_year,
        year=year,
        rescored=_floats(again),
        separation=every_year,
        parts=pd.DataFrame({"part": list(PARTS), "change": [apart[column] for column in PARTS.values()]}),
        by_type=types,
        facts=facts,
        values=values,
    )


def _kind(unit: str) -> str:
    """The mean of a type as one machine name: lembaga_lain, for mean-lembaga-lain."""
    return unit.removeprefix("mean-").replace("-", "_")


def _year(before_year: int | str, published: pd.DataFrame) -> int | str:
    """`before_year` as a number; what is no year is left for the caller to refuse."""
    if before_year == "last":
        return int(published.index[published["instrument"] == OLD].max())
    return int(before_year) if str(before_year).isdecimal() else before_year


def _floats(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(float).reset_index()
