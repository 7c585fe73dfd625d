"""What is known of every institution, a row each? For the list of all pages, its map, and comparing any two.

Figures are those of the latest complete list that has the institution. Its place within its type is a range: where it
would stand with an index of .05 more or less (never off the scale), all others as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.data import tables
from analysis.methods.ordering import ordered, settled
from analysis.methods.rounding import published
from analysis.studies.growth import contributions, noise
from analysis.studies.growth.panel import panel
from analysis.studies.institution import two_lists
from analysis.studies.institution.place import FEWEST, LOCAL, MOVE
from analysis.studies.institution.two_lists import DOMAINS
from analysis.studies.shared import instruments
from analysis.studies.shared.institutions import ALL, rescored
from analysis.studies.shared.lists import COMPLETE, HIGHEST, LOWEST

USUAL = 0.95  # share of differences between two assessments of one state that a band holds


@dataclass(frozen=True)
class Overview:
    """All institutions, all provinces, and what noise alone gives.

    frame: a row an institution, by name: institution_id, name, type, province (empty for bodies of the nation),
    index_<year> of each complete list, below_floor (the year whose list has a value below the scale), year of the
    latest list that has it; of that list index, predicate, n institutions of its type, place_low and place_high among
    them, the domains under 47, effect (index at the weights of 47 minus that at the weights of 35). What is not known
    is missing. provinces: province, n kabupaten and kota in the last list, mean of their indices (missing below
    FEWEST). bands: of the index and of each domain the difference in hundredths that two assessments of one state stay
    within in USUAL of all cases, a lower bound: by the reading of falls that gives least noise, and by the one that
    gives most. predicates: each with its English meaning, the lowest first.
    """

    frame: pd.DataFrame
    provinces: pd.DataFrame
    bands: dict[str, tuple[int, int]]
    predicates: dict[str, str]


def study() -> Overview:
    """All institutions of the tables."""
    about = tables.load("institutions")[["institution_id", "name", "type", "province"]]
    lists = {year: _list(year) for year in COMPLETE}
    for year, rows in lists.items():
        about = about.merge(rows["index"].rename(f"index_{year}"), on="institution_id", how="left")
    every = pd.concat([_placed(rows).assign(year=year) for year, rows in lists.items()]).reset_index()
    latest = ordered(every, "institution_id", "year").drop_duplicates("institution_id", keep="last")
    frame = about.merge(latest.drop(columns=["type", "province", "below_floor"]), on="institution_id", how="left")
    below = every[every["below_floor"].eq(True)].set_index("institution_id")["year"]
    frame["below_floor"] = frame["institution_id"].map(below)
    frame = frame.astype(dict.fromkeys(("year", "below_floor", "n", "place_low", "place_high"), pd.Int64Dtype()))
    keys = ["institution_id", "year"]
    frame = frame.merge(rescored()[[*keys, "effect"]], on=keys, how="left")
    frame = ordered(frame, "name", "institution_id").reset_index(drop=True)
    return Overview(frame, provinces(lists[COMPLETE[-1]]), bands(), predicates())


def provinces(rows: pd.DataFrame) -> pd.DataFrame:
    """Each province with its mean, of a list by institution_id: type, province, index."""
    every = tables.load("institutions")["province"]
    local = rows[rows["type"].isin(LOCAL)].groupby("province")["index"]
    names = pd.DataFrame({"province": sorted(set(every) - {""})}).set_index("province")
    found = names.assign(n=local.size(), mean=local.mean().map(published).astype(float)).reset_index()
    found["n"] = found["n"].fillna(0).astype(int)
    found["mean"] = found["mean"].where(found["n"] >= FEWEST)
    return found


def bands() -> dict[str, tuple[int, int]]:
    """Of the index (by which falls are taken as errors) and of each domain, as `Overview` says."""
    least = noise.study(panel(ALL), contributions.weights())
    of_domains = least.falls.set_index("domain")["noise"]
    return {"index": _band(least.predicates["noise"])} | {name: _band(of_domains[[name]]) for name in DOMAINS}


def predicates() -> dict[str, str]:
    """Those under 47 indicators with their English meaning, the lowest first."""
    held = tables.load("bands")
    held = held[held["instrument"] == instruments.NEW].assign(start=lambda rows: rows["from_inclusive"].astype(float))
    return dict(ordered(held, "start")[["predicate", "predicate_en"]].itertuples(index=False))


def _band(noises: pd.Series) -> tuple[int, int]:
    """Difference of two readings, in hundredths, cut: what noise gives at least is never rounded up."""
    reach = norm.ppf((1 + USUAL) / 2) * math.sqrt(2)
    low, high = (math.floor(round(100 * reach * float(x), 9)) for x in (min(noises), max(noises)))
    return low, high


def _list(year: int) -> pd.DataFrame:
    """A complete list by institution_id: type, province, index, predicate, below_floor and the domains."""
    return two_lists.listed().xs(year, level="year")[
        ["type", "province", "index", "predicate", "below_floor", *DOMAINS]
    ]


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """A list with n, place_low and place_high of each within its type; competition ranks, among FEWEST at least."""
    groups = []
    for _, group in rows.groupby("type"):
        index = group["index"].to_numpy(dtype=float)
        low, high = (_ranks(index, move) if len(group) >= FEWEST else np.nan for move in (MOVE, -MOVE))
        groups.append(group.assign(n=len(group), place_low=low, place_high=high))
    return pd.concat(groups)


def _ranks(index: np.ndarray, move: float) -> np.ndarray:
    """Rank (n,) of each index (n,) if it alone moved."""
    moved = settled(np.clip(index + move, LOWEST, HIGHEST))
    higher = settled(index)[None, :] > moved[:, None]
    np.fill_diagonal(higher, False)
    return 1 + higher.sum(axis=1)
