"""Where do the four domain values of one institution lie among its peers, those of its type in the same list?

Values within .05 of one another count as equal, and a place is a range over every order among equals. A local
government is also held against the mean of its type in its province, where that has enough of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.methods.ordering import settled
from analysis.studies.institution import two_lists
from analysis.studies.institution.place import FEWEST, MOVE
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import DOMAINS
from analysis.studies.shared.decisions import ARITHMETIC_FACT

REACH = MOVE  # values no further apart count as equal
ABOVE, LIKE, BELOW = SIDES = ("above", "like", "below")
DECISION = ARITHMETIC_FACT


@dataclass(frozen=True)
class Result:
    """spine: a row a domain that is known (none where the list does not have the institution): value, n, lowest, low,
    median, high, highest (ends, middle half and median of the type), best, worst (place), province_mean, side; facts.
    """

    spine: pd.DataFrame
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """The domain values of the list of the subject's year. A value below the scale has no place and no side."""
    own = two_lists.row(subject.id, subject.year)
    facts = {**subject.facts, "reach": REACH, "fewest": FEWEST, "missing": []}
    if own is None:
        return Result(pd.DataFrame(), facts)
    spread = _spread(subject.type, subject.year)
    means = _provinces(subject.type, subject.year).get(subject.province)
    rows = [
        {"domain": name, "value": own[name], **spread.loc[name].to_dict()}
        | _place(subject.type, subject.year, name, own)
        | {"province_mean": np.nan if means is None else means[name]}
        for name in DOMAINS
        if pd.notna(own[name])
    ]
    facts |= {
        "missing": [name for name in DOMAINS if pd.isna(own[name])],
        "below_floor": bool(own["below_floor"]),
        "in_province": 0 if means is None else int(means["n"]),
    }
    return Result(pd.DataFrame(rows).astype({"n": int}), facts)


def _place(institution_type: str, year: int, name: str, own: pd.Series) -> dict[str, object]:
    """best and worst place among those of the type, and on which side of the median, all as `Result` has them."""
    values = two_lists.of_type(institution_type, year)[name].dropna()
    if own["below_floor"] or len(values) < FEWEST:
        return {"best": None, "worst": None, "side": ""}
    ahead = settled(values.drop(own.name[0]).to_numpy(dtype=float) - own[name])
    apart = settled(float(own[name] - values.median()))
    side = LIKE if abs(apart) <= REACH else ABOVE if apart > 0 else BELOW
    return {"best": 1 + int((ahead > REACH).sum()), "worst": 1 + int((ahead >= -REACH).sum()), "side": side}


@lru_cache(maxsize=16)
def _spread(institution_type: str, year: int) -> pd.DataFrame:
    """A row a domain: n, and lowest, low, median, high, highest of the type."""
    frame = two_lists.of_type(institution_type, year)[DOMAINS]
    names = {"count": "n", "min": "lowest", "25%": "low", "50%": "median", "75%": "high", "max": "highest"}
    return frame.describe().T.rename(columns=names)[list(names.values())]


@lru_cache(maxsize=16)
def _provinces(institution_type: str, year: int) -> dict[str, dict[str, float]]:
    """Province -> mean of each domain over its institutions of the type, and n; where there are enough."""
    frame = two_lists.of_type(institution_type, year)
    groups = frame[frame["province"] != ""].groupby("province")[DOMAINS]
    return {
        name: part.mean().to_dict() | {"n": len(part)}
        for name, part in groups
        if len(part) >= FEWEST and part.notna().all(axis=None)
    }
