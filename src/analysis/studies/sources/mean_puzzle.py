"""Why is the published national index not the mean of the published institutions, and what does that mean for its use?

Takes the complete lists of 2023 and 2024 and the published national and type means. Natural weightings of what was
published are compared with the national index; then the question is turned round: what would a number of bodies that
are not in the list have to average? Arithmetic of published figures; which bodies they are is not published.
"""

from __future__ import annotations

import pandas as pd

from analysis.data import tables
from analysis.methods.effects import weighting
from analysis.methods.errors import InputError
from analysis.methods.ordering import settled
from analysis.studies.shared.instruments import DOMAINS
from analysis.studies.shared.lists import CENTRAL, COMPLETE, GLOSS, HIGHEST, LOWEST, OFFICIAL, TYPES, index_table
from analysis.studies.shared.published_means import TYPE_NAMES
from analysis.studies.sources.holdings import implied_domains

HALF_UNIT = 0.005
# Headings of the official lists behind each published type mean; 2023 and 2024 group the other bodies differently.
GROUPS = {
    2023: {
        "mean-kementerian": ["Kementerian"],
        "mean-lpnk": ["Lembaga Pemerintah Non Kementerian (LPNK)"],
        "mean-lns": ["Lembaga Non Struktural (LNS)"],
        "mean-instansi-lainnya": None,
        "mean-provinsi": ["Provinsi"],
        "mean-kabupaten": ["Kabupaten"],
        "mean-kota": ["Kota"],
    },
    2024: {
        "mean-kementerian": ["Kementerian"],
        "mean-lpnk": ["Lembaga Pemerintah Non Kementerian (LPNK)"],
        "mean-lns-dan-instansi-lainnya": None,
        "mean-provinsi": ["Provinsi"],
        "mean-kabupaten": ["Kabupaten"],
        "mean-kota": ["Kota"],
    },
}


def _list(year: int) -> pd.DataFrame:
    index = index_table()
    return index[index["source_id"] == OFFICIAL[year]]


def published_means(year: int) -> pd.Series:
    """Published mean index by unit (nation and types) of one year."""
    means = tables.load("spbe_means")
    return means[(means["year"] == year) & means["preferred"]].set_index("unit")["value"]


def groups(year: int) -> pd.DataFrame:
    """Published type means beside the means of the listed institutions: n, both means, difference."""
    listed, published = _list(year), published_means(year)
    named = {heading for headings in GROUPS[year].values() if headings for heading in headings}
    rows = []
    for unit, headings in GROUPS[year].items():
        inside = listed["listed_under"].isin(headings) if headings else ~listed["listed_under"].isin(named)
        rows.append(
            {
                "unit": unit,
                "group": TYPE_NAMES[unit],
                "n": int(inside.sum()),
                "published": published[unit],
                "listed": listed.loc[inside, "index"].mean(),
            }
        )
    frame = pd.DataFrame(rows)
    return frame.assign(year=year, gap=frame["published"] - frame["listed"])


def weightings(year: int) -> pd.DataFrame:
    """Natural weightings of what is published for `year`: the mean of each and its distance to the national index."""
    listed, published, by_group = _list(year), published_means(year), groups(year)
    by_type = listed.groupby("type")["index"].agg(["size", "mean"]).loc[TYPES]
    central, local = listed["type"].isin(CENTRAL), ~listed["type"].isin(CENTRAL)
    sides = pd.Series({"mean-instansi-pusat": central.sum(), "mean-pemerintah-daerah": local.sum()})
    rows = {
        "all listed institutions, equal weight": listed["index"].mean(),
        "median of the listed institutions": listed["index"].median(),
        "published type means, weighted by the number listed": weighting.group_weighted_mean(
            by_group["published"], by_group["n"]
        ),
        "published central and local means, weighted by the number listed": weighting.group_weighted_mean(
            published[sides.index], sides
        ),
        "types of institution, equal weight": by_type["mean"].mean(),
        "central and local, equal weight": (listed.loc[central, "index"].mean() + listed.loc[local, "index"].mean())
        / 2,
        "local governments only": listed.loc[local, "index"].mean(),
    }
    for left_out in TYPES:
        rows[f"all but {GLOSS[left_out]}"] = listed.loc[listed["type"] != left_out, "index"].mean()
    without = ~listed["type"].isin(["lainnya", "provinsi"])
    rows["all but other state bodies and provinces"] = listed.loc[without, "index"].mean()
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
    chosen = (parts["year"] == year) & (parts["source_id"] == OFFICIAL[year]) & (parts["level"] == "domain")
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


def published_indices() -> dict[int, float]:
    """The published national index of the years with a complete list."""
    return {year: float(published_means(year)["nasional"]) for year in COMPLETE}


def type_weighted() -> dict[int, float]:
    """The mean of the published type means weighted by the number listed, by year."""
    by_year = {year: groups(year) for year in COMPLETE}
    return {year: weighting.group_weighted_mean(frame["published"], frame["n"]) for year, frame in by_year.items()}
