"""Of institutions that stood alike in the first list, how many rose a predicate by the second, and where?

Alike: of the same type, with domain values in the first list no further away than a distance (Euclidean, in levels),
the nearest where there are many. The distance is a choice, so a second one, wider and without a largest number, stands
beside it. Who rose was chosen by the outcome: that their values changed more is no advice, only where they did is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.methods.ordering import ordered, settled
from analysis.studies.institution import two_lists
from analysis.studies.institution.place import FEWEST
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import DOMAINS, FIRST, SECOND
from analysis.studies.shared.decisions import ASSOCIATED_ONLY

NEAR, WIDE = 0.5, 1.0  # levels
MOST = 20  # institutions of the nearer group
DECISION = ASSOCIATED_ONLY


@dataclass(frozen=True)
class Result:
    """groups: a row a distance with enough institutions: distance, n, rose; parts: a row a domain, mean change of those
    that rose and of the others in the widest group (no rows where either are fewer than FEWEST); facts.
    """

    groups: pd.DataFrame
    parts: pd.DataFrame
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """Those alike in the first list. Nothing where it does not have four values on the scale, and at the top."""
    facts = {
        **subject.facts,
        "first": FIRST,
        "second": SECOND,
        "near": NEAR,
        "wide": WIDE,
        "most": MOST,
        "fewest": FEWEST,
    }
    own = two_lists.row(subject.id, FIRST)
    nothing = Result(pd.DataFrame(), pd.DataFrame(), facts)
    if own is None or own["below_floor"] or own[DOMAINS].isna().any():
        return nothing
    if band_of(own["predicate"]) == len(two_lists.bands()) - 1:
        return nothing
    near, wide = alike(subject.type, subject.id, own[DOMAINS].to_numpy(dtype=float))
    facts |= {"capped": int((wide["distance"] <= NEAR).sum()) > len(near)}
    rows = [
        {"distance": distance, "n": len(part), "rose": int(part["rose"].sum())}
        for distance, part in ((NEAR, near), (WIDE, wide))
        if len(part) >= FEWEST
    ]
    if not rows:
        return nothing
    facts |= {"predicate": own["predicate"], "n": rows[0]["n"], "rose": rows[0]["rose"]}
    facts |= {"n_wide": rows[-1]["n"], "rose_wide": rows[-1]["rose"], "distance": rows[0]["distance"]}
    parts = _parts(wide)
    facts |= {"risers": int(wide["rose"].sum()), "others": int((~wide["rose"]).sum())}
    return Result(pd.DataFrame(rows), parts, facts)


def alike(institution_type: str, institution_id: str, values: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those of the type near `values` (four domains), and in a wider circle, the nearest first, without itself.

    Columns of `candidates`, and distance in levels.
    """
    frame = candidates(institution_type)
    frame = frame[frame.index != institution_id]
    distance = settled(np.sqrt(((frame[DOMAINS].to_numpy() - values) ** 2).sum(axis=1)))
    frame = frame.assign(distance=distance)[distance <= WIDE]
    frame = ordered(frame.reset_index(), "distance", "institution_id").set_index("institution_id")
    return frame[frame["distance"] <= NEAR].head(MOST), frame


@lru_cache(maxsize=16)
def candidates(institution_type: str) -> pd.DataFrame:
    """Those of a type that could rise: four values in both lists that hold the same unit, not at the top before.

    By institution_id. Columns: the four domain values of the first list, their changes (<domain>_change), and rose,
    whether the printed predicate of the second list is a higher one.
    """
    domains = two_lists.both().domains
    frame = domains[domains["type"] == institution_type].set_index("institution_id")
    frame = frame[~frame.index.isin(list(two_lists.other_unit()))]
    frame = frame[[*DOMAINS, *(f"{name}_change" for name in DOMAINS)]]
    predicates = two_lists.listed()["predicate"].unstack("year").loc[frame.index]
    first, second = (predicates[year].map(band_of) for year in (FIRST, SECOND))
    return frame.assign(rose=second > first)[first < len(two_lists.bands()) - 1]


def band_of(predicate: str) -> int:
    """Place of a predicate, from 0 for the lowest."""
    return list(two_lists.bands()["predicate"]).index(predicate)


def _parts(group: pd.DataFrame) -> pd.DataFrame:
    """A row a domain: rose and others, the mean changes of those that rose and of those that did not."""
    rose, others = group[group["rose"]], group[~group["rose"]]
    if min(len(rose), len(others)) < FEWEST:
        return pd.DataFrame()
    return pd.DataFrame([
        {"domain": name, "rose": rose[f"{name}_change"].mean(), "others": others[f"{name}_change"].mean()}
        for name in DOMAINS
    ])  # fmt: skip
