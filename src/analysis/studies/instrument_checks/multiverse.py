"""Would the answer be another one if an analyst had chosen otherwise? Every specification that the plan lists.

Two universes of `analysis_plan.yml`: the mean effect over institutions with domain values, and the share of falls
before and after the change that the indicators called new cannot explain. The first is about complete lists, so its
curve is a range and not a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.data import plan, tables
from analysis.methods.effects import bounds
from analysis.methods.effects.linking import linked
from analysis.methods.errors import InputError
from analysis.methods.inference.multiverse import influence, specifications
from analysis.methods.inference.raking import rake, weighted_mean
from analysis.methods.rounding import exact
from analysis.studies.instrument_change.comparable_series import near_identity
from analysis.studies.shared import explanation, institutions
from analysis.studies.shared.decisions import BOUNDED
from analysis.studies.shared.definitions import DEFINITIONS, new_weight
from analysis.studies.shared.lists import CENTRAL, COMPLETE

EFFECT, UNEXPLAINED = "mean_effect", "unexplained"
MAIN_EFFECT = {"outcome": "re-scored", "year": 2023, "population": "all", "weights": "none", "criteria_shift": 0}
MAIN_FALL = {"new_definition": "official", "old_floor": 0, "before_year": "last", "after_year": "first"}
DECISION = BOUNDED


@dataclass(frozen=True)
class Result:
    """One row a specification with its answer (missing where falls are too few), and how far each choice moves it."""

    effects: pd.DataFrame
    effects_influence: pd.DataFrame
    falls: pd.DataFrame
    falls_influence: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def effects(universe: dict[str, list]) -> pd.DataFrame:
    """The mean effect (index points, 47 minus 35) under every specification; `n` institutions each.

    outcome: `re-scored` with the old domain weights; `near-identity`, the published index less the management domain,
    (I - w m) / (1 - w); `linked`, a linear link fitted on the other year's re-scored indices. criteria_shift d: the
    35 criteria would have given every domain d more. weights: `raked` to the types and provinces of all known
    institutions of that population.
    """
    frame = institutions.rescored()
    frame = frame[~frame["below_floor"]]
    years = {year: frame[frame["year"] == year] for year in universe["year"]}
    both = set.intersection(*(set(rows["institution_id"]) for rows in years.values()))
    rows = []
    specs = specifications(universe)
    for year, listed in years.items():
        other = next(rows for y, rows in years.items() if y != year)
        old_index = {
            "re-scored": listed["index_35"],
            "near-identity": near_identity(listed["index"], listed["management"]),
            "linked": pd.Series(
                linked(listed["index_47"], other["index_47"], other["index_35"], "linear"), listed.index
            ),
        }
        inside = {
            "all": pd.Series(True, listed.index),
            "balanced": listed["institution_id"].isin(both),
            "kabupaten": listed["type"] == "kabupaten",
            "central": listed["type"].isin(CENTRAL),
        }
        for population in universe["population"]:
            chosen = listed[inside[population]]
            weight = {"none": np.ones(len(chosen)), "raked": _raked(chosen)}
            for spec in specs[(specs["year"] == year) & (specs["population"] == population)].to_dict("records"):
                new = chosen["index" if spec["outcome"] == "near-identity" else "index_47"]
                effect = new - old_index[spec["outcome"]][chosen.index] - spec["criteria_shift"]
                rows.append({**spec, "n": len(chosen), EFFECT: weighted_mean(effect, weight[spec["weights"]])})
    return pd.DataFrame(rows)


def _raked(chosen: pd.DataFrame) -> np.ndarray:
    """Weights that give the chosen institutions the types and provinces of all known ones of their types."""
    known = tables.load("institutions")
    known = known[known["type"].isin(set(chosen["type"]))]
    population, kinds = (
        pd.DataFrame({"type": rows["type"], "province": rows["province"].replace("", "central")})
        for rows in (known, chosen)
    )
    return rake(kinds, {margin: population[margin].value_counts().to_dict() for margin in kinds})


def unexplained(universe: dict[str, list], fewest: int) -> pd.DataFrame:
    """The share of falls that the indicators called new cannot explain, under every specification; `n` falls each.

    For `management` a fall is unexplained where the largest one over all profiles is smaller; for the other
    definitions where the needed level on the new indicators is below the scale. Missing with fewer than `fewest` falls.
    """
    rows, change = [], explanation.change()
    shares = {definition: new_weight(definition) for definition in universe["new_definition"]}
    years = {name: universe[name] for name in ("before_year", "after_year")}
    for chosen in specifications(years).to_dict("records"):
        pairs = institutions.pairs(**chosen)
        fell = [tuple(map(exact, row)) for row in pairs.loc[pairs["fall"] > 0, ["before", "after"]].to_numpy()]
        for rest in specifications({name: universe[name] for name in universe if name not in years}).to_dict("records"):
            definition = rest["new_definition"]
            verdicts = [_verdict(change, *totals, definition, shares[definition], rest["old_floor"]) for totals in fell]
            share = verdicts.count(bounds.REFUTED) / len(fell) if len(fell) >= fewest else np.nan
            rows.append({**rest, **chosen, "n": len(fell), UNEXPLAINED: share})
    return pd.DataFrame(rows)


def _verdict(
    change: explanation.Change, before: Fraction, after: Fraction, definition: str, share: Fraction, floor: int
) -> str:
    """Whether the new indicators of a definition can explain a fall: for the management domain over all profiles."""
    if definition == "management":
        return bounds.verdict(before - after, explanation.largest_fall(change, before, floor))
    return bounds.needed_verdict(before - after, bounds.needed_level(after, before, share), change.lowest)


def study() -> Result:
    """Both universes of the plan. Raises InputError where the plan names an option that is not known here."""
    planned = plan.plan()
    universe, fewest = planned["universe"], planned["rules"]["fewest_falls"]
    _check(universe)
    by_effect, by_fall = effects(universe["effects"]), unexplained(universe["falls"], fewest)
    moved = influence(by_effect, list(universe["effects"]), EFFECT)
    moved_falls = influence(by_fall, list(universe["falls"]), UNEXPLAINED)
    answered = by_fall.dropna(subset=[UNEXPLAINED])
    unshifted = by_effect[by_effect["criteria_shift"] == 0]
    as_strict, rescored = unshifted[EFFECT], unshifted.loc[unshifted["outcome"] == "re-scored", EFFECT]
    effect_facts = {
        "n": len(by_effect),
        "shift": max(abs(float(shift)) for shift in universe["effects"]["criteria_shift"]),
        "n_as_strict": len(as_strict),
        "low_as_strict": as_strict.min(),
        "high_as_strict": as_strict.max(),
        "low_rescored": rescored.min(),
        "high_rescored": rescored.max(),
        "low": by_effect[EFFECT].min(),
        "high": by_effect[EFFECT].max(),
    }
    fall_facts = {
        "n": len(answered),
        "fewest": fewest,
        "left_out": len(by_fall) - len(answered),
        "low": answered[UNEXPLAINED].min(),
        "high": answered[UNEXPLAINED].max(),
        "choice": moved_falls["choice"][0],
    }
    facts = {
        "effects": effect_facts,
        "falls": fall_facts,
        "plan": {"sha": plan.sha256(), "declared": planned["declared"]},
    }
    values = {
        "plan.sha256": facts["plan"]["sha"],
        "multiverse.effects": effect_facts,
        "multiverse.falls": {name: fall_facts[name] for name in ("n", "low", "high")},
    }
    return Result(by_effect, moved, by_fall, moved_falls, facts, values)


def _check(universe: dict[str, dict[str, list]]) -> None:
    """Refuses a plan whose main specification, or any option, is not what this module computes."""
    known = {
        "effects": {
            "outcome": {"re-scored", "near-identity", "linked"},
            "population": {"all", "balanced", "kabupaten", "central"},
            "weights": {"none", "raked"},
            "year": set(COMPLETE),
        },
        "falls": {"new_definition": set(DEFINITIONS), "old_floor": set(explanation.FLOORS)},
    }
    for name, main in (("effects", MAIN_EFFECT), ("falls", MAIN_FALL)):
        if set(universe.get(name, {})) != set(main):
            raise InputError(f"analysis_plan.yml: universe: {name}: its choices must be {', '.join(main)}")
    problems = [
        f"analysis_plan.yml: universe: {name}: {choice}: unknown option {option}"
        for name, choices in known.items()
        for choice, options in choices.items()
        for option in universe[name][choice]
        if option not in options
    ]
    for name, main in (("effects", MAIN_EFFECT), ("falls", MAIN_FALL)):
        problems += [
            f"analysis_plan.yml: universe: {name}: {choice}: the main specification, {option}, is not in it"
            for choice, option in main.items()
            if option not in universe[name][choice]
        ]
    if len(universe["effects"]["year"]) < 2:
        problems.append("analysis_plan.yml: universe: effects: year: the link is fitted on another year; give two")
    problems += [
        f"analysis_plan.yml: universe: effects: criteria_shift: {shift} is no number"
        for shift in universe["effects"]["criteria_shift"]
        if not isinstance(shift, int | float)
    ]
    if problems:
        raise InputError(problems)
