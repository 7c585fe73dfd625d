"""Why did the higher types fall and the regencies rise: what do means of types allow to say?

Between a type and the regencies, the difference of their changes has a part that is arithmetic: management and the new
weights took more from types further ahead of their management. For the rest five explanations are laid beside what is
printed. Catching-up and ceiling: the lead of each type over the regencies, at the old weights, before, at and after
the change. The floor: the old scale may have had a level 0, the new one begins at 1. Who was counted: how low the
bodies left out in 2021 would have had to stand, had all been regencies. Rewritten criteria: nothing is printed on them.

Luck of single bodies averages out in the mean of a type, so that regression to the mean is no explanation here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.methods.effects.floor_lift import floor_lift
from analysis.methods.errors import InputError
from analysis.methods.ordering import settled
from analysis.studies.change_by_type.change import Result as Change
from analysis.studies.change_by_type.national_mean import MAIN, MOST, numbers
from analysis.studies.change_by_type.type_means import BEFORE, GROUPS, NATION, YEARS
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, BOUNDED, CANNOT_BE_DECIDED, IDENTIFIED
from analysis.studies.shared.explanation import FLOORS, HALF
from analysis.studies.shared.lists import HIGHEST

TOP, CITIES = "kementerian", "kota"  # the highest mean before the change, and the other local bodies of that rank
AT, NEXT = BEFORE + 1, BEFORE + 2
NEW_FLOOR = 1
ROUNDING = float(4 * HALF)  # of a difference of two changes of means with two decimals
DECISIONS = {
    "instrument": IDENTIFIED,
    "higher": ASSOCIATED_ONLY,
    "lead": ASSOCIATED_ONLY,
    "ceiling": ARITHMETIC_FACT,
    "floor": BOUNDED,
    "floor_same": ARITHMETIC_FACT,
    "counted": CANNOT_BE_DECIDED,
    "cause": CANNOT_BE_DECIDED,
}  # by sentence


@dataclass(frozen=True)
class Result:
    """Leads over the regencies (a row a type), what each explanation could do (a row a type), facts and values."""

    old_floor: int
    leads: pd.DataFrame
    compared: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(found: Change, old_floor: int) -> Result:
    """The explanations for 2020 to 2021, whatever the later year of `found`; `old_floor`: lowest old level, 0 or 1.

    Raises InputError for another floor.
    """
    if old_floor not in FLOORS:
        raise InputError(f"old_floor {old_floor}: choose 0 or 1, the lowest level of the old scale")
    lead, compared = leads(found.means), compare(found.means, old_floor)
    facts = {"before_year": BEFORE, "at": AT, "next": NEXT, "last": YEARS[-1], "floor": old_floor}
    facts |= _lead_facts(lead, found.means) | _parts(compared) | _pairs(found.means) | _counted(found)
    kept = ("apart_old", "apart_effect", "apart_across", "lift_top", "lift_most", "needed_before")
    return Result(old_floor, lead, compared, facts, {name: facts[name] for name in kept})


def leads(means: pd.DataFrame) -> pd.DataFrame:
    """How far each other type is ahead of the regencies, at the old weights: group, then `lead_<year>` for YEARS."""
    value = means["printed"].where(means["year"] == BEFORE, means["index_35"])
    wide = means.assign(value=value).pivot(index="group", columns="year", values="value")
    ahead = wide.sub(wide.loc[MOST]).reindex([g for g in GROUPS if g not in (MOST, NATION)])
    return ahead.reindex(columns=list(YEARS)).add_prefix("lead_").rename_axis(columns=None).reset_index()


def compare(means: pd.DataFrame, old_floor: int) -> pd.DataFrame:
    """What each explanation could do to a type from 2020 to 2021: a row a type, the regencies last.

    Columns: group, before (printed), at_old_weights and effect (the two parts of the change), across (as printed), then
    all three minus those of the regencies (apart_old, apart_effect, apart_across), and lift (the most that the raised
    floor can have added, in levels).
    """
    first, second = (_of(means, year) for year in (BEFORE, AT))
    groups = [g for g in GROUPS if g not in (MOST, NATION)] + [MOST]
    frame = pd.DataFrame({"group": groups, "before": [first.loc[g, "printed"] for g in groups]})
    frame["at_old_weights"] = [second.loc[g, "index_35"] - first.loc[g, "printed"] for g in groups]
    frame["across"] = [second.loc[g, "printed"] - first.loc[g, "printed"] for g in groups]
    frame["effect"] = [second.loc[g, "effect"] for g in groups]
    own = frame[frame["group"] == MOST].iloc[0]
    frame["apart_old"] = frame["at_old_weights"] - own["at_old_weights"]
    frame["apart_effect"] = frame["effect"] - own["effect"]
    frame["apart_across"] = frame["across"] - own["across"]
    scale = (float(old_floor), HIGHEST)
    frame["lift"] = [floor_lift(mean, scale, float(NEW_FLOOR)).high for mean in frame["before"]]
    return frame


def _lead_facts(lead: pd.DataFrame, means: pd.DataFrame) -> dict[str, object]:
    """The lead of the ministries around the change, and how many types shrank and grew in it."""
    top = lead.set_index("group").loc[TOP]
    facts = {f"lead_{name}": top[f"lead_{year}"] for name, year in (("before", BEFORE), ("at", AT), ("next", NEXT))}
    facts |= {"lead_types": len(lead), "shrank": int((lead[f"lead_{AT}"] < lead[f"lead_{BEFORE}"]).sum())}
    facts |= {"grew": int((lead[f"lead_{NEXT}"] > lead[f"lead_{AT}"]).sum())}
    printed = means[means["group"] == TOP].set_index("year")["printed"]
    return facts | {"top_before": printed[BEFORE], "top_last": printed[YEARS[-1]]}


def _parts(compared: pd.DataFrame) -> dict[str, object]:
    """By how much ministries and regencies part, in both parts, and the largest lift of either by the floor."""
    rows = compared.set_index("group")
    top, most = rows.loc[TOP], rows.loc[MOST]
    facts = {name: top[name] for name in ("apart_old", "apart_effect", "apart_across")}
    facts |= {f"cities_{name}": rows.loc[CITIES, f"apart_{name}"] for name in ("old", "effect", "across")}
    facts |= {"top_old": top["at_old_weights"], "top_effect": top["effect"]}
    return facts | {"lift_top": top["lift"], "lift_most": most["lift"]}


def _pairs(means: pd.DataFrame) -> dict[str, object]:
    """In how many pairs of types the higher one fell more, over the change at the old weights and a year later."""
    first, second, third = (_of(means[means["group"] != NATION], year) for year in (BEFORE, AT, NEXT))
    over, later = (
        higher_fell_more(*pair, ROUNDING)
        for pair in ((first["printed"], second["index_35"]), (second["printed"], third["printed"]))
    )
    facts = {"pairs": over[2], "pairs_low": over[0], "pairs_high": over[1]}
    return facts | {"pairs_next_low": later[0], "pairs_next_high": later[1]}


def higher_fell_more(before: pd.Series, after: pd.Series, rounding: float) -> tuple[int, int, int]:
    """Of all pairs with different values before: in how many did the higher one fall more, or rise less?

    Both Series have the same labels. Gives the fewest pairs and the most, where a difference of two changes may be off
    by `rounding` either way, and the number of pairs.
    """
    change = after - before
    apart = [change[a] - change[b] for a in before.index for b in before.index if settled(before[a] - before[b]) > 0]
    fewest, most = (sum(bool(settled(x) < bound) for x in apart) for bound in (-rounding, rounding))
    return fewest, most, len(apart)


def _of(means: pd.DataFrame, year: int) -> pd.DataFrame:
    """The means of one year, by type."""
    return means[means["year"] == year].set_index("group")


def _counted(found: Change) -> dict[str, object]:
    """The mean in 2020 of the bodies left out in 2021 at which the regencies' rise at the old weights is nought.

    Supposed: as many regencies behind the mean of 2020 as on the first complete list, and only regencies left out.
    """
    means = found.means[found.means["group"] == MOST].set_index("year")
    listed, left = numbers()[MAIN][MOST], int(found.facts["left_out"])
    before, after = means.loc[BEFORE, "printed"], means.loc[AT, "index_35"]
    needed = (listed * before - (listed - left) * after) / left
    return {"left_out": left, "listed": listed, "most_before": before, "needed_before": needed}
