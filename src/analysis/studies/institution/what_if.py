"""What would one more level of one indicator add, domain by domain, and how many such steps is the next predicate away?

Linear arithmetic on domain values, for an institution whose levels are not known, if it were evaluated again under 47
indicators. A printed index stands for anything that rounds to it, and the ministry applied its bands to the rounded
index in 2023 and to the unrounded one in 2024: steps are a range over both. Levels are not equally cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.methods.scores.domain_steps import DUST, Steps, least_steps, steps_left
from analysis.studies.institution import two_lists
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import DOMAINS
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.instruments import DOMAINS as PARTS, NEW
from analysis.studies.shared.lists import HIGHEST, LOWEST

HALF = 0.005  # a printed index or value is off by no more
DECISION = ARITHMETIC_FACT


@dataclass(frozen=True)
class Result:
    """steps: a row a domain with a known value: value, least and most that one step adds, left (points of the index up
    to level 5), fewest and most_steps to the next predicate (missing where the domain alone does not reach it, or at
    the top). No rows where the list does not have the institution, or has a value of it below the scale. facts.
    """

    steps: pd.DataFrame
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """Steps from the index of the list of the subject's year to the next predicate, by domain and over all of them."""
    own = two_lists.row(subject.id, subject.year)
    facts = {**subject.facts}
    if own is None or own["below_floor"]:
        return Result(pd.DataFrame(), facts)
    after = next_band(str(own["predicate"]), float(own["index"]))
    facts |= {"index": float(own["index"]), "predicate": own["predicate"], "top": after is None}
    distance = None
    if after is not None:
        distance = round(max(float(after["from_inclusive"]) - float(own["index"]), 0.0), 9)
        facts |= {"next": after["predicate"], "cut": float(after["from_inclusive"]), "distance": distance}
    known = [name for name in DOMAINS if pd.notna(own[name])]
    ends = {name: _left(float(own[name]), name) for name in known}
    rows = [
        {"domain": name, "value": float(own[name]), **_adds(name), "left": _points_left(float(own[name]), name)}
        | _needed(distance, [ends[name]])
        for name in known
    ]
    steps = pd.DataFrame(rows)
    facts |= {"reached": int(steps["fewest"].notna().sum())}
    if len(known) == len(DOMAINS):
        facts |= _needed(distance, list(ends.values()))
    return Result(steps, facts)


def next_band(predicate: str, index: float) -> pd.Series | None:
    """The band above that of a printed predicate, or else of the index; None at the top."""
    bands = two_lists.bands()
    names = list(bands["predicate"])
    at = names.index(predicate) if predicate in names else int((bands["from_inclusive"] <= index).sum()) - 1
    return bands.iloc[at + 1] if at + 1 < len(bands) else None


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[Steps, ...]]:
    """Domain -> its indicators by weight, under 47."""
    parts = tables.load("instrument_parts")
    parts = parts[parts["instrument"] == NEW]
    aspects = parts[parts["level"] == "aspect"].set_index("id")["parent"]
    indicators = parts[parts["level"] == "indicator"]
    domain = indicators["parent"].map(aspects).map(PARTS)
    span = int(HIGHEST - LOWEST)
    return {
        name: tuple(Steps(float(weight), span * len(rows)) for weight, rows in part.groupby(part["weight"].astype(str)))
        for name, part in indicators.groupby(domain)
    }


def _needed(distance: float | None, ends: list[tuple[list[Steps], list[Steps]]]) -> dict[str, int | None]:
    """Least steps of these domains, each at its best and its worst, over all that rounding and both rules allow.

    By the rounded rule the index may lie up to two half units nearer, by the unrounded up to one half unit farther.
    """
    none = {"fewest": None, "most_steps": None}
    if distance is None:
        return none
    best, worst = ([step for end in ends for step in end[at]] for at in (0, 1))
    fewest = least_steps(max(distance - 2 * HALF, 2 * DUST), best)
    most = least_steps(distance + HALF, worst)
    return none if fewest is None or most is None else {"fewest": fewest, "most_steps": most}


def _left(value: float, name: str) -> tuple[list[Steps], list[Steps]]:
    """The steps that a printed value leaves a domain, at best and at worst.

    Where all indicators weigh the same it is a whole number of steps, which the printed value gives.
    """
    adding, weight = groups()[name], two_lists.weight()[name]
    left = _points_left(value, name)
    if len(adding) == 1:
        steps = [Steps(adding[0].weight, round(left / adding[0].weight))]
        return steps, steps
    high, low = min(left + HALF * weight, _points(adding)), max(left - HALF * weight, 0.0)
    return steps_left(high, adding, heavy=True), steps_left(low, adding, heavy=False)


def _adds(name: str) -> dict[str, float]:
    return {"least": min(groups()[name]).weight, "most": max(groups()[name]).weight}


def _points_left(value: float, name: str) -> float:
    """Points of the index from a domain's value up to the highest level."""
    return max((HIGHEST - value) * two_lists.weight()[name], 0.0)


def _points(steps: Sequence[Steps]) -> float:
    return sum(step.weight * step.count for step in steps)
