"""Do level, growth and the effect of the instrument go with province and with type?

Share of the variance between provinces, over local governments, the mean of each type held fixed; and share between
types, over all institutions. Where a quantity varies within provinces alone, neighbours have nothing in common in it
that a study of peers could find. Neither says why.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data.plan import plan
from analysis.methods.inference.variance_shares import FEWEST, share_between
from analysis.studies.growth.panel import Panel
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED

QUANTITIES = {"level": "before", "growth": "change", "effect": "effect"}  # name -> column of the panel
SEVERAL = {"kabupaten", "kota"}  # types of which a province has several


@dataclass(frozen=True)
class Result:
    """table: a row a quantity and grouping (province where there is one, type for all); decisions; facts; values."""

    table: pd.DataFrame
    decisions: dict[str, str]
    facts: dict[str, object]
    values: dict[str, object]


def decision(low: float, high: float) -> str:
    """The plan's rule `growth_places` for the interval of a share between provinces."""
    if low > 0:
        return ASSOCIATED_ONLY
    return NOT_SUPPORTED if high < plan()["rules"]["growth_places_small"] else INCONCLUSIVE


def study(frame: Panel) -> Result:
    """Shares of the variance of level, growth and effect between provinces, and for all institutions between types."""
    rows, whole = frame.domains, frame.institution_type == institutions.ALL
    local = rows[rows["province"] != ""]
    by_province = whole or frame.institution_type in SEVERAL
    found = []
    for name, column in QUANTITIES.items():
        if by_province:
            share = share_between(local[column], local["province"], local["type"])
            found.append({"grouping": "province", "quantity": name, **share._asdict()})
        if whole:
            share = share_between(rows[column], rows["type"])
            found.append({"grouping": "type", "quantity": name, **share._asdict()})
    if not found:
        return Result(pd.DataFrame(), {}, {**frame.facts, "by_province": False}, {})
    table = pd.DataFrame(found)
    of = table[table["grouping"] == "province"].set_index("quantity")
    facts: dict[str, object] = {**frame.facts, "by_province": True, "whole": whole, "least_groups": FEWEST}
    facts |= {"local": int(of["n"].iloc[0]), "provinces": int(of["groups"].iloc[0])}
    facts |= {f"{name}_{what}": of.loc[name, what] for name in QUANTITIES for what in ("share", "low", "high")}
    decisions = {name: decision(of.loc[name, "low"], of.loc[name, "high"]) for name in QUANTITIES}
    values = {
        grouping: {row.quantity: row.share for row in part.itertuples()} for grouping, part in table.groupby("grouping")
    }
    return Result(table, decisions, facts, values)
