"""What follows for institutions of which only the totals before and after the change of instrument are known?

For each pair of totals: could the management domain alone have caused the fall (claim i), could all indicators that
count as new (claim ii), and how large can the effect of the instrument be at the old and at the new profile? The mean
effect over the pairs is then a set, not a number. Claims: `analysis.studies.instrument_change.claims`; what two totals
allow: `analysis.studies.shared.explanation`.

The pairs are those that the press or a region reported: no random sample. Intervals are an "if". Where the domain
values of the later year are published the effect is a point and is given beside its bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.inference.partial_identification import imbens_manski, stoye
from analysis.studies.instrument_change import (
    assumptions,
    claims,
    dropped_and_reweighted,
    first_reading,
    who_is_known,
    whose_figures,
)
from analysis.studies.instrument_change.claims import ALL_NEW, BY_VERDICT, FIRST_YEAR, MANAGEMENT
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, IDENTIFIED
from analysis.studies.shared.definitions import new_indicators, new_weight
from analysis.studies.shared.explanation import Change, change, explain
from analysis.studies.shared.instruments import NEW

FEWEST = 2  # units of which an interval can be computed
PROFILES = {"old": "effect_at_old_profile", "new": "effect_at_new_profile"}
# How far the evidence of a sentence goes; `management`, `management_later` and `institution` go by their verdicts. That
# of claim ii is a bound whatever the verdicts: it assumes that what continues kept its average.
DECISIONS = {
    "observed": ARITHMETIC_FACT,
    "no_fall": ARITHMETIC_FACT,
    "all_new": BOUNDED,
    "all_levels": BOUNDED,
    "third": BOUNDED,
    "known": IDENTIFIED,
    "population": BOUNDED,
}


@dataclass(frozen=True)
class Result:
    """Frames, facts, decisions and values; frames have no rows where no pair is of the type.

    `pairs`: see `bounded` and `with_known_effect`. `claims`: see `claims.claims`. `fell`: the pairs that fell, with
    claim i (columns of the claims) and the verdict on claim ii (verdict_new). `known`: pairs whose effect is a point.
    `shares`: by claim, old floor and variant. `population`: sets of the mean effect. `one`: facts of the institution,
    `one_claims` the claims on it, `assumptions` what each does to its bounds.
    """

    institution_type: str
    new_definition: str
    pairs: pd.DataFrame
    claims: pd.DataFrame
    fell: pd.DataFrame
    known: pd.DataFrame
    shares: pd.DataFrame
    population: pd.DataFrame
    one: dict[str, object]
    one_claims: pd.DataFrame
    assumptions: pd.DataFrame
    facts: dict[str, object]
    decisions: dict[str, str]
    values: dict[str, object]


def bounded(pairs: pd.DataFrame, of: Change, old_floor: int) -> pd.DataFrame:
    """The pairs (columns of `institutions.pairs`) with what two totals allow, in floats, same labels.

    New columns (an interval as two, _low and _high): effect_at_old_profile, effect_at_new_profile and least_real_fall
    of `explanation.explain`; third, what dropping and re-weighting could have done to the total before. Raises
    InputError like `explain`, naming the institution.
    """
    items, halves, rows = dropped_and_reweighted.items(), claims.half_units(pairs), []
    for pair, half in zip(pairs.to_dict("records"), halves, strict=True):
        found = explain(of, pair["before"], pair["after"], old_floor, half, claims.names(pair))
        ends = {name: found[name] for name in PROFILES.values()}
        ends["third"] = dropped_and_reweighted.interval(items, of, found["before"], old_floor)
        flat = {f"{name}_{end}": float(x) for name, both in ends.items()
                for end, x in zip(("low", "high"), both, strict=True)}  # fmt: skip
        rows.append(pair | flat | {"least_real_fall": float(found["least_real_fall"])})
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


def population(frame: pd.DataFrame) -> pd.DataFrame:
    """The identified set of the mean effect over the pairs: mean of the lower and of the upper bounds.

    A row each: at the old profile, at the new one, and at the new one with published domain values as points.
    im and stoye: 95 % intervals of the mean effect if the institutions had been drawn at random, which they were not;
    missing with fewer than two pairs.
    """
    old, new = (frame[[f"{name}_{end}" for end in ("low", "high")]] for name in PROFILES.values())
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
    `values`, pairs.management.* is claim (i) and pairs.all_new.* claim (ii) under `new_definition`; under `management`
    both are claim (i). Raises InputError for an unknown parameter, or an institution without totals on both sides.
    """
    year = int(before_year) if str(before_year).isdigit() else before_year
    of, every = change(), institutions.pairs(year)
    pair = _one(every, institution)
    one = with_known_effect(bounded(pair, of, old_floor)).iloc[0]
    one_claims = claims.claims(pair, of, new_definition, (old_floor,)).set_index("claim")
    pairs = institutions.of_type(every, institution_type).reset_index(drop=True)
    frame, every_claim = with_known_effect(bounded(pairs, of, old_floor)), claims.claims(pairs, of, new_definition)
    at = {claim: claims.of_claim(every_claim, claim, old_floor) for claim in claims.CLAIMS}
    if new_definition == MANAGEMENT:  # claim ii is claim i
        at[ALL_NEW] = at[MANAGEMENT]
    some = len(frame) > 0
    shares, sets = (claims.shares(every_claim, frame), population(frame)) if some else (pd.DataFrame(), pd.DataFrame())
    known = frame.dropna(subset="effect").reset_index(drop=True)
    facts = _definition_facts(of, new_definition, old_floor) | _pair_facts(frame) | _known_facts(known)
    elsewhere = claims.of_claim(every_claim, MANAGEMENT, 1 - old_floor)
    facts |= first_reading.counts(frame, at, elsewhere) | _set_facts(sets)
    return Result(
        institution_type=institution_type,
        new_definition=new_definition,
        pairs=frame,
        claims=every_claim,
        fell=_fell(frame, at),
        known=known,
        shares=shares,
        population=sets,
        one=_one_facts(one, one_claims, of, old_floor),
        one_claims=one_claims,
        assumptions=assumptions.table(of, one["before"], one["after"], old_floor),
        facts=facts,
        decisions=DECISIONS
        | {
            **_by_reading(frame, at[MANAGEMENT]),
            "institution": BY_VERDICT[one_claims.loc[MANAGEMENT, "verdict"]],
        },
        values=_values(facts, at, sets),
    )


