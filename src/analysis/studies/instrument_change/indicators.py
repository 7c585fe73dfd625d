"""What did the change from 35 to 47 indicators do, indicator by indicator?

The ministry's list of old and new indicators says what continues, what is new and what was dropped, and with which
weight. Where levels of indicators are known the effect is split by it (`indicator_levels`); where only domain values
are known the effect is bounded, and a change across 2021 is split in both orders of time (`domain_splits`).

Assumptions: an old indicator stands at its successor's level (rewording is a named shift), dropped indicators anywhere
on the old scale, whose lowest level is `old_floor`: level 0 is seen in institutions' forms of the old instrument.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.methods.effects.concordance import Concordance, weight_of
from analysis.methods.effects.indicator_links import from_crosswalk, item_domains
from analysis.methods.errors import InputError
from analysis.studies.instrument_change import domain_splits, indicator_levels
from analysis.studies.instrument_change.domain_splits import BEFORE_YEARS, LAST, NATION
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, IDENTIFIED
from analysis.studies.shared.definitions import DEFINITIONS, new_indicators
from analysis.studies.shared.explanation import FLOORS
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, OLD_DOMAINS
from analysis.studies.shared.published_means import domain_means, rescored
from analysis.studies.shared.scorecard import instrument

MAIN, DOUBTFUL, UNSTATED, FORWARDS = "kemenko_2021", "parepare_2024", "aceh_tengah_2025", "denpasar_2018"
OFFICIAL = "official"
DECISIONS = {
    "concordance": ARITHMETIC_FACT,
    "known": IDENTIFIED,
    "whole": BOUNDED,
    DOUBTFUL: None,  # sources that contradict each other decide nothing
    UNSTATED: BOUNDED,
    FORWARDS: BOUNDED,
    "domain_means": BOUNDED,
    "later": IDENTIFIED,
    "earlier": BOUNDED,
}  # by sentence
GROUPS = ("old_continuing", "old_dropped", "new_continuing", "new_added")


@dataclass(frozen=True)
class Result:
    """Frames of the blocks, the facts of their sentences by block or evaluation, and the values to publish."""

    before_year: int
    year: int
    old_floor: int
    new_definition: str
    concordance: pd.DataFrame
    definitions: pd.DataFrame
    levels: pd.DataFrame
    wording: pd.DataFrame
    domain_means: pd.DataFrame
    orders: pd.DataFrame
    random: pd.DataFrame
    pieces: pd.DataFrame
    facts: dict[str, dict[str, object]]
    values: dict[str, object]


def concordance() -> Concordance:
    """The ministry's list of old and new indicators with the weights of both instruments."""
    return from_crosswalk(tables.load("crosswalk"), instrument(OLD), instrument(NEW))


def by_domain(links: Concordance) -> pd.DataFrame:
    """What continues, was dropped and is new, by domain, and all: one row a domain of instrument 47.

    Columns: domain, then weight (exact) and count (indicators, whatever the number of services) of old_continuing,
    old_dropped, new_continuing and new_added.
    """
    groups = {
        "old_continuing": (OLD, links.old, links.successors),
        "old_dropped": (OLD, links.old, links.dropped),
        "new_continuing": (NEW, links.new, links.links),
        "new_added": (NEW, links.new, links.added),
    }
    sides = {side: instrument(side) for side in (OLD, NEW)}
    names = {OLD: OLD_DOMAINS, NEW: DOMAINS}
    rows = []
    for domain in [*DOMAINS.values(), "all"]:
        row: dict[str, object] = {"domain": domain}
        for group, (side, weight, items) in groups.items():
            domain_of = item_domains(sides[side])
            chosen = [item for item in items if domain in ("all", names[side][domain_of[item]])]
            count = len({sides[side].items[item].id for item in chosen})
            row |= {f"{group}_weight": weight_of(chosen, weight), f"{group}_count": count}
        rows.append(row)
    return pd.DataFrame(rows)


