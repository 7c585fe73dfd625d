"""Why did the national mean hardly move when the means of the types did?

A national mean weighs its types by their numbers of bodies. The numbers by type behind the printed means of 2020 and
2021 are not published, so that the change of the mean cannot be split exactly into types and who was counted. Three
sets of numbers can be had: the two complete lists, and those that the printed shares of 2021 imply if each is of as few
bodies as it can be and the regencies are all others. With one set for both years, each type adds its weight times its
change; the three sets give a range.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import settled
from analysis.methods.scores.printed_shares import fewest
from analysis.studies.change_by_type.change import Result as Change
from analysis.studies.change_by_type.type_means import BEFORE, NATION, UNITS, published_means_of
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, IDENTIFIED
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, TYPES, index_table

DECISIONS = {
    "hidden": IDENTIFIED,
    "range": IDENTIFIED,
    "old_weights": IDENTIFIED,
    "exact": CANNOT_BE_DECIDED,
}  # by sentence
MOST = "kabupaten"  # the type with the most bodies
IMPLIED = "implied"
MAIN = f"list_{COMPLETE[0]}"


@dataclass(frozen=True)
class Result:
    """Weightings (a row each), contributions (a row a type, by the first complete list), facts and values."""

    weightings: pd.DataFrame
    contributions: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(found: Change) -> Result:
    """The weighted change of the types between 2020 and the year of `found`."""
    sets = numbers()
    weightings = pd.DataFrame([_weighed(name, counts, found.change) for name, counts in sets.items()])
    parts = contributions(sets[MAIN], found.change)
    facts = {"year": found.year, "before_year": BEFORE, **_nation(found)}
    facts |= {**_facts(weightings, parts), **_implied(sets[IMPLIED])}
    values = {name: facts[name] for name in ("share", "falls", "rises", "net", "most_across", "most_old", "net_old")}
    return Result(weightings, parts, facts, values)


def numbers() -> dict[str, dict[str, int]]:
    """Weighting -> number of bodies of each type: the complete lists, then what the printed shares of 2021 imply."""
    listed = index_table()
    sets = {}
    for year in COMPLETE:
        sizes = listed[listed["source_id"] == LIST_SOURCES[year]].groupby("type").size()
        sets[f"list_{year}"] = {kind: int(sizes[kind]) for kind in TYPES}
    return sets | {IMPLIED: implied_numbers()}


def implied_numbers() -> dict[str, int]:
    """Bodies of each type in 2021: the fewest that give the printed share, and all others are regencies."""
    largest = max(tables.load("institutions").groupby("type").size().drop(MOST))
    share = printed_shares(BEFORE + 1)
    found = {kind: fewest(share[kind], largest)[1] for kind in TYPES if kind != MOST}
    assessed = tables.load("population").set_index("year")["institutions"][BEFORE + 1]
    return {kind: found.get(kind, int(assessed) - sum(found.values())) for kind in TYPES}


def printed_shares(year: int) -> dict[str, float]:
    """Type -> printed share of bodies with Baik or better in a year."""
    frame = tables.load("spbe_shares")
    printed = frame[frame["year"] == year].set_index("unit")["share"]
    return {kind: printed[unit] for kind in TYPES for unit in UNITS[kind] if unit in printed.index}


def contributions(counts: dict[str, int], change: pd.DataFrame) -> pd.DataFrame:
    """What each type with means in both years adds to the change of the mean weighed by `counts`.

    Columns: group, n, share (of the bodies of these types), then across and old_weights: share times the change as
    printed and at the old weights, in index points.
    """
    types = change[change["group"] != NATION]
    n = types["group"].map(counts)
    share = n / n.sum()
    return pd.DataFrame({
        "group": types["group"], "n": n, "share": share, "across": share * types["across"],
        "old_weights": share * types["at_old_weights"],
    })  # fmt: skip


def _weighed(name: str, counts: dict[str, int], change: pd.DataFrame) -> dict[str, object]:
    """One weighting: n, share of regencies, both means with these numbers, and the falls, rises and net as printed."""
    parts = contributions(counts, change)
    types = change[change["group"] != NATION]
    across = parts["across"]
    return {
        "weighting": name,
        "n": int(parts["n"].sum()),
        "share": float(parts.loc[parts["group"] == MOST, "share"].iloc[0]),
        "before": float((parts["share"] * types["before"]).sum()),
        "after": float((parts["share"] * types["after"]).sum()),
        "falls": float(across[across < 0].sum()),
        "rises": float(across[across > 0].sum()),
        "net": float(across.sum()),
    }


def _facts(weightings: pd.DataFrame, parts: pd.DataFrame) -> dict[str, object]:
    """The main weighting in numbers, and the range over all."""
    main = weightings.set_index("weighting").loc[MAIN].to_dict()
    most = parts[parts["group"] == MOST].iloc[0]
    facts = {**main, "list_year": COMPLETE[0], "most": MOST}
    facts |= {"most_across": most["across"], "most_old": most["old_weights"], "net_old": parts["old_weights"].sum()}
    facts["taken"] = -main["falls"]
    for name in ("share", "falls", "rises", "net"):
        facts |= {f"{name}_low": weightings[name].min(), f"{name}_high": weightings[name].max()}
    return facts


def _nation(found: Change) -> dict[str, object]:
    """The printed national means of both years, and their difference across the instruments."""
    return {name: found.facts[name] for name in ("nation_before", "nation_after", "nation_across")}


def _implied(counts: dict[str, int]) -> dict[str, object]:
    """What the implied numbers of 2021 say, and whether they agree with the other printed figures of that year."""
    year, of = BEFORE + 1, counts[MOST]
    share, printed = printed_shares(year)[MOST], published_means_of(year)
    means = {kind: next(printed[unit] for unit in UNITS[kind] if unit in printed) for kind in TYPES}
    mean = sum(counts[kind] * means[kind] for kind in TYPES) / sum(counts.values())
    near = round(share * of) / of
    return {
        "implied_year": year, "implied_of": sum(counts.values()), "implied_most": of, "implied_mean": mean,
        "implied_printed": printed[NATION], "most_share": share, "most_nearest": near,
        "share_fits": bool(abs(settled(near) - share) <= 0.00005),
        "mean_fits": bool(abs(settled(mean) - printed[NATION]) <= 0.005),
    }  # fmt: skip
