"""How large is the effect of the management domain and the new domain weights on each institution?

The domain values of one institution and year are weighted once as under 47 indicators and once as under 35; the
difference is its effect. The lists of 2023 and 2024 are complete, so means over them are facts without sampling
error. An interval belongs only to a named scenario: that the institutions were draws from a larger process. The
effect covers the management domain and the domain weights; what replaced or reworded indicators did inside the old
domains is not in it, and enters only as an assumed shift of their values.

A value below the scale is left out of means, which are also given with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference.clustered import clustered_mean, wild_interval
from analysis.methods.ordering import ordered, settled
from analysis.studies.instrument_checks.effect_controls import backdated, equal_instruments, without_management
from analysis.studies.shared.decisions import ARITHMETIC_FACT, IDENTIFIED, NOT_SUPPORTED, REFUTED
from analysis.studies.shared.institutions import AFTER_YEARS, ALL, of_type, rescored
from analysis.studies.shared.instruments import OLD_DOMAINS, effect_half_width, weights
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, TYPES, index_table
from analysis.studies.shared.published_means import rescored as national
from analysis.studies.shared.seeds import stream

LOCAL = ("provinsi", "kabupaten", "kota")
# By sentence; that of a difference of years is among the facts.
DECISIONS = {"answer": IDENTIFIED, "types": IDENTIFIED, "provinces": IDENTIFIED, "controls": ARITHMETIC_FACT}
FEWEST = 5  # institutions of a province that is named as an extreme, where any province has as many
DUST = 1e-9  # an effect of this size is 0 in floats


@dataclass(frozen=True)
class Result:
    """Frames, facts and values of the effect; `shown` and `by_province` are of one type and year, the rest of all."""

    institution_type: str
    year: int
    shown_year: int
    every: pd.DataFrame
    shown: pd.DataFrame
    medians: dict[str, float]
    by_type: pd.DataFrame
    by_province: pd.DataFrame
    by_year: pd.DataFrame
    sensitivity: pd.DataFrame
    scenario: pd.DataFrame
    controls: pd.DataFrame
    backdated: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def describe(effects: pd.Series) -> dict[str, object]:
    """n, mean, share below 0 and five-number summary of effects in index points, as arithmetic facts."""
    low, q25, median, q75, high = effects.quantile([0, 0.25, 0.5, 0.75, 1])
    share = float((effects < -DUST).mean())
    facts = {"n": len(effects), "mean_effect": float(effects.mean()), "share_negative": share, "min": low}
    return facts | {"q25": q25, "median": median, "q75": q75, "max": high}


def nearest_complete(year: int) -> int:
    """The year with a complete list nearest to `year`. Raises InputError for a year not scored with 47 indicators."""
    if year not in AFTER_YEARS:
        raise InputError(f"year {year}: choose one of {', '.join(map(str, AFTER_YEARS))}")
    return min(COMPLETE, key=lambda complete: abs(complete - year))


def by_type(lists: pd.DataFrame) -> pd.DataFrame:
    """`describe` for all institutions and for each type, in each complete year."""
    return pd.DataFrame(
        [
            {"year": year, "type": name} | describe(of_type(lists[lists["year"] == year], name)["effect"])
            for year in COMPLETE
            for name in (ALL, *TYPES)
        ]
    )


def by_province(shown: pd.DataFrame) -> pd.DataFrame:
    """`describe` for the local governments of each province, by mean effect; no rows without local governments.

    `index_35` is their mean index under the old domain weights.
    """
    local = shown[shown["type"].isin(LOCAL)]
    rows = [
        {"province": province} | describe(part["effect"]) | {"index_35": part["index_35"].mean()}
        for province, part in local.groupby("province")
    ]
    return ordered(pd.DataFrame(rows), "mean_effect", "province").reset_index(drop=True) if rows else pd.DataFrame()


def by_year(every: pd.DataFrame) -> pd.DataFrame:
    """`describe` for each year with an institution, whether its list is complete, and the effect on national means."""
    kept = every[~every["below_floor"]]
    nation = national()["effect"].astype(float)
    rows = [
        {"year": year, "complete": year in COMPLETE} | describe(part["effect"]) | {"national": nation.get(year)}
        for year, part in kept.groupby("year")
    ]
    return pd.DataFrame(rows)


def shift() -> float:
    """Of a level: how far the plan supposes the old criteria to have lain from the new ones, either way."""
    return plan()["rules"]["criteria_shift_assumed"]


def sensitivity(means: dict[int, float]) -> pd.DataFrame:
    """Where the sign of the mean effect turns when the old criteria would have given other domain values.

    A domain's value under the old criteria = its value under the new ones + shift. That moves the old index by
    shift x old weight, so the sign turns at mean effect / weight; a shift of all three has weight 1. One row a year
    and domain: weight, turns_at, within (+-`shift()`), and low and high of the mean effect over that range.
    """
    old, most = {OLD_DOMAINS[part]: float(weight) for part, weight in weights()[1].items()}, shift()
    rows = []
    for year, mean in means.items():
        for name, weight in {ALL: 1.0, **old}.items():
            rows.append({"year": year, "domain": name, "weight": weight, "turns_at": mean / weight})
            rows[-1] |= {"within": settled(abs(mean / weight)) <= most}
            rows[-1] |= {"low": mean - most * weight, "high": mean + most * weight}
    return pd.DataFrame(rows)


def few_clusters() -> int:
    """With fewer clusters than this the plan asks for a bootstrap beside the interval."""
    return plan()["rules"]["few_clusters"]


def scenario(lists: pd.DataFrame) -> pd.DataFrame:
    """Intervals of the mean effect if institutions were draws: CRV1, and wild bootstrap where clusters are few.

    Clusters: each central body its own, local governments by province. One row a year and type, or all.
    """
    few, generator = few_clusters(), stream("effects: wild cluster bootstrap")
    rows = []
    for year in COMPLETE:
        for name in (ALL, *TYPES):
            part = of_type(lists[lists["year"] == year], name)
            clusters = part["province"].where(part["type"].isin(LOCAL), part["institution_id"])
            found = clustered_mean(part["effect"], clusters)
            rows.append({"year": year, "type": name} | found._asdict())
            if found.clusters < few:
                low, high = wild_interval(part["effect"], clusters, generator)
                rows[-1] |= {"wild_low": low, "wild_high": high}
    return pd.DataFrame(rows)


def study(institution_type: str, year: int) -> Result:
    """Everything that the page shows. Raises InputError for an unknown type or a year outside 2021-2024."""
    shown_year = nearest_complete(year)
    every = rescored()
    lists = every[every["year"].isin(COMPLETE) & ~every["below_floor"]]
    shown = of_type(lists[lists["year"] == shown_year], institution_type)
    shown = ordered(shown, "type", "institution_id", places={"type": TYPES}).reset_index(drop=True)
    types, provinces = by_type(lists), by_province(shown)
    means = {year: lists.loc[lists["year"] == year, "effect"].mean() for year in COMPLETE}
    result = Result(
        institution_type=institution_type,
        year=year,
        shown_year=shown_year,
        every=every,
        shown=shown,
        medians=shown.groupby("type", sort=False)["effect"].median().to_dict(),
        by_type=types,
        by_province=provinces,
        by_year=by_year(every),
        sensitivity=sensitivity(means),
        scenario=scenario(lists),
        controls=pd.concat([equal_instruments(lists), without_management(lists)], ignore_index=True),
        backdated=backdated(),
        facts={"year": year, "shown_year": shown_year, "shift": shift(), "few_clusters": few_clusters()},
        values=_values(types, every),
    )
    more = _about_list(result) | _about_groups(result) | _about_scenarios(result) | _about_controls(result)
    return replace(result, facts=result.facts | more)


def _about_list(result: Result) -> dict[str, object]:
    """The shown list in numbers, and how many listed institutions have no effect or stay out of its mean."""
    effects, every = result.shown["effect"], result.every
    told, (first, second) = describe(effects), COMPLETE
    facts = {"first": first, "second": second, "half_width": float(effect_half_width())}
    facts |= {name: told[name] for name in ("n", "mean_effect", "q25", "q75")}
    facts |= {"negative": int((effects < -DUST).sum()), "positive": int((effects > DUST).sum())}
    facts["unchanged"] = len(effects) - facts["negative"] - facts["positive"]
    below = every[every["below_floor"]]
    its_year = every.loc[every["year"].isin(below["year"]), "effect"]
    facts["below_floor"] = ", ".join(f"{row.name} {row.year}" for row in below.itertuples(index=False))
    facts |= {"below_floor_n": len(its_year), "below_floor_mean": its_year.mean()}
    return facts | _about_counts(every)


def _about_counts(every: pd.DataFrame) -> dict[str, object]:
    """How many institutions each list has, and how many of them each use of it has.

    By list (first, second): listed; complete, with all four domain values; kept, of these not below the scale. In both
    lists: stayed, and stayed_kept without those below the scale. recomputed: the largest distance of a listed index
    from the one that its four domain values give.
    """
    index, facts = index_table(), {}
    listed = index[index["source_id"].isin(LIST_SOURCES.values())].groupby("year")["institution_id"].agg(set)
    below = set(every.loc[every["below_floor"] & every["year"].isin(COMPLETE), "institution_id"])
    for place, year in zip(("first", "second"), COMPLETE, strict=True):
        rows = every[every["year"] == year]
        facts |= {f"listed_{place}": len(listed[year]), f"complete_{place}": len(rows)}
        facts[f"kept_{place}"] = int((~rows["below_floor"]).sum())
    stayed = set.intersection(*(listed[year] for year in COMPLETE))
    lists = every[every["year"].isin(COMPLETE)]
    off = (lists["index"] - lists["index_47"]).abs().max()
    return facts | {"stayed": len(stayed), "stayed_kept": len(stayed - below), "recomputed": off}


def _about_groups(result: Result) -> dict[str, object]:
    """Types and provinces with the lowest and highest mean effect of the shown year.

    Provinces are named among those with enough institutions, or among all where fewer than two have enough.
    """
    types = result.by_type[(result.by_type["year"] == result.shown_year) & (result.by_type["type"] != ALL)]
    types = ordered(types, "mean_effect", "type", places={"type": TYPES})
    facts = {"low_type": types["type"].iloc[0], "low_type_mean": types["mean_effect"].iloc[0]}
    facts |= {"high_type": types["type"].iloc[-1], "high_type_mean": types["mean_effect"].iloc[-1]}
    if result.by_province.empty:
        return facts
    enough = result.by_province[result.by_province["n"] >= FEWEST]
    enough = enough if len(enough) > 1 else result.by_province
    facts |= {"named": len(enough), "fewest": int(enough["n"].min())}
    for end, row in (("low", enough.iloc[0]), ("high", enough.iloc[-1])):
        facts |= {f"{end}_name": row["province"], f"{end}_n": int(row["n"]), f"{end}_mean": row["mean_effect"]}
    return facts


def _about_scenarios(result: Result) -> dict[str, object]:
    """The shown year's row for all institutions in the sensitivity and in the superpopulation scenario."""
    shifted = _row(result.sensitivity, year=result.shown_year, domain=ALL)
    drawn = _row(result.scenario, year=result.shown_year, type=ALL)
    facts = {"turns_at": shifted["turns_at"], "shifted_low": shifted["low"], "shifted_high": shifted["high"]}
    return facts | {"drawn_low": drawn["low"], "drawn_high": drawn["high"]}


