"""What do evaluations whose indicator levels are known say about the change from 35 to 47 indicators?

Three evaluations under 47 and two under 35 state the levels of their indicators. With them the effect of the whole
change in the same institution and year is split exactly into new indicators, re-weighting of what continues, and
dropped indicators, by the ministry's own list of old and new indicators; what is unknown stays an interval.

Assumed: a reworded indicator keeps its level unless a shift is named; indicator 35 was scored for three services, as in
every evaluation seen. The definition of "new" decides which indicators the first term takes; the sum does not change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.effects.concordance import Bounds, Concordance, bounds, forwards, joined, turning_shift, weight_of
from analysis.methods.effects.indicator_links import item_domains
from analysis.methods.effects.random_sets import new_terms, random_sets
from analysis.methods.ordering import settled
from analysis.methods.rounding import exact
from analysis.methods.scores.missing_levels import completions
from analysis.methods.scores.rescoring import rescore
from analysis.studies.shared import seeds
from analysis.studies.shared.instruments import NEW, OLD, weights
from analysis.studies.shared.scorecard import instrument

EVALUATIONS = {
    "kemenko_2021": ("kementerian-koordinator-bidang-perekonomian", 2021, NEW),
    "parepare_2024": ("kota-parepare", 2024, NEW),
    "aceh_tengah_2025": ("kabupaten-aceh-tengah", 2025, NEW),
    "denpasar_2018": ("kota-denpasar", 2018, OLD),
    "madiun_2020": ("kabupaten-madiun", 2020, OLD),
}
SHIFTS = {"harder": Fraction(-1, 2), "as_scored": Fraction(0), "easier": Fraction(1, 2)}  # old level minus new level
PIECES = ("new", "reweighted", "dropped", "total")
TAIL = 0.025
Levels = dict[str, Fraction]
Sets = Mapping[str, Sequence[Levels]]


def figures(key: str) -> pd.DataFrame:
    """Every figure of one of EVALUATIONS (table evaluations)."""
    unit, year, _ = EVALUATIONS[key]
    rows = tables.load("evaluations")
    return rows[(rows["institution_id"] == unit) & (rows["year"] == year)]


def level_sets() -> dict[str, list[Levels]]:
    """Evaluation -> the complete sets of levels that it leaves possible: one where it states every level."""
    found = {}
    for key, (_, _, scored) in EVALUATIONS.items():
        rows = figures(key)
        rows = rows[rows["status"] == "published"]
        printed = {(level, id): x for level, id, x in zip(rows["level"], rows["id"], rows["value"], strict=True)}
        stated = {id: exact(x) for (level, id), x in printed.items() if level == "indicator"}
        others = {part: x for part, x in printed.items() if part[0] != "indicator"}
        found[key] = completions(instrument(scored), stated, others)
    return found


def complete(sets: Sets) -> dict[str, Levels]:
    """The evaluations under 47 whose levels are all known."""
    return {key: sets[key][0] for key, (_, _, scored) in EVALUATIONS.items() if scored == NEW and len(sets[key]) == 1}


def splits(links: Concordance, sets: Sets, floor: int, new: Collection[str]) -> pd.DataFrame:
    """The terms of every evaluation, in index points, with `floor` the lowest level of the old scale.

    Columns: key, name, year, instrument, stated (levels) and sets (complete sets that agree), then low and high of
    index (under its own instrument, unrounded), effect (management and domain weights alone), new, reweighted,
    dropped, total. An evaluation under 35 is carried forwards, by the official list whatever `new` is.
    """
    both = weights()
    rows = []
    for key, (_, _, scored) in EVALUATIONS.items():
        scores = [instrument(scored).score(levels) for levels in sets[key]]
        row = _about(key) | {"instrument": scored, "stated": int((figures(key)["level"] == "indicator").sum())}
        row |= {"sets": len(sets[key])} | _ends("index", [score.index for score in scores])
        if scored == NEW:
            row |= _ends("effect", [rescore(score.domains, *both).effect for score in scores])
            found = _bounds(links, sets[key], floor, Fraction(0), new)
        else:
            found = joined(forwards(links, levels, (1, 5)) for levels in sets[key])
        rows.append(row | {end: x for name in PIECES for end, x in _ends(name, getattr(found, name)).items()})
    return pd.DataFrame(rows)


def wording(links: Concordance, sets: Sets, floor: int) -> pd.DataFrame:
    """How the whole effect moves if the old wording was harder or easier: one row an evaluation under 47.

    Columns: key, name, year, low and high of the total for each of SHIFTS, and `turning`: the shift nearest to nought
    that opens the sign, where all levels are known and the sign is not open anyway.
    """
    rows = []
    for key in (key for key, (_, _, scored) in EVALUATIONS.items() if scored == NEW):
        row = _about(key)
        for name, shift in SHIFTS.items():
            row |= _ends(name, _bounds(links, sets[key], floor, shift).total)
        turning = turning_shift(links, sets[key][0], (floor, 5)) if len(sets[key]) == 1 else None
        rows.append(row | {"turning": np.nan if turning is None else float(turning)})
    return pd.DataFrame(rows)


def first_term(links: Concordance, levels: Levels, new: Collection[str]) -> dict[str, float]:
    """The averages of the indicators in `new` and of the others, and the term W (n - r) that they make."""
    averages = [
        sum(links.new[i] * levels[i] for i in items) / weight_of(items, links.new)
        for items in (new, [i for i in links.new if i not in new])
    ]
    term = weight_of(new, links.new) * (averages[0] - averages[1])
    return {"new_average": float(averages[0]), "other_average": float(averages[1]), "term": float(term)}


def draws() -> int:
    """How many random lists the plan asks for."""
    return plan()["rules"]["random_concordances"]


def random_lists(links: Concordance, sets: Sets, new: Collection[str], draws: int) -> pd.DataFrame:
    """The new term of the real list beside random lists as long, for every evaluation that states all levels.

    One row an evaluation and kind (`any`: drawn among all indicators; `domain`: as many in each domain as on the real
    list): key, name, year, kind, official, low and high (central 95 % of the draws), share (of draws at or below the
    official term), inside (yes or no). The same lists for all evaluations.
    """
    domain_of = item_domains(instrument(NEW))
    weight = np.array([float(x) for x in links.new.values()])
    chosen = np.array([item in new for item in links.new])
    rng = seeds.stream("random concordances")
    kinds = {
        "any": random_sets(rng, draws, chosen),
        "domain": random_sets(rng, draws, chosen, [domain_of[item] for item in links.new]),
    }
    rows = []
    for key, levels in complete(sets).items():
        x = np.array([float(levels[item]) for item in links.new])
        (official,) = new_terms(x, weight, chosen[None, :])
        for kind, drawn in kinds.items():
            terms = new_terms(x, weight, drawn).round(12)  # a draw of the real list itself counts as equal
            low, high = np.quantile(terms, [TAIL, 1 - TAIL])
            share = float((terms <= official.round(12)).mean())
            inside = settled(low) <= settled(official) <= settled(high)
            found = {"kind": kind, "official": official, "low": low, "high": high, "share": share}
            rows.append(_about(key) | found | {"inside": "yes" if inside else "no"})
    return pd.DataFrame(rows)


def _bounds(
    links: Concordance, sets: Sequence[Levels], floor: int, shift: Fraction, new: Collection[str] | None = None
) -> Bounds:
    return joined(bounds(links, levels, (floor, 5), shift, new) for levels in sets)


def _about(key: str) -> dict[str, object]:
    unit, year, _ = EVALUATIONS[key]
    names = tables.load("institutions").set_index("institution_id")["name"]
    return {"key": key, "name": names[unit], "year": year}


def _ends(name: str, values: Sequence[Fraction]) -> dict[str, float]:
    return {f"{name}_low": float(min(values)), f"{name}_high": float(max(values))}