def _one(every: pd.DataFrame, institution: str) -> pd.DataFrame:
    """The pair of one institution: of the chosen year before, else the one nearest to the change."""
    for pairs in (every, institutions.pairs()):
        if (pairs["institution_id"] == institution).any():
            return pairs[pairs["institution_id"] == institution]
    some = ", ".join(institutions.pairs()["institution_id"].iloc[:3])
    raise InputError(f"institution {institution}: no total on both sides of the change; choose one that has, as {some}")


def _one_facts(one: pd.Series, found: pd.DataFrame, of: Change, old_floor: int) -> dict[str, object]:
    """The pair of the institution with claim i (columns of the claims, needed_level_flat) and claim ii (_new).

    whose: whose figures the totals are. turning: `claims.turning_total`. least_decline: of one of the old domains.
    """
    first = found.loc[MANAGEMENT]
    names = ("verdict", "rounding_decides", "largest_fall", "largest_share", "rest")
    facts = one.to_dict() | {name: first[name] for name in names} | {"needed_level_flat": first["needed_level"]}
    facts |= {"change": abs(one["fall"]), "whose": whose_figures.whose(one)}
    facts["least_decline"] = assumptions.least_decline(of, one["before"], one["after"], old_floor)
    facts["turning"] = claims.turning_total(of, one["after"], old_floor)
    if ALL_NEW in found.index:
        second = found.loc[ALL_NEW]
        facts |= {f"{name}_new": second[name] for name in ("verdict", "largest_fall")}
        facts |= {"needed_level": second["needed_level"]}
    return facts