def study(
    before_year: str | int = LAST, year: int = 2021, old_floor: int = 0, new_definition: str = OFFICIAL
) -> Result:
    """Everything that the notebook shows.

    `before_year`: "last" (for the nation 2020) or 2018-2020, as text or number; `year`: a year of the nation under 47;
    `old_floor`: lowest level of the old instrument, 0 or 1; `new_definition`: what counts as new. Raises InputError
    for anything else, each wrong parameter in a line of its own.
    """
    start = _checked(before_year, year, old_floor, new_definition)
    links, sets, new = concordance(), indicator_levels.level_sets(), new_indicators(new_definition)
    frames = {
        "concordance": by_domain(links),
        "definitions": _defined(links, indicator_levels.complete(sets)),
        "levels": indicator_levels.splits(links, sets, old_floor, new),
        "wording": indicator_levels.wording(links, sets, old_floor),
        "domain_means": domain_splits.national_bounds(links, old_floor),
        "orders": domain_splits.orders(before_year, year),
        "random": indicator_levels.random_lists(links, sets, new, indicator_levels.draws()),
    }
    facts = _facts(frames, start, year)
    main = facts[MAIN]
    main |= indicator_levels.first_term(links, sets[MAIN][0], new) | {"count": len(new), "floor": old_floor}
    main["sign"] = direction(main["total_low"], main["total_high"])
    facts["domain_means"]["floor"] = old_floor
    facts["random"]["count"] = len(new)
    frames["pieces"] = _pieces(main, new_definition)
    return Result(start, year, old_floor, new_definition, **frames, facts=facts, values=_values(frames))


def direction(low: float, high: float) -> str:
    """What a set of effects says about their sign: below, above or open."""
    return "below" if high < 0 else "above" if low > 0 else "open"


def _pieces(main: dict[str, object], new_definition: str) -> pd.DataFrame:
    """The terms of the main evaluation: part, value (missing where only a set is known), low and high.

    The second is re-weighting only where "new" is the ministry's list; otherwise it is all the rest.
    """
    rows = []
    for piece in (*indicator_levels.PIECES, "effect"):
        low, high = main[f"{piece}_low"], main[f"{piece}_high"]
        part = "rest" if piece == "reweighted" and new_definition != OFFICIAL else piece
        rows.append({"part": part, "value": low if abs(high - low) < 1e-9 else None, "low": low, "high": high})
    return pd.DataFrame(rows).astype({"value": float})


def _checked(before_year: str | int, year: int, old_floor: int, new_definition: str) -> int:
    """The nation's year before the change, after refusing every parameter that is none of its choices."""
    years, after = [str(y) for y in BEFORE_YEARS], [int(y) for y in rescored().index]
    problems = []
    if str(before_year) not in [LAST, *years]:
        problems.append(f"before_year {before_year}: choose {LAST} or one of {', '.join(years)}")
    if year not in after:
        problems.append(f"year {year}: not scored with instrument {NEW}; choose among {', '.join(map(str, after))}")
    if old_floor not in FLOORS:
        problems.append(f"old_floor {old_floor}: choose 0 or 1, the lowest level of instrument {OLD}")
    if new_definition not in DEFINITIONS:
        problems.append(f"new_definition {new_definition}: unknown; choose one of {', '.join(DEFINITIONS)}")
    if problems:
        raise InputError(problems)
    return BEFORE_YEARS[-1] if before_year == LAST else int(before_year)


def _defined(links: Concordance, levels: dict[str, indicator_levels.Levels]) -> pd.DataFrame:
    """Each definition of "new": indicators, weight, and the first term in the evaluations that state every level."""
    rows = []
    for name in DEFINITIONS:
        items = new_indicators(name)
        terms = {key: indicator_levels.first_term(links, x, items)["term"] for key, x in levels.items()}
        rows.append({"definition": name, "indicators": len(items), "weight": weight_of(items, links.new)} | terms)
    return pd.DataFrame(rows)


