"""Within which limits was the second index to be expected from the first, and how many lie as far out as this one?

The line of all institutions in both lists, with the spread of the quarter of the first index; 95 % prediction limits,
cut at the ends of the scale. Outside is unusual, and neither way says why; so the page gives a count, the number of
institutions of the type at least as far from what their first index leads to expect, in either direction, each measured
by its own limits: so no more of them are counted for one outside than lie outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.inference import prediction
from analysis.methods.ordering import settled
from analysis.studies.institution import two_lists
from analysis.studies.institution.place import FEWEST
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import FIRST, SECOND
from analysis.studies.instrument_change.ordinary_movement import LEVEL
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.shared.lists import HIGHEST, LOWEST

DECISION = ASSOCIATED_ONLY


@dataclass(frozen=True)
class Result:
    """limits: one row, before, after, low, high, inside; none where a list lacks the institution, where the lists may
    not hold the same unit, or a value is below the scale. facts.
    """

    limits: pd.DataFrame
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """The limits for the index of the second list, where it lies, and how many lie as far out."""
    facts = {**subject.facts, "first": FIRST, "second": SECOND, "level": LEVEL}
    frame = every()
    if subject.id not in frame.index or subject.id in two_lists.other_unit():
        return Result(pd.DataFrame(), facts)
    own = frame.loc[subject.id]
    facts |= {name: float(own[name]) for name in ("before", "after", "low", "high")}
    facts |= {"inside": bool(own["inside"]), "fitted": len(frame), "covered": float(frame["inside"].mean())}
    distances = _distances(subject.type)
    if len(distances) >= FEWEST:
        far = int((distances >= _far_out(frame.loc[[subject.id]])).sum())
        facts |= {"n": len(distances), "far": far}
    return Result(frame.loc[[subject.id], ["before", "after", "low", "high", "inside"]], facts)


@lru_cache(maxsize=1)
def every() -> pd.DataFrame:
    """All institutions with an index on the scale in both lists, by institution_id.

    Columns: type, before, after, expected, reach (half width of the limits), low, high (limits on the scale), inside.
    """
    frame = two_lists.both().indices.set_index("institution_id")[["type", "before", "after"]]
    before, after = frame["before"].to_numpy(float), frame["after"].to_numpy(float)
    levels = prediction.by_level(before, after)
    spread = levels.spreads[prediction.group_of(before, levels.cuts)]
    found = prediction.limits(rtm.line(before, after), before, spread=spread, level=LEVEL)
    low, high = (np.clip(end, LOWEST, HIGHEST) for end in (found.low, found.high))
    within = prediction.inside(after, prediction.Limits(found.expected, low, high))
    return frame.assign(expected=found.expected, reach=found.high - found.expected, low=low, high=high, inside=within)


@lru_cache(maxsize=16)
def _distances(institution_type: str) -> np.ndarray:
    """How far out each institution of a type lies (see `_far_out`); without those that may be another unit."""
    return _far_out(every().loc[two_lists.changed(institution_type).index])


def _far_out(frame: pd.DataFrame) -> np.ndarray:
    """Distances (n,) from what was to be expected, 1 at the limits."""
    return settled(((frame["after"] - frame["expected"]).abs() / frame["reach"]).to_numpy(dtype=float))