def _about_controls(result: Result) -> dict[str, object]:
    """What each negative control found, and whether a difference of years fails where it has to be 0."""
    facts: dict[str, object] = {}
    for control in ("same_47", "same_35"):
        row = _row(result.controls, control=control)
        facts |= {control: int(row["n"]), f"{control}_zero": int(row["exactly_zero"])}
    for control in ("policy_only", "common_domains"):
        facts[control] = _row(result.controls, control=control, year=result.shown_year)["mean_effect"]
    facts["real"] = _row(result.by_type, year=result.shown_year, type=ALL)["mean_effect"]
    found = result.backdated["difference"]
    facts |= {"differences": len(found), "least": found.min(), "most": found.max()}
    # Two printed means can differ by one unit of the last digit through rounding alone.
    fails = found.abs().max() > 0.01 + DUST
    return facts | {"difference_decision": REFUTED if fails else NOT_SUPPORTED}


def _row(frame: pd.DataFrame, **where: object) -> pd.Series:
    """The one row that `where` names."""
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame.squeeze(axis=0)


def _values(types: pd.DataFrame, every: pd.DataFrame) -> dict[str, object]:
    """What other pages and the README rely on, whatever the parameters."""
    values = {}
    for row in types.itertuples(index=False):
        key = f"institutions.{row.year}" if row.type == ALL else f"institutions.{row.year}.{row.type}"
        values |= {f"{key}.{name}": getattr(row, name) for name in ("n", "mean_effect", "share_negative")}
    for year in every.loc[every["below_floor"], "year"].unique():
        effects = every.loc[every["year"] == year, "effect"]
        values[f"institutions.{year}.n_with_below_floor"] = len(effects)
        values[f"institutions.{year}.mean_effect_with_below_floor"] = effects.mean()
    return values