def _facts(frames: dict[str, pd.DataFrame], start: int, year: int) -> dict[str, dict[str, object]]:
    """What the sentences say, by block; an evaluation has its own."""
    bounded, changes, random = frames["domain_means"], frames["orders"], frames["random"]
    row = bounded[(bounded["unit"] == NATION) & (bounded["year"] == year)].iloc[0].to_dict()
    change = changes[(changes["unit"] == NATION) & (changes["before_year"] == start)].iloc[0].to_dict()
    facts = {
        "concordance": _counts(frames["concordance"]),
        "domain_means": row
        | {f"inside_{end}": row[end] - row["effect"] for end in ("low", "high")}
        | {"sign": direction(row["low"], row["high"])},
        "orders": change,
        "random": {x["kind"]: x for x in random[random["key"] == MAIN].to_dict("records")},
    }
    facts["random"]["draws"] = indicator_levels.draws()
    facts |= {x["key"]: x for x in frames["levels"].to_dict("records")}
    for x in frames["wording"].to_dict("records"):
        facts[x["key"]] |= x
    facts[DOUBTFUL] |= _contradictions()
    forwards = facts[FORWARDS]
    facts[FORWARDS] |= {f"index_new_{end}": forwards["index_low"] + forwards[f"total_{end}"] for end in ("low", "high")}
    return facts


def _counts(table: pd.DataFrame) -> dict[str, object]:
    """The counts of the row of all domains, and what "so many more" is the net of."""
    total = table[table["domain"] == "all"].iloc[0].drop("domain").to_dict()
    old = total["old_continuing_count"] + total["old_dropped_count"]
    new = total["new_continuing_count"] + total["new_added_count"]
    links = tables.load("crosswalk")
    here = (links["from_instrument"] == OLD) & (links["to_instrument"] == NEW) & (links["level"] == "indicator")
    unchanged = ~links.loc[here, "relation"].isin(["new", "dropped", "split", "reworded"])
    return total | {"old": old, "new": new, "net": new - old, "unchanged": int(unchanged.sum())}


def _contradictions() -> dict[str, object]:
    """How far the doubtful evaluation is from the figures printed elsewhere."""
    unit, year, scored = indicator_levels.EVALUATIONS[DOUBTFUL]
    rows = indicator_levels.figures(DOUBTFUL)
    printed, stated = (rows[rows["level"] == level] for level in ("overall", "indicator"))
    printed, levels = printed["value"], dict(zip(stated["id"], stated["value"], strict=True))
    computed, listed = instrument(scored).score(levels).domains, domain_means(unit)[year]
    differing = sum(abs(computed[part] - listed[part]) > 0.005 for part in listed)
    return {"first": printed.min(), "second": printed.max(), "differing": differing, "domains": len(listed)}


def _values(frames: dict[str, pd.DataFrame]) -> dict[str, object]:
    """The numbers that sentences rest on, under their keys; the tables have all."""
    kept = {
        "concordance": (
            lambda x: "concordance.all" if x["domain"] == "all" else "",
            [f"{side}_{what}" for side in GROUPS for what in ("weight", "count")],
        ),
        "definitions": (lambda x: f"definition.{x['definition']}", ["indicators", "weight"]),
        "levels": (
            lambda x: f"levels.{x['key']}",
            [f"{what}_{end}" for what in ("effect", "new", "total") for end in ("low", "high")],
        ),
        "wording": (lambda x: f"levels.{x['key']}", ["turning"]),
        "domain_means": (
            lambda x: f"domain_means.{'nation' if x['unit'] == NATION else 'listed'}.{x['year']}",
            ["low", "high"],
        ),
        "orders": (
            lambda x: f"orders.{x['before_year']}_{x['year']}" if x["unit"] == NATION else "",
            ["change", "real_old", "instrument_new", "instrument_old_low", "instrument_old_high"],
        ),
        "random": (lambda x: f"random.{x['key']}.{x['kind']}", ["official", "low", "high", "share"]),
    }
    return {
        f"{prefix(row)}.{column}": row[column]
        for frame, (prefix, columns) in kept.items()
        for row in frames[frame].to_dict("records")
        for column in columns
        if prefix(row) and pd.notna(row.get(column))
    }
