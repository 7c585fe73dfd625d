"""What follows for institutions of which only the totals before and after the change of instrument are known?

For each pair of totals: could the management domain alone have caused the fall (claim i), could all indicators that
count as new (claim ii), and how large can the effect of the instrument be at the old and at the new profile? The mean
effect over the pairs is then a set, not a number. Claims and bounds of one pair: `analysis.studies.shared.explanation`.

The pairs are those that the press or a region reported: no random sample. Intervals are an "if". Where the domain
values of the later year are published the effect is a point and is given beside its bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.effects import bounds
from analysis.methods.errors import InputError
from analysis.methods.inference.partial_identification import imbens_manski, stoye
from analysis.studies.instrument_change import assumptions, dropped_and_reweighted
from analysis.studies.shared import institutions
from analysis.studies.shared.definitions import new_indicators, new_weight
from analysis.studies.shared.explanation import FLOORS, HALF, Change, change, explain
from analysis.studies.shared.instruments import NEW

FIRST_YEAR = institutions.AFTER_YEARS[0]
MANAGEMENT, ALL_NEW = "management", "all_new"
VARIANTS = ("all", "with_2021", "without_low")
FEWEST = 2  # units of which an interval can be computed
# How far the evidence goes, by verdict: feasible says that the totals do not exclude it, not that it was so.
DECISIONS = {bounds.REFUTED: "refuted", bounds.FEASIBLE: "bounded", bounds.NOT_NEEDED: "arithmetic fact"}


@dataclass(frozen=True)
class Result:
    """Frames, facts and values; frames have no rows where no pair is of the type.

    `pairs` and `one` (a row): see `explained` and `with_known_effect`. `assumptions`: what each does to the bounds of
    `one`. `shares`: by claim, old floor and variant. `known`: pairs whose effect is a point. `population`: sets of the
    mean effect.
    """

    institution_type: str
    new_definition: str
    old_floor: int
    pairs: pd.DataFrame
    one: pd.Series
    assumptions: pd.DataFrame
    shares: pd.DataFrame
    known: pd.DataFrame
    population: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def explained(pairs: pd.DataFrame, of: Change, new_definition: str, old_floor: int) -> pd.DataFrame:
    """The pairs (columns of `institutions.pairs`) with claims and bounds, in floats, one row each, same labels.

    New columns: the fields of `explanation.explain` (an interval as two columns, _low and _high); needed_level,
    verdict_new and largest_fall_new under `new_definition`, what continues standing on average at the total before
    (under `management` those of `verdict`, over all profiles); and what each
    largest fall leaves of the fall: rest, rest_new; third_low and third_high, what dropping and re-weighting could have
    done to the total before; and over all levels with that total: largest_fall_all_new and largest_fall_whole, of the
    officially new indicators and of the whole change, with verdict_all_levels and verdict_whole. Raises InputError
    like `explain`, naming the institution.
    """
    weight, halves, items = new_weight(new_definition), _half_units(pairs), dropped_and_reweighted.items()
    rows = []
    for pair, half in zip(pairs.to_dict("records"), halves, strict=True):
        names = tuple(f"{pair['institution_id']} {pair[f'{when}_year']}" for when in ("before", "after"))
        found = explain(of, pair["before"], pair["after"], old_floor, half, names)
        level = bounds.needed_level(found["after"], found["before"], weight)
        row = pair | _flat(found) | {"needed_level": float(level)}
        if new_definition == MANAGEMENT:  # known over all profiles: the average level decides nothing
            row |= {"verdict_new": found["verdict"], "largest_fall_new": float(found["largest_fall"])}
        else:
            row["verdict_new"] = bounds.needed_verdict(found["fall"], level, of.lowest)
            row["largest_fall_new"] = float(weight * (found["before"] - of.lowest))
        for rest, largest in (("rest", "largest_fall"), ("rest_new", "largest_fall_new")):
            row[rest] = max(row["fall"] - row[largest], 0.0) if row["fall"] > 0 else 0.0
        row |= _over_all_levels(items, of, found["before"], found["fall"], old_floor)
        rows.append(row)
    return pd.DataFrame(rows, index=pairs.index, columns=list(rows[0]) if rows else list(pairs.columns))


def with_known_effect(frame: pd.DataFrame) -> pd.DataFrame:
    """Two more columns where four domain values of the later year are published; missing elsewhere.

    effect: of the instrument at the new profile, a point; real_change: under the old domain weights, since before.
    """
    known = institutions.rescored()
    known = known.loc[~known["below_floor"], ["institution_id", "year", "effect", "index_35"]]
    known = known.rename(columns={"year": "after_year"})
    found = frame.merge(known, on=["institution_id", "after_year"], how="left").set_index(frame.index)
    return found.assign(real_change=found.pop("index_35") - found["before"])


def shares(pairs: pd.DataFrame, of: Change, new_definition: str) -> pd.DataFrame:
    """Shares of pairs by verdict: for claim (i) at both old floors and for claim (ii); a row a claim and variant.

    Columns: claim, floor (missing for claim ii), variant, n, and refuted, feasible, not_needed as shares of n and as
    counts (_n). A variant without pairs has no row.
    """
    by_floor = {floor: explained(pairs, of, new_definition, floor) for floor in FLOORS}
    masks = dict(
        zip(VARIANTS, (pairs["fall"].notna(), pairs["after_year"] == FIRST_YEAR, ~pairs["low_confidence"]), strict=True)
    )
    claims = [(MANAGEMENT, floor, frame["verdict"]) for floor, frame in by_floor.items()]
    claims += [(ALL_NEW, pd.NA, by_floor[FLOORS[0]]["verdict_new"])]
    rows = [
        {"claim": claim, "floor": floor, "variant": variant} | counted(found[mask])
        for claim, floor, found in claims
        for variant, mask in masks.items()
        if mask.any()
    ]
    return pd.DataFrame(rows)


def counted(found: pd.Series) -> dict[str, object]:
    """n, and for each verdict its share of n and its count (_n)."""
    counts = {verdict.replace(" ", "_"): int((found == verdict).sum()) for verdict in reversed(bounds.VERDICTS)}
    shares = {name: count / len(found) for name, count in counts.items()}
    return {"n": len(found)} | shares | {f"{name}_n": count for name, count in counts.items()}


def decision(found: pd.Series) -> str:
    """The decision word on a claim about all pairs: refuted only if it is for every one that fell."""
    fell = found[found != bounds.NOT_NEEDED]
    if fell.empty:
        return DECISIONS[bounds.NOT_NEEDED]
    return DECISIONS[bounds.REFUTED if (fell == bounds.REFUTED).all() else bounds.FEASIBLE]


def population(frame: pd.DataFrame) -> pd.DataFrame:
    """The identified set of the mean effect over the pairs: mean of the lower and of the upper bounds.

    A row each: at the old profile, at the new one, and at the new one with published domain values as points.
    im and stoye: 95 % intervals of the mean effect if the institutions had been drawn at random, which they were not;
    missing with fewer than two pairs.
    """
    old, new = (frame[[f"effect_at_{when}_profile_{end}" for end in ("low", "high")]] for when in ("old", "new"))
    known = new.apply(lambda side: frame["effect"].fillna(side))
    rows = []
    for profile, ends in {"old": old, "new": new, "new_known": known}.items():
        low, high = ends.to_numpy(dtype=float).T
        rows.append({"profile": profile, "n": len(ends), "low": low.mean(), "high": high.mean()})
        for name, method in (("imbens_manski", imbens_manski), ("stoye", stoye)):
            interval = method(low, high) if len(ends) >= FEWEST else (np.nan, np.nan)
            rows[-1] |= {f"{name}_low": interval[0], f"{name}_high": interval[1]}
    return pd.DataFrame(rows)


def study(
    institution_type: str, before_year: str | int, new_definition: str, old_floor: int, institution: str
) -> Result:
    """Everything that the page shows.

    `before_year` is "last" or 2018-2020, as text or number. `institution` is an id with totals on both sides of the
    change; it is shown whatever the type, with its own last total before where it has none of `before_year`. In
    `values`, pairs.management.* is claim (i) at `old_floor` and pairs.all_new.* the needed level under
    `new_definition`; under `management` both are claim (i).
    Raises InputError for an unknown parameter, or an institution without totals on both sides.
    """
    year = int(before_year) if str(before_year).isdigit() else before_year
    of, every = change(), institutions.pairs(year)
    pairs = institutions.of_type(every, institution_type).reset_index(drop=True)
    one = with_known_effect(explained(_one(every, institution), of, new_definition, old_floor)).iloc[0]
    frame = with_known_effect(explained(pairs, of, new_definition, old_floor))
    some = not frame.empty
    found = shares(pairs, of, new_definition) if some else pd.DataFrame()
    sets = population(frame) if some else pd.DataFrame()
    known = frame.dropna(subset="effect").reset_index(drop=True) if some else frame
    facts = {
        "n": len(frame),
        "fell": int((frame["fall"] > 0).sum()),
        "rose": int((frame["fall"] < 0).sum()),
        "with_2021": int((frame["after_year"] == FIRST_YEAR).sum()),
        "first_year": FIRST_YEAR,
        "continuing": _indicators() - len(new_indicators(new_definition)),
        "new": len(new_indicators(new_definition)),
        "new_weight": float(new_weight(new_definition)),
        "management_weight": float(of.management),
        "lowest": int(of.lowest),
        "top": int(of.top),
        "refuted_all_levels": _refuted(frame, "verdict_all_levels"),
        "refuted_whole": _refuted(frame, "verdict_whole"),
        "refuted_management": _refuted(frame, "verdict"),
        "refuted_new": _refuted(frame, "verdict_new"),
        **_known_facts(known),
        "least_decline": assumptions.least_decline(of, one["before"], one["after"], old_floor),
    }
    values = {f"pairs.{name}": facts[name] for name in ("n", "fell", "rose", "with_2021")}
    values["new_weight"] = new_weight(new_definition)
    for row in found.to_dict("records"):
        if row["variant"] == VARIANTS[0] and (row["claim"] == ALL_NEW or row["floor"] == old_floor):
            values |= {f"pairs.{row['claim']}.{k}": row[k] for k in row if k.startswith(("refuted", "feas", "not_"))}
    for row in sets.to_dict("records"):
        values |= {f"pairs.mean_effect.{row['profile']}.{end}": row[end] for end in ("low", "high")}
    return Result(
        institution_type=institution_type,
        new_definition=new_definition,
        old_floor=old_floor,
        pairs=frame,
        one=one,
        assumptions=assumptions.table(of, one["before"], one["after"], old_floor),
        shares=found,
        known=known,
        population=sets,
        facts=facts,
        values=values,
    )


def _one(every: pd.DataFrame, institution: str) -> pd.DataFrame:
    """The pair of one institution: of the chosen year before, else the one nearest to the change."""
    for pairs in (every, institutions.pairs()):
        if (pairs["institution_id"] == institution).any():
            return pairs[pairs["institution_id"] == institution]
    some = ", ".join(institutions.pairs()["institution_id"].iloc[:3])
    raise InputError(f"institution {institution}: no total on both sides of the change; choose one that has, as {some}")


def _over_all_levels(
    items: dropped_and_reweighted.Items, of: Change, before: Fraction, fall: Fraction, floor: int
) -> dict[str, object]:
    """What follows for one pair when what continues may stand at any levels that the total before allows.

    With r_B the average of what continues: new indicators at the lowest level take W (r_B - lowest), largest where r_B
    is highest; the whole change ends at (1 - W) r_B + W lowest, lowest where r_B is lowest.
    """
    third, weight = dropped_and_reweighted.interval(items, of, before, floor), of.all_new
    new = weight * (before + third.high - of.lowest)
    whole = before - (1 - weight) * (before + third.low) - weight * of.lowest
    return {
        "third_low": float(third.low),
        "third_high": float(third.high),
        "largest_fall_all_new": float(new),
        "verdict_all_levels": bounds.verdict(fall, new),
        "largest_fall_whole": float(whole),
        "verdict_whole": bounds.verdict(fall, whole),
    }


def _known_facts(known: pd.DataFrame) -> dict[str, int]:
    """Of the pairs whose effect is a point: how many fell, rose under the old weights, and did so in the first year."""
    fell = known[known["fall"] > 0] if len(known) else known
    turned = fell[fell["real_change"] > 0] if len(fell) else fell
    at_once = int((turned["after_year"] == FIRST_YEAR).sum()) if len(turned) else 0
    return {"known": len(known), "known_fell": len(fell), "known_turned": len(turned), "known_at_once": at_once}


def _refuted(frame: pd.DataFrame, verdict: str) -> int:
    return int((frame[verdict] == bounds.REFUTED).sum()) if len(frame) else 0


def _half_units(pairs: pd.DataFrame) -> list[tuple[Fraction, Fraction]]:
    """How far the two totals of each pair may be off: some figures are printed with one decimal."""
    index = tables.load("spbe_index")
    index = index[index["preferred"]].set_index(["institution_id", "year"])["decimals"]
    return [
        tuple(HALF * 10 ** (2 - int(index[pair.institution_id, year])) for year in (pair.before_year, pair.after_year))
        for pair in pairs.itertuples()
    ]


def _flat(found: dict[str, object]) -> dict[str, object]:
    """A pair's answer as a row: floats, intervals as two columns, warnings as one text."""
    row: dict[str, object] = {}
    for key, x in found.items():
        if isinstance(x, tuple):
            row |= {f"{key}_low": float(x[0]), f"{key}_high": float(x[1])}
        else:
            row[key] = float(x) if isinstance(x, Fraction) else np.nan if x is None else x
    return row | {"warnings": "; ".join(found["warnings"])}


def _indicators() -> int:
    parts = tables.load("instrument_parts")
    return int(((parts["instrument"] == NEW) & (parts["level"] == "indicator")).sum())
