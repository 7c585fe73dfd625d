"""If an institution were evaluated again under 47 indicators: what would lead to the next predicate?

The fewest steps of one level of one indicator, counted for both rules that the ministry has used: the predicate by the
unrounded index, as in 2024, and by the index rounded to two decimals, as in 2023. Where levels are missing, over every
set that is possible (`known_levels`). Details are of the unrounded rule. No official target is in our tables: the level
that an indicator needs is the one it has in the minimal set shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import LISTED, ordered
from analysis.methods.scores.next_predicate import Steps, fewest_steps, highest_index, next_predicate, weights_of
from analysis.methods.scores.scoring import Instrument
from analysis.studies.institution.known_levels import LATEST, Evaluation, Levels, Result as Known
from analysis.studies.shared.instruments import NEW
from analysis.studies.shared.scorecard import instrument

RULES = {"unrounded": 2024, "rounded": 2023}  # rule of the predicate -> year of which predicates follow it
# How it stands: nothing known; an instrument that leads to no next predicate; the highest predicate; one next
# predicate; one by each rule; not decided by the levels known.
NONE, OTHER, TOP, STEPS, EDGE, OPEN = "none", "other", "top", "steps", "edge", "open"
PERMILLE = 1000
SURE = ("medium", "low")  # certainty of a link, the surest first


@dataclass(frozen=True)
class Rule:
    """The next predicate by one rule, for one set of levels; `steps` is missing for the highest predicate."""

    now: str
    next: str
    steps: Steps | None


@dataclass(frozen=True)
class Result:
    """status: one of the six above. Frames are empty but where every level is known and a predicate is left.

    rules: a row a rule: rule, year, predicate, next, start (lowest index, unrounded), steps, sets. classes: a row a
    weight: weight, indicators, room, least and most steps in a minimal set, always (indicators that rise in every one).
    one: a row an indicator of one minimal set: indicator, from_level, to_level, weight, share (of the minimal sets that
    raise it, cut to a thousandth). crosswalk: a row an indicator of the 20 and certainty: to_indicator (empty for those
    that lead to none), certainty, indicators (list of those of the 47 that lead there).
    """

    status: str
    rules: pd.DataFrame
    classes: pd.DataFrame
    one: pd.DataFrame
    crosswalk: pd.DataFrame
    facts: dict[str, object]


def study(known: Known) -> Result:
    """The fewest steps from the levels known to the next predicate."""
    found = known.evaluation
    if found is None or found.instrument.id != NEW:
        return _empty(NONE if found is None else OTHER, known.facts)
    outcomes = {rule: [_outcome(found.instrument, levels, rule) for levels in known.sets] for rule in RULES}
    status = _status(outcomes)
    facts = {**known.facts, **_facts(outcomes, status)}
    if len(known.sets) > 1 or status == TOP:
        return _empty(status, facts)
    (levels,) = known.sets
    main = outcomes["unrounded"][0].steps
    weights = weights_of(found.instrument, levels)
    one = _one(levels, weights, main)
    facts |= _shared(main) | _one_level(levels, weights, main, found)
    rules = _rules({rule: rows[0] for rule, rows in outcomes.items()})
    return Result(status, rules, _classes(levels, weights, main), one, _crosswalk(one), facts)


def _empty(status: str, facts: dict[str, object]) -> Result:
    return Result(status, *(pd.DataFrame() for _ in range(4)), dict(facts))


def _outcome(chosen: Instrument, levels: Levels, rule: str) -> Rule:
    index = chosen.score(levels).index
    now = chosen.predicate(index, rule)
    if now == chosen.bands[-1].predicate:
        return Rule(now, "", None)
    ahead = next_predicate(chosen, index, rule)
    return Rule(now, ahead.next, fewest_steps(levels, weights_of(chosen, levels), ahead.target, int(chosen.scale.high)))


def _status(outcomes: dict[str, list[Rule]]) -> str:
    every = [outcome for rows in outcomes.values() for outcome in rows]
    ahead = {outcome.next for outcome in every}
    if len(ahead) == 1:
        return STEPS if every[0].next else TOP
    return EDGE if len(every) == len(RULES) else OPEN


def _facts(outcomes: dict[str, list[Rule]], status: str) -> dict[str, object]:
    main, rounded = outcomes["unrounded"][0], outcomes["rounded"][0]
    counted = [x.steps.steps for rows in outcomes.values() for x in rows if x.steps]
    facts = {"now": main.now, "next": main.next, "next_rounded": rounded.next, "now_rounded": rounded.now}
    if status in (STEPS, EDGE):
        facts |= {
            "start": float(main.steps.target),
            "sets": main.steps.sets,
            "steps": main.steps.steps,
            "steps_rounded": rounded.steps.steps if rounded.steps else None,
            "fewest": min(counted),
            "largest": max(counted),
        }
    return facts


def _rules(outcomes: dict[str, Rule]) -> pd.DataFrame:
    rows = [
        {
            "rule": rule,
            "year": RULES[rule],
            "predicate": x.now,
            "next": x.next,
            "start": float(x.steps.target) if x.steps else None,
            "steps": x.steps.steps if x.steps else None,
            "sets": x.steps.sets if x.steps else None,
        }
        for rule, x in outcomes.items()
    ]
    return pd.DataFrame(rows).astype({"steps": object, "sets": object})


def _one(levels: Levels, weights: dict[str, Fraction], found: Steps) -> pd.DataFrame:
    rows = [
        {
            "indicator": item,
            "from_level": int(levels[item]),
            "to_level": int(levels[item]) + rise,
            "weight": float(weights[item]),
            "share": floor(Fraction(found.items[item].sets * PERMILLE, found.sets)) / PERMILLE,
        }
        for item, rise in found.one.items()
    ]
    return ordered(pd.DataFrame(rows), "weight", LISTED, falling=["weight"]).reset_index(drop=True)


def _classes(levels: Levels, weights: dict[str, Fraction], found: Steps) -> pd.DataFrame:
    rows = []
    for weight in sorted(set(weights.values()), reverse=True):
        items = [item for item in levels if weights[item] == weight]
        least, most = found.taken[weight]
        rows.append({
            "weight": float(weight),
            "indicators": len(items),
            "room": found.room[weight],
            "least": least,
            "most": most,
            "always": sum(found.items[item].least > 0 for item in items),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _shared(found: Steps) -> dict[str, object]:
    return {"always": [item for item, shared in found.items.items() if shared.least > 0]}


def _one_level(levels: Levels, weights: dict[str, Fraction], main: Steps, found: Evaluation) -> dict[str, object]:
    """The fewest steps if no indicator rises by more than one level; missing where that is not enough."""
    top = int(found.instrument.scale.high)
    whole = {item: int(level) for item, level in levels.items()}
    enough = highest_index(whole, weights, top, 1) >= main.target
    return {"one_level": fewest_steps(levels, weights, main.target, top, most=1).steps if enough else None}


def _crosswalk(one: pd.DataFrame) -> pd.DataFrame:
    links = tables.load("crosswalk")
    chosen = (links["from_instrument"] == NEW) & (links["to_instrument"] == LATEST) & (links["level"] == "indicator")
    rows = links.loc[chosen & (links["relation"] != "new"), ["from_id", "to_id", "certainty"]]
    found = one.merge(rows, left_on="indicator", right_on="from_id", how="left").fillna({"to_id": "", "certainty": ""})
    places = {"to_id": list(instrument(LATEST).items), "certainty": SURE, "indicator": list(instrument(NEW).items)}
    found = ordered(found, "to_id", "certainty", "indicator", places=places)
    groups = found.groupby(["to_id", "certainty"], sort=False)
    rows = [
        {"to_indicator": to, "certainty": sure, "indicators": list(group["indicator"])} for (to, sure), group in groups
    ]
    return pd.DataFrame(rows)
