"""Where every level under 35 is known: what would the same practice have scored under 47, and the other way round?

Two evaluations under 35 state all their levels: carried forwards by the ministry's list, the part that continues is
known up to indicators that were split, and the new indicators may stand anywhere from 1 to 5. One evaluation under 47
is carried backwards: dropped indicators may stand anywhere on the old scale. Rewording is taken as neutral.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.methods.effects.concordance import Concordance, weight_of
from analysis.studies.instrument_change import indicator_levels
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared.decisions import BOUNDED
from analysis.studies.shared.definitions import new_indicators
from analysis.studies.shared.instruments import NEW, OLD

FORWARDS = ("madiun_2020", "denpasar_2018")
BACKWARDS = "kemenko_2021"
SHOWN = (*FORWARDS, BACKWARDS)
DECISIONS = {
    "madiun_2020": BOUNDED,
    "denpasar_2018": BOUNDED,
    "kemenko_2021": BOUNDED,
    "together": BOUNDED,
}  # by sentence


@dataclass(frozen=True)
class Result:
    """The evaluations (a row each), and the facts of each by its key."""

    levels: pd.DataFrame
    facts: dict[str, dict[str, object]]
    values: dict[str, object]


def study(old_floor: int) -> Result:
    """The three evaluations on both instruments, with `old_floor` the lowest level of the old scale (0 or 1)."""
    sets = indicator_levels.level_sets()
    frame = on_both(concordance(), sets, old_floor)
    facts = {row["key"]: row | {"floor": old_floor} for row in frame.to_dict("records")}
    index = tables.load("spbe_index")
    for key in FORWARDS:
        unit, _, _ = indicator_levels.EVALUATIONS[key]
        later = index[(index["institution_id"] == unit) & index["preferred"] & (index["instrument"] == NEW)]
        first = later[later["year"] == later["year"].min()].iloc[0]
        facts[key] |= {"later_year": int(first["year"]), "later": first["index"]}
    facts["together"] = _together(frame, sets) | {"floor": old_floor}
    values = {
        f"{row['key']}.{name}": row[name]
        for row in frame.to_dict("records")
        for name in ("index", "other_low", "other_high")
    }
    return Result(frame, facts, values)


def _together(frame: pd.DataFrame, sets: indicator_levels.Sets) -> dict[str, object]:
    """How many evaluations leave the direction open, and how low the levels known under 35 go."""
    rows = frame.assign(open=(frame["other_low"] < frame["index"]) & (frame["index"] < frame["other_high"]))
    forwards = rows["key"].isin(FORWARDS)
    levels = [level for key in FORWARDS for level in sets[key][0].values()]
    return {
        "forwards": int(forwards.sum()), "forwards_open": int(rows.loc[forwards, "open"].sum()),
        "backwards": int((~forwards).sum()), "backwards_open": int(rows.loc[~forwards, "open"].sum()),
        "known": len(levels), "lowest": int(min(levels)),
    }  # fmt: skip


def on_both(links: Concordance, sets: indicator_levels.Sets, old_floor: int) -> pd.DataFrame:
    """A row an evaluation, in index points.

    Columns: key, name, year, instrument (it was scored under), stated (levels), index (unrounded), other_low and
    other_high (the index that the other instrument could have given), continuing (weight of what continues under the
    other instrument), kept_low and kept_high (average of what continues, at the other instrument's weights),
    needed_low and needed_high (average of what the other instrument scores and this one does not, at which the index
    stays as it is; it may lie off the scale).
    """
    found = indicator_levels.splits(links, sets, old_floor, new_indicators("official")).set_index("key")
    rows = []
    for key in SHOWN:
        row = found.loc[key]
        forwards = row["instrument"] == OLD
        index, levels = row["index_low"], sets[key][0]
        ends = (row["total_low"], row["total_high"]) if forwards else (-row["total_high"], -row["total_low"])
        weight = float(weight_of(links.links, links.new) if forwards else 1 - links.dropped_weight)
        kept = _kept(links, levels, row) if forwards else _carried(links, levels)
        rows.append({
            "key": key, "name": row["name"], "year": int(row["year"]), "instrument": row["instrument"],
            "stated": int(row["stated"]), "index": index, "other_low": index + ends[0], "other_high": index + ends[1],
            "continuing": weight, "kept_low": kept[0], "kept_high": kept[1],
            "needed_low": (index - weight * kept[1]) / (1 - weight),
            "needed_high": (index - weight * kept[0]) / (1 - weight),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _kept(links: Concordance, levels: indicator_levels.Levels, row: pd.Series) -> tuple[float, float]:
    """Forwards: the average of what continues at the new weights, from its average at the old ones."""
    before = sum(links.old[i] * levels[i] for i in links.successors) / weight_of(links.successors, links.old)
    return float(before) + row["reweighted_low"], float(before) + row["reweighted_high"]


def _carried(links: Concordance, levels: indicator_levels.Levels) -> tuple[float, float]:
    """Backwards: the average of the old indicators, each at the lowest or the highest of its successors."""
    weight = weight_of(links.successors, links.old)
    low, high = (
        sum(links.old[old] * pick(levels[i] for i in after) for old, after in links.successors.items()) / weight
        for pick in (min, max)
    )
    return float(low), float(high)
