"""Which types of bodies fell from the last year under 35 indicators to a year under 47, on which basis?

As printed, the two years stand on two instruments. Their difference is split at two named bridges. At the old weights:
the later domain means are weighed as before, so that the change covers policy, governance and services alone; what
management and the new weights make is apart. On the new basis: the earlier year is a set, because management was not
measured then and may have stood anywhere on the scale. Neither bridge covers indicators rewritten inside the three
domains, nor that other bodies are behind the two means.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.ordering import LISTED, ordered, settled
from analysis.studies.change_by_type.type_means import (
    BEFORE,
    GROUPS,
    NATION,
    UNITS,
    YEARS,
    by_year,
    domains_before,
    implied,
)
from analysis.studies.shared import published_means
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, IDENTIFIED
from analysis.studies.shared.explanation import HALF
from analysis.studies.shared.instruments import NEW, OLD, OLD_DOMAINS, effect_half_width, weights
from analysis.studies.shared.lists import TYPES

DECISIONS = {
    "printed": ARITHMETIC_FACT,
    "old_weights": IDENTIFIED,
    "domains": IDENTIFIED,
    "new_basis": BOUNDED,
    "later": ARITHMETIC_FACT,
    "behind": ARITHMETIC_FACT,
}  # by sentence
BELOW, OPEN, ABOVE = "below", "open", "above"


@dataclass(frozen=True)
class Result:
    """Frames, facts and values of the change by type; `year` is the later year."""

    year: int
    means: pd.DataFrame
    change: pd.DataFrame
    domains: pd.DataFrame
    new_basis: pd.DataFrame
    series: pd.DataFrame
    shares: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(year: int) -> Result:
    """Everything that is shown of the change by type. `year`: of AFTER_YEARS."""
    means = by_year()
    change, domains, basis = changes(means, year), domain_changes(means, year), new_basis(means, year)
    facts = {"year": year, "before_year": BEFORE, "old": OLD, "new": NEW, **_facts(change, basis), **_behind()}
    facts |= _later(means) | _top_domains(domains, facts["top"])
    facts["half_width"] = float(effect_half_width())
    return Result(year, means, change, domains, basis, series(means), shares(), facts, _values(means, basis))


def changes(means: pd.DataFrame, year: int) -> pd.DataFrame:
    """A row a type with printed means in both years, the nation last.

    Columns: group, before and after (printed, on two instruments), rescored (the later year at the old weights),
    at_old_weights (rescored minus before), effect (management and the new weights), across (after minus before, both
    parts and rounding together) and rounding (what the two parts leave of it). Index points.
    """
    before = means[means["year"] == BEFORE].set_index("group")["printed"]
    rows = []
    for row in means[means["year"] == year].itertuples():
        at_old, across = row.index_35 - before[row.group], row.printed - before[row.group]
        rows.append({
            "group": row.group, "before": before[row.group], "after": row.printed, "rescored": row.index_35,
            "at_old_weights": at_old, "effect": row.effect, "across": across,
            "rounding": across - at_old - row.effect,
        })  # fmt: skip
    return pd.DataFrame(rows)


def domain_changes(means: pd.DataFrame, year: int) -> pd.DataFrame:
    """The printed mean of a domain in a year minus that of its predecessor before: a row a type, the nation last.

    Columns: group, then low and high of policy, governance and services; alike where the earlier mean is printed.
    """
    rows = []
    for row in means[means["year"] == year].itertuples():
        before, after = domains_before(row.group), published_means.rescored(row.unit).loc[year]
        ends = {name: [float(after[name] - x) for x in before[part]] for part, name in OLD_DOMAINS.items()}
        found = {
            f"{name}_{end}": x for name, (most, least) in ends.items() for end, x in (("low", least), ("high", most))
        }
        rows.append({"group": row.group, **found})
    return pd.DataFrame(rows)


def new_basis(means: pd.DataFrame, year: int) -> pd.DataFrame:
    """The last year under 35 on the weights of 47 as a set, beside a later year: a row a type, the nation last.

    Columns: group, low and high (management at the ends of the scale), after (printed), change_low and change_high,
    needed_low and needed_high (management before at which nothing changed; it may lie off the scale), management (of
    the later year), side (where the later year lies: below the set, above it, or inside, which leaves the direction
    open; rounding at both ends counted), implied (whether a domain mean comes from aspects).
    """
    new, _, links = weights()
    weight = sum(w for part, w in new.items() if part not in links)
    row = tables.load("instruments").set_index("instrument").loc[NEW]
    floor, top = Fraction(str(row["level_min"])), Fraction(str(row["level_max"]))
    slack = float(HALF * (1 - weight) + HALF)
    rows = []
    for row in means[means["year"] == year].itertuples():
        ends = domains_before(row.group)
        known = [float(sum(new[part] * ends[old][end] for part, old in links.items())) for end in (0, 1)]
        low, high = known[0] + float(weight * floor), known[1] + float(weight * top)
        rows.append({
            "group": row.group, "low": low, "high": high, "after": row.printed,
            "change_low": row.printed - high, "change_high": row.printed - low,
            "needed_low": (row.printed - known[1]) / float(weight),
            "needed_high": (row.printed - known[0]) / float(weight),
            "management": row.management, "side": side_of(row.printed, low, high, slack), "implied": implied(row.group),
        })  # fmt: skip
    return pd.DataFrame(rows)


def side_of(after: float, low: float, high: float, slack: float) -> str:
    """Where a later mean lies: below the set or above it by more than `slack`, which rounding could make, or OPEN."""
    if settled(after - (low - slack)) < 0:
        return BELOW
    return ABOVE if settled(after - (high + slack)) > 0 else OPEN


def series(means: pd.DataFrame) -> pd.DataFrame:
    """The printed mean of every type by year: group, then a column `printed_<year>` for each of YEARS."""
    wide = means.pivot(index="group", columns="year", values="printed").reindex(index=list(GROUPS), columns=list(YEARS))
    return wide.add_prefix("printed_").rename_axis(columns=None).reset_index()


def shares() -> pd.DataFrame:
    """Share of bodies with Baik or better, by type: group, then `share_<year>` for each year with shares of types."""
    frame = tables.load("spbe_shares")
    group_of = {unit: group for group, units in UNITS.items() for unit in units}
    wide = frame.assign(group=frame["unit"].map(group_of)).pivot(index="group", columns="year", values="share")
    return wide.reindex(list(GROUPS)).add_prefix("share_").rename_axis(columns=None).reset_index()


def _facts(change: pd.DataFrame, basis: pd.DataFrame) -> dict[str, object]:
    """Who fell and who rose, as printed and at the old weights, by size; who lies on which side of its set."""
    types = change[change["group"] != NATION]
    facts: dict[str, object] = {"types": len(types), "group_names": list(types["group"])}
    for name in ("across", "at_old_weights"):
        by_size = ordered(types, name, LISTED)
        fell, rose = by_size[by_size[name] < -1e-9], by_size[by_size[name] > 1e-9]
        facts |= {f"{name}_fell": list(fell["group"]), f"{name}_rose": list(rose["group"])[::-1]}
        facts |= {f"{name}_of": dict(zip(change["group"], change[name], strict=True))}
    nation = change[change["group"] == NATION].iloc[0]
    facts |= {"fell": len(facts["across_fell"]), "nation_across": nation["across"]}
    facts |= {"nation_before": nation["before"], "nation_after": nation["after"]}
    inside = basis[basis["group"] != NATION]
    facts |= {side: list(inside.loc[inside["side"] == side, "group"]) for side in (BELOW, OPEN, ABOVE)}
    first = ordered(inside.assign(before=list(types["before"])), "before", LISTED, falling=["before"]).iloc[0]
    facts |= {f"top_{name}": first[name] for name in ("low", "high", "after", "needed_low", "management")}
    return facts | {"top": first["group"]}


def _top_domains(domains: pd.DataFrame, top: str) -> dict[str, object]:
    """The changes of the domains of one type whose earlier means are printed."""
    row = domains[domains["group"] == top].iloc[0]
    return {name: row[f"{name}_low"] for name in OLD_DOMAINS.values()}


def _later(means: pd.DataFrame) -> dict[str, object]:
    """The first step within the new instrument, and how many types stand higher in the last year than in its first."""
    first, second, *_, last = YEARS[1:]
    wide = means[means["group"] != NATION].pivot(index="group", columns="year", values="printed")
    step = ordered(pd.DataFrame({"step": wide[second] - wide[first]}).reset_index(), "step", LISTED)
    facts = {"first_step": first, "second_step": second, "last_step": last}
    facts |= {"step_low": step["step"].iloc[0], "step_low_group": step["group"].iloc[0]}
    facts |= {"step_high": step["step"].iloc[-1], "step_high_group": step["group"].iloc[-1]}
    return facts | {"all_types": len(wide), "higher_last": int((wide[last] > wide[first]).sum())}


def _behind() -> dict[str, object]:
    """How many bodies are behind the means of the years around the change."""
    rows = tables.load("population").set_index("year")["institutions"]
    counts = {"again": int(rows[BEFORE]), "carried_year": BEFORE - 1, "first_year": BEFORE + 1}
    counts |= {"carried": int(rows[BEFORE - 1]), "assessed": int(rows[BEFORE + 1])}
    return counts | {"left_out": counts["carried"] - counts["assessed"]}


def _values(means: pd.DataFrame, basis: pd.DataFrame) -> dict[str, object]:
    """`<type>.<year>.index_35` and `.index_47`: printed on the instrument of the year, re-scored on the other one."""
    values: dict[str, object] = {}
    for row in means[means["group"].isin(TYPES)].itertuples():
        values[f"{row.group}.{row.year}.index_{row.instrument}"] = row.printed
        if row.instrument == NEW:
            values[f"{row.group}.{row.year}.index_35"] = row.index_35
    for row in basis[basis["group"].isin(TYPES)].itertuples():
        values |= {f"{row.group}.{BEFORE}.new_basis_{end}": getattr(row, end) for end in ("low", "high")}
    return values