def _by_reading(frame: pd.DataFrame, rows: pd.DataFrame) -> dict[str, str]:
    """The decision on claim i over the pairs of the first year (management) and over the others (management_later)."""
    parts = first_reading.split(frame)
    keys = {first_reading.FIRST: "management", first_reading.LATER: "management_later"}
    return {
        key: claims.decision(rows["verdict"].reindex(parts[group]["institution_id"])) for group, key in keys.items()
    }


def _fell(frame: pd.DataFrame, at: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The pairs that fell, with claim i and the verdict on claim ii."""
    columns = ["institution_id", "name", "type", "province", "before_year", "before", "after_year", "after", "fall"]
    fell = frame.loc[frame["fall"] > 0, columns]
    first = at[MANAGEMENT][["largest_fall", "largest_share", "rest", "verdict", "rounding_decides"]]
    return fell.join(first, on="institution_id").join(at[ALL_NEW]["verdict"].rename("verdict_new"), on="institution_id")


def _definition_facts(of: Change, new_definition: str, old_floor: int) -> dict[str, object]:
    parts, new = tables.load("instrument_parts"), len(new_indicators(new_definition))
    every = int(((parts["instrument"] == NEW) & (parts["level"] == "indicator")).sum())
    return {
        "new": new,
        "continuing": every - new,
        "new_weight": float(new_weight(new_definition)),
        "management_weight": float(of.management),
        "lowest": int(of.lowest),
        "top": int(of.top),
        "old_floor": old_floor,
        "other_floor": 1 - old_floor,
    }


def _pair_facts(frame: pd.DataFrame) -> dict[str, int]:
    """The pairs in numbers; by when they are read, see `first_reading.counts`."""
    counts = {"n": len(frame), "fell": int((frame["fall"] > 0).sum()), "rose": int((frame["fall"] < 0).sum())}
    counts |= {"with_2021": int((frame["after_year"] == FIRST_YEAR).sum()), "first_year": FIRST_YEAR}
    one_article = whose_figures.from_one_article(first_reading.split(frame)[first_reading.FIRST])
    counts |= {"on_both": whose_figures.scored_on_both(), "first_one_article": one_article}
    return counts | {"assessed": who_is_known.population()[FIRST_YEAR]}


def _known_facts(known: pd.DataFrame) -> dict[str, object]:
    """Of the pairs whose effect is a point: how many, and the smallest and the largest effect."""
    return {"known": len(known), "known_low": known["effect"].min(), "known_high": known["effect"].max()}


def _set_facts(sets: pd.DataFrame) -> dict[str, object]:
    """The ends of the sets of the mean effect, old_low to new_known_high, and whether its sign is open."""
    ends = {f"{row.profile}_{end}": getattr(row, end) for row in sets.itertuples() for end in ("low", "high")}
    return ends | {"sign_is_open": all(ends[f"{name}_low"] < 0 < ends[f"{name}_high"] for name in PROFILES if ends)}


def _values(facts: Mapping[str, object], at: Mapping[str, pd.DataFrame], sets: pd.DataFrame) -> dict[str, object]:
    values = {f"pairs.{name}": facts[name] for name in ("n", "fell", "rose", "with_2021")}
    values["new_weight"] = facts["new_weight"]
    read_first = {
        "fell": "fell",
        "rose": "rose",
        "management.refuted_n": "refuted_management",
        "all_new.refuted_n": "refuted_new",
    }
    values |= {f"pairs.{FIRST_YEAR}.{name}": facts[f"first_{fact}"] for name, fact in read_first.items()}
    for claim in (MANAGEMENT, ALL_NEW) if facts["n"] else ():
        counts = claims.counted(at[claim]["verdict"])
        values |= {f"pairs.{claim}.{name}": x for name, x in counts.items() if name != "n"}
    ends = [(profile, end) for profile in sets["profile"] for end in ("low", "high")] if len(sets) else []
    return values | {f"pairs.mean_effect.{profile}.{end}": facts[f"{profile}_{end}"] for profile, end in ends}
