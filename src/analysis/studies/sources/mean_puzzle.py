"""Why is the published national index not the mean of the published institutions, and what does that mean for its use?

Takes the complete lists of 2023 and 2024 and the published national and type means. Natural weightings of what was
published are compared with the national index; then the question is turned round: what would a number of bodies that
are not in the list have to average? Arithmetic of published figures; which bodies they are is not published.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import tables
from analysis.data.checks import means
from analysis.methods.effects import weighting
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered, settled
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, NOT_SUPPORTED, REFUTED
from analysis.studies.shared.instruments import DOMAINS
from analysis.studies.shared.lists import CENTRAL, COMPLETE, HIGHEST, LIST_SOURCES, LOWEST, TYPES, index_table
from analysis.studies.sources.holdings import implied_domains

HALF_UNIT = 0.005
COMPARED = ARITHMETIC_FACT  # means beside means, without a claim
# The published means of types in the order of the lists; the years group the other bodies differently.
GROUPS = (
    "mean-kementerian", "mean-lpnk", "mean-lns", "mean-instansi-lainnya", "mean-lns-dan-instansi-lainnya",
    "mean-provinsi", "mean-kabupaten", "mean-kota",
)  # fmt: skip


def _list(year: int) -> pd.DataFrame:
    index = index_table()
    return index[index["source_id"] == LIST_SOURCES[year]]


def published_means(year: int) -> pd.Series:
    """Published mean index by unit (nation and types) of one year."""
    rows = tables.load("spbe_means")
    return rows[(rows["year"] == year) & rows["preferred"]].set_index("unit")["value"]


def groups(year: int) -> pd.DataFrame:
    """Published type means beside the means of the listed institutions: n, both means, difference."""
    listed, published = _list(year), published_means(year)
    types = means.grouped(means.types_of(listed["listed_under"]), set(published.index))
    rows = [
        {
            "unit": unit,
            "n": int((types == unit).sum()),
            "published": published[unit],
            "listed": listed.loc[types == unit, "index"].mean(),
        }
        for unit in GROUPS
        if (types == unit).any()
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(year=year, gap=frame["published"] - frame["listed"])


def weightings(year: int) -> pd.DataFrame:
    """Natural weightings of what is published for `year`: the mean of each and its distance to the national index.

    The first, `listed_equally`, is the plain mean of the list.
    """
    listed, published, by_group = _list(year), published_means(year), groups(year)
    by_type = listed.groupby("type")["index"].agg(["size", "mean"]).loc[TYPES]
    central, local = listed["type"].isin(CENTRAL), ~listed["type"].isin(CENTRAL)
    sides = pd.Series({"mean-instansi-pusat": central.sum(), "mean-pemerintah-daerah": local.sum()})
    rows = {
        "listed_equally": listed["index"].mean(),
        "median": listed["index"].median(),
        "published_types": weighting.group_weighted_mean(by_group["published"], by_group["n"]),
        "published_sides": weighting.group_weighted_mean(published[sides.index], sides),
        "types_equally": by_type["mean"].mean(),
        "sides_equally": (listed.loc[central, "index"].mean() + listed.loc[local, "index"].mean()) / 2,
        "local_only": listed.loc[local, "index"].mean(),
    }
    for left_out in TYPES:
        rows[f"without_{left_out}"] = listed.loc[listed["type"] != left_out, "index"].mean()
    without = ~listed["type"].isin(["lainnya", "provinsi"])
    rows["without_lainnya_and_provinsi"] = listed.loc[without, "index"].mean()
    frame = pd.DataFrame({"weighting": list(rows), "mean": list(rows.values())})
    frame["gap"] = frame["mean"] - published["nasional"]
    frame["hits"] = settled(frame["gap"].abs()) <= HALF_UNIT
    return frame.assign(year=year)


def both_years() -> pd.DataFrame:
    """The weightings of both years side by side, with the largest of the two distances."""
    first, second = (weightings(year).set_index("weighting") for year in COMPLETE)
    frame = pd.DataFrame(
        {"mean_2023": first["mean"], "gap_2023": first["gap"], "mean_2024": second["mean"], "gap_2024": second["gap"]}
    )
    hits = zip(first["hits"], second["hits"], strict=True)
    frame["fits"] = [", ".join(str(y) for y, hit in zip(COMPLETE, pair, strict=True) if hit) for pair in hits]
    return frame.reset_index()


def check(numbers: list[int]) -> None:
    """Raises InputError for anything but whole numbers from 1 on."""
    wrong = [number for number in numbers if not isinstance(number, int) or isinstance(number, bool) or number < 1]
    if wrong or not numbers:
        raise InputError(f"unlisted {wrong or numbers}: give whole numbers of bodies, 1 or more")


def unlisted(year: int, numbers: list[int]) -> pd.DataFrame:
    """What stated numbers of unlisted bodies would have to average for the national index to be a plain mean.

    Raises InputError like `check`.
    """
    check(numbers)
    listed, published = _list(year), published_means(year)["nasional"]
    rows = []
    for number in numbers:
        low, high = weighting.implied_mean(published, listed["index"].mean(), len(listed), number, HALF_UNIT)
        possible = low <= HIGHEST and high >= LOWEST
        rows.append({"year": year, "unlisted": number, "low": low, "high": high, "possible": possible})
    return pd.DataFrame(rows)


def floor_bodies(year: int, widest: bool = False) -> tuple[pd.DataFrame, list[int]]:
    """How many unlisted bodies at level 1 everywhere would explain the gap: by the index and by each domain mean.

    A domain value that the list lacks counts with the interval that its index implies. Rounding errors of the listed
    values are independent, or with `widest` all the same way. Returns one row a published
    mean with its interval, and the whole numbers that all five allow.
    """
    parts = tables.load("spbe_parts")
    chosen = (parts["year"] == year) & (parts["source_id"] == LIST_SOURCES[year]) & (parts["level"] == "domain")
    domains = parts[chosen].pivot(index="unit", columns="part_id", values="value")
    listed = _list(year).set_index("institution_id")["index"]
    cases = {"index": (listed, listed, published_means(year)["nasional"])}
    missing = implied_domains().set_index(["institution_id", "part_id", "year"])
    for part, name in DOMAINS.items():
        low, high = domains.loc[listed.index, part].copy(), domains.loc[listed.index, part].copy()
        for unit in low.index[low.isna()]:
            low[unit], high[unit] = missing.loc[(unit, part, year), ["low", "high"]]
        cases[name] = (low, high, domains.loc["nasional", part])
    rows = []
    for name, (low, high, published) in cases.items():
        interval = weighting.mean_interval(low.to_numpy(float), high.to_numpy(float), HALF_UNIT, widest)
        fewest, most = weighting.floor_count(published, interval, len(low), LOWEST, HALF_UNIT)
        middle = sum(interval) / 2
        rows.append({"year": year, "mean": name, "listed": middle, "published": published, "low": fewest, "high": most})
    return pd.DataFrame(rows), weighting.common_count([(row["low"], row["high"]) for row in rows])


def plain_mean(frame: pd.DataFrame) -> str:
    """Is the national index the plain mean of the list? `frame` of `both_years`; refuted where a year is further off
    than its rounding."""
    return ARITHMETIC_FACT if frame["fits"].iloc[0] == ", ".join(map(str, COMPLETE)) else REFUTED


def facts(frame: pd.DataFrame, published: dict[int, float]) -> dict[str, object]:
    """What is told of the weightings (of `both_years`) beside the published indices."""
    first, second = COMPLETE
    plain = frame.iloc[0]
    return {
        "first": first,
        "second": second,
        "published_first": published[first],
        "published_second": published[second],
        "listed_first": plain["mean_2023"],
        "listed_second": plain["mean_2024"],
        "tried": len(frame),
        "fitting": int(frame["fits"].str.contains(",").sum()),
    }


def largest_gap(frame: pd.DataFrame) -> float:
    """How far the plain mean of the list lies from the national index, in the year in which it is further off."""
    return float(frame.iloc[0][["gap_2023", "gap_2024"]].abs().max())


def lowest_groups(frame: pd.DataFrame) -> dict[str, object]:
    """The two types of a year's `groups` that lie lowest against their list, and how far off the others are at most."""
    low = ordered(frame, "gap", "unit").iloc[:2]
    first, second = low.iloc[0], low.iloc[1]
    return {
        "low_unit": first["unit"],
        "low": first["gap"],
        "next_unit": second["unit"],
        "next": second["gap"],
        "rest": frame["gap"].drop(low.index).abs().max(),
    }


def explained(outcomes: list[tuple[pd.DataFrame, list[int]]]) -> str:
    """Would bodies at level 1 explain every mean? Bounded where `floor_bodies` of every year allows a number."""
    return BOUNDED if all(numbers for _, numbers in outcomes) else NOT_SUPPORTED


def published_indices() -> dict[int, float]:
    """The published national index of the years with a complete list."""
    return {year: float(published_means(year)["nasional"]) for year in COMPLETE}


def type_weighted() -> dict[int, float]:
    """The mean of the published type means weighted by the number listed, by year."""
    by_year = {year: groups(year) for year in COMPLETE}
    return {year: weighting.group_weighted_mean(frame["published"], frame["n"]) for year, frame in by_year.items()}
